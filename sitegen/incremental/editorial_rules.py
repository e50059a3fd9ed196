"""The rules of an editor, asked of what has changed alone.

What they say of a note depends on its files and on the names of terms, so it is remembered under a key of these.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sitegen.config import SITE_FILE, Config
from sitegen.content.assets import Asset
from sitegen.content.files import File
from sitegen.content.locations import locate
from sitegen.content.read import FileRead, id_of, texts
from sitegen.content.settings import read_config
from sitegen.content.terms import TermFile
from sitegen.desk.editorial.every_rule import problems_of_file, problems_of_note
from sitegen.desk.editorial.ledger import problems_of_ledger
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenNote, written
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
_decode = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode


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
    stored = ws.cache.get(list(groups))
    problems = [problem for value in stored.values() for problem in _decode(value)]
    new = [(key, group) for key, group in groups.items() if key not in stored]
    reads = dict(zip(_paths(new), reader([file for _, group in new for file in group], config.grammar)[0], strict=True))
    chunks = [new[start : start + _CHUNK] for start in range(0, len(new), _CHUNK)]

    def look(chunk: Sequence[tuple[bytes, _Group]]) -> list[tuple[bytes, tuple[Problem, ...]]]:
        return [(key, _look_at(group, reads, names, config.languages, ws.options.root)) for key, group in chunk]

    made = [
        pair for pairs in in_processes(look, chunks, ws.options.jobs if len(new) > _WORTH_IT else 1) for pair in pairs
    ]
    ws.cache.put((key, _encode(found)) for key, found in made)
    problems += [problem for _, found in made for problem in found]
    problems += problems_of_ledger(digest) if digest else []
    return settled(problems, config.check)


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


def _paths(groups: Sequence[tuple[bytes, _Group]]) -> list[str]:
    return [file.path for _, group in groups for file in group]


def _look_at(
    group: _Group, reads: dict[str, FileRead], names: TermNames, languages: Sequence[str], root: Path
) -> tuple[Problem, ...]:
    """Nothing of what has errors: what stands in their place would be found fault with."""
    sound = [(file, read.item) for file in group if not has_errors((read := reads[file.path]).problems)]
    if len(sound) < len(group):
        return ()
    looked_at = [written(file, item) for file, item in sound if item is not None and not isinstance(item, Asset)]
    problems = [problem for file in looked_at for problem in problems_of_file(file, names)]
    if looked_at and group[0].path.startswith(_NOTES):
        looked_at.sort(key=lambda file: languages.index(file.lang))
        problems += problems_of_note(WrittenNote(tuple(looked_at)), names)
    return tuple(locate(problems, root))  # where each stands is of its file, and so is remembered with it
