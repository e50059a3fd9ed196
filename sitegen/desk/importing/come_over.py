"""The whole way of an import: from a folder to the files of a digest, and what is to be said of it."""

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from msgspec import Struct

from sitegen.config import SITE_FILE
from sitegen.desk.importing import digest, hugo, jekyll, obsidian
from sitegen.desk.importing.bodies import moved
from sitegen.desk.importing.comers import addressed, comers_of
from sitegen.desk.importing.fields import Wishes, fields
from sitegen.desk.importing.former import former_addresses
from sitegen.desk.importing.leftovers import extras, say_rest
from sitegen.desk.importing.model import FormerFolder, FormerSite, Remark
from sitegen.desk.importing.notes import Comer, note_text
from sitegen.desk.importing.targets import Targets, base_paths
from sitegen.desk.importing.terms import TermsMade
from sitegen.desk.new import Desk, term_text
from sitegen.desk.new_files import write_new
from sitegen.disk import LARGEST_FILE, File, contents, walk
from sitegen.problems import Problem
from sitegen.text.zones import zone_flaw, zone_of


class UnfitTaxonomy(Exception):
    """A taxonomy that nothing can be mapped to."""


KINDS: dict[str, ModuleType] = {"jekyll": jekyll, "hugo": hugo, "obsidian": obsidian}
_UNSORTED = {"ko": "미분류"}


class Asked(Struct, frozen=True):
    """`taxonomies`: by the keys of front matter whose values are their terms; texts may be empty."""

    kind: str
    folder: Path
    into: Path
    taxonomies: dict[str, str]
    publisher: str = ""
    base: str = ""
    lang: str = ""


class Imported(Struct, frozen=True):
    """What an import makes. `files`: by their paths in the digest; `lost`: texts that gave no note.

    `problems`: why the digest's settings do not fit; then there is nothing else.
    """

    problems: list[Problem]
    remarks: list[Remark] = []
    files: Mapping[str, bytes] = {}
    notes: int = 0
    drafts: int = 0
    terms: int = 0
    copied: int = 0
    lost: int = 0


def import_posts(asked: Asked, today: dt.date) -> Imported:
    """Reads the folder, and writes nothing."""
    kind = KINDS[asked.kind]
    here, problems = digest.there(asked.into)
    if problems:
        return Imported(problems)
    _check_taxonomies(asked, here)
    former, passed = _opened(asked.folder, kind.PASSED)
    site: FormerSite = kind.settings(former)
    wishes = _wishes(asked, site, here, today, former)
    posts = [(post, fields(post, wishes, former)) for post in kind.posts(former, site)]
    settings = b""
    if here is None:
        languages = list(dict.fromkeys([wishes.lang, *sorted(each.lang for _, each in posts)]))
        here, settings, problems = digest.new(asked.into, site, languages, asked.taxonomies, asked.base, today)
        if here is None:
            return Imported(problems)
    comers = list(comers_of(posts, here, asked.taxonomies, former))
    addresses = [kind.address(comer.post, comer.fields, site, wishes) for comer in comers]
    for comer, address in zip(comers, addresses, strict=True):
        if not address and (comer.fields.pattern or (site.patterns and not comer.post.draft)):
            pattern = comer.fields.pattern or ", ".join(site.patterns.values())
            former.say(comer.post.path, 1, f"what its address was cannot be told from `{pattern}`")
    comers = [addressed(*each, asked.publisher, asked.base, here) for each in zip(comers, addresses, strict=True)]
    made = _Making(asked, here, former, site, comers)
    files = {**made.terms(), **made.notes()}
    if settings:
        files = {SITE_FILE: settings + (b"images: link # of other hosts\n" if made.remote else b""), **files}
    elif made.remote and here.config.images == "refuse":
        former.say(
            ".", 1, "pictures of other hosts are errors in this digest: `images` in its site.yaml says otherwise"
        )
    say_rest(former, comers, made.targets, passed)
    copies = {name: former.files[path] for path, name in sorted(made.targets.copied.items())}
    return Imported(
        problems=[],
        remarks=sorted(set(former.remarks)),
        files=_Files(files, copies),
        notes=len(comers),
        drafts=sum(comer.fields.draft for comer in comers),
        terms=len(made.terms_made.new),
        copied=len(copies),
        lost=former.lost,
    )


def write(into: Path, imported: Imported) -> None:
    """Writes all files or none. Raises InTheWay and OSError."""
    into.mkdir(parents=True, exist_ok=True)
    write_new(into, imported.files)


class _Files(Mapping[str, bytes]):
    """Texts that were made, and files that are read when their turn to be written comes: they may be large."""

    def __init__(self, texts: Mapping[str, bytes], copies: Mapping[str, File]) -> None:
        self.texts, self.copies = texts, copies

    def __getitem__(self, path: str) -> bytes:
        return self.texts[path] if path in self.texts else contents(self.copies[path], LARGEST_FILE)

    def __iter__(self) -> Iterator[str]:
        yield from self.texts
        yield from self.copies

    def __len__(self) -> int:
        return len(self.texts) + len(self.copies)


def _check_taxonomies(asked: Asked, here: Desk | None) -> None:
    for id in asked.taxonomies.values() if here else ():
        taxonomy = here.taxonomy(id) if here else None
        if taxonomy is None or taxonomy.id != id:
            known = ", ".join(each.id for each in here.config.taxonomies) if here else ""
            raise UnfitTaxonomy(f"`{id}` is no taxonomy of this digest; there are {known}")
        if taxonomy.measure:
            raise UnfitTaxonomy(f"the {id} need a kind, a summary and a jurisdiction, which no tag says")


def _opened(folder: Path, passed: Iterable[str]) -> tuple[FormerFolder, list[str]]:
    """The files of the imported folder, by their paths in it; and the names that were passed over."""
    seen: set[str] = set()

    def is_passed(name: str) -> bool:
        if name.startswith(".") or name in passed:
            seen.add(name)
            return True
        return False

    files, problems = walk(os.path.realpath(folder), ".", is_passed)
    former = FormerFolder({path.removeprefix("./"): file for path, file in files.items()})
    for problem in problems:
        former.say(problem.path.removeprefix("./"), 1, problem.message + (f" ({problem.hint})" if problem.hint else ""))
    return former, sorted(seen)


def _wishes(asked: Asked, site: FormerSite, here: Desk | None, today: dt.date, former: FormerFolder) -> Wishes:
    known = site.zone if site.zone and not zone_flaw(site.zone)[0] else ""
    if site.zone and not known:
        former.say(site.path, 1, f"`{site.zone}` is no zone of time: UTC is taken")
    zone = here.config.zone if here else known or "UTC"
    lang = asked.lang or site.lang.partition("-")[0].lower() or (here.config.default if here else "en")
    return Wishes(
        kind=asked.kind,
        taxonomies=asked.taxonomies,
        publisher=asked.publisher,
        lang=lang,
        written_in=zone_of(known or zone),
        zone=zone_of(zone),
        today=today,
        ahead=site.ahead,
    )


class _Making:
    """The texts of the digest's new files."""

    def __init__(self, asked: Asked, here: Desk, former: FormerFolder, site: FormerSite, comers: list[Comer]) -> None:
        self.here, self.former, self.comers, self.base = here, former, comers, asked.base
        self.terms_made = TermsMade(here)
        self.remote = False
        self.targets = Targets(former, asked.kind, here, base_paths(asked.base, site.url))
        self.unsorted = _UNSORTED.get(here.config.default, "Unsorted")
        self.has_topics = here.registry.has_topics or any(comer.fields.terms.get("topics") for comer in comers)
        named: dict[str, list[str]] = defaultdict(list)
        for comer in comers:
            for taxonomy, names in comer.fields.terms.items() if comer.first else ():
                named[taxonomy] += names
            if comer.first and self._lacks_topic(comer):
                named["topics"].append(self.unsorted)
                former.say(comer.post.path, 1, f"it has no topic, which a note must have: `{self.unsorted}` is taken")
        for taxonomy, names in named.items():
            self.terms_made.declare(taxonomy, names)
        self.targets.know(comers)
        self.was = former_addresses(comers, here, self.terms_made, self.targets)
        self.extras = extras(comers, former)

    def _lacks_topic(self, comer: Comer) -> bool:
        terms = comer.fields.terms
        return not terms.get("topics") and (self.has_topics or not any(terms.values()))

    def terms(self) -> dict[str, bytes]:
        return {
            f"content/{term.taxonomy}/{term.id}.md": term_text(term, self.here.config.languages).encode()
            for term in self.terms_made.new.values()
        }

    def notes(self) -> dict[str, bytes]:
        files = {}
        for comer in self.comers:
            names = {"topics": [self.unsorted]} if self._lacks_topic(comer) else {}
            names |= {taxonomy: each for taxonomy, each in comer.fields.terms.items() if each}
            terms = {
                taxonomy: list(dict.fromkeys(self.terms_made.id(taxonomy, name) for name in each))
                for taxonomy, each in (names.items() if comer.first else ())
            }
            body = moved(comer.post, comer.fields.heading, self.targets, self.base)
            self.remote |= body.remote
            text = note_text(comer, terms, self.was[comer.file], self.extras[comer.file], body.text)
            files[f"content/notes/{comer.file}"] = text.encode()
        return files
