"""Standing pages: about, editorial policy, and their like."""

from collections.abc import Iterator

from sitegen.pages.bodies import fill
from sitegen.pages.kit import Kit
from sitegen.pages.views import Html, Page, View


class StandingView(View, frozen=True, kw_only=True):
    title: str
    summary: str
    body: Html


def pages(kit: Kit) -> Iterator[Page]:
    for id, texts in kit.digest.pages.items():
        urls = {lang: kit.routes.standing(id, lang) for lang in texts}
        for lang, text in texts.items():
            view = StandingView(
                lang=lang,
                frame=kit.frames[lang],
                head=kit.head(text.title, text.summary, urls, lang),
                switches=kit.switches(urls, lang),
                title=text.title,
                summary=text.summary,
                body=fill(text.body, text.path, lang, kit),
            )
            yield Page(urls[lang], "standing.html", view, text.path)
