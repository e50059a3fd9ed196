"""What changed in the digest, the newest first: as a page, and as a file by which the home page's script knows what a
reader has not seen yet.

A change is a new note, an update, a correction, or a claim that came to another stage, by the day of the note that told
of it; the event's own day stands beside. Its id is the same in every language and every build. Of an update and a
correction of one day only the correction is told.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import msgspec
from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory, StageChange
from sitegen.digest.values import Text
from sitegen.pages.context import PageContext
from sitegen.pages.exports.claim_feeds import moves, reported_on
from sitegen.pages.kinds.corrections import corrected
from sitegen.pages.page import Kind, Listed, Page, Whole
from sitegen.pages.parts.claim_lines import headed, href
from sitegen.pages.views import View
from sitegen.text.days import day_text, known_day_text

KINDS = ("new", "corrected", "updated", "moved")  # in this order on one day
_MOST, _SHOWN = 200, 100
_NOTHING = Text()
_Candidate = tuple[dt.date, str, str, Callable[[], "Change"]]  # date, kind, id, and what makes it of these


class Change(Struct, frozen=True):
    """`title`: of the note or claim, `said`: what of it changed; each with its language, where it is not the page's.

    `level`: of a correction. `day` is the date as people write it.
    """

    id: str
    date: dt.date
    day: str
    kind: str
    level: str
    title: str
    lang: str
    href: str
    said: str
    said_lang: str = ""


class ChangesFile(Struct, frozen=True):
    """`cut`: older changes are left out."""

    version: int
    cut: bool
    changes: tuple[Change, ...]


class Day(Struct, frozen=True):
    date: dt.date
    changes: tuple[Change, ...]


class ChangesView(View, frozen=True, kw_only=True):
    """`most`: how many there are here, when older ones are left out; else 0."""

    days: tuple[Day, ...]
    most: int
    file: str
    corrections: str
    feeds: str


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        yield Page(context.urls.changes(lang), KIND, (lang,))
        yield Page(context.urls.changes_file(lang), FILE, (lang,))


def view(context: PageContext, lang: str) -> ChangesView:
    urls = {other: context.urls.changes(other) for other in context.languages}
    newest = context.memo(_changes, context, lang)
    days: dict[dt.date, list[Change]] = {}
    for change in newest[:_SHOWN]:
        days.setdefault(change.date, []).append(change)
    return ChangesView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(context.ui("changes.title", lang), context.ui("changes.about", lang), urls, lang),
        switches=context.switches(urls, lang),
        days=tuple(Day(date, tuple(changes)) for date, changes in days.items()),
        most=_SHOWN if len(newest) > _SHOWN else 0,
        file=context.urls.changes_file(lang).href,
        corrections=context.urls.corrections(lang).href,
        feeds=context.urls.feeds(lang).href,
    )


def _file(context: PageContext, lang: str) -> Whole:
    newest = context.memo(_changes, context, lang)
    return Whole(msgspec.json.encode(ChangesFile(1, len(newest) > _MOST, newest[:_MOST])))


def _changes(context: PageContext, lang: str) -> tuple[Change, ...]:
    """The newest, and one more than are told of where there are more."""
    candidates = sorted(
        (*_corrected(context, lang), *_updated(context, lang), *_new(context, lang), *_moved(context, lang)), key=_order
    )
    return tuple(make() for *_, make in candidates[: _MOST + 1])


def _order(candidate: _Candidate) -> tuple[int, int, str]:
    date, kind, id, _ = candidate
    return -date.toordinal(), KINDS.index(kind), id


def _new(context: PageContext, lang: str) -> Iterator[_Candidate]:
    for id in islice(context.digest.notes, _MOST + 1):
        yield _of_note(context, lang, id, context.digest.notes[id].date, "new", f"new/{id}")


def _updated(context: PageContext, lang: str) -> Iterator[_Candidate]:
    told = {(id, correction.date) for id, correction in context.memo(corrected, context, lang)}
    for id, note in context.digest.notes.items():
        updated = note.text(lang).front.updated
        if updated and updated > note.date and (id, updated) not in told:
            yield _of_note(context, lang, id, updated, "updated", f"updated/{id}/{updated}")


def _corrected(context: PageContext, lang: str) -> Iterator[_Candidate]:
    numbers: Counter[tuple[str, dt.date]] = Counter()
    for id, each in context.memo(corrected, context, lang):
        numbers[id, each.date] += 1
        own = f"corrected/{id}/{each.date}/{numbers[id, each.date]}"
        yield _of_note(context, lang, id, each.date, "corrected", own, each.level, each.what)


def _moved(context: PageContext, lang: str) -> Iterator[_Candidate]:
    """Claims that came from one stage to another; the first came with its note."""
    for entry, number in moves(context):
        if entry.moved(number):
            step = entry.steps[number]
            own, was = f"moved/{entry.id}/{step.stage}/{step.note}", entry.steps[number - 1]
            yield reported_on(context, step), "moved", own, partial(_move, context, lang, own, entry, was, step)


def _of_note(
    context: PageContext, lang: str, id: str, date: dt.date, kind: str, own: str, level: str = "", said: Text = _NOTHING
) -> _Candidate:
    return date, kind, own, partial(_note_change, context, lang, id, date, kind, own, level, said)


def _note_change(
    context: PageContext, lang: str, id: str, date: dt.date, kind: str, own: str, level: str, said: Text
) -> Change:
    card = context.note(id, lang)
    day = _day(context, date, lang)
    return Change(own, date, day, kind, level, card.title, card.lang, card.href, said.words, said.lang)


def _move(context: PageContext, lang: str, own: str, entry: ClaimHistory, was: StageChange, now: StageChange) -> Change:
    what, by = headed(entry.claim, context, lang), context.link(entry.claim.by, lang).words
    date = reported_on(context, now)
    known = "" if now.when == date.isoformat() else now.when
    when = f" ({known_day_text(known, 'medium', lang, context.ui)})" if known else ""
    said = f"{by}: {context.ui(f'stage.{was.stage}', lang)} → {context.ui(f'stage.{now.stage}', lang)}{when}"
    return Change(
        own, date, _day(context, date, lang), "moved", "", what.words, what.lang, href(entry, context, lang), said
    )


def _day(context: PageContext, date: dt.date, lang: str) -> str:
    return day_text(date, context.ui("date.medium", lang), lang)


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.changes)


KIND = Kind(
    address="changes/", template="changes.html", view=view, pages=pages, listed=listed, footer=(5, "changes.title")
)
FILE = Kind(address="changes/changes.json", view=_file)
