"""404.html: what is missing, in every language, and where to go instead. It may be shown at any depth."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from sitegen.pages.context import Kit
from sitegen.pages.views import Frame, Head, Link, NoteCard, Page, View

_NEWEST = 5


class Missing(Struct, frozen=True):
    """The 404 page's words in one language."""

    frame: Frame
    sections: tuple[Link, ...]
    newest: tuple[NoteCard, ...]


class NotFoundView(View, frozen=True, kw_only=True):
    languages: tuple[Missing, ...]


def pages(kit: Kit) -> Iterator[Page]:
    yield Page("404.html", "404.html", partial(_view, kit))


def _view(kit: Kit) -> NotFoundView:
    lang = kit.config.default
    newest = list(kit.digest.notes)[:_NEWEST]
    return NotFoundView(
        lang=lang,
        frame=kit.frame(lang),
        head=Head(kit.ui("missing.title", lang), "", "", "website", (), ()),
        switches=kit.switches({}, lang),
        languages=tuple(
            Missing(kit.frame(each), kit.sections(each), kit.notes(newest, each)) for each in kit.languages
        ),
    )
