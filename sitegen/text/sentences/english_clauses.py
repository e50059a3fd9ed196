"""What happened, in English, by kind and stage: frames that hold for every noun.

Where nobody says who did it, the sentence does not either: a commitment was delayed, by whom is not said.
"""

import re

from sitegen.text.sentences.brackets import core, gathered
from sitegen.text.sentences.english_nouns import is_deed, lowered, named, noun
from sitegen.text.sentences.english_phrases import EnglishClause, by_when, expressed, partners, put_at, says_plan, thing
from sitegen.text.sentences.english_stages import enacted, reached, ruled
from sitegen.text.sentences.facts import Facts

_COUNTED = ("investment", "supply", "procurement", "funding", "capacity", "employment")
_DEALS = ("supply", "procurement", "partnership", "agreement")
_PAPER = re.compile(r"(?i)\b(memorand(um|a)|letters? of intent|agreement|contracts?|deal)\b")
# `a memorandum on chips`: with whom stands before what it is about.
_PAPER_FIRST = re.compile(
    r"(?i)((an?|the) )?([\w-]{1,30} ){0,2}"
    r"(memorand(um|a)( of understanding)?|letters? of intent|agreement|contracts?|deal)"
    r"(?= (on|to|for|about|covering) )"
)
_NO_PLACE = re.compile(r"(?i)\b(investment|size|limit|share|plan)\b")
_NOTION = re.compile(
    r"(?i)((an?|the|its) )?([\w-]{1,30} ){0,2}(proposal|hope|readiness|goal|plan|finding|strategy|view|demand)\b"
)


def clause(facts: Facts) -> EnglishClause:
    if facts.statement:
        return _stated(facts)
    if facts.kind == "ruling":
        return ruled(facts)
    if re.match("will ", facts.what):
        inside = gathered(facts.what, facts.amount, by_when(facts))
        return EnglishClause(
            named(facts.by), f"said it {core(facts.what)}{f' ({inside})' if inside else ''}", saying=True
        )
    if facts.stage == "announced":
        return _announced(facts)
    if facts.stage == "committed":
        return _decided(facts)
    if facts.stage in ("loi", "mou", "agreed", "contracted"):
        return _signed(facts)
    return enacted(facts) if facts.measure or facts.stage in ("declined", "unsigned") else reached(facts)


def _announced(facts: Facts) -> EnglishClause:
    by, together = named(facts.by), partners(facts, "together with")
    if facts.kind == "investment" and facts.money and not _NO_PLACE.search(facts.what):
        if facts.own:
            means = "planned to" if facts.certainty == "planned" else "would"
            return EnglishClause(by, f"said it {means} invest {_money(facts)}", saying=True, beside=together)
        # Of what was reported once nobody says that it is still so.
        meant = "was" if facts.certainty != "planned" else "set out plans" if facts.dated else "planned"
        return EnglishClause(by, f"{meant} to invest {_money(facts)}", beside=together)
    counted = facts.amount and facts.kind in _COUNTED and not is_deed(facts.what)
    if facts.certainty != "planned":
        return put_at(facts) if counted else EnglishClause(by, f"announced {thing(facts)}{_with(facts)}", saying=True)
    if counted and says_plan(facts.what):
        return put_at(facts)
    return _planned(facts)


def _planned(facts: Facts) -> EnglishClause:
    by, plan = named(facts.by), noun(facts.what, facts.amount, by_when(facts))
    verb = "set out" if facts.own or facts.dated else "had"  # on a day of its own a plan is set out
    if re.match(r"(?i)((an?|the) )?(plan|proposal)s?\b", plan):
        return EnglishClause(by, f"{verb} {plan}", saying=facts.own, beside=partners(facts, "together with"))
    others = partners(facts, "with")
    if verb == "had" and re.match("(?i)(an?|the) ", plan):
        return EnglishClause(by, f"planned {plan}{f' {others}' if others else ''}")
    return EnglishClause(by, f"{verb} plans {others + ' ' if others else ''}for {plan}", saying=facts.own)


def _with(facts: Facts) -> str:
    found = partners(facts, "with" if facts.kind in _DEALS else "together with")
    return f" {found}" if found else ""


def _money(facts: Facts) -> str:
    when = f" {found}" if (found := by_when(facts)) else ""
    return f"{facts.amount} in {lowered(facts.what)}{when}"


def _signed(facts: Facts) -> EnglishClause:
    """Letters, memoranda, contracts: what is itself one is signed; of all else one is signed about it."""
    by, its, stage = named(facts.by), thing(facts), facts.stage
    others = partners(facts, "with", named_too=True)
    with_ = f" {others}" if others else ""
    if stage == "agreed":
        return EnglishClause(by, f"agreed{with_} {'on' if others else 'to'} {its}")
    if _PAPER.search(facts.what):
        paper = _PAPER_FIRST.match(its)
        about = its[paper.end() :] if paper else ""
        return EnglishClause(by, f"signed {its.removesuffix(about)}{with_}{about}")
    if stage == "contracted":
        return EnglishClause(by, f"signed a contract{with_} for {its}")
    if stage == "mou":
        return EnglishClause(by, f"signed a memorandum of understanding{with_} on {its}")
    if facts.kind in _DEALS and with_:
        return EnglishClause(by, f"signed a letter of intent{with_} on {its}")
    if facts.kind == "investment" and facts.money and not _NO_PLACE.search(facts.what):
        return EnglishClause(by, f"submitted a letter of intent to invest {_money(facts)}")
    return EnglishClause(by, f"submitted a letter of intent on {its}")


def _decided(facts: Facts) -> EnglishClause:
    invested = facts.kind == "investment" and facts.money and not _NO_PLACE.search(facts.what)
    to = f"to invest {_money(facts)}" if invested else f"to go ahead with {thing(facts)}"
    return EnglishClause(named(facts.by), f"decided {to}", beside=partners(facts, "together with"))


def _stated(facts: Facts) -> EnglishClause:
    by, its = named(facts.by), noun(facts.what)
    if found := re.match("(?i)(an?|the) finding that ", its):
        return EnglishClause(by, f"found {its[found.end() - len('that ') :]}", saying=True)
    if facts.kind == "forecast":
        if not facts.amount:
            return EnglishClause(by, f"forecast {its}", saying=True)
        if re.search(r"(?i)\btarget\b", facts.what):
            return put_at(facts)
        to = "to go" if facts.amount.startswith("from ") else "to be"
        return EnglishClause(by, f"forecast {its} {to} {facts.amount}", saying=True)
    if facts.amount:
        return put_at(facts)
    if re.match(r"(open|ready|willing|opposed) to |will ", facts.what):
        return EnglishClause(by, f"said it {'' if facts.what.startswith('will ') else 'was '}{facts.what}", saying=True)
    if facts.certainty == "planned" and not says_plan(facts.what):
        return EnglishClause(by, f"set out plans for {its}", saying=True)
    said = expressed(its) or f"set out {'' if _NOTION.match(its) else 'its position on '}{its}"
    return EnglishClause(by, said, saying=True)
