"""Claims whose amount is a part of another claim's: the first $100 billion of $500 billion."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from sitegen.digest.chains import LEVELS, levels
from sitegen.digest.claims.ledger import place_of
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.model import Note
from sitegen.digest.values import Key
from sitegen.problems import Problem
from sitegen.text.amounts import Amount, read_amount, write_amount
from sitegen.text.amounts.units import MONEY
from sitegen.text.suggest import Words, did_you_mean

Held = Literal["money", "size", "more", "other"]
_LOOSE = ("at-least", "over")
_SHOWN = 8  # claims of a circle in a message


def parts(
    ledger: Mapping[str, ClaimHistory], notes: Mapping[str, Note]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """For each claim the keys of its parts, in the order of the ledger; and what cannot be a part."""
    parts_of: dict[str, list[str]] = defaultdict(list)
    problems: list[Problem] = []
    above = {key: entry.part_of for key, entry in ledger.items() if entry.part_of}
    ids = Words(entry.id for entry in ledger.values() if entry.id) if above else Words(())
    depths = levels(above)
    for key, whole in above.items():
        if whole not in ledger or not ledger[whole].id:
            problems += _said(ledger[key], notes, f"there is no claim `{whole}`", did_you_mean(whole, ids))
        elif not depths[key]:
            problems += _said(ledger[key], notes, f"the claim would be a part of itself: {_circle(key, above)}", "")
        elif depths[key] <= LEVELS:
            parts_of[whole].append(key)
        elif depths[key] == LEVELS + 1:  # those below it are too low for its sake
            message = f"`{key}` stands {depths[key]} levels deep: a claim may have {LEVELS - 1} above it"
            problems += _said(ledger[key], notes, message, "name a claim that stands higher")
    for key, keys in parts_of.items():
        problems += _oversized(ledger[key], [ledger[part] for part in keys], notes)
    return {key: tuple(keys) for key, keys in parts_of.items()}, problems


def held(whole: ClaimHistory, *its: ClaimHistory) -> Held:
    """What a claim holds of its parts: their money, another amount of theirs, or them alone.

    Their amounts only where all that they name is of its own unit and can be in it; `more` where other outlets tell
    more of them.
    """
    size = _size(whole)
    if larger(whole, its):
        return "more"
    units = {sized[0] if (sized := _size(part)) else "" for part in its if part.claim.amount}
    if not size or units != {size[0]} or _too_much(whole, its) or any(_of_others(whole, part) for part in its):
        return "other"
    return "money" if size[0] in MONEY else "size"


def larger(whole: ClaimHistory, its: Sequence[ClaimHistory]) -> tuple[ClaimHistory, ...]:
    """The parts of one actor that come to more than the whole, where other outlets say so than that of the whole: then
    outlets differ. Where one outlet says both, it is a mistake of the note.
    """
    found = _too_much(whole, its)
    if not found:
        return ()
    size, by = _size(whole), found[0].claim.by
    parts = tuple(
        part for part in its if part.claim.by == by and (sized := _size(part)) and size and sized[0] == size[0]
    )
    outlets = {report.claim.source.publisher for part in parts for report in part.reports if report.claim.amount}
    return parts if not outlets <= {report.claim.source.publisher for report in whole.reports} else ()


def _too_much(whole: ClaimHistory, its: Iterable[ClaimHistory]) -> tuple[ClaimHistory, Decimal] | None:
    """The first part of somebody whose parts come to more than the whole, and what they come to.

    Those of several may overlap: GPUs by who runs them, and by who uses them.
    """
    size, figure = _size(whole), whole.claim.figure
    if not size or not figure or figure.qualifier in _LOOSE:
        return None
    by: dict[Key, list[tuple[ClaimHistory, Decimal]]] = defaultdict(list)
    for part in its:
        if (sized := _size(part)) and sized[0] == size[0]:
            by[part.claim.by].append((part, sized[1]))
    totals = ((parts[0][0], sum((value for _, value in parts), Decimal())) for parts in by.values())
    return next(((part, total) for part, total in totals if total > size[1]), None)


def _size(entry: ClaimHistory) -> tuple[str, Decimal] | None:
    """The unit and the value of an amount that has both."""
    figure = entry.claim.figure
    return (figure.unit, figure.value) if figure and figure.value is not None and not figure.per else None


def _of_others(whole: ClaimHistory, part: ClaimHistory) -> bool:
    """Whether one language tells two sorts of things apart that are counted alike in another: 장 of GPUs, of chips."""
    for lang in whole.claim.amount_in.keys() & part.claim.amount_in.keys():
        one, other = (read_amount(entry.claim.amount_in[lang]) for entry in (whole, part))
        if isinstance(one, Amount) and isinstance(other, Amount) and one.unit != other.unit:
            return True
    return False


def _circle(key: str, above: Mapping[str, str]) -> str:
    line = [key, above[key]]
    while line[-1] != key and len(line) < _SHOWN:
        line.append(above[line[-1]])
    return " → ".join(line if line[-1] == key else [*line, "…", key])


def _said(entry: ClaimHistory, notes: Mapping[str, Note], message: str, hint: str) -> Iterator[Problem]:
    for report in entry.reports:
        if report.claim.part_of == entry.part_of:
            path, where = place_of(report, "part_of", notes)
            yield Problem(rule="part-of", path=path, message=message, hint=hint, where=where)


def _oversized(whole: ClaimHistory, its: Sequence[ClaimHistory], notes: Mapping[str, Note]) -> Iterator[Problem]:
    """What comes to more than the whole is none of it: most likely outlets differ."""
    sized, figure = _too_much(whole, its), whole.claim.figure
    if sized and figure and not larger(whole, its):
        part, total = sized
        said = write_amount(replace(figure, low=total, high=total, qualifier="", beside=()), "en")
        message = f"its parts of `{whole.id}` come to {said}, more than the whole, {write_amount(figure, 'en')}"
        path, where = place_of(part.newest, "part_of", notes)
        hint = "of one outlet both cannot be: leave `part_of` out, or mend an amount"
        yield Problem(rule="part-amount", path=path, message=message, hint=hint, where=where)
