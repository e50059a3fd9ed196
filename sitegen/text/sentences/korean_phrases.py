"""The parts of a Korean clause: what it is about, by when, with whom, and a predicate in its forms."""

from msgspec import Struct

from sitegen.text.sentences.facts import Facts
from sitegen.text.sentences.korean_nouns import after, day, is_vowel, noun, together, without_own_name


class Predicate(Struct, frozen=True):
    """`냈다`, `냈다고`, `낸`. `saying`: it is itself what somebody says, and needs no 밝혔다 behind it."""

    plain: str
    quoted: str
    before_noun: str
    saying: bool = False


class KoreanClause(Struct, frozen=True):
    """What follows the name of who acts: what they do, what is theirs (`of`: 의), what comes to them (`at`: 에)."""

    words: str
    predicate: Predicate
    of: bool = False
    at: bool = False


def verb(plain: str, before_noun: str, saying: bool = False) -> Predicate:
    return Predicate(plain, f"{plain}고", before_noun, saying)


def planned(stem: str) -> Predicate:
    """투자할: 투자할 계획이다."""
    return Predicate(f"{stem} 계획이다", f"{stem} 계획이라고", f"{stem} 계획인")


def is_so(words: str) -> Predicate:
    """A noun as what is said of another: 103MW다, 103MW라고, 103MW인."""
    joint = "" if is_vowel(words) else "이"
    return Predicate(f"{words}{joint}다", f"{words}{joint}라고", f"{words}인")


def thing(facts: Facts) -> str:
    """What it is about, with its amount and day: 구축(20조원, 2030년까지)."""
    return noun(without_own_name(facts), facts.amount, by_when(facts), plan=facts.certainty == "planned")


def by_when(facts: Facts) -> str:
    """The day by which it is to come; a measure applies from its day. What names the year already says it."""
    if not facts.due or facts.due[:4] in facts.what or facts.due[:4] in facts.amount:
        return ""
    return day(facts.due) if facts.measure else f"{day(facts.due)}까지"


def before_verb(facts: Facts) -> str:
    return f"{when} " if (when := by_when(facts)) else ""


def jointly(facts: Facts, how: str) -> str:
    """With whom, unless they are named anyway.

    A measure's are those whom it concerns, or who made it: which, the record does not say.
    """
    said = facts.speaker.words if facts.speaker else ""
    others = [name for name in facts.with_ if not how or (name.words not in facts.what and name.words != said)]
    return f"{after(together(others), '과/와')} {how}" if others and not facts.measure else ""
