"""The text of a draft: what is known as front matter, what is suggested as comments that no page can show."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.content.notes import SUGGESTED, UNWRITTEN
from sitegen.desk.clip.claims import ClaimFound
from sitegen.desk.clip.days import dates_in
from sitegen.desk.clip.model import PLACES, ArticleHead, Told
from sitegen.desk.clip.quotes import QuoteFound
from sitegen.desk.clip.sentences import Sentence
from sitegen.desk.clip.suggest import Suggestions
from sitegen.desk.yaml_text import scalar, sequence
from sitegen.text.amounts import Amount, read_amount, write_amount

_AROUND = 50  # letters of a sentence that are shown on each side of what was read in it


class Draft(Struct, frozen=True):
    """What a draft is made of. `terms`: those that the editor named; `clip`: the hash of the article's text."""

    head: ArticleHead
    day: dt.date
    title: str
    summary: str
    lang: str  # the note's
    clip: str
    kept: str
    terms: Mapping[str, Sequence[str]]
    suggested: Suggestions


def draft_text(draft: Draft) -> str:
    """A note with `draft: true`. With `SUGGESTED` taken away everywhere it is YAML all the same."""
    return "\n".join(["---", *_known(draft), *_suggested(draft), "---", "", ""])


def source_of(head: ArticleHead, lang: str, clip: str) -> dict[str, str]:
    """The article as a note's source, without what is not known."""
    source = {
        "publisher": head.publisher.value or UNWRITTEN,
        "title": head.title.value,
        "url": head.address.value,
        "author": head.author.value,
        "published": head.published.value,
        "lang": head.lang if head.lang != lang else "",
        "clip": clip,
    }
    return {key: value for key, value in source.items() if value}


def _known(draft: Draft) -> Iterator[str]:
    head = draft.head
    told = {"publisher": head.publisher, "title": head.title, "url": head.address, "author": head.author}
    told["published"] = head.published
    which = "the text's first line" if head.title.origin == "line" else "the headline"
    own = draft.title != head.title.value
    yield f"title: {scalar(draft.title)}" + ("" if own else f" # {which}; say it in your own words")
    yield f"date: {draft.day}" + ("" if head.day else " # today: no day of publication was found")
    yield "draft: true # take this line away once the note may be published"
    yield "source:"
    for key, value in source_of(head, draft.lang, draft.clip).items():
        yield f"  {key}: {scalar(value)}{_origin(told.get(key))}"
    if not head.address.value:
        yield "  # url: https://…"
    if not head.day:
        yield "  # published: 2025-10-24"
    if draft.summary:
        yield f"summary: {scalar(draft.summary)}"
    else:
        yield f"summary: {UNWRITTEN} # one or two sentences of yours"
    yield "# why: why it matters"
    for taxonomy, ids in draft.terms.items():
        yield f"{taxonomy}: {sequence(ids)}"


def _origin(told: Told | None) -> str:
    """Who says so, and what others say: a value from the page itself may be a reader's."""
    if told is None or told.origin == "option" or not told.value:
        return ""
    others = "".join(f"; {PLACES.get(origin, origin)} says {_one_line(value)}" for origin, value in told.otherwise)
    doubt = ": it may be a sub-headline" if told.origin == "line" else ""
    return f" # from {PLACES.get(told.origin, told.origin)}{doubt}{others}"


def _suggested(draft: Draft) -> Iterator[str]:
    yield f"{SUGGESTED} # The article's text: {draft.kept} (not in git)."
    yield f"{SUGGESTED} # Below is what it names. Where it is right, take `{SUGGESTED} ` away. The rest are the"
    yield f"{SUGGESTED} # outlet's sentences: once the note is no draft any more, `sitegen check --fix` deletes them."
    for line in _lines(draft):
        yield f"{SUGGESTED} {line}"


def _lines(draft: Draft) -> Iterator[str]:
    suggested = draft.suggested
    yield from _terms(draft)
    claimed = {claim.amount for claim in suggested.claims}
    told = {date.text for claim in suggested.claims for date in dates_in(claim.sentence.text, None)}
    for amount, sentence in suggested.amounts:
        if amount.text not in claimed:
            means = write_amount(amount.amount, "en")
            yield f"# amount {amount.text} = {means}: {_evidence(sentence.text, amount.text)}"
    for date, sentence in suggested.dates:
        if date.days == f"{draft.head.day}" or (date.days and date.text in told):
            continue  # the note's own day, and what stands in a sentence that is shown below
        means = date.days or f"? ({_one_line(date.why)})"
        yield f"# date {date.text} = {means}: {_evidence(sentence.text, date.text)}"
    yield from _claims(suggested.claims)
    yield from _quotes(suggested.quotes, draft)


def _terms(draft: Draft) -> Iterator[str]:
    """A line for each taxonomy, with how often each is named; one more for what is named once, to judge it by."""
    suggested = draft.suggested
    for taxonomy in dict.fromkeys(term.key[0] for term in suggested.terms):
        given = draft.terms.get(taxonomy, ())
        terms = [term for term in suggested.terms if term.key[0] == taxonomy and term.key[1] not in given]
        if terms:
            times = ", ".join(f"{term.times}×" for term in terms)
            ids = sequence(term.key[1] for term in terms)
            yield ("# beside those above, " if given else "") + f"{taxonomy}: {ids} # {times}"
        for term in terms:
            if term.times == 1:
                yield f"#   {term.key[1]}: {_evidence(term.sentence.text, term.name)}"


def _claims(claims: Sequence[ClaimFound]) -> Iterator[str]:
    if claims:
        yield "claims:"
    before: Sentence | None = None
    for claim in claims:
        who = " (named in an earlier sentence)" if claim.earlier else ""
        if claim.sentence is not before:
            yield f"  # {_evidence(claim.sentence.text, claim.amount or claim.sentence.text[:20])}"
        before = claim.sentence
        yield f"  - kind: {claim.kind}"
        yield f"    by: {claim.by[1]}" + (f" #{who}" if who else "")
        yield f"    what: {UNWRITTEN} # a noun phrase of yours"
        fields = {
            "with": sequence(key[1] for key in claim.with_) if claim.with_ else "",
            "on": claim.on[1] if claim.on else "",
            "amount": _amount(claim.amount),
            "power": claim.power or "",
            "date": claim.date,
            "due": claim.due,
            "stage": claim.stage or "",
            "certainty": claim.certainty if claim.certainty != "stated" else "",
        }
        yield from (f"    {key}: {value}" for key, value in fields.items() if value)


def _amount(printed: str) -> str:
    amount = read_amount(printed) if printed else None
    return f"{scalar(printed)} # {write_amount(amount, 'en')}" if isinstance(amount, Amount) else ""


def _quotes(quotes: Iterable[QuoteFound], draft: Draft) -> Iterator[str]:
    named = [quote for quote in quotes if quote.speaker]
    if named:
        yield "quotes:"
    for quote in named:
        speaker = quote.speaker
        assert speaker is not None  # the others are left out above
        yield f"  - text: {scalar(quote.text)}"
        yield f"    speaker: {scalar(speaker.name)}" + (" # named in an earlier sentence" if speaker.earlier else "")
        more = {"role": speaker.role, "of": speaker.of[1] if speaker.of else ""}
        more["lang"] = draft.head.lang if draft.head.lang != draft.lang else ""
        yield from (f"    {key}: {scalar(value)}" for key, value in more.items() if value)
    for quote in quotes:
        if not quote.speaker:
            yield f"# a quote of nobody who is named: {_evidence(quote.sentence.text, quote.text[:20])}"


def _evidence(sentence: str, words: str) -> str:
    """The sentence around some words of it: enough to judge by, and no more of it than that."""
    at = max(sentence.find(words), 0)
    start, end = max(0, at - _AROUND), at + len(words) + _AROUND
    before = "…" if start else ""
    return f"“{before}{_one_line(sentence[start:end])}{'…' if end < len(sentence) else ''}”"


def _one_line(text: str) -> str:
    return " ".join(text.split())
