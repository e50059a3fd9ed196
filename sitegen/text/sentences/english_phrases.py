"""The parts of an English clause: what it is about, by when, with whom."""

import re

from msgspec import Struct

from sitegen.text.sentences.english_nouns import day, listed, named, noun
from sitegen.text.sentences.facts import Facts

# A plan that has a name of its own, America’s AI Action Plan, says nothing of how certain something is.
_PLAN = re.compile(
    r"\b(plan(s|ned)?|target(ed)?|goal|expected|possible|proposed|to be|intended)\b|^(Plan|Possible|Propos|Intend)"
)


class EnglishClause(Struct, frozen=True):
    """`saying`: the verb is itself what somebody says. `beside`: who takes part, behind the subject."""

    subject: str
    verb: str
    saying: bool = False
    beside: str = ""


def thing(facts: Facts) -> str:
    """What it is about, with its amount and day: an investment in … (1 trillion won, by 2030)."""
    its = noun(facts.what, facts.amount, by_when(facts))
    return f"plans for {its}" if facts.certainty == "planned" and not says_plan(facts.what) else its


def says_plan(what: str) -> bool:
    return bool(_PLAN.search(what))


def by_when(facts: Facts) -> str:
    """The day by which it is to come; a measure applies from its day. What names the year already says it."""
    if not facts.due or facts.due[:4] in facts.what or facts.due[:4] in facts.amount:
        return ""
    return day(facts.due) if facts.measure else f"by {day(facts.due)}"


def partners(facts: Facts, link: str, named_too: bool = False) -> str:
    """With whom, unless they are named anyway.

    A measure's are those whom it concerns, or who made it: which, the record does not say.
    """
    said = facts.speaker.words if facts.speaker else ""
    others = [name for name in facts.with_ if named_too or (name.words not in facts.what and name.words != said)]
    return f"{link} {listed(others)}" if others and not facts.measure else ""


def put_at(facts: Facts) -> EnglishClause:
    """How much it is, where it is a thing that is counted or measured: no verb is known that is true of it."""
    by, its, amount = named(facts.by), noun(facts.what, by_when(facts)), facts.amount
    if amount.startswith(("at ", "from ")):
        return EnglishClause(by, f"gave {amount} as {its}", saying=True)
    return EnglishClause(by, f"put {its} at {amount}", saying=True)


def expressed(its: str) -> str:
    """What is done with a hope and with readiness; empty for all else."""
    said = re.match(r"(?i)(?:(?:an?|the|its) )?(hope|readiness)\b", its)
    return f"expressed {'the ' if said[1].lower() == 'hope' else ''}{its[said.start(1) :]}" if said else ""
