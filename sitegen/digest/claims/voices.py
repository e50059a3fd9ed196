"""Whose words a claim rests on: those of who makes it, or what others say of them."""

import re
from collections.abc import Iterator, Mapping

from sitegen.content.schema import Stage
from sitegen.digest.claims.model import Claim, ClaimHistory
from sitegen.digest.claims.stages import BINDING
from sitegen.digest.listings import with_ancestors
from sitegen.digest.model import Term
from sitegen.digest.values import Key, Localized
from sitegen.text.sentences.brackets import apart

_LISTED = re.compile("[,;/]")  # several outlets in one pair of brackets
_SIGNED: frozenset[Stage] = frozenset(("loi", "mou", "agreed", "contracted"))
Terms = Mapping[Key, Term]


def stated_by(claim: Claim, terms: Terms) -> Localized | Key:
    """Who states it, in every language or in none: an outlet that reports states nothing, whatever it is called."""
    said_by = claim.said_by
    own, beside = apart(claim.source.publisher)
    outlets = {_bare(name) for name in (claim.source.publisher, own, *_LISTED.split(beside))}
    return "" if not outlets.isdisjoint(map(_bare, all_names(said_by, terms))) else said_by


def all_names(named: Localized | Key, terms: Terms) -> tuple[str, ...]:
    """The words of every language; of a term its aliases too."""
    if isinstance(named, tuple):
        term = terms[named]
        return (*all_names(term.name, terms), *term.aliases)
    return (named,) if isinstance(named, str) else tuple(named.values())


def told_by_others(entry: ClaimHistory, terms: Terms) -> bool:
    """Whether it is known of no report that who makes a claim said or signed it, or did something of it: somebody else
    said it, or an outlet alone.
    """
    return all(_of_others(report.claim, terms) for report in entry.reports if report.claim.by == entry.claim.by)


def due_is_own(entry: ClaimHistory, terms: Terms) -> bool:
    """Whether the day by which it should come was named by who makes the claim, or stands in what they signed."""
    report = entry.due_report
    return report is not None and (report.claim.stage in _SIGNED or _said_itself(report.claim, terms))


def due_named_by(claim: Claim, terms: Terms) -> Localized | Key:
    """Who named the day by which something should come, where that is known and not who should do it."""
    if _said_itself(claim, terms):
        return ""
    return stated_by(claim, terms) or claim.released_by or ""


def _of_others(claim: Claim, terms: Terms) -> bool:
    if claim.stage in _SIGNED or claim.stage in BINDING or _said_itself(claim, terms):
        return False
    return bool(due_named_by(claim, terms)) or claim.certainty in ("reported", "rumoured")


def _said_itself(claim: Claim, terms: Terms) -> bool:
    """Who makes it says so, somebody of theirs, or who is above or below them; so does their own release."""
    line = with_ancestors(claim.by, terms)
    said_by = stated_by(claim, terms) or claim.released_by or ""
    if isinstance(said_by, tuple):
        return said_by in line or claim.by in with_ancestors(said_by, terms)
    names = [name for key in line for name in all_names(key, terms)]
    return any(_holds(text, name) for text in all_names(said_by, terms) for name in names)


def _holds(text: str, name: str) -> bool:
    """Whether a name stands in some words by itself: no KT in SKT, but 오픈AI in 오픈AI는."""
    for at in _places(text, name):
        before, after = text[at - 1 : at] if at else "", text[at + len(name) :][:1]
        if not before.isalnum() and not (after.isalnum() and (name[-1] + after).isascii()):
            return True
    return False


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name) if name else -1
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _bare(name: str) -> str:
    """The National Law Review is National Law Review."""
    return name.strip().casefold().removeprefix("the ")
