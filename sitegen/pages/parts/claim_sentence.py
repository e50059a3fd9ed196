"""The sentence of a claim: written by hand, or made from the fields of the report by which it stands."""

import re

from sitegen.digest.claims.model import Claim, ClaimHistory, ClaimReport
from sitegen.digest.claims.voices import all_names, stated_by
from sitegen.digest.values import Key, Text
from sitegen.pages.context import PageContext
from sitegen.pages.parts.claim_amounts import shown_amount, written_amount
from sitegen.text.amounts import write_amount
from sitegen.text.amounts.units import MONEY
from sitegen.text.sentences import Facts, Name, claim_sentence
from sitegen.text.sentences.brackets import apart

_HANGUL = re.compile("[가-힣]")
_BOUNDS = (" 이상", " 초과", " 이하", " 미만")
_BODY = re.compile("(US |UK )?(Department|Ministry|Office|European|Council|Institut|Federal|Government of)")
_OF_NOUN = re.compile(r"[0-9](명|개|건)의 ")
_FROM_TO = {"ko": "{}에서 {}", "en": "from {} to {}"}
_JOIN = {"en": " and "}
_MEASURED = ("W", "Wh", "t", "%", *MONEY)
_TELLS = re.compile(r"보도$|^as reported by ")


def sentence(entry: ClaimHistory, context: PageContext, lang: str) -> Text:
    """Of the report by which a claim stands."""
    return reported_sentence(entry.standing, context, lang)


def reported_sentence(report: ClaimReport, context: PageContext, lang: str) -> Text:
    """Who, what, how much, how far, says who, when: all of one report. It is marked if it is of another language."""
    written = context.text(report.claim.sentence, lang)
    if written:
        return written
    made = claim_sentence(_facts(report, context, lang), lang)
    return Text(made) if made else Text(_in_phrases(report, context, lang))


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
    what = " ".join(context.text(claim.what, lang).words.rstrip(" .").split())
    partners = [_name(key, report, context, lang) for key in claim.with_ if key != claim.by]
    is_by = outlet.words in all_names(claim.by, context.digest.terms)
    return Facts(
        kind=claim.kind,
        stage=claim.stage or "",
        certainty=claim.certainty,
        by=by,
        what=what,
        when=report.when,
        with_=tuple(name for name in partners if not _is_named(name, what)),
        court=_name(claim.before, report, context, lang) if claim.before and claim.before != claim.by else None,
        law=_name(claim.on, report, context, lang) if claim.on and claim.family == "measure" else None,
        amount=_amount(claim, lang),
        money=bool(claim.figure and claim.figure.unit in MONEY),
        due=claim.due if claim.kind not in ("forecast", "position") else "",
        dated=report.dated,
        own=own or (is_by and not speaker),
        speaker=speaker,
        outlet=None if is_by or (speaker and outlet.words == speaker.words) else outlet,
        in_court=context.digest.terms[claim.by].kind == "court",
    )


def _is_named(name: Name, what: str) -> bool:
    """Whether the words of a claim name somebody already: 삼성그룹 in 삼성·SK그룹과 하는 사업."""
    return name.words in what or name.words.split()[0].removesuffix("그룹") in what


def _name(key: Key, report: ClaimReport, context: PageContext, lang: str) -> Name:
    words, term = context.link(key, lang, report.day).words, context.digest.terms[key]
    reading = term.reading if words == context.text(term.name, lang).words else ""
    return Name(words, reading, term.kind not in ("company", "fund", "university", None))


def _speaker(report: ClaimReport, context: PageContext, lang: str) -> tuple[bool, Name | None]:
    """Whether it is who acts that says it; else who does, unless it is the outlet or nobody is named."""
    claim = report.claim
    said_by = stated_by(claim, context.digest.terms)
    if isinstance(said_by, tuple):
        return said_by == claim.by, None if said_by == claim.by else _name(said_by, report, context, lang)
    plain = [_without_teller(text) for text in all_names(said_by, context.digest.terms)]
    if any(text in all_names(claim.by, context.digest.terms) for text in plain):
        return True, None
    if not any(plain):
        return False, None
    words = " and the ".join(_without_teller(context.text(said_by, lang).words).split("; "))
    return False, Name(words, institution="," not in words or _BODY.match(words) is not None)


def _without_teller(words: str) -> str:
    """뷔나그룹(더팩트 보도) is 뷔나그룹: the outlet is named beside it."""
    own, beside = apart(words)
    return own if _TELLS.search(beside) else words


def _outlet(claim: Claim, context: PageContext, lang: str) -> Name:
    """`지디넷코리아 (ZDNet Korea)`: the name in each language; else as it is, without what stands in brackets."""
    publisher, said_by = claim.source.publisher, claim.said_by
    if isinstance(said_by, dict) and lang in said_by and any(text in publisher for text in said_by.values()):
        return Name(said_by[lang], institution=_BODY.match(said_by[lang]) is not None)
    own, beside = apart(publisher)
    other = beside and _HANGUL.search(own) and not _HANGUL.search(beside) and lang != "ko"
    name = beside if other else own
    return Name(name, institution=_BODY.match(name) is not None)


def _amount(claim: Claim, lang: str) -> str:
    """As the page's language writes it; as printed where it is printed in that language, or has no other words."""
    figure, own = claim.figure, shown_amount(claim, lang)[0]
    if lang in claim.amount_in or not figure:
        return own.words
    if lang == "ko" and _HANGUL.search(claim.amount) and not _OF_NOUN.search(claim.amount):
        return own.words
    others = [other.amount for other in figure.beside if other.role == "and"]
    if lang == "en" and not own.lang and not others and (figure.when or figure.unit not in _MEASURED):
        return own.words
    written = written_amount(figure, lang) or _JOIN.get(lang, ", ").join(
        write_amount(a, lang) for a in (figure, *others)
    )
    first, arrow, second = written.rpartition(" → ")
    written = _FROM_TO.get(lang, "{} → {}").format(first, second) if arrow else written
    return _with_counter(written) if lang == "ko" and figure.unit else written


def _with_counter(written: str) -> str:
    """A number of things that Korean has no word for here: 3000개 이상."""
    bound = next((bound for bound in _BOUNDS if written.endswith(bound)), "")
    number = written.removesuffix(bound)
    return f"{number}개{bound}" if number[-1:].isdigit() or number[-1:] in tuple("만억조") else written
