"""What was put right, in which note and when: below what the standing page `corrections` says, where there is one."""

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from sitegen.config import CORRECTIONS
from sitegen.content.schema import Correction
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.bodies import page_body
from sitegen.pages.views import Extra, Html, NoteCard, View, extra

_MOST = 200


class CorrectionLine(Struct, frozen=True):
    """`lang`: of `what`, where it is not the page's."""

    date: dt.date
    level: str
    what: str
    lang: str
    note: NoteCard


class CorrectionsView(View, frozen=True, kw_only=True):
    """`data`: where the older ones are, when not all are shown."""

    title: str
    summary: str
    body: Html | None
    extra: Extra
    corrections: tuple[CorrectionLine, ...]
    data: str


def pages(context: PageContext) -> Iterator[Page]:
    texts = context.digest.pages.get(CORRECTIONS, {})
    for lang in context.languages:
        origin = texts[lang].path if lang in texts else ""
        yield Page(context.urls.corrections(lang), KIND, (lang,), origin)


def corrected(context: PageContext, lang: str) -> tuple[tuple[str, Correction], ...]:
    """Every correction with its note's id, the newest first: of the text that a reader of a language is shown."""
    corrections = [
        (note.id, correction)
        for note in context.digest.notes.values()
        for correction in note.text(lang).front.corrections
    ]
    return tuple(sorted(corrections, key=lambda item: item[1].date, reverse=True))


def view(context: PageContext, lang: str) -> CorrectionsView:
    urls = {other: context.urls.corrections(other) for other in context.languages}
    text = context.digest.pages.get(CORRECTIONS, {}).get(lang)
    title = text.title if text else context.ui("corrections.title", lang)
    summary = text.summary if text else context.ui("corrections.about", lang)
    corrections = context.memo(corrected, context, lang)
    return CorrectionsView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, summary, urls, lang),
        switches=context.switches(urls, lang),
        title=title,
        summary=summary,
        body=page_body(text, context) if text else None,
        extra=extra(text.extra if text else {}),
        corrections=tuple(_line(context, id, correction, lang) for id, correction in corrections[:_MOST]),
        data=context.urls.data_page(lang).href if len(corrections) > _MOST else "",
    )


def _line(context: PageContext, id: str, correction: Correction, lang: str) -> CorrectionLine:
    card = context.note(id, lang)
    return CorrectionLine(correction.date, correction.level, correction.what, card.lang, card)


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.corrections)


KIND = Kind(
    address="corrections/",
    template="corrections.html",
    view=view,
    pages=pages,
    listed=listed,
    footer=(1, "corrections.title"),
)
