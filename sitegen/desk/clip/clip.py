"""The whole way from what was given to a draft, or to a source more of a note that is there."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sitegen.content.files import read_text, scan
from sitegen.desk.clip.also import source_entry, with_source
from sitegen.desk.clip.article import article_from, is_html
from sitegen.desk.clip.decode import LARGEST, decoded
from sitegen.desk.clip.draft import Draft, draft_text, source_of
from sitegen.desk.clip.have_it import KnownNote, notes_of, without_tag
from sitegen.desk.clip.model import Article, Document, Unfit
from sitegen.desk.clip.names import LooseNames
from sitegen.desk.clip.store import clip_hash, keep
from sitegen.desk.clip.suggest import Suggestions, suggestions
from sitegen.desk.fetch import Fetched, fetch
from sitegen.desk.fix import replace_text
from sitegen.desk.new import Desk, proposed_id
from sitegen.desk.new_files import write_new
from sitegen.disk import File, TooLarge, contents
from sitegen.text.zones import today

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")


class ClipRequest(Struct, frozen=True):
    """What the editor says. `said`: of the source, by its keys (`title`, `publisher`, `published`, `address`)."""

    said: Mapping[str, str]
    title: str = ""
    summary: str = ""
    id: str = ""
    day: dt.date | None = None
    terms: Mapping[str, Sequence[str]] = {}


class Clipped(Struct, frozen=True):
    """An article that was read, before anything is written. `known`: notes that may tell of it already."""

    article: Article
    suggested: Suggestions
    known: tuple[KnownNote, ...]
    remarks: tuple[str, ...]


def document_from(what: str, piped: bytes) -> Document:
    """What a word of the command names: an address, a file, or `-` for what is piped in. Raises Unfit and Unfetched."""
    if what.startswith(("http://", "https://")):
        return _fetched(fetch(what, LARGEST))
    if what != "-":
        try:
            piped = contents(File(what, os.path.realpath(what)), LARGEST)
        except TooLarge as error:
            raise Unfit(f"it holds {error.size / 1e6:.1f} MB; an article may hold {LARGEST // 1_000_000} MB") from None
    text = decoded(piped)
    return Document(text, "", is_html(text))


def _fetched(fetched: Fetched) -> Document:
    if fetched.kind not in _PAGES:
        raise Unfit(f"it is {fetched.kind}, not a page: save the article as text, and clip the file")
    text = decoded(fetched.data, fetched.charset)
    return Document(text, fetched.address, is_html(text))


def clip(desk: Desk, document: Document, wanted: ClipRequest) -> Clipped:
    """The article with what it names; nothing is written. Raises Unfit."""
    article, remarks = article_from(document, wanted.said, desk.config.zone, today(desk.config.zone))
    names = LooseNames(desk.registry)
    suggested = suggestions(article.paragraphs, names, article.head.day)
    if not any(term.key[0] in names.entities for term in suggested.terms):
        remarks.append(
            "no company or institution of this digest is named in it, so no claims are suggested: declare those that it"
            " is about (`sitegen new company`), and clip it again"
        )
    files, _ = scan(desk.root)
    return Clipped(article, suggested, tuple(notes_of(article.head, clip_hash(article.text), files)), tuple(remarks))


def write_draft(desk: Desk, clipped: Clipped, wanted: ClipRequest) -> tuple[str, str]:
    """Writes the draft and keeps the article's text; their paths. Raises InTheWay, Unfit and OSError."""
    article = clipped.article
    title = wanted.title or article.head.title.value
    if not title:
        raise Unfit("no headline was found: say it with --title")
    day = wanted.day or article.head.day or today(desk.config.zone)
    kept = keep(desk.root, article.text)
    draft = Draft(
        head=article.head,
        day=day,
        title=title,
        summary=wanted.summary,
        lang=desk.config.default,
        clip=clip_hash(article.text),
        kept=kept,
        terms=wanted.terms,
        suggested=clipped.suggested,
    )
    path = f"content/notes/{day}-{_free_id(desk, wanted.id or proposed_id(without_tag(title)))}.md"
    write_new(desk.root, {path: draft_text(draft).encode()})
    return path, kept


def source_lines(desk: Desk, clipped: Clipped) -> list[str]:
    """The article as an entry of `also`, for an editor to write it there."""
    article = clipped.article
    return source_entry(source_of(article.head, desk.config.default, clip_hash(article.text)), "  ")


def _free_id(desk: Desk, id: str) -> str:
    """The id, with a number behind it where a note has it already."""
    id = id or "clip"
    taken = {*desk.notes, *desk.config.grammar.reserved("notes")}
    return next(each for each in (id, *(f"{id}-{number}" for number in range(2, len(taken) + 3))) if each not in taken)


def add_to_note(desk: Desk, clipped: Clipped, path: str) -> str:
    """Adds the article under `also` of a note; the path of its kept text. Raises Unfit, NoPlace and OSError."""
    article = clipped.article
    if not article.head.publisher.value:
        raise Unfit("no publisher was found: say it with --publisher")
    files, _ = scan(desk.root)
    if (file := files.get(path)) is None:
        raise Unfit(f"{path} is gone")
    text, problems = read_text(file)
    if problems:
        raise Unfit(f"{path} has a problem of its own: {problems[0].message}")
    changed = with_source(path, text, source_of(article.head, desk.config.default, clip_hash(article.text)))
    kept = keep(desk.root, article.text)
    replace_text(file.target or file.real, changed.encode())
    return kept
