"""Sentences that say what somebody undertakes, orders or expects, as the fields of a claim."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sitegen.content.schema import Certainty, ClaimKind, Stage
from sitegen.desk.clip.amounts import AmountFound, amounts_in
from sitegen.desk.clip.claim_words import (
    AGREED_WITH,
    CERTAINTY,
    COURT_STAGES,
    KINDS,
    LAW_STAGES,
    SAYS,
    STAGES,
    UNDERTAKES,
)
from sitegen.desk.clip.days import DateFound, dates_in
from sitegen.desk.clip.names import LooseNames, Mention
from sitegen.desk.clip.sentences import Sentence
from sitegen.digest.values import Key
from sitegen.text.amounts.units import MONEY

_STATEMENTS = ("forecast", "position")
_NEEDS_MORE = ("partnership", "capacity")  # kinds whose words stand in any sentence of news
_HANGUL = re.compile("[가-힣]")
_ASIDE = r"(?:\([^()]{1,20}\))?"
_SUBJECT = re.compile(
    rf"{_ASIDE}(?:\s[가-힣]{{1,5}})?\s?측?(?:은|는|이|가|도|역시)(?=[\s,])|\s(?:역시|측은|측이)\s|(?:\s?등)(?:\s[가-힣A-Za-z]{{1,12}}){{0,3}}?(?:은|는|이|가|도)\s|에\s따르면"
)
_JOINED = re.compile(rf"{_ASIDE}\s?(?:·|,|와|과|및|그리고|and|&)\s?(?:and\s)?")
_WITH = re.compile(
    rf"{_ASIDE}\s?(?:등\s?)?(?:와의|과의|와는|과는|와|과)(?![가-힣])|측?(?:에게|에|로부터|으로부터)(?![가-힣]|\s따르면)|(?:과|와)?\s간"
)
_BEGINS = re.compile(r"\A(?:The\s|According\sto\s(?:the\s)?)?\Z|,\s(?:the\s)?\Z")
_OF_THE_SAME = re.compile(
    r"(?:It|They|The\s(?:companies|company|firm|group|ministry|partners|government|law|bill|deal|agreement|plan|project))\s"
)
_TOPIC = re.compile(r"((?:[^\s,]{1,20}\s){0,2}?[^\s,]{1,20}?)(?<![와과에서로])(?:은|는)\s")
_SAME = re.compile(
    r"(?:회사|양사|양측|그룹|업체|기업|이들|이곳|사업비?|법인|부처|당국|위원회|개정안|법안|협약|계약|공장|센터|비용|금액|규모|용량|발전량|증설에|이\s사업)$"
)
_BUILT = ("permitted", "building", "operating", "done")
_ENGLISH_WITH = re.compile(r"\b(?:with|to|from|between)\s(?:the\s)?$")
_QUOTED = re.compile(r"“[^“”]*+”|\"[^\"]*+\"")


class ClaimFound(Struct, frozen=True):
    """What a sentence claims. `earlier`: whether only an earlier sentence names who acts."""

    kind: ClaimKind
    by: Key
    with_: tuple[Key, ...]
    on: Key | None
    amount: str
    due: str
    stage: Stage | None
    certainty: Certainty
    sentence: Sentence
    earlier: bool = False


def claims_in(sentences: Sequence[Sentence], names: LooseNames, published: dt.date | None) -> list[ClaimFound]:
    """One of a sentence at most. Captions claim nothing; what stands in quotation marks is a quote."""
    claims: list[ClaimFound] = []
    last: Key | None = None  # who acted last
    for sentence in sentences:
        if sentence.caption:
            continue
        text = _QUOTED.sub(lambda match: " " * len(match[0]), sentence.text)
        mentions = names.mentions(text)
        by = _by(text, mentions, names)
        if claim := _claim(sentence, text, mentions, (by, last), names, published):
            claims.append(claim)
        last = by or last
    return claims


def _claim(
    sentence: Sentence,
    text: str,
    mentions: Sequence[Mention],
    actors: tuple[Key | None, Key | None],
    names: LooseNames,
    published: dt.date | None,
) -> ClaimFound | None:
    """`actors`: who acts in the sentence, and who did in those before it."""
    by = actors[0] or (actors[1] if text == sentence.text and _goes_on(text) else None)
    amounts = amounts_in(text)
    kind = next((kind for kind, words in KINDS if words.search(text)), None)
    if kind is None and (_stage("capacity", text, False) in _BUILT or any(a.amount.unit == "W" for a in amounts)):
        kind = "capacity"
    if kind in _STATEMENTS and text != sentence.text:
        return None  # what is expected, or asked for, is what is quoted
    if kind == "regulation" and actors[0] is None and by and by[0] == "companies":
        by = None  # a company that was told of before makes no law
    if by is None or kind is None or not UNDERTAKES.search(text):
        return None
    with_ = tuple(key for key in _with(text, mentions, names) if key != by) if kind not in _STATEMENTS else ()
    stage = _stage(kind, text, bool(with_))
    certainty: Certainty = next((value for value, words in CERTAINTY if words.search(text)), "stated")
    if kind in _NEEDS_MORE and not (amounts or stage or SAYS.search(text) or (actors[0] and certainty != "stated")):
        return None
    law = next((key for mention in mentions for key in mention.keys if key[0] in names.measures), None)
    return ClaimFound(
        kind=kind,
        by=by,
        with_=with_,
        on=law if kind == "regulation" else None,
        amount=_main(amounts),
        due=_due(dates_in(text, published), published) if kind not in _STATEMENTS else "",
        stage=stage if kind not in _STATEMENTS else None,
        certainty=certainty,
        sentence=sentence,
        earlier=actors[0] is None,
    )


def _goes_on(text: str) -> bool:
    """Whether a sentence that names nobody who acts is of the one that the sentence before it names."""
    if not _HANGUL.search(text):
        return bool(_OF_THE_SAME.match(text))
    topic = _TOPIC.match(text)
    return not topic or bool(_SAME.search(topic[1]))


def _stage(kind: ClaimKind, text: str, with_others: bool) -> Stage | None:
    ladder = LAW_STAGES if kind == "regulation" else COURT_STAGES if kind == "ruling" else STAGES
    stage = next((stage for stage, words in ladder if words.search(text)), None)
    return "agreed" if stage is None and ladder is STAGES and with_others and AGREED_WITH.search(text) else stage


def _entity(mention: Mention, names: LooseNames) -> Key | None:
    return next((key for key in mention.keys if key[0] in names.entities), None)


def _by(text: str, mentions: Sequence[Mention], names: LooseNames) -> Key | None:
    """Who acts: the first entity that is a subject, or is joined to one; in English the first one of the sentence."""
    entities = [mention for mention in mentions if _entity(mention, names)]
    if not _HANGUL.search(text):
        first = entities[0] if entities else None
        return _entity(first, names) if first and _BEGINS.search(text[: first.start]) else None
    for number, mention in enumerate(entities):
        if _SUBJECT.match(text, mention.end):
            while number and _JOINED.fullmatch(text[entities[number - 1].end : entities[number].start]):
                number -= 1  # 카카오와 네이버는: the first of those that act together
            return _entity(entities[number], names)
    return None


def _with(text: str, mentions: Sequence[Mention], names: LooseNames) -> Iterator[Key]:
    """With whom: 오픈AI와, 삼성전자·SK하이닉스와는, with OpenAI and Samsung Electronics."""
    taken: list[Key] = []
    mentions = [mention for mention in mentions if _entity(mention, names)]
    for number, mention in enumerate(mentions):
        key = _entity(mention, names)
        if key and key not in taken and _is_with(text, mentions, number):
            taken.append(key)
            yield key


def _is_with(text: str, mentions: Sequence[Mention], number: int) -> bool:
    """A name is joined to those behind it in Korean (삼성전자·SK하이닉스와), to those before it in English."""
    mention = mentions[number]
    if not _HANGUL.search(text):
        if _ENGLISH_WITH.search(text[max(0, mention.start - 12) : mention.start]):
            return True
        before = mentions[number - 1] if number else None
        return bool(
            before and _JOINED.fullmatch(text[before.end : mention.start]) and _is_with(text, mentions, number - 1)
        )
    if _WITH.match(text, mention.end):
        return True
    following = mentions[number + 1] if number + 1 < len(mentions) else None
    return bool(
        following and _JOINED.fullmatch(text[mention.end : following.start]) and _is_with(text, mentions, number + 1)
    )


def _main(amounts: Iterable[AmountFound]) -> str:
    """Money first, then power, then what is counted."""

    def rank(quantity: AmountFound) -> tuple[int, int]:
        unit = quantity.amount.unit
        return 0 if unit in MONEY else 1 if unit in ("W", "Wh") else 2, quantity.start

    return min(amounts, key=rank).text if (amounts := list(amounts)) else ""


def _due(dates: Iterable[DateFound], published: dt.date | None) -> str:
    """By when: a day that is named as a limit, or one after the day of publication."""
    after = f"{published}" if published else "9999"
    due = (date.due for date in dates if date.due and (date.by or date.due[:4] > after[:4] or date.due > after))
    return next(due, "")
