"""One law or programme: where it stands, how it came there, what comes next, and all that a term's page shows."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from sitegen.digest.claims.due_dates import DueState, due_state
from sitegen.digest.laws import LawRecord, LawReport
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.kinds.term import TermView, listed_of, pages_of, term_view
from sitegen.pages.lazy import lazy
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.pages.parts.claim_elsewhere import moment, other_actor, stage_of_report
from sitegen.pages.parts.claim_lines import Stated, headed, href, stated
from sitegen.pages.parts.law_status import LawStatus, jurisdiction, record, status
from sitegen.pages.views import Link, Moment, NoteCard

_OPEN, _FEWEST_FOLDED = 6, 3  # days


class LawStep(Struct, frozen=True):
    """What a report says by one claim. `by`: who acts, where it is a commitment, or where that is another than in the
    report by which it stands. `stage`: empty where it is told again of what had come further that it was announced.
    `certainty`: that it is only reported, or a rumour; empty else.

    `due_state`: of the day that still holds. `differs`: other reports of the measure say otherwise.
    """

    href: str
    kind: str
    by: Link | None
    what: Text
    stage: str
    certainty: str
    amount: Text
    normal: str
    due: str
    due_state: DueState
    differs: bool


class LawAccount(Struct, frozen=True):
    """What one outlet reports of a law for one day."""

    publisher: str
    note: NoteCard
    steps: tuple[LawStep, ...]


class LawDay(Struct, frozen=True):
    """What outlets report of a law for one day, or for days that nobody knows."""

    at: Moment
    accounts: tuple[LawAccount, ...]


class RelatedLaw(Struct, frozen=True):
    """A law that stands below another, changes it or is changed by it, and where it stands."""

    law: Link
    kind: str
    status: tuple[LawStatus, ...]


class LawChanges(Struct, frozen=True):
    """`how`: `amends` or `repeals`, of the laws that it changes; `amended_by` or `repealed_by`, of those that do it."""

    how: str
    laws: tuple[RelatedLaw, ...]


class LawView(TermView, frozen=True, kw_only=True, eq=False):
    """What later pages of its notes do not show is nothing there."""

    @property
    def _record(self) -> LawRecord | None:
        return None if self._number else record(self._context, self._key)

    @lazy
    def jurisdiction(self) -> Text:
        return jurisdiction(self._context, self._term, self.lang)

    @lazy
    def status(self) -> tuple[LawStatus, ...]:
        return status(self._context, self._key, self.lang) if self._record else ()

    @lazy
    def below(self) -> tuple[RelatedLaw, ...]:
        """As the children of other terms, the one with most notes first."""
        if not self._record:
            return ()
        listings = self._context.digest.listings
        ids = sorted(self._term.children, key=lambda id: (-len(listings.get((self._key[0], id), ())), id))
        return tuple(self._related(id) for id in ids)

    @lazy
    def changes(self) -> tuple[LawChanges, ...]:
        """What it changes, then what changes it."""
        if not self._record:
            return ()
        term = self._term
        hows = {
            "amends": term.amends,
            "repeals": term.repeals,
            "amended_by": term.amended_by,
            "repealed_by": term.repealed_by,
        }
        return tuple(LawChanges(how, tuple(self._related(id) for id in ids)) for how, ids in hows.items() if ids)

    @lazy
    def checked(self) -> dt.date | None:
        return self._record.checked if self._record else None

    @lazy
    def as_of(self) -> dt.date | None:
        """The day as of which something is ahead, where it is."""
        return self._context.digest.as_of if self.ahead else None

    @lazy
    def ahead(self) -> tuple[Stated, ...]:
        return self._stated(self._record.ahead) if self._record else ()

    @lazy
    def rulings(self) -> tuple[Stated, ...]:
        return self._stated(self._record.rulings) if self._record else ()

    @property
    def _told(self) -> dt.date | None:
        return self.checked

    @property
    def _brief(self) -> bool:
        return True

    @lazy
    def _days(self) -> tuple[LawDay, ...]:
        return tuple(_days(self._record.history, self._context, self.lang)) if self._record else ()

    @property
    def _folded(self) -> int:
        """How many of its days are folded."""
        total = len(self._days)
        return total - _OPEN if total >= _OPEN + _FEWEST_FOLDED else 0

    @lazy
    def history_folded(self) -> tuple[LawDay, ...]:
        """The days before the newest, of a long history; they too the newest first."""
        return self._days[len(self._days) - self._folded :]

    @lazy
    def history(self) -> tuple[LawDay, ...]:
        return self._days[: len(self._days) - self._folded]

    def _related(self, id: str) -> RelatedLaw:
        key = (self._key[0], id)
        kind = self._context.digest.terms[key].kind or ""
        return RelatedLaw(self._context.link(key, self.lang), kind, status(self._context, key, self.lang))

    def _stated(self, keys: Sequence[str]) -> tuple[Stated, ...]:
        return tuple(stated(self._context.digest.ledger[key], self._context, self.lang) for key in keys)


def pages(context: PageContext) -> Iterator[Page]:
    return pages_of(context, KIND, laws=True)


def view(context: PageContext, key: Key, lang: str, page_ids: Sequence[str], number: int, last: int) -> LawView:
    return term_view(LawView, context, key, lang, page_ids, number, last)


def _days(history: Sequence[LawReport], context: PageContext, lang: str) -> Iterator[LawDay]:
    """The newest first; what came on a day that nobody knows stands last, for it has no place among the others."""
    newest = [*history][::-1]
    newest.sort(key=lambda each: not each.report.when)
    for at, group in groupby(newest, key=lambda each: moment(each.report)):
        yield LawDay(at, tuple(_accounts([*group][::-1], context, lang))[::-1])


def _accounts(reports: Sequence[LawReport], context: PageContext, lang: str) -> Iterator[LawAccount]:
    for (note, publisher), group in groupby(reports, key=lambda each: (each.report.note, _publisher(each))):
        yield LawAccount(publisher, context.note(note, lang), tuple(_step(each, context, lang) for each in group))


def _publisher(each: LawReport) -> str:
    return each.report.claim.source.publisher


def _step(each: LawReport, context: PageContext, lang: str) -> LawStep:
    entry, claim = context.digest.ledger[each.key], each.report.claim
    amount, normal = shown_amount(claim, lang)
    return LawStep(
        href=href(entry, context, lang),
        kind=claim.kind,
        by=context.link(claim.by, lang, each.report.day)
        if entry.family == "commitment"
        else other_actor(each.report, entry.standing, context, lang),
        what=headed(claim, context, lang),
        stage=stage_of_report(each.report, entry, context),
        certainty=claim.certainty if claim.certainty in ("reported", "rumoured") else "",
        amount=amount,
        normal=normal,
        due=claim.due,
        due_state=due_state(entry, context.digest) if claim.due and claim.due == entry.due else "",
        differs=bool(entry.id and entry.differing),
    )


def listed(context: PageContext) -> Iterator[Listed]:
    return listed_of(context, laws=True)


KIND = Kind(address="<taxonomy>/<id>/", template="law.html", view=view, pages=pages, listed=listed)
