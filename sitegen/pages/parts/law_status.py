"""Where a law stands, as its page and the table of laws show it."""

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.laws import LawRecord, LawReport, law_record
from sitegen.digest.model import Term
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_elsewhere import moment
from sitegen.pages.views import Link, Moment, NoteCard
from sitegen.text.territories import territory


class LawStatus(Struct, frozen=True):
    """A stage of a law, since when, and who says so."""

    stage: str
    at: Moment
    publisher: str
    note: NoteCard


def record(context: PageContext, law: Key) -> LawRecord:
    return context.memo(_record, context, law)


def status(context: PageContext, law: Key, lang: str) -> tuple[LawStatus, ...]:
    """Where it stands, in the words of every report of that day; of one that was amended, since when it is in force."""
    of_law = record(context, law)
    reports = list(of_law.status)
    if of_law.in_force and of_law.in_force.stage not in {each.stage for each in reports}:
        reports.append(of_law.in_force)
    return tuple(_shown(each, context, lang) for each in reports)


class LawEnd(Struct, frozen=True):
    """That the law on which a claim is was repealed, vetoed or withdrawn, since when, and who says so."""

    law: Link
    stage: str
    at: Moment
    publisher: str


def law_end(entry: ClaimHistory, context: PageContext, lang: str) -> LawEnd | None:
    """None for the law itself, whose own stage says so."""
    ended = context.digest.ended.get(entry.key)
    if not ended:
        return None
    claim = ended.report.claim
    return LawEnd(context.link(ended.law, lang), claim.stage or "", moment(ended.report), claim.source.publisher)


def jurisdiction(context: PageContext, term: Term, lang: str) -> Text:
    """Where a law holds, as a language calls it."""
    given = term.jurisdiction
    return Text(territory(given, lang)) if isinstance(given, str) else context.text(given, lang)


def _record(context: PageContext, law: Key) -> LawRecord:
    return law_record(law, context.digest)


def _shown(each: LawReport, context: PageContext, lang: str) -> LawStatus:
    report = each.report
    return LawStatus(each.stage, moment(report), report.claim.source.publisher, context.note(report.note, lang))
