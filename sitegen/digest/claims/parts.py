"""Claims whose amount is a part of another claim's: the first $100 billion of $500 billion."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sitegen.digest.chains import levels
from sitegen.digest.claims.ledger import place_of
from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.model import Note
from sitegen.problems import Problem
from sitegen.text.suggest import Words, did_you_mean

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
        else:
            parts_of[whole].append(key)
    return {key: tuple(keys) for key, keys in parts_of.items()}, problems


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
