"""`sitegen new`: the file of a note or a term, ready to be written on, with the terms that nobody declared yet."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

import msgspec
from msgspec import Struct

from sitegen.config import SITE_FILE, Config, Taxonomy
from sitegen.content.files import scan
from sitegen.content.locations import locate
from sitegen.content.read import id_of, read
from sitegen.content.schema import Address, EntityKind, LawKind
from sitegen.content.settings import read_config
from sitegen.desk.new_files import write_new
from sitegen.desk.yaml_text import mapping, scalar, sequence
from sitegen.digest.registry import Registry, build
from sitegen.pages.plan import own_names
from sitegen.problems import Problem, in_order
from sitegen.text.ids import as_id
from sitegen.text.suggest import did_you_mean
from sitegen.text.territories import is_territory

_LONGEST = 40  # characters of an id that is made from a title: it is part of an address


class Desk(Struct, frozen=True):
    """What a new file must fit to. `notes`: the path of each note by its id; `pages`: those of standing pages."""

    root: Path
    config: Config
    registry: Registry
    notes: dict[str, str]
    pages: frozenset[str] = frozenset()

    def taxonomy(self, word: str) -> Taxonomy | None:
        """`topics`, `topic` and `company`; the words of `site.yaml` too."""
        forms = (word, f"{word}s", f"{word[:-1]}ies" if word.endswith("y") else word)
        return next((each for each in self.config.taxonomies if each.id in forms), None)

    def taken(self, taxonomy: str, id: str) -> str:
        """The path of what has this id already, a note where no taxonomy is named; or nothing."""
        if not taxonomy:
            return self.notes.get(id, "")
        term = self.registry.terms.get((taxonomy, id))
        return term.path if term else ""


class NewTerm(Struct, frozen=True):
    """`names`: by language. `more`: other keys of its front matter, by name."""

    taxonomy: str
    id: str
    names: dict[str, str]
    more: dict[str, str] = {}


class NewNote(Struct, frozen=True):
    """`terms`: ids for each taxonomy. `url` may be empty."""

    id: str
    day: dt.date
    title: str
    publisher: str
    url: str
    summary: str
    terms: dict[str, list[str]]
    lang: str = ""  # empty for the first


class NewPage(Struct, frozen=True):
    """A standing page. `summary` may be empty."""

    id: str
    lang: str
    title: str
    summary: str


def desk(root: Path) -> tuple[Desk | None, list[Problem]]:
    """What stands in the digest; None, with the reasons, when its settings cannot be read."""
    files, _ = scan(root)
    config, problems = read_config(files.get(SITE_FILE), own_names())
    if config is None:
        return None, in_order(locate(problems, root))
    known = config.grammar.taxonomies
    reading, _ = read({path: file for path, file in files.items() if file.segments[0] in known}, config)
    registry, _ = build(config, (), *reading.terms)
    pages = {path for path in files if path.startswith("content/pages/") and path.endswith(".md")}
    notes = {id_of(path): path for path in files if path.startswith("content/notes/") and path.endswith(".md")}
    return Desk(root, config, registry, notes, frozenset(pages)), []


def proposed_id(text: str) -> str:
    """An id for what is called so; empty where its script has no letters for one."""
    id = as_id(text)
    return id if len(id) <= _LONGEST else id[: _LONGEST + 1].rpartition("-")[0] or id[:_LONGEST]


def flaw(key: str, value: str, taxonomy: Taxonomy | None) -> str:
    """Why a key of front matter, of a note or a term, cannot have this value; or nothing."""
    kinds = get_args(LawKind if taxonomy and taxonomy.measure else EntityKind)
    if key == "kind" and value not in kinds:
        return f"`{value}` is no kind of the {taxonomy.id if taxonomy else ''}: there are {', '.join(kinds)}"
    if key == "jurisdiction" and not is_territory(value):
        return f"`{value}` is no territory's code, such as KR, US, EU or UN; words for each language go into the file"
    if key == "url":
        try:
            msgspec.convert(value, Address)
        except msgspec.ValidationError:
            return f"`{value}` is no address that begins with http:// or https://"
    return ""


def resolved(desk: Desk, taxonomy: str, names: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The ids of terms that are named; and those that nobody declared, each with a hint, which may be empty."""
    ids, unknown = [], {}
    for name in names:
        if id := desk.registry.named(taxonomy, name):
            ids.append(id)
        else:
            unknown[name] = did_you_mean(name, desk.registry.words([taxonomy]))
    return ids, unknown


def write(desk: Desk, note: NewNote | None, terms: Sequence[NewTerm]) -> list[str]:
    """Writes a note and terms, all of them or none; their paths, the note's first. Raises InTheWay and OSError."""
    files = {f"content/notes/{note.day}-{named(note.id, note.lang, desk)}": _note(note)} if note else {}
    files |= {f"content/{term.taxonomy}/{term.id}.md": term_text(term, desk.config.languages) for term in terms}
    write_new(desk.root, {path: text.encode() for path, text in files.items()})
    return list(files)


def write_page(desk: Desk, page: NewPage) -> list[str]:
    """Writes a standing page. Raises InTheWay and OSError."""
    lines = [f"title: {scalar(page.title)}", *([f"summary: {scalar(page.summary)}"] if page.summary else [])]
    path = f"content/pages/{named(page.id, page.lang, desk)}"
    write_new(desk.root, {path: _front([*lines, "# order: 1, its place in the footer"]).encode()})
    return [path]


def named(id: str, lang: str, desk: Desk) -> str:
    """The name of the file of what is called so, in one of the languages; empty for the first."""
    return f"{id}.md" if lang in ("", desk.config.default) else f"{id}.{lang}.md"


def _note(note: NewNote) -> str:
    source = {"publisher": note.publisher} | ({"url": note.url} if note.url else {})
    lines = [
        f"title: {scalar(note.title)}",
        f"date: {note.day}",
        "draft: true # take this line away once the note may be published",
        "source:",
        *(f"  {key}: {scalar(value)}" for key, value in source.items()),
        *([] if note.url else ["  # url: https://…"]),
        "  # published: 2025-10-24",
        f"summary: {scalar(note.summary)}",
        "# why: why it matters",
        *(f"{taxonomy}: {sequence(ids)}" for taxonomy, ids in note.terms.items()),
    ]
    return _front(lines)


def term_text(term: NewTerm, languages: Sequence[str]) -> str:
    more = [f"{key}: {scalar(value)}" for key, value in term.more.items()]
    return _front([f"name: {_localized(term.names, languages)}", *more])


def _localized(names: Mapping[str, str], languages: Sequence[str]) -> str:
    """One text where all languages have the same."""
    in_order = {lang: names[lang] for lang in languages if lang in names}
    return scalar(next(iter(in_order.values()))) if len(set(in_order.values())) == 1 else mapping(in_order)


def _front(lines: Sequence[str]) -> str:
    return "\n".join(["---", *lines, "---", "", ""])
