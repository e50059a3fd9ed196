"""Each note as Markdown, beside its page: what language models and people with a text editor would rather read.

Facts stand in front matter, a line to a key, in JSON, which is YAML too; then title, summary, reason and text. Drafts
have none, and `extra`, which is for templates of a site's own, stays out.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from sitegen.content.schema import Source
from sitegen.digest.claims.ledger import keyed
from sitegen.digest.model import Note, NoteText
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Page, Whole
from sitegen.pages.parts.bodies import fill
from sitegen.pages.parts.lead_picture import sent_picture
from sitegen.text.as_markdown import as_markdown, as_words

_encode = msgspec.json.Encoder().encode
_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # to YAML, or nothing that it takes


class Fact(Struct, frozen=True, omit_defaults=True):
    """A term, or a source: `name` of the outlet, `title` of the article."""

    name: str
    url: str = ""
    title: str = ""
    author: str = ""
    published: str = ""


class ClaimFact(Struct, frozen=True, omit_defaults=True):
    """A claim as this note reports it. `url`: of its own page."""

    kind: str
    by: str
    what: str
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")
    amount: str = ""
    due: str = ""
    stage: str = ""
    certainty: str = ""
    url: str = ""


class QuoteFact(Struct, frozen=True, omit_defaults=True):
    text: str
    speaker: str
    role: str = ""
    lang: str = ""


class ImageFact(Struct, frozen=True, omit_defaults=True):
    url: str
    alt: str
    credit: str
    licence: str
    caption: str = ""


def pages(context: PageContext) -> Iterator[Page]:
    for note in context.digest.notes.values():
        for lang, text in note.texts.items():
            if not text.front.draft:
                yield Page(context.urls.note(note.id, lang).markdown, KIND, (note.id, lang))


def view(context: PageContext, id: str, lang: str) -> Whole:
    note = context.digest.notes[id]
    text = note.texts[lang]
    front = text.front
    lines = [_line(name, value) for name, value in _facts(context, note, text, lang).items() if value]
    why = f"**{context.ui('note.why', lang)}** {as_words(front.why)}\n\n" if front.why else ""
    body = as_markdown(fill(text.body, text.path, lang, context, full=True, on=note.date).text)
    head = f"# {as_words(front.title)}\n\n{as_words(front.summary)}\n\n{why}"
    return Whole(f"---\n{''.join(lines)}---\n\n{head}{body}".rstrip("\n").encode() + b"\n")


def _facts(context: PageContext, note: Note, text: NoteText, lang: str) -> dict[str, Any]:
    config, front = context.config, text.front
    others = {other: context.urls.note(note.id, other).markdown.full for other in note.texts if other != lang}
    return {
        "title": front.title,
        "url": context.urls.note(note.id, lang).full,
        "lang": lang,
        "translations": others,
        "date": note.date,
        "updated": front.updated,
        "site": config.title[lang],
        "publisher": config.publisher.name[lang] if config.publisher else "",
        "license": config.license.url if config.license else "",
        "image": _image(context, text),
        "source": _source(note.source),
        "also": tuple(map(_source, note.also)),
        "terms": {
            taxonomy: tuple(context.memo(_term, context, taxonomy, id, lang) for id in ids)
            for taxonomy, ids in note.terms.items()
            if ids
        },
        "claims": tuple(_claims(context, note, lang)) if note.claims else (),
        "quotes": tuple(QuoteFact(quote.text, quote.speaker, quote.role, quote.lang) for quote in text.quotes),
        "corrections": front.corrections,
    }


def _term(context: PageContext, taxonomy: str, id: str, lang: str) -> Fact:
    key = (taxonomy, id)
    return Fact(context.text(context.digest.terms[key].name, lang).words, context.urls.term(key, lang).full)


def _image(context: PageContext, text: NoteText) -> ImageFact | None:
    sent, image = sent_picture(context, text), text.image
    return ImageFact(sent.full, image.alt, image.credit, image.licence, image.caption) if sent and image else None


def _source(source: Source) -> Fact:
    return Fact(source.publisher, source.url, source.title, source.author, source.published)


def _claims(context: PageContext, note: Note, lang: str) -> Iterator[ClaimFact]:
    def name(key: tuple[str, str]) -> str:
        return context.text(context.digest.terms[key].name, lang).words

    for _, claim in keyed(note):
        yield ClaimFact(
            kind=claim.kind,
            by=name(claim.by),
            with_=tuple(map(name, claim.with_)),
            what=context.text(claim.what, lang).words,
            amount=claim.amount_in.get(lang) or claim.amount,
            due=claim.due,
            stage=claim.stage or "",
            certainty=claim.certainty,
            url=context.urls.claim(claim.id, lang).full if claim.id else "",
        )


def _line(name: str, value: Any) -> str:
    if not isinstance(value, dict):
        return f"{name}: {_yaml(value)}\n"
    return f"{name}:\n" + "".join([f"  {_yaml(key)}: {_yaml(each)}\n" for key, each in value.items()])


def _yaml(value: Any) -> str:
    """JSON on a line, in which nothing is left that YAML takes for the end of it."""
    text = _encode(value).decode()
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


KIND = Kind(address="notes/<id>/index.md", view=view, pages=pages, led_to_by=(("note.html", "markdown"),))
