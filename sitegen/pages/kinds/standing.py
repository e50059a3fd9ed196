"""Standing pages: about, editorial policy, and their like; but for that of corrections, which has a list below it."""

from collections.abc import Iterator
from functools import partial

from sitegen.config import CORRECTIONS
from sitegen.pages.context import Kit
from sitegen.pages.parts.bodies import fill
from sitegen.pages.views import Html, Page, View


class StandingView(View, frozen=True, kw_only=True):
    title: str
    summary: str
    body: Html


def pages(kit: Kit) -> Iterator[Page]:
    for id, texts in kit.digest.pages.items():
        for lang, text in texts.items() if id != CORRECTIONS else ():
            yield Page(kit.routes.standing(id, lang), "standing.html", partial(_view, kit), (id, lang), text.path)


def _view(kit: Kit, id: str, lang: str) -> StandingView:
    texts = kit.digest.pages[id]
    text, urls = texts[lang], {other: kit.routes.standing(id, other) for other in texts}
    return StandingView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(text.title, text.summary, urls, lang),
        switches=kit.switches(urls, lang),
        title=text.title,
        summary=text.summary,
        body=fill(text.body, text.path, lang, kit),
    )
