"""Sentences that say what somebody undertakes, orders or expects, as the fields of a claim."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.schema import Certainty, ClaimKind, Power, Stage
from sitegen.desk.clip.actors import Actors, actors_in, goes_on
from sitegen.desk.clip.amounts import AmountFound, amounts_in
from sitegen.desk.clip.claim_words import (
    AGREED_WITH,
    ANNOUNCED,
    CERTAINTY,
    CONSIDERED,
    COURT_STAGES,
    GENERATES,
    KINDS,
    LAW_STAGES,
    SAYS,
    STAGES,
    UNDERTAKES,
)
from sitegen.desk.clip.days import dates_in, due_in, event_day
from sitegen.desk.clip.names import LooseNames
from sitegen.desk.clip.sentences import Sentence
from sitegen.digest.values import Key
from sitegen.text.amounts.units import MONEY

_STATEMENTS = ("forecast", "position")
_NEEDS_MORE = ("partnership", "capacity")  # kinds whose words stand in any sentence of news
_BUILT = ("building", "operating", "done")
_PEOPLE = ("people", "jobs")  # units
_WATTS = ("W", "Wh")
_LICENCE = re.compile(r"허가(?:를|을)?\s?(?:받|얻|났)|\b(?:licen[cs]ed|permitted)\b")
_QUOTED = re.compile(r"“[^“”]*+”|\"[^\"]*+\"")


class ClaimFound(Struct, frozen=True):
    """What a sentence claims. `earlier`: whether only an earlier sentence names who acts."""

    kind: ClaimKind
    by: Key
    with_: tuple[Key, ...]
    on: Key | None
    amount: str
    power: Power | None
    date: str
    due: str
    stage: Stage | None
    certainty: Certainty
    sentence: Sentence
    earlier: bool = False


def claims_in(sentences: Sequence[Sentence], names: LooseNames, published: dt.date | None) -> list[ClaimFound]:
    """What stands in quotation marks is a quote, and no claim; what is only considered is one if it names an amount."""
    claims: list[ClaimFound] = []
    last = Actors()  # who acted last
    for sentence in sentences:
        if sentence.caption:
            continue
        text = _QUOTED.sub(lambda match: " " * len(match[0]), sentence.text)
        mentions = names.mentions(text)
        here = actors_in(text, mentions, names)
        actors = goes_on(text, last, here, mentions, names) if text == sentence.text else here
        law = next((key for mention in mentions for key in mention.keys if key[0] in names.measures), None)
        amounts = amounts_in(text)
        if claim := _claim(sentence, text, actors, law, amounts, published):
            claims += [claim, *_counted(claim, text, amounts)]
        last = here if here.by else last
    return claims


def _claim(
    sentence: Sentence,
    text: str,
    actors: Actors,
    law: Key | None,
    amounts: Sequence[AmountFound],
    published: dt.date | None,
) -> ClaimFound | None:
    kind = _kind(text, amounts)
    if kind is None or not UNDERTAKES.search(text):
        return None
    considered = _is_considered(kind, text)
    if considered and not amounts:
        return None
    statement = kind in _STATEMENTS
    if statement and text != sentence.text:
        return None  # what is expected, or asked for, is what is quoted
    by, with_ = _parties(kind, actors)
    if by is None or (kind == "regulation" and actors.earlier and by[0] == "companies"):
        return None  # a company that was told of before makes no law
    stage = None if statement else _stage(kind, text, bool(with_))
    certainty = "rumoured" if considered else _certainty(text, statement)
    if kind in _NEEDS_MORE and not (
        amounts or stage or SAYS.search(text) or (certainty != "stated" and not actors.earlier)
    ):
        return None
    dates = dates_in(text, published)
    amount = _main(kind, amounts)
    return ClaimFound(
        kind=kind,
        by=by,
        with_=() if statement else with_,
        on=law if kind == "regulation" else None,
        amount=amount.text if amount else "",
        power="generation" if amount and amount.amount.unit in _WATTS and GENERATES.search(text) else None,
        date=event_day(dates, published),
        due="" if statement else due_in(dates, published),
        stage=stage,
        certainty=certainty,
        sentence=sentence,
        earlier=actors.earlier and by == actors.by,
    )


def _certainty(text: str, statement: bool) -> Certainty:
    certainty: Certainty = next((value for value, words in CERTAINTY if words.search(text)), "stated")
    return "stated" if statement and certainty == "planned" else certainty


def _kind(text: str, amounts: Sequence[AmountFound]) -> ClaimKind | None:
    kind = next((kind for kind, words in KINDS if words.search(text)), None)
    units = {amount.amount.unit for amount in amounts}
    watts = bool(units.intersection(_WATTS))
    if kind is None and (_stage("capacity", text, False) in _BUILT or watts or _LICENCE.search(text)):
        return "capacity"
    if kind == "investment" and watts and not units.intersection(MONEY):
        return "capacity"  # what is invested are no watts
    return kind


def _is_considered(kind: ClaimKind, text: str) -> bool:
    """Whether what a sentence says of this kind is only talked about, and not undertaken behind that."""
    considered = list(CONSIDERED.finditer(text))
    if not considered or kind in (*_STATEMENTS, "regulation", "ruling"):
        return False
    words = [match for each, pattern in KINDS if each == kind for match in pattern.finditer(text)]
    korean = considered[-1][0][0] >= "가"
    if not korean:
        return True
    return not any(match.start() > considered[-1].end() for match in words)


def _parties(kind: ClaimKind, actors: Actors) -> tuple[Key | None, tuple[Key, ...]]:
    """Who acts, and with whom. Of a supply by those whom a sentence names in place of who receives, these act."""
    if kind == "supply" and actors.earlier and actors.suppliers and actors.by:
        return actors.suppliers[0], (*actors.suppliers[1:], actors.by)
    return actors.by, (*actors.together, *actors.with_)


def _counted(claim: ClaimFound, text: str, amounts: Sequence[AmountFound]) -> Iterator[ClaimFound]:
    """People who are to be hired beside money that is invested are a claim of their own."""
    employs = next(words for kind, words in KINDS if kind == "employment").search(text)
    people = [each for each in amounts if each.amount.unit in _PEOPLE and each.text != claim.amount]
    if claim.amount and employs and people and claim.kind != "employment":
        kind = claim.kind if claim.kind in _STATEMENTS else "employment"
        stage = None if claim.stage in (*_BUILT, "permitted") else claim.stage
        yield replace(claim, kind=kind, amount=people[0].text, power=None, stage=stage)


def _stage(kind: ClaimKind, text: str, with_others: bool) -> Stage | None:
    ladder = LAW_STAGES if kind == "regulation" else COURT_STAGES if kind == "ruling" else STAGES
    stage = next((stage for stage, words in ladder if words.search(text)), None)
    if stage or ladder is not STAGES:
        return stage
    if with_others and AGREED_WITH.search(text):
        return "agreed"
    return "announced" if ANNOUNCED.search(text) else None


def _main(kind: ClaimKind, amounts: Sequence[AmountFound]) -> AmountFound | None:
    """Money first, then power, then what is counted; people first where they are hired, watts where they are built."""

    def rank(quantity: AmountFound) -> tuple[int, int]:
        unit = quantity.amount.unit
        if kind == "employment" and unit in _PEOPLE:
            return -1, quantity.start
        return 0 if unit in MONEY else 1 if unit in _WATTS else 2, quantity.start

    return min(amounts, key=rank, default=None)
