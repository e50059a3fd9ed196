"""Standing pages: about, editorial policy, and their like; but for that of corrections, which has a list below it."""

from collections.abc import Iterator
from functools import partial

from sitegen.config import ABOUT, CORRECTIONS
from sitegen.digest.model import PageText
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.query_tables import PagePart, page_parts
from sitegen.pages.parts.responsible import Responsible, responsible
from sitegen.pages.parts.schema_org import AboutPageThing
from sitegen.pages.parts.structured_data import publisher, website
from sitegen.pages.urls import Url
from sitegen.pages.views import Extra, View, extra


class StandingView(View, frozen=True, kw_only=True):
    """`responsible`: on the page about the site alone."""

    title: str
    summary: str
    parts: tuple[PagePart, ...]
    extra: Extra
    responsible: Responsible | None


def pages(context: PageContext) -> Iterator[Page]:
    for id, texts in context.digest.pages.items():
        for lang, text in texts.items() if id != CORRECTIONS else ():
            yield Page(context.urls.standing(id, lang), KIND, (id, lang), text.path, text.template)


def view(context: PageContext, id: str, lang: str) -> StandingView:
    texts = context.digest.pages[id]
    text, urls = texts[lang], {other: context.urls.standing(id, other) for other in texts}
    return StandingView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(
            text.title, text.summary, urls, lang, thing=_about(context, text, urls[lang], lang) if id == ABOUT else None
        ),
        switches=context.switches(urls, lang),
        title=text.title,
        summary=text.summary,
        parts=page_parts(text, context),
        extra=extra(text.extra),
        responsible=responsible(context, lang) if id == ABOUT else None,
    )


def _about(context: PageContext, text: PageText, url: Url, lang: str) -> AboutPageThing:
    """That it is about the site, and whose that is."""
    return AboutPageThing(
        id=url.full,
        name=text.title,
        description=text.summary,
        url=url.full,
        in_language=lang,
        about=(website(context, lang),),
        publisher=publisher(context, lang),
    )


def listed(context: PageContext) -> Iterator[Listed]:
    for id, texts in context.digest.pages.items():
        if id != CORRECTIONS:
            yield Listed(texts, partial(context.urls.standing, id))


KIND = Kind(address="<id>/", template="standing.html", view=view, pages=pages, listed=listed)
