"""What goes out from the ledger: a feed of changes of stage, and a calendar of what falls due."""

from collections.abc import Iterator
from functools import partial

from sitegen.digest.claims.due_dates import last_day
from sitegen.digest.claims.stages import GIVEN_UP
from sitegen.digest.model import Entry, Step
from sitegen.pages.context import FEED_LENGTH, Kit
from sitegen.pages.exports.feeds import Entry as FeedEntry
from sitegen.pages.exports.feeds import FeedView, feed, feed_id
from sitegen.pages.parts.claim_lines import entry_line, href_full, sentence, shown_stage
from sitegen.pages.views import Page, Whole
from sitegen.text.days import timestamp
from sitegen.text.icalendar import Event, calendar


def pages(kit: Kit) -> Iterator[Page]:
    for lang in kit.languages:
        url = kit.routes.claims(lang)
        yield Page(f"{url}feed.xml", "feed.xml", partial(_feed, kit), (lang,))
        yield Page(f"{url}due.ics", "", partial(_calendar, kit), (lang,))


def moves(kit: Kit) -> list[tuple[Entry, int]]:
    """Every stage that a claim with a page has come to, as the number of its step, the latest first.

    `announced` after more is no move.
    """
    found = [
        (entry, number)
        for entry in kit.digest.ledger.values()
        for number, step in enumerate(entry.steps if entry.id else ())
        if not (step.back and step.stage == "announced")
    ]
    return sorted(found, key=lambda item: item[0].steps[item[1]].date, reverse=True)


def _feed(kit: Kit, lang: str) -> FeedView:
    title = f"{kit.ui('claims.title', lang)} · {kit.config.title[lang]}"
    entries = tuple(_entry(kit, entry, entry.steps[number], lang) for entry, number in moves(kit)[:FEED_LENGTH])
    return feed(kit, lang, "claims/", kit.routes.claims(lang), title, kit.ui("claims.about", lang), entries)


def _entry(kit: Kit, entry: Entry, step: Step, lang: str) -> FeedEntry:
    line, note = entry_line(entry, kit, lang), kit.digest.notes[step.note]
    report = next(r for r in entry.reports if r.note == step.note and r.claim.stage == step.stage)
    stage = shown_stage(entry.claim, step.stage)
    said = kit.ui(f"stage.{stage}", lang) if stage else kit.ui(f"kind.{line.kind}", lang)
    day = timestamp(step.date, kit.config.zone)
    return FeedEntry(
        id=feed_id(kit, f"claims/{entry.id}/{step.stage}/{step.note}/{lang}"),
        title=f"{said}: {line.what.words} ({line.by.words})",
        full=kit.routes.full(kit.routes.claim(entry.id, lang)),
        updated=day,
        published=day,
        summary=f"{sentence(line, kit, lang)}. {note.text(lang).front.title} ({report.claim.source.publisher})",
        why="",
        content=None,
        categories=(kit.ui(f"kind.{line.kind}", lang),),
        publisher=report.claim.source.publisher,
        via=report.claim.source.url,
    )


def _calendar(kit: Kit, lang: str) -> Whole:
    """Everything that is or was to come by a day; forecasts promise nothing."""
    due = [entry for entry in kit.digest.ledger.values() if entry.due and entry.claim.kind != "forecast"]
    due.sort(key=lambda entry: (last_day(entry.due), entry.key))
    name = f"{kit.ui('claims.ahead', lang)} · {kit.config.title[lang]}"
    return Whole(calendar(name, lang, tuple(_event(kit, entry, lang) for entry in due)).encode())


def _event(kit: Kit, entry: Entry, lang: str) -> Event:
    line = entry_line(entry, kit, lang)
    return Event(
        uid=feed_id(kit, f"claims/{entry.key}/{lang}"),
        day=last_day(entry.due),
        changed=entry.newest.date,
        summary=f"{line.what.words} ({line.by.words})",
        description=f"{sentence(line, kit, lang)}. {kit.ui('claim.due', lang)}: {entry.due}",
        url=href_full(entry, kit, lang),
        category=kit.ui(f"kind.{line.kind}", lang),
        cancelled=entry.stage in GIVEN_UP,
    )
