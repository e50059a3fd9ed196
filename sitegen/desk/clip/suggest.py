"""What an article names, for an editor to confirm: terms, amounts, dates, quotes and claims, each with its sentence."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from sitegen.desk.clip.amounts import AmountFound, amounts_in
from sitegen.desk.clip.claims import ClaimFound, claims_in
from sitegen.desk.clip.days import DateFound, dates_in
from sitegen.desk.clip.model import Paragraph
from sitegen.desk.clip.names import LooseNames
from sitegen.desk.clip.quotes import QuoteFound, quotes_in
from sitegen.desk.clip.sentences import Sentence, sentences_of
from sitegen.digest.values import Key


class TermFound(Struct, frozen=True):
    """A term that is named so many times; `name`: as it is written the first time."""

    key: Key
    name: str
    times: int
    sentence: Sentence


class Suggestions(Struct, frozen=True):
    """Each thing once, with the sentence that it stands in first. Terms: those that are named most come first."""

    terms: tuple[TermFound, ...]
    amounts: tuple[tuple[AmountFound, Sentence], ...]
    dates: tuple[tuple[DateFound, Sentence], ...]
    quotes: tuple[QuoteFound, ...]
    claims: tuple[ClaimFound, ...]


def suggestions(paragraphs: Sequence[Paragraph], names: LooseNames, published: dt.date | None) -> Suggestions:
    """All that can be read in an article; nothing of it is known to be right."""
    sentences = sentences_of(paragraphs)
    terms: dict[Key, TermFound] = {}
    amounts: dict[str, tuple[AmountFound, Sentence]] = {}
    dates: dict[str, tuple[DateFound, Sentence]] = {}
    for sentence in sentences:
        for mention in names.mentions(sentence.text):
            for key in mention.keys:
                before = terms.get(key)
                first = (before.name, before.sentence) if before else (mention.name, sentence)
                terms[key] = TermFound(key, first[0], (before.times if before else 0) + 1, first[1])
        for amount in amounts_in(sentence.text):
            amounts.setdefault(amount.text, (amount, sentence))
        for date in dates_in(sentence.text, published):
            dates.setdefault(date.text, (date, sentence))
    return Suggestions(
        terms=tuple(sorted(terms.values(), key=lambda term: (-term.times, term.key))),
        amounts=tuple(amounts.values()),
        dates=tuple(dates.values()),
        quotes=tuple(quotes_in(sentences, names)),
        claims=tuple(claims_in(sentences, names, published)),
    )
