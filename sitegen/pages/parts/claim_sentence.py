"""The sentence of a claim: written by hand, or made from the fields of the report by which it stands."""

import re

from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_lines import printed, written_amount
from sitegen.text.amounts import write_amount
from sitegen.text.amounts.units import MONEY
from sitegen.text.sentences import Facts, Name, claim_sentence

_HANGUL = re.compile("[가-힣]")
_BARE = re.compile(r"(.*[0-9만억조])( 이상| 초과| 이하| 미만)?")  # a number of things that Korean has no word for here
_BODY = re.compile("(US |UK )?(Department|Ministry|Office|European|Council|Institut|Federal|Government of)")
_OF_NOUN = re.compile(r"[0-9](명|개|건)의 ")
_ARROW = re.compile(r"^(.+) → (.+)$")
_FROM_TO = {"ko": r"\1에서 \2", "en": r"from \1 to \2"}
_JOIN = {"en": " and "}
_MEASURED = ("W", "Wh", "t", "%", *MONEY)
_BESIDE = re.compile(r"\s*\(([^()]*)\)$")
_TELLS = re.compile(r"보도$|^as reported by ")


def sentence(entry: ClaimHistory, context: PageContext, lang: str) -> Text:
    """Who, what, how much, how far, says who, when: all of one report. It is marked if it is of another language."""
    written = context.text(entry.claim.sentence, lang)
    if written:
        return written
    made = claim_sentence(_facts(entry.standing, context, lang), lang)
    return Text(made) if made else Text(_in_phrases(entry.standing, context, lang))


def _in_phrases(report: ClaimReport, context: PageContext, lang: str) -> str:
    """For a language without frames: the same in its own words for kinds and stages, without grammar."""
    claim = report.claim
    stage = context.ui(f"stage.{claim.stage}", lang) if claim.stage else ""
    facts = _facts(report, context, lang)
    phrases = (facts.by.words, context.ui(f"kind.{claim.kind}", lang), facts.what, facts.amount, stage)
    return " · ".join([*filter(None, phrases), claim.source.publisher]) + "."


def _facts(report: ClaimReport, context: PageContext, lang: str) -> Facts:
    claim = report.claim
    own, speaker = _speaker(report, context, lang)
    by, outlet = _name(claim.by, report, context, lang), _outlet(claim, context, lang)
    is_by = outlet.words in _all_names(claim.by, context)
    dated = bool(claim.date or not claim.source.published)  # what is not known to be of a day was not told that day
    return Facts(
        kind=claim.kind,
        stage=claim.stage or "",
        certainty=claim.certainty,
        by=by,
        what=" ".join(context.text(claim.what, lang).words.rstrip(" .").split()),
        when=report.when if dated else claim.source.published,
        with_=tuple(_name(key, report, context, lang) for key in claim.with_ if key != claim.by),
        court=_name(claim.before, report, context, lang) if claim.before and claim.before != claim.by else None,
        law=_name(claim.on, report, context, lang) if claim.on else None,
        amount=_amount(claim, lang),
        money=bool(claim.figure and claim.figure.unit in MONEY),
        due=claim.due if claim.kind not in ("forecast", "position") else "",
        dated=dated,
        own=own or (is_by and not speaker),
        speaker=speaker,
        outlet=None if is_by or (speaker and outlet.words == speaker.words) else outlet,
        in_court=context.digest.terms[claim.by].kind == "court",
    )


def _name(key: Key, report: ClaimReport, context: PageContext, lang: str) -> Name:
    words, term = context.link(key, lang, report.day).words, context.digest.terms[key]
    reading = term.reading if words == context.text(term.name, lang).words else ""
    return Name(words, reading, term.kind not in ("company", "fund", "university", None))


def _all_names(key: Key, context: PageContext) -> tuple[str, ...]:
    term = context.digest.terms[key]
    return (*((term.name,) if isinstance(term.name, str) else term.name.values()), *term.aliases)


def _speaker(report: ClaimReport, context: PageContext, lang: str) -> tuple[bool, Name | None]:
    """Whether it is who acts that says it; else who does, unless it is the outlet or nobody is named."""
    claim = report.claim
    if isinstance(claim.said_by, tuple):
        name = _name(claim.said_by, report, context, lang)
        return claim.said_by == claim.by, None if claim.said_by == claim.by else name
    texts = [claim.said_by] if isinstance(claim.said_by, str) else list(claim.said_by.values())
    plain = [_without_teller(text) for text in texts]
    if any(text in _all_names(claim.by, context) for text in plain):
        return True, None
    if not any(plain) or any(text in claim.source.publisher for text in plain):
        return False, None
    words = " and the ".join(_without_teller(context.text(claim.said_by, lang).words).split("; "))
    return False, Name(words, institution="," not in words or _BODY.match(words) is not None)


def _without_teller(words: str) -> str:
    """뷔나그룹(더팩트 보도) is 뷔나그룹: the outlet is named beside it."""
    found = _BESIDE.search(words)
    return words[: found.start()] if found and _TELLS.search(found[1]) else words


def _outlet(claim: Claim, context: PageContext, lang: str) -> Name:
    """`지디넷코리아 (ZDNet Korea)`: the name in each language; else as it is, without what stands in brackets."""
    publisher, said_by = claim.source.publisher, claim.said_by
    if isinstance(said_by, dict) and lang in said_by and any(text in publisher for text in said_by.values()):
        return Name(said_by[lang], institution=_BODY.match(said_by[lang]) is not None)
    found = _BESIDE.search(publisher)
    if not found:
        return Name(publisher, institution=_BODY.match(publisher) is not None)
    own = publisher[: found.start()]
    other = _HANGUL.search(own) and not _HANGUL.search(found[1]) and lang != "ko"
    name = found[1] if other else own
    return Name(name, institution=_BODY.match(name) is not None)


def _amount(claim: Claim, lang: str) -> str:
    """As the page's language writes it; as printed where it is printed in that language, or has no other words."""
    figure, own = claim.figure, printed(claim, lang)
    if not figure or (lang == "ko" and _HANGUL.search(claim.amount) and not _OF_NOUN.search(claim.amount)):
        return own.words
    others = [other.amount for other in figure.beside if other.role == "and"]
    if lang == "en" and not own.lang and not others and (figure.when or figure.unit not in _MEASURED):
        return own.words
    written = written_amount(figure, lang) or _JOIN.get(lang, ", ").join(
        write_amount(a, lang) for a in (figure, *others)
    )
    written = _ARROW.sub(_FROM_TO.get(lang, r"\1 → \2"), written)
    counted = lang == "ko" and figure.unit and _BARE.fullmatch(written)
    return f"{counted[1]}개{counted[2] or ''}" if counted else written
