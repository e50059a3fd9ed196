"""404.html: what is missing, in every language, and where to go instead. It may be shown at any depth."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Page
from sitegen.pages.views import Frame, Head, Link, NoteCard, View

_NEWEST = 5


class Missing(Struct, frozen=True):
    """The 404 page's words in one language."""

    frame: Frame
    sections: tuple[Link, ...]
    newest: tuple[NoteCard, ...]


class NotFoundView(View, frozen=True, kw_only=True):
    languages: tuple[Missing, ...]


def pages(context: PageContext) -> Iterator[Page]:
    yield Page(context.urls.at("404.html"), KIND)


def view(context: PageContext) -> NotFoundView:
    lang = context.config.default
    title = context.ui("missing.title", lang)
    newest = list(context.digest.notes)[:_NEWEST]
    return NotFoundView(
        lang=lang,
        frame=context.frame(lang),
        head=Head(title=title, headline=title, description="", full="", kind="website", alternates=(), feeds=()),
        switches=context.switches({}, lang),
        languages=tuple(
            Missing(context.frame(each), context.sections(each), context.notes(newest, each))
            for each in context.languages
        ),
    )


KIND = Kind(address="404.html", template="404.html", view=view, pages=pages)
