"""What goes out from the ledger: a feed of changes of stage, and a calendar of what falls due."""

import datetime as dt
from collections.abc import Iterator

from sitegen.digest.claims.due_dates import due_state, last_day
from sitegen.digest.claims.model import ClaimHistory, StageChange
from sitegen.digest.claims.stages import GIVEN_UP
from sitegen.pages.context import FEED_LENGTH, PageContext
from sitegen.pages.exports.feeds import FeedEntry, FeedView, feed, feed_id
from sitegen.pages.page import Kind, Page, Whole
from sitegen.pages.parts.claim_elsewhere import shown_stage
from sitegen.pages.parts.claim_lines import ClaimLine, claim_line, entry_line, href_full
from sitegen.pages.parts.claim_sentence import reported_sentence, sentence
from sitegen.text.icalendar import Event, calendar
from sitegen.text.zones import timestamp


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        url = context.urls.claims(lang)
        yield Page(url.feed, KIND, (lang,))
        yield Page(context.urls.calendar(lang), CALENDAR, (lang,))


def moves(context: PageContext) -> list[tuple[ClaimHistory, int]]:
    """Every stage that a claim with a page has come to, as the number of its step, the last reported first.

    Whoever follows wants to hear of what was told late, too.
    """
    changes = [
        (entry, number)
        for entry in context.digest.ledger.values()
        for number in range(len(entry.steps) if entry.id else 0)
    ]
    return sorted(changes, key=lambda item: reported_on(context, item[0].steps[item[1]]), reverse=True)


def reported_on(context: PageContext, step: StageChange) -> dt.date:
    """The day of the note that tells of a stage."""
    return context.digest.notes[step.note].date


def view(context: PageContext, lang: str) -> FeedView:
    title = f"{context.ui('claims.title', lang)} · {context.config.title[lang]}"
    entries = tuple(_entry(context, entry, entry.steps[number], lang) for entry, number in moves(context)[:FEED_LENGTH])
    return feed(context, lang, "claims/", context.urls.claims(lang), title, context.ui("claims.about", lang), entries)


def _entry(context: PageContext, entry: ClaimHistory, step: StageChange, lang: str) -> FeedEntry:
    report = entry.told_by(step)
    line, note = claim_line(report, entry, context, lang), context.digest.notes[step.note]
    stage = shown_stage(entry.claim, step.stage)
    said = context.ui(f"stage.{stage}", lang) if stage else context.ui(f"kind.{line.kind}", lang)
    told = f"{note.text(lang).front.title} ({report.claim.source.publisher})"
    day = timestamp(reported_on(context, step), context.config.zone)
    return FeedEntry(
        id=feed_id(context, f"claims/{entry.id}/{step.stage}/{step.note}/{lang}"),
        title=f"{said}: {line.what.words} ({line.by.words})",
        full=context.urls.claim(entry.id, lang).full,
        updated=day,
        published=day,
        summary=f"{reported_sentence(report, context, lang).words} {told}{_marks(line, context, lang)}",
        why="",
        content=None,
        categories=(context.ui(f"kind.{line.kind}", lang),),
        publisher=report.claim.source.publisher,
        via=report.claim.source.url,
    )


def _calendar(context: PageContext, lang: str) -> Whole:
    """Everything that is or was to come by a day; statements promise nothing."""
    due = [entry for entry in context.digest.ledger.values() if entry.due]
    due.sort(key=lambda entry: (last_day(entry.due), entry.key))
    name = f"{context.ui('claims.ahead', lang)} · {context.config.title[lang]}"
    return Whole(calendar(name, lang, tuple(_event(context, entry, lang) for entry in due)).encode())


def _event(context: PageContext, entry: ClaimHistory, lang: str) -> Event:
    line = entry_line(entry, context, lang)
    word, state = ("law" if entry.family == "measure" else "claim"), due_state(entry, context.digest)
    past = f" ({context.ui(f'due.{state}', lang)})" if state in ("over", "reported") else ""
    due = f"{context.ui(f'{word}.due', lang)}: {entry.due}{_named_by(line, context, lang)}{past}"
    return Event(
        uid=feed_id(context, f"claims/{entry.key}/{lang}"),
        day=last_day(entry.due),
        changed=max(report.date for report in entry.reports),
        summary=f"{line.what.words} ({line.by.words})",
        description=f"{sentence(entry, context, lang).words} {due}{_marks(line, context, lang)}",
        url=href_full(entry, context, lang),
        category=context.ui(f"kind.{line.kind}", lang),
        cancelled=entry.stage in GIVEN_UP or entry.key in context.digest.ended,
    )


def _named_by(line: ClaimLine, context: PageContext, lang: str) -> str:
    """Who named a day, where that is not who should do it, and the outlet of another report that does."""
    said = f"{context.ui('claim.said_by', lang)} {line.due_said.words}" if line.due_said else ""
    named = ", ".join(filter(None, (said, line.due_by)))
    return f" ({named})" if named else ""


def _marks(line: ClaimLine, context: PageContext, lang: str) -> str:
    """What every list says beside a claim: that its law has ended, and that outlets tell it otherwise."""
    ended, differs = context.ui("law.ended", lang), context.ui("claims.differs", lang)
    law = f" {ended} {context.ui(f'stage.{line.law_end.stage}', lang)}." if line.law_end else ""
    return f"{law}{f' {differs}.' if line.differs else ''}"


KIND = Kind(address="claims/feed.xml", template="feed.xml", view=view, pages=pages)
CALENDAR = Kind(address="claims/due.ics", view=_calendar)
