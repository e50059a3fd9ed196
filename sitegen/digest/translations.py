"""The files of one note, or of one standing page, in several languages: joined to one."""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import Config
from sitegen.content.notes import NoteFile
from sitegen.content.read import id_of
from sitegen.content.schema import ClaimFront, Source
from sitegen.content.standing import PageFile
from sitegen.digest import former_ids
from sitegen.digest.by_language import by_id
from sitegen.digest.claims.resolve import resolve_claims, resolve_quotes
from sitegen.digest.lead_images import lead_image, lead_image_problems
from sitegen.digest.model import Note, NoteText, PageText
from sitegen.digest.queries import tables
from sitegen.digest.registry import Registry
from sitegen.memo import remembered
from sitegen.problems import KeyPath, Problem
from sitegen.text.ids import as_id
from sitegen.text.normal import unseen_hint
from sitegen.text.paths import apart
from sitegen.text.suggest import did_you_mean

_PLAIN = re.compile(r"\w[\w .&()-]*")  # words that YAML takes as they are
_MOST_TERMS = 500  # of a taxonomy in one note


class Notes(Struct, frozen=True):
    """`shown` in the order of lists. `held`: ids that exist, but wait: drafts, and notes later than `as_of`."""

    shown: dict[str, Note]
    held: frozenset[str]
    as_of: dt.date


def join_notes(
    files: Sequence[NoteFile],
    registry: Registry,
    config: Config,
    as_of: dt.date | None,
    drafts: bool,
    broken: Collection[str] = (),
) -> tuple[Notes, list[Problem]]:
    """Notes of all languages, held back where they should be. `broken`: paths of files that gave nothing."""
    groups, problems = by_id(files, config, "note")
    months: dict[tuple[int, int], list[NoteFile]] = defaultdict(list)
    for group in groups.values():
        day = _date(group[0])
        months[day.year, day.month] += group
    notes: list[Note] = []
    for month in sorted(months, reverse=True):
        joined, month_problems = _join_month(registry, config, *months[month])
        problems += month_problems
        notes += joined
    problems = _of_sound_notes(problems, groups, broken) + former_ids.clashes(notes)
    if not drafts:
        notes = [_without_drafts(note) for note in notes]
    day = as_of or max((note.date for note in notes if note.texts), default=dt.date.min)
    in_order = {note.id: note for note in notes if note.texts and note.date <= day}
    held = frozenset([note.id for note in notes if note.id not in in_order])
    return Notes(in_order, held, day), problems


def join_pages(
    files: Sequence[PageFile], config: Config, registry: Registry
) -> tuple[dict[str, dict[str, PageText]], list[Problem]]:
    """Standing pages by id and language, in the order of the footer, and what is wrong between their files."""
    groups, problems = by_id(files, config, "standing page")
    asked = {}
    for file in files:
        asked[file.path], table_problems = tables(file, registry)
        problems += table_problems
    texts = {
        id: {
            f.lang: PageText(
                *(f.path, f.lang, f.front.title, f.front.summary, f.front.order, f.body),
                *apart(f.front.was),
                group[0].front.extra | f.front.extra,
                f.front.template or group[0].front.template,
                asked[f.path],
            )
            for f in group
        }
        for id, group in groups.items()
    }
    in_order = sorted(texts.items(), key=lambda item: (min(t.order for t in item[1].values()), item[0]))
    return dict(in_order), problems


@remembered
def _join_month(registry: Registry, config: Config, *files: NoteFile) -> tuple[list[Note], list[Problem]]:
    """The notes of one month, in the order of lists. `files`: those of one note stand together."""
    joined = [_join(registry, config, tuple(group)) for _, group in groupby(files, key=lambda file: file.id)]
    notes = sorted((note for note, _ in joined), key=lambda note: note.id)
    notes.sort(key=lambda note: note.date, reverse=True)
    return notes, [problem for _, note_problems in joined for problem in note_problems]


def _of_sound_notes(
    problems: list[Problem], groups: Mapping[str, Sequence[NoteFile]], broken: Collection[str]
) -> list[Problem]:
    """Without what is missing from a translation only because its note's first file is broken."""
    if not (broken and problems):
        return problems
    ids = {id_of(path) for path in broken if path.startswith("content/notes/")}
    waiting = {file.path for id in ids & groups.keys() for file in groups[id]}
    return [problem for problem in problems if problem.rule != "missing" or problem.path not in waiting]


def _date(first: NoteFile) -> dt.date:
    return first.front.date or dt.date.min


def _join(registry: Registry, config: Config, group: Sequence[NoteFile]) -> tuple[Note, list[Problem]]:
    """One note of its files. What is no text comes from the first of them; the others may leave it out."""
    first = group[0]
    problems = _required(first, config, registry) + lead_image_problems(group)
    terms = {}
    for file in group:
        resolved = {taxonomy: _resolve(file, taxonomy, registry, problems) for taxonomy in file.terms}
        if file is first:
            terms = {taxonomy.id: resolved.get(taxonomy.id, ()) for taxonomy in config.taxonomies}
        else:
            problems += _differences(file, resolved, first, terms) + _half_held(file, first)
    source = first.front.source or Source(publisher="")
    claims, extra, claim_problems = resolve_claims(first, source, terms, registry)
    problems += claim_problems
    texts, ids = {}, [claim.id for claim in claims if claim.id]
    for file in group:
        quotes, quote_problems = resolve_quotes(file, (source, *first.front.also), ids, registry)
        problems += quote_problems
        texts[file.lang] = NoteText(
            path=file.path,
            lang=file.lang,
            front=replace(
                file.front,
                source=None,
                also=(),
                claims=(),
                quotes=(),
                was=(),
                image=None,
                extra=first.front.extra | file.front.extra,
            ),
            quotes=quotes,
            body=file.body,
            old=apart(file.front.was)[1],
            image=lead_image(file, first),
        )
    note = Note(
        id=first.id,
        date=_date(first),
        lead=any(file.front.lead for file in group),
        source=source,
        also=first.front.also,
        terms={taxonomy: ids + extra.get(taxonomy, ()) for taxonomy, ids in terms.items()},
        claims=claims,
        was=tuple(dict.fromkeys(id for file in group for id in apart(file.front.was)[0])),
        texts=texts,
    )
    return note, problems + _too_many(note, first)


def _too_many(note: Note, first: NoteFile) -> list[Problem]:
    """The page of each term says what its notes name beside it, so that of many terms in one note all would be slow."""
    return [
        Problem(
            rule="too-many",
            path=first.path,
            message=f"this note names {len(ids)} {taxonomy}; a note may name {_MOST_TERMS}",
            hint="name those that it is about",
            where=KeyPath((taxonomy,), key_itself=True),
        )
        for taxonomy, ids in note.terms.items()
        if len(ids) > _MOST_TERMS
    ]


def _without_drafts(note: Note) -> Note:
    texts = {lang: text for lang, text in note.texts.items() if not text.front.draft}
    return note if len(texts) == len(note.texts) else replace(note, texts=texts)


def _required(first: NoteFile, config: Config, registry: Registry) -> list[Problem]:
    if first.lang != config.default and "source" not in first.given and "topics" not in first.given:
        return [_first_file_missing(first, config)]
    missing = [key for key in ("date", "source") if key not in first.given]
    problems = [Problem(rule="missing", path=first.path, message=f"`{key}` is missing") for key in missing]
    if (
        not first.front.draft
        and not first.terms.get("topics")
        and (registry.has_topics or not any(first.terms.values()))
    ):
        message = "`topics` is missing: a note belongs to one topic at least"
        problems.append(Problem(rule="missing", path=first.path, message=message))
    return problems


def _first_file_missing(file: NoteFile, config: Config) -> Problem:
    """A translation that stands alone, as after its note's first file was renamed without it."""
    stem = file.path.removesuffix(".md")
    plain = stem.removesuffix(f".{file.lang}")
    expected = f"{plain}.md" if plain != stem else f"{stem}.{config.default}.md"
    message = f"this note's first file, which says `date`, `source` and `topics`, is missing: {expected}"
    hint = "if it was renamed, rename this one too; or say them here"
    return Problem(rule="missing", path=file.path, message=message, hint=hint)


def _resolve(file: NoteFile, taxonomy: str, registry: Registry, problems: list[Problem]) -> tuple[str, ...]:
    """The ids that a file's names for terms of a taxonomy mean."""
    ids: dict[str, str] = {}  # with the name that means it; one of today, where there is one
    for i, name in enumerate(file.terms[taxonomy]):
        if not name:
            continue  # no text: said by read
        where = KeyPath((taxonomy, i))
        id = registry.named(taxonomy, name)
        if id is None:
            if not registry.is_broken(name, [taxonomy]):
                near = did_you_mean(name, registry.words([taxonomy]))
                hint = unseen_hint(name) or near or _declared(name, taxonomy)
                message = f"`{name}` is none of the {taxonomy}"
                problems.append(Problem(rule="unknown-term", path=file.path, message=message, hint=hint, where=where))
        elif id not in ids or (registry.is_former(taxonomy, ids[id]) and name != ids[id]):
            ids[id] = name
        elif name == ids[id] or not registry.is_former(taxonomy, name):  # terms that became one may stand together
            message = f"`{name}` names {taxonomy}/{id} a second time"
            problems.append(Problem(rule="duplicate-name", path=file.path, message=message, where=where))
    return tuple(ids)


def _declared(name: str, taxonomy: str) -> str:
    """How to declare a term of this name, in a file that is called by an id."""
    id = as_id(name)
    file = f"declare it in content/{taxonomy}/{id or '<id>'}.md"
    named = name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    return file if id == name else f"{file}, with `name: {named}`"


def _differences(
    file: NoteFile,
    terms: dict[str, tuple[str, ...]],
    first: NoteFile,
    first_terms: dict[str, tuple[str, ...]],
) -> list[Problem]:
    """Where a note's file in another language says other things than the first; the first counts."""
    differing = [taxonomy for taxonomy, ids in terms.items() if set(ids) != set(first_terms[taxonomy])]
    for key in ("date", "source", "also", "claims"):
        if (key in file.given or key == "date") and _facts(file, key) != _facts(first, key):
            differing.append(key)
    problems = []
    for key in differing:
        message = f"`{key}` is not the same in {file.path} and {first.path}; the latter counts"
        for path in (file.path, first.path):
            where = KeyPath((key,), key_itself=True)
            problems.append(Problem(rule="language-pair", path=path, message=message, where=where))
    return problems


def _half_held(file: NoteFile, first: NoteFile) -> list[Problem]:
    """A text of a draft that is none itself is shown, and what its note says of it with it."""
    if file.front.draft or not first.front.draft:
        return []
    message = (
        f"this is a draft, but its text in {file.path} is none: claims, terms and sources of here go out with that"
    )
    hint = "to hold all of it back, say `draft: true` there too"
    return [Problem(rule="language-pair", path=first.path, message=message, hint=hint, where=KeyPath(("draft",)))]


def _facts(file: NoteFile, key: str) -> object:
    """A value without what may well be written otherwise in each language."""
    value = getattr(file.front, key)
    if key == "claims":
        return [_claim_facts(claim) for claim in value]
    return value


def _claim_facts(claim: ClaimFront) -> object:
    return claim.id, claim.part_of, claim.kind, claim.amount, claim.due, claim.stage, claim.certainty, claim.source
