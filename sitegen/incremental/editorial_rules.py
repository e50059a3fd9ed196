"""The rules of an editor, asked of what has changed alone.

What they say of a note depends on its files and on the names of terms, so it is remembered under a key of these.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.config import SITE_FILE, Config
from sitegen.content.assets import Asset
from sitegen.content.files import File
from sitegen.content.locations import locate
from sitegen.content.read import FileRead, id_of, texts
from sitegen.content.settings import read_config
from sitegen.content.terms import TermFile
from sitegen.desk.clip.store import clips_here, kept
from sitegen.desk.editorial.copied import copied_texts
from sitegen.desk.editorial.every_rule import problems_of_file, problems_of_note
from sitegen.desk.editorial.ledger import problems_of_ledger
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenFile, WrittenNote, written
from sitegen.digest import registry
from sitegen.digest.model import Digest
from sitegen.incremental.cached_reader import CachedReader
from sitegen.incremental.workers import in_processes
from sitegen.incremental.workspace import Workspace
from sitegen.keys import key_of
from sitegen.pages.plan import own_names
from sitegen.problems import Problem, has_errors, settled
from sitegen.version import program

_CHUNK = 50  # notes to a task
_WORTH_IT = 200  # fewer are looked at sooner than workers start
_NOTES = "content/notes/"

_Group = tuple[File, ...]  # the files of one note; another file by itself
_encode = msgspec.msgpack.Encoder().encode


class _Looked(Struct, frozen=True, array_like=True):
    """What the rules say of a note; `clips` stand for the texts of its sources that somebody has kept."""

    problems: tuple[Problem, ...] = ()
    clips: tuple[str, ...] = ()


_decode = msgspec.msgpack.Decoder(_Looked).decode
_decode_problems = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode


def editorial_problems(ws: Workspace, digest: Digest | None) -> list[Problem]:
    """What an editor should look at. `digest`: without one, what only all of it together shows is not looked for."""
    config, _ = read_config(ws.files.get(SITE_FILE), own_names())
    if config is None:
        return []
    files, _ = texts(ws.files.values(), config.grammar)
    reader = CachedReader(ws.cache, ws.file_index, ws.options.jobs)
    names = _names(files, config, reader)
    ground = key_of(b"editorial", program(), names.key)
    groups = {_key(ground, group, ws): group for group in _groups(files)}
    looked = {key: _decode(value) for key, value in ws.cache.get(list(groups)).items()}
    new = [(key, group) for key, group in groups.items() if key not in looked]
    reads = _reads([file for _, group in new for file in group], config, reader)
    chunks = [new[start : start + _CHUNK] for start in range(0, len(new), _CHUNK)]

    def look(chunk: Sequence[tuple[bytes, _Group]]) -> list[tuple[bytes, _Looked]]:
        return [(key, _look_at(group, reads, names, config.languages, ws.options.root)) for key, group in chunk]

    for pairs in in_processes(look, chunks, ws.options.jobs if len(new) > _WORTH_IT else 1):
        looked.update(pairs)
    ws.cache.put((key, _encode(looked[key])) for key, _ in new)
    problems = [problem for each in looked.values() for problem in each.problems]
    problems += _copied(
        {key: (groups[key], each.clips) for key, each in looked.items() if each.clips}, ws, config, reader
    )
    problems += problems_of_ledger(digest) if digest else []
    return settled(problems, config.check)


def _copied(
    citing: Mapping[bytes, tuple[_Group, tuple[str, ...]]], ws: Workspace, config: Config, reader: CachedReader
) -> list[Problem]:
    """What notes have in common with the articles that are kept here: `citing`, by a key of each note."""
    problems: list[Problem] = []
    here = clips_here(ws.options.root) if citing else frozenset()
    keys = {
        key: key_of(b"copied", key, *(clip.encode() for clip in clips if clip in here))
        for key, (_, clips) in citing.items()
        if not here.isdisjoint(clips)
    }
    stored = ws.cache.get(list(keys.values()))
    for key, copied_key in keys.items():
        if copied_key in stored:
            problems += _decode_problems(stored[copied_key])
            continue
        group, clips = citing[key]
        reads = _reads(group, config, reader)
        note = _written(group, reads, config.languages)
        articles = [text for clip in clips if (text := kept(ws.options.root, clip)) is not None]
        found = tuple(locate(copied_texts(WrittenNote(tuple(note)), articles), ws.options.root)) if note else ()
        ws.cache.put([(copied_key, _encode(found))])
        problems += found
    return problems


def _reads(files: Sequence[File], config: Config, reader: CachedReader) -> dict[str, FileRead]:
    return {file.path: read for file, read in zip(files, reader(files, config.grammar)[0], strict=True)}


def _names(files: Sequence[File], config: Config, reader: CachedReader) -> TermNames:
    reads, _ = reader([file for file in files if file.segments[0] in config.grammar.taxonomies], config.grammar)
    terms = [read.item for read in reads if isinstance(read.item, TermFile) and not has_errors(read.problems)]
    return TermNames(registry.build(config, (), *terms)[0], config)


def _groups(files: Sequence[File]) -> list[_Group]:
    notes, others = defaultdict[str, list[File]](list), list[_Group]()
    for file in files:
        if file.path.startswith(_NOTES):
            notes[id_of(file.path)].append(file)
        else:
            others.append((file,))
    return [*map(tuple, notes.values()), *others]


def _key(ground: bytes, group: _Group, ws: Workspace) -> bytes:
    return key_of(ground, *(part for file in group for part in (file.path.encode(), ws.file_index[file.path].data)))


def _look_at(
    group: _Group, reads: Mapping[str, FileRead], names: TermNames, languages: Sequence[str], root: Path
) -> _Looked:
    files = _written(group, reads, languages)
    problems = [problem for file in files for problem in problems_of_file(file, names)]
    clips: tuple[str, ...] = ()
    if files and group[0].path.startswith(_NOTES):
        note = WrittenNote(tuple(files))
        problems += problems_of_note(note, names)
        front = note.first.front
        clips = tuple(source.clip for source in (front.source, *front.also) if source and source.clip)
    return _Looked(tuple(locate(problems, root)), clips)  # where each stands is of its file, and remembered with it


def _written(group: _Group, reads: Mapping[str, FileRead], languages: Sequence[str]) -> list[WrittenFile]:
    """Texts in the order of the languages; none where one has errors: what stands in their place is nobody's words."""
    if any(has_errors(reads[file.path].problems) for file in group):
        return []
    items = [(file, reads[file.path].item) for file in group]
    files = [written(file, item) for file, item in items if item is not None and not isinstance(item, Asset)]
    return sorted(files, key=lambda file: languages.index(file.lang))
