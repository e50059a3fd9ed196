"""A source as readers see it, with what is known of its address."""

import datetime as dt

from msgspec import Struct

from sitegen.content.addresses import AddressState, plain_address
from sitegen.content.schema import Source
from sitegen.pages.context import PageContext


class SourceLine(Struct, frozen=True):
    """A source as shown: `href` is empty for print and where no address is known, and of one that is gone."""

    publisher: str
    title: str
    href: str
    author: str
    published: str
    lang: str
    archive: str
    seen: dt.date | None  # the last day on which the address was seen well
    gone: dt.date | None  # the day on which it was found to be gone


def source_line(source: Source, context: PageContext) -> SourceLine:
    """`check --links` writes down when an address was seen; one that is gone is no link any more, its copy is."""
    state = context.digest.addresses.get(plain_address(source.url)) or AddressState() if source.url else AddressState()
    return SourceLine(
        publisher=source.publisher,
        title=source.title,
        href="" if state.gone else source.url,
        author=source.author,
        published=source.published,
        lang=source.lang,
        archive=source.archive,
        seen=state.seen,
        gone=state.gone,
    )
