"""What became of a commitment, a measure or a case, in English.

Where the noun says itself what the stage says (a revocation, a veto), it is not said twice, which would turn it round.
"""

import re

from msgspec.structs import replace

from sitegen.text.sentences.english_nouns import is_deed, named, possessive
from sitegen.text.sentences.english_phrases import EnglishClause, partners, thing
from sitegen.text.sentences.facts import Facts

_BEFALLS = {"delayed": "was delayed", "changed": "was changed", "cancelled": "was cancelled"}
_ENACTED = {
    "announced": "announced",
    "proposed": "put forward",
    "provisional": "reached a provisional agreement on",
    "passed": "adopted",
    "in-force": "brought into force",
    "amended": "amended",
    "repealed": "repealed",
    "delayed": "delayed",
    "changed": "changed",
    "cancelled": "withdrew",
    "rescinding": "announced that it would rescind",
    "declined": "decided against",
    "unsigned": "did not sign",
    "vetoed": "vetoed",
}
_ON_ITS_WAY = ("announced", "proposed", "provisional", "passed", "in-force")
_TURNED = re.compile(r"(?i)\b(revocation|repeal|veto|refusal|delay|removal|withdrawal|rejection|plan to rescind)\b")
_VOTE = re.compile(r"(?i)\bvote\b")
# `the Act repealed and replaced`, `a bill adopted in committee`: somebody had it so.
_HAD = re.compile(r"(?i)(?<! as) (renamed|repealed|delayed|adopted|launched|extended|dropped|replaced|postponed)\b")
_EFFECT = re.compile(r" (enters?|to enter|takes?|to take) (into )?(force|effect)\b")
_OPENED = re.compile(r" (opened|launched)(?=,| |$)")
_ISSUED = re.compile(
    r"(?i)((the|an?) )?([\w-]{1,30} ){0,2}(memorand(um|a)|guidance|guidelines?|notice|advisory|decree|order)\b"
)
_DEAL = re.compile(r"(?i)((the|an?) )?(provisional|political) (agreement|deal)\b")
_VERDICT = re.compile(r"(?i)((the|an?) )?(holding|ruling|order|judge?ment|decision)\b")


def reached(facts: Facts) -> EnglishClause:
    by, stage, together = named(facts.by), facts.stage, partners(facts, "together with")
    if stage in _BEFALLS:
        if _HAD.search(facts.what):
            return EnglishClause(by, f"had {thing(facts)}", beside=together)
        if _TURNED.search(facts.what):
            return EnglishClause(by, f"decided on {thing(facts)}", beside=together)
        return EnglishClause(f"{possessive(by)} commitment on {thing(facts)}", _BEFALLS[stage])
    if stage == "operating":
        return _operating(facts, by, together)
    its = thing(facts)
    if stage == "building":
        held = re.match(r"(?i)(the )?groundbreaking", its)
        return EnglishClause(by, f"{'held' if held else 'has begun construction of'} {its}", beside=together)
    return EnglishClause(by, f"{'has permission for' if stage == 'permitted' else 'completed'} {its}", beside=together)


def _operating(facts: Facts, by: str, together: str) -> EnglishClause:
    its = thing(replace(facts, what=_OPENED.sub("", facts.what)))
    if facts.by.words in facts.what and is_deed(facts.what):
        return EnglishClause(its, "took place")
    if re.match(r"(?i)(the )?launch of", its):
        return EnglishClause(by, f"carried out {its}", beside=together)
    if facts.kind in ("employment", "partnership", "agreement", "funding") or is_deed(facts.what):
        return EnglishClause(by, f"has {its} in place", beside=together)
    return EnglishClause(by, f"has begun operating {its}", beside=together)


def enacted(facts: Facts) -> EnglishClause:
    by, stage = named(facts.by), facts.stage
    if stage == "in-force":
        facts = replace(facts, what=re.sub("(?i)^start of ", "", _EFFECT.sub("", facts.what)))
    its = thing(facts)
    if _VOTE.search(facts.what):
        return EnglishClause(by, f"held {its}")
    if stage == "unsigned":
        return EnglishClause(by, f"{_ENACTED[stage]} {re.sub('(?i)^signing ', '', its)}")
    if stage != "in-force" and (had := _HAD.search(facts.what)) and not (stage == "passed" and had[1] == "extended"):
        return EnglishClause(by, f"had {its}")
    if stage == "passed" and re.match(r"(?i)(the )?final approval", its):
        return EnglishClause(by, f"gave {its}")
    if stage == "provisional" and _DEAL.match(its):
        return EnglishClause(by, f"reached {its}")
    if stage == "passed" and _ISSUED.match(its):
        return EnglishClause(by, f"issued {its}")
    if stage not in _ON_ITS_WAY and _TURNED.search(facts.what):
        return EnglishClause(by, f"decided on {its}")
    if stage == "amended" and " as amended" in facts.what:
        return EnglishClause(by, f"adopted {its}")
    return EnglishClause(by, f"{_ENACTED[stage]} {its}")


def ruled(facts: Facts) -> EnglishClause:
    """A case: of who acts, before a court; where a court acts, the case is what it is about."""
    its, by, stage = thing(facts), named(facts.by), facts.stage
    court = named(facts.court) if facts.court else "a court"
    if facts.in_court:
        if stage == "decided" and _VERDICT.match(its):
            return EnglishClause(by, f"handed down {its}")
        heard = {"preliminary": "gave a preliminary ruling on", "decided": "ruled on", "filed": "received"}
        return EnglishClause(by, f"{heard.get(stage, 'dealt with')} {its}")
    case = f"{possessive(by)} case on {its}"
    if stage in ("preliminary", "decided"):
        return EnglishClause(court, f"{'gave a preliminary ruling' if stage == 'preliminary' else 'ruled'} in {case}")
    where = f" before {court}" if facts.court else ""
    ended = {"filed": "was filed", "settled": "was settled", "appealed": "went to appeal"}
    return EnglishClause(case, f"{ended.get(stage, 'was announced')}{where}")
