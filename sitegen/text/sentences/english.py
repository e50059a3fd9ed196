"""The English sentence: who did what, who says so, when."""

import re

from sitegen.text.sentences.english_clauses import clause
from sitegen.text.sentences.english_nouns import at, day, named
from sitegen.text.sentences.facts import Facts

# What has the article as it is, or a number for a name: America’s AI Action Plan, SB 53, but the K-Chips Act of 2023.
_BARE = re.compile(r"\A(?:the |[\w.-]+[’']s? )")
_AIDED = ("begun", "to", "delayed", "changed", "cancelled", "filed", "settled", "announced")


def english_sentence(facts: Facts) -> str:
    its = clause(facts)
    verb = _hedged(its.verb) if facts.certainty == "reported" else its.verb
    beside = f", {its.beside}," if its.beside else ""
    law = f", under {_with_article(named(facts.law))}," if facts.law and facts.law.words not in facts.what else ""
    words = f"{its.subject}{beside}{law if not beside else law.removeprefix(',')} {verb}"
    if facts.certainty == "rumoured":
        teller = facts.speaker or (facts.by if facts.own else facts.outlet) or facts.by
        words = f"according to an unconfirmed account from {named(teller)}{_aside(facts)}, {words}"
    elif facts.own:
        words += _its_own(facts, its.saying)
    elif facts.speaker:
        words += f", according to {named(facts.speaker)}{_aside(facts)}"
    else:
        words += _told(facts)
    if facts.dated:
        words = f"{at(facts.when)}, {words}"
    words = " ".join(words.split()).replace(" ,", ",").replace(" The ", " the ")
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _with_article(law: str) -> str:
    before, _, last = law.rpartition(" ")
    numbered = before and not before.endswith(" of") and any("0" <= char <= "9" for char in last)
    return law if numbered or _BARE.match(law) else f"the {law}"


def _its_own(facts: Facts, saying: bool) -> str:
    if not saying:
        return f", it said{_aside(facts)}"
    return _told(facts) if facts.outlet else f", {at(facts.told)}" if facts.told else ""


def _told(facts: Facts) -> str:
    when = f" {at(facts.told)}" if facts.told else ""
    return f", {named(facts.outlet or facts.by)} reported{when}"


def _hedged(verb: str) -> str:
    """`has reportedly begun`, `reportedly signed`."""
    first, _, rest = verb.partition(" ")
    aided = first in ("has", "is", "was") and rest.split()[0] in _AIDED
    return f"{first} reportedly {rest}" if aided else f"reportedly {verb}"


def _aside(facts: Facts) -> str:
    """Outlet and day in brackets, unless the sentence has named them."""
    told = facts.certainty == "rumoured" and not facts.own and not facts.speaker
    outlet = facts.outlet.words if facts.outlet and not told else ""
    said = ", ".join(part for part in (outlet, day(facts.told) if facts.told else "") if part)
    return f" ({said})" if said else ""
