"""What reports of a claim say otherwise: of one time, a difference; of one time and the next, a change."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import ClaimHistory, ClaimReport, Versions
from sitegen.digest.values import Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.pages.parts.claim_elsewhere import moment, other_actor, shown_stage
from sitegen.pages.parts.claim_lines import headed, larger_parts
from sitegen.pages.views import Link, Moment, NoteCard


class Outlet(Struct, frozen=True):
    """`at`: the day of which it tells. `by`: who acts, where that is another than in the report by which it stands."""

    publisher: str
    at: Moment
    note: NoteCard
    by: Link | None = None


class Version(Struct, frozen=True):
    """One of several things that are reported, and by whom. `words` are an amount; else `stage` or `due` is said.

    `of`: the part of a claim whose amount it is.
    """

    words: Text
    normal: str
    stage: str
    due: str
    outlets: tuple[Outlet, ...]
    of: Text = Text()


class Difference(Struct, frozen=True):
    about: str  # stage, amount, due or parts
    versions: tuple[Version, ...]


class ClaimChange(Struct, frozen=True):
    """What was reported at one time and otherwise at the next; at each of them mostly one version."""

    about: str  # amount or due
    moments: tuple[tuple[Version, ...], ...]


def differences(entry: ClaimHistory, context: PageContext, lang: str) -> Iterator[Difference]:
    if "stage" in entry.differing:
        reports = _contested(entry)
        told = [[r for r in reports if r.claim.stage == stage] for stage in _in_order(reports)]
        yield Difference("stage", tuple(_version(g, "stage", entry, context, lang) for g in told if _shown(g)))
    for about, versions in _versions(entry):
        for groups in versions:
            if len(groups) > 1:
                yield Difference(about, _moment(groups, about, entry, context, lang))
    if parts := larger_parts(entry, context):
        whole, *others = (
            _version([r for r in each.reports if r.claim.amount][-1:], "amount", each, context, lang)
            for each in (entry, *parts)
        )
        named = (
            replace(version, of=headed(part.claim, context, lang)) for version, part in zip(others, parts, strict=True)
        )
        yield Difference("parts", (whole, *named))


def changes(entry: ClaimHistory, context: PageContext, lang: str) -> Iterator[ClaimChange]:
    for about, versions in _versions(entry):
        if len(versions) > 1:
            yield ClaimChange(about, tuple(_moment(groups, about, entry, context, lang) for groups in versions))


def _versions(entry: ClaimHistory) -> tuple[tuple[str, Versions], ...]:
    return (*(("amount", versions) for versions in entry.amounts), ("due", entry.dues))


def _moment(
    groups: Iterable[tuple[int, ...]], about: str, entry: ClaimHistory, context: PageContext, lang: str
) -> tuple[Version, ...]:
    return tuple(_version([entry.reports[i] for i in numbers], about, entry, context, lang) for numbers in groups)


def _shown(group: Sequence[ClaimReport]) -> bool:
    return bool(shown_stage(group[0].claim, group[0].claim.stage))


def _contested(entry: ClaimHistory) -> Sequence[ClaimReport]:
    """Reports of a time of which others give another stage; all of them where a stage goes back."""
    told = [each for each in zip(entry.points, entry.reports, strict=True) if each[1].claim.stage != "announced"]
    stages = {point: {report.claim.stage for at, report in told if at == point} for point, _ in told}
    contested = [report for point, report in told if len(stages[point]) > 1]
    return contested or [report for i, report in enumerate(entry.reports) if i not in entry.repeated]


def _in_order(reports: Sequence[ClaimReport]) -> list[Stage]:
    return list(dict.fromkeys(report.claim.stage for report in reports if report.claim.stage))


def _version(group: Sequence[ClaimReport], about: str, entry: ClaimHistory, context: PageContext, lang: str) -> Version:
    claim = group[-1].claim
    words, normal = shown_amount(claim, lang) if about == "amount" else (Text(), "")
    return Version(
        words=words,
        normal=normal,
        stage=claim.stage or "" if about == "stage" else "",
        due=claim.due if about == "due" else "",
        outlets=tuple(
            Outlet(
                *(r.claim.source.publisher, moment(r), context.note(r.note, lang)),
                other_actor(r, entry.standing, context, lang),
            )
            for r in group
        ),
    )
