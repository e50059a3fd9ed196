"""Claims whose amount is a part of another claim's: the first $100 billion of $500 billion."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sitegen.digest.ledger import place_of
from sitegen.digest.model import Entry, Note
from sitegen.problems import Problem
from sitegen.text.suggest import did_you_mean


def parts(ledger: Mapping[str, Entry], notes: Mapping[str, Note]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """For each claim the keys of its parts, in the order of the ledger; and what cannot be a part."""
    found: dict[str, list[str]] = defaultdict(list)
    problems: list[Problem] = []
    for key, entry in ledger.items():
        if not entry.part_of:
            continue
        message, hint = _wrong(key, entry, ledger)
        if message:
            problems += _said(entry, notes, message, hint)
        else:
            found[entry.part_of].append(key)
    return {key: tuple(keys) for key, keys in found.items()}, problems


def _wholes(key: str, ledger: Mapping[str, Entry]) -> Iterator[str]:
    """The claim that a claim is a part of, the one that this is a part of, and so on."""
    passed = {key}
    while (key := ledger[key].part_of) in ledger and key not in passed:
        passed.add(key)
        yield key


def _wrong(key: str, entry: Entry, ledger: Mapping[str, Entry]) -> tuple[str, str]:
    whole = ledger.get(entry.part_of)
    if not whole or not whole.id:
        ids = [other.id for other in ledger.values() if other.id]
        return f"there is no claim `{entry.part_of}`", did_you_mean(entry.part_of, ids)
    line = [key, *_wholes(key, ledger)]
    if ledger[line[-1]].part_of in line:
        return f"the claim would be a part of itself: {' → '.join([*line, ledger[line[-1]].part_of])}", ""
    return "", ""


def _said(entry: Entry, notes: Mapping[str, Note], message: str, hint: str) -> Iterator[Problem]:
    for report in entry.reports:
        if report.claim.part_of == entry.part_of:
            path, where = place_of(report, "part_of", notes)
            yield Problem(rule="part-of", path=path, message=message, hint=hint, where=where)
