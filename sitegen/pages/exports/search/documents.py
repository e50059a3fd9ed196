"""What can be found, the number of each in the index of a language, and its words: notes, claims, and what has a name.

Named are terms, standing pages and editions. These have no words of their own: what an edition shows is in its notes.
"""

from collections.abc import Iterable

from msgspec import Struct

from sitegen.digest.claims.model import ClaimHistory
from sitegen.digest.model import Note, PageText, Term
from sitegen.digest.values import Key, Localized
from sitegen.pages.context import PageContext
from sitegen.pages.parts.bodies import fill, term_body
from sitegen.search.numbers import Numbering, by_day, by_name
from sitegen.search.shards import BODY, CLAIM, SUMMARY, TERM, TITLE, Tokens, shard_count
from sitegen.search.tokens import text_of, tokens

PAGES, EDITIONS = "pages", "editions"  # beside the names of taxonomies, none of which can be called so


class Documents(Struct, frozen=True):
    """What a language's index holds: every note, every claim, and what has a name: every term as `taxonomy/id`, every
    edition as `editions/id`, and the standing pages that have a text in it as `pages/id`.

    `texts`: the numbers of notes that have a text in it, and so words; the others can be listed.
    """

    lang: str
    shards: int
    notes: Numbering
    texts: dict[str, int]
    claims: Numbering
    named: dict[str, int]

    def numbers(self) -> dict[Key, int]:
        """Of all that has words, by kind and key; those of each kind rise."""
        worded = {key: number for key, number in self.named.items() if not key.startswith(f"{EDITIONS}/")}
        kinds = {"note": self.texts, "claim": self.claims.numbers, "named": worded}
        return {(kind, key): number for kind, numbers in kinds.items() for key, number in numbers.items()}


def documents(context: PageContext, lang: str) -> Documents:
    digest = context.digest
    notes = by_day({note.id: note.date for note in digest.notes.values()})
    texts = {id: number for id, number in notes.numbers.items() if lang in digest.notes[id].texts}
    claims = by_day({entry.key: entry.reports[0].date for entry in digest.ledger.values()})
    pages = [(PAGES, id) for id, page in digest.pages.items() if lang in page]
    editions = [(EDITIONS, id) for id in digest.editions]
    named = by_name("/".join(key) for key in (*digest.terms, *pages, *editions))
    count = shard_count(len(texts) + len(claims.numbers) // 8 + len(named) - len(editions))
    return Documents(lang, count, notes, texts, claims, named)


def tokens_of(context: PageContext, lang: str, document: Key) -> Tokens:
    """What a document is found by, in each column of the index that knows it."""
    kind, key = document
    if kind == "note":
        return _of_note(context.digest.notes[key], context, lang)
    if kind == "claim":
        return {CLAIM: _joined(tokens(_claim_text(context.digest.ledger[key], context, lang)))}
    sort, _, id = key.partition("/")
    if sort == PAGES:
        return {TERM: _joined(tokens(_page_text(context.digest.pages[id][lang], context)))}
    return {TERM: _joined(tokens(_term_text(context.digest.terms[sort, id], context, lang)))}


def _of_note(note: Note, context: PageContext, lang: str) -> Tokens:
    text = note.texts[lang]
    names = (context.text(context.digest.terms[key].name, lang).words for key in note.named)
    said = (each for quote in text.quotes for each in (quote.text, quote.translation, quote.speaker, quote.role))
    sources = (each for source in (note.source, *note.also) for each in (source.publisher, source.title))
    claimed = (each for claim in note.claims for each in (context.text(claim.what, lang).words, claim.amount))
    body = text_of(fill(text.body, text.path, lang, context, on=note.date).text)
    title = tokens(text.front.title)
    summary = tokens("\n".join((text.front.summary, text.front.why, *names))) - title
    rest = tokens("\n".join((body, *claimed, *said, *sources))).difference(title, summary)
    return {TITLE: _joined(title), SUMMARY: _joined(summary), BODY: _joined(rest)}


def _claim_text(entry: ClaimHistory, context: PageContext, lang: str) -> str:
    claim = entry.claim
    entities = dict.fromkeys((claim.by, *claim.with_, *(key for key in (claim.on, claim.before) if key)))
    names = (context.text(context.digest.terms[key].name, lang).words for key in entities)
    spoken = () if isinstance(claim.said_by, tuple) else (context.text(claim.said_by, lang).words,)
    return "\n".join((context.text(claim.what, lang).words, claim.amount, *names, *spoken))


def _term_text(term: Term, context: PageContext, lang: str) -> str:
    names = [words for name in (term.name, *(dated.name for dated in term.names)) for words in every(name)]
    summary, (body, _) = context.text(term.summary, lang).words, term_body(term, lang, context)
    return "\n".join((*names, *term.aliases, summary, text_of(body.text)))


def _page_text(page: PageText, context: PageContext) -> str:
    body = fill(page.body, page.path, page.lang, context)
    return "\n".join((page.title, page.summary, text_of(body.text)))


def every(text: Localized) -> Iterable[str]:
    """A text in all its languages."""
    return (text,) if isinstance(text, str) else text.values()


def _joined(found: frozenset[str]) -> str:
    return " ".join(found)
