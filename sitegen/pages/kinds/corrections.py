"""What was put right, in which note and when: below what the standing page `corrections` says, where there is one."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.config import CORRECTIONS
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.corrections import CorrectionText, corrections_of
from sitegen.pages.parts.query_tables import PagePart, page_parts
from sitegen.pages.parts.responsible import report_link
from sitegen.pages.views import Extra, NoteCard, View, extra

_MOST = 200


class CorrectionLine(Struct, frozen=True):
    correction: CorrectionText
    note: NoteCard


class CorrectionsView(View, frozen=True, kw_only=True):
    """`report`: where to report an error, if the settings say. `data`: where older ones are, when not all are shown."""

    title: str
    summary: str
    parts: tuple[PagePart, ...]
    extra: Extra
    report: str
    corrections: tuple[CorrectionLine, ...]
    data: str


def pages(context: PageContext) -> Iterator[Page]:
    texts = context.digest.pages.get(CORRECTIONS, {})
    for lang in context.languages:
        origin, template = (texts[lang].path, texts[lang].template) if lang in texts else ("", "")
        yield Page(context.urls.corrections(lang), KIND, (lang,), origin, template)


def corrected(context: PageContext, lang: str) -> tuple[tuple[str, CorrectionText], ...]:
    """Every correction with its note's id, the newest first."""
    corrections = [
        (note.id, correction) for note in context.digest.notes.values() for correction in corrections_of(note, lang)
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
        parts=page_parts(text, context) if text else (),
        extra=extra(text.extra if text else {}),
        report=report_link(context, title, urls[lang].full, lang).href if context.config.contact else "",
        corrections=tuple(CorrectionLine(correction, context.note(id, lang)) for id, correction in corrections[:_MOST]),
        data=context.urls.data_page(lang).href if len(corrections) > _MOST else "",
    )


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
