"""English nouns as they stand in a sentence: articles, small letters, amounts in brackets."""

import datetime as dt
import re
from collections.abc import Sequence

from sitegen.text.days import day_text
from sitegen.text.sentences.brackets import core, gathered
from sitegen.text.sentences.facts import Name

_NAMED = 3  # counterparts; of more two are named

# A phrase is cut here: what stands before is the noun and its attributes.
_CUT = re.compile(
    r"[,(]| (?:of|on|for|to|in|at|with|within|from|by|that|which|the|able|based|against|between|run|signed|won|behind"
    r"|affiliated|carried|specialised|left|reported|after|before|around|among|about|under|using|released|needed) "
)
# Nouns that can be counted and stand alone: without an article they would be those of a headline.
_ONE = re.compile(
    r"(?i)("
    r"agreement|alliance|article|assessment|ban|basis|bid|bill|budget|"
    r"call|centre|choice|cloud|cluster|committee|company|consultation|"
    r"contract|council|credit|date|declaration|delay|design|exception|"
    r"experience|factory|filing|finding|fine|force|framework|fund|goal|"
    r"hope|idea|initiative|institute|investment|law|limit|marketplace|"
    r"measure|memorandum|model|network|observatory|office|order|panel|"
    r"partner|partnership|period|permission|plan|platform|position|programme"
    r"|project|proposal|recommendation|refusal|report|review|revocation|"
    r"rule|scheme|settlement|spokesman|spokeswoman|statement|strategy|study"
    r"|suit|supplier|system|target|tariff|team|test|treaty|unit|venture"
    r"|version|veto|vote|watchdog|zone"
    r")$"
)
_GIVEN = re.compile(
    r"(?i)(a|an|the|its|their|his|her|this|these|that|no|any|each|all|both|some|several|more|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|twelve|[\w-]{1,30}(’s?|'s?)|[0-9].*)(?= |$)"
)
# Titles that take "the" though they begin with a capital.
_TITLE = re.compile(
    r"\b(Act|Code|Dialogue|Panel|Framework|Declaration|Measures|Network|Treaty|Convention|Institute|Council|Committee"
    r"|Force|Platform|Statement|Omnibus|Charter)\b"
)
# Words at the beginning of a phrase that are no names though they have a capital.
_COMMON = re.compile(
    r"("
    r"Ban|Case-by-case|Computing|Copyright|Criminal|Cure|Data|Delay|"
    r"Diffusion|Duty|Executive|Federal|Final|Financial|First|Follow-up|"
    r"Full|Guidance|Guidelines|High-risk|Holding|Initial|Intended|"
    r"Interagency|Joint|Large|Maximum|Memorandum|Minimum|Naming|National|"
    r"New|Order|Plan|Planned|Possible|Proposed|Provisional|Publication|"
    r"Reform|Refusal|Review|Rules|Same|Share|Shorter|Signature|Start|"
    r"State|Suit|Tariff|Tax|Ten|Time|Veto|Work"
    r"|[A-Z][a-z]+(tion|sion|ment|ness))$"
)
_DEED = re.compile(
    r"(?i)^(the |an? )?(building|start|launch|choice|construction|development|design|training|joint|joining|support"
    r"|cooperation|groundbreaking|close|signing|assessment|hosting|call|plan|review|wider)\b"
)
_INSTITUTION = re.compile(
    r"(?i)^(?!the\b).*\b(government|ministry|department|committee|council|commission|office|union|assembly|congress"
    r"|house|agency|bureau|administration|court|nations|parliament|group of|board|authority|OECD|IEA|G7|G20|UN"
    r"|association|bank|institution|institute|cent(er|re)s?|register)\b(?!\.)"
)


def named(name: Name) -> str:
    """An institution with "the" where English says it: the Ministry of Science and ICT, but California, NIST."""
    words = name.words
    if not name.institution:
        return words
    if words[:1].islower() or words.endswith(" filing"):
        return with_article(words)
    return f"the {words}" if _INSTITUTION.match(words) and not _GIVEN.match(words) else words


def possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def listed(names: Sequence[Name]) -> str:
    """A, B and C; of many A, B and five others."""
    words = [named(name) for name in names]
    if len(words) > _NAMED:
        count = len(words) - 2
        others = ("two", "three", "four", "five", "six", "seven", "eight", "nine")[count - 2] if count < 10 else count
        return f"{words[0]}, {words[1]} and {others} others"
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def noun(what: str, *asides: str) -> str:
    """A phrase that stands in any frame: "an observatory on energy (40 experts, by 2030)"."""
    base, inside = with_article(lowered(core(what))), gathered(what, *asides)
    return f"{base} ({inside})" if inside else base


def lowered(what: str) -> str:
    """Without a capital at its beginning, where that is no name's."""
    first, _, rest = what.partition(" ")
    common = _COMMON.match(first)
    title = rest[:1].isupper() and not rest.split()[0].isupper()
    return what[:1].lower() + what[1:] if common and not title else what


def with_article(what: str) -> str:
    """`of` makes it the one: the size of …; a memorandum, an observatory; what is many or no thing has none."""
    first, _, rest = what.partition(" ")
    if first == "same":
        return f"the {what}"
    if _GIVEN.match(what) or (first.endswith("ing") and rest.startswith(("the ", "a ", "an "))):
        return what
    cut = _CUT.search(what)
    head = what[: cut.start()] if cut else what
    last = head.split()[-1] if head.split() else ""
    if first[0].isupper() and _TITLE.search(what.split(",")[0]) and not re.search(r"\d", first):
        return f"the {what}"
    if re.search(
        r"^(, [\w-]{1,30}){0,9}(,? and [\w-]{1,30}) of ", what[len(head) :]
    ):  # design, construction and operation of …
        return f"the {what}"
    if cut and cut[0] == " of " and not what.startswith("letters "):
        return f"the {what}"
    if not _ONE.match(last):
        return what
    return f"{'an' if _sounds_open(head) else 'a'} {what}"


def _sounds_open(words: str) -> bool:
    """Letters are read one by one: an LLM, an AI factory, but a UK law, a unit."""
    if re.match(r"[AEFHILMNORSX]([A-Z0-9]|\b)", words):
        return True
    if re.match(r"(?i)(uni|use|usu|eu|one\b|U[A-Z])", words):
        return False
    return bool(re.match(r"(?i)[aeiou]|hour|honest|heir", words))


def day(date: str) -> str:
    """23 October 2025, October 2025, 2025, the first half of 2030, the third quarter of 2030."""
    year, *rest = date.split("-")
    if rest and rest[0][0] in "HQ":
        nth = ("first", "second", "third", "fourth")[int(rest[0][1]) - 1]
        return f"the {nth} {'half' if rest[0][0] == 'H' else 'quarter'} of {year}"
    if not rest:
        return year
    pattern = "d MMMM yyyy" if len(rest) == 2 else "MMMM yyyy"
    return day_text(dt.date(*[*map(int, (year, *rest)), 1][:3]), pattern, "en")


def at(date: str) -> str:
    return f"on {day(date)}" if date.count("-") == 2 else f"in {day(date)}"


def is_deed(what: str) -> bool:
    """It is done rather than counted: `building a data centre`."""
    return bool(_DEED.match(what))
