"""read: the whole of `content/`."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.config import IN_CONTENT, Config, Grammar
from sitegen.content.addresses import ADDRESSES, AddressState, read_addresses
from sitegen.content.assets import Asset, read_asset
from sitegen.content.body import Prose
from sitegen.content.edition_leads import EditionFile, read_edition
from sitegen.content.files import File
from sitegen.content.former_addresses import whole_addresses
from sitegen.content.notes import NoteFile, read_note
from sitegen.content.parse_context import Opened
from sitegen.content.publish import may_be_published, mistaken, unfit
from sitegen.content.standing import PageFile, read_page
from sitegen.content.terms import TermFile, read_term
from sitegen.problems import Problem
from sitegen.text.suggest import did_you_mean

Item = NoteFile | TermFile | PageFile | EditionFile | Asset
_READERS = {"notes": read_note, "pages": read_page, "editions": read_edition}


class FileRead(Struct, frozen=True):
    """What one file gave: an item, unless it is too broken, and what is wrong with it by itself."""

    item: Item | None
    problems: tuple[Problem, ...]


# Reads files by the grammar: what each gave, in their order, and the prose of each by its path.
Reader = Callable[[Sequence[File], Grammar], tuple[list[FileRead], Mapping[str, Prose]]]


class Reading(Struct, frozen=True):
    """What `content/` holds. `broken`: texts that gave nothing, so that a link to one is not called dangling.

    `unpublished`: other files that bodies refer to and that cannot be published, for the same reason.
    """

    config: Config
    notes: tuple[NoteFile, ...]
    terms: tuple[TermFile, ...]
    pages: tuple[PageFile, ...]
    editions: tuple[EditionFile, ...]
    assets: dict[str, Asset]  # by path
    prose: Mapping[str, Prose]  # of each Markdown file, by path
    broken: frozenset[str]
    unpublished: frozenset[str] = frozenset()
    addresses: Mapping[str, AddressState] = {}  # of sources outside, what is known of whether they are still there


_NOTES = "content/notes/"
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-")  # what the name of a note's file begins with


def one_by_one(files: Sequence[File], grammar: Grammar) -> tuple[list[FileRead], Mapping[str, Prose]]:
    """The plain reader."""
    read = [read_file(file, grammar) for file in files]
    return [each for each, _ in read], {file.path: prose for file, (_, prose) in zip(files, read, strict=True)}


def read(files: Mapping[str, File], config: Config, reader: Reader = one_by_one) -> tuple[Reading, list[Problem]]:
    """Everything that the files of `content/` hold, and what is wrong with each of them by itself."""
    markdown_files, problems = texts(files.values(), config.grammar)
    stray = [problem.path for problem in problems]
    file_reads, prose = reader(markdown_files, config.grammar)
    problems += [problem for each in file_reads if each.problems for problem in each.problems]
    items = [each.item for each in file_reads]
    problems += whole_addresses(items, config.base_url)
    assets, unpublished = _assets(items, files, reader, config, problems)
    addresses, address_problems = read_addresses(files.get(ADDRESSES))
    problems += address_problems
    broken = [file.path for file, item in zip(markdown_files, items, strict=True) if item is None]
    reading = Reading(
        config=config,
        notes=tuple([item for item in items if isinstance(item, NoteFile)]),
        terms=tuple([item for item in items if isinstance(item, TermFile)]),
        pages=tuple([item for item in items if isinstance(item, PageFile)]),
        editions=tuple([item for item in items if isinstance(item, EditionFile)]),
        assets=assets,
        prose=prose,
        broken=frozenset([*broken, *stray]),
        unpublished=unpublished,
        addresses=addresses,
    )
    return reading, problems


def texts(files: Iterable[File], grammar: Grammar) -> tuple[list[File], list[Problem]]:
    """Markdown files that are something; one that is nothing is a problem, for it would be lost in silence."""
    kept, problems = [], []
    known = [*IN_CONTENT, *grammar.taxonomies]
    for file in files:
        if not file.path.endswith(".md"):
            problems += mistaken(file.path)
            continue
        if file.path.startswith(_NOTES):  # nearly all are, and each edit asks all of them
            kept.append(file)
            continue
        first, *below = file.segments
        if first in known and len(below) == 1:
            kept.append(file)
        elif first in known:
            message = f"files stand in content/{first}/ itself, not in folders below it"
            problems.append(Problem(rule="stray-file", path=file.path, message=message, hint="move it up"))
        else:
            hint = did_you_mean(first, known) or f"Markdown stands in {', '.join(known)}"
            message = f"`{first}` is no taxonomy and no room for notes, pages or editions"
            problems.append(Problem(rule="stray-file", path=file.path, message=message, hint=hint))
    return kept, problems


def read_file(file: File, grammar: Grammar) -> tuple[FileRead, Prose]:
    """One file by itself. It depends on the file's path and bytes and on the grammar, on nothing else."""
    if not file.path.endswith(".md"):
        asset, problems = read_asset(file)
        return FileRead(asset, tuple(problems)), Prose()
    opened = Opened(file, grammar)
    item = _READERS.get(file.segments[0], read_term)(opened)
    return FileRead(item, tuple(opened.problems)), opened.prose


def id_of(path: str) -> str:
    """The id that a file's name gives to a note, a term or a page, whatever the file holds."""
    return _DAY.sub("", path.rpartition("/")[2]).split(".")[0]


def resolve_path(from_file: str, target: str) -> str:
    """The path below the root that a relative link means; `/x` counts from `content/`.

    A path that climbs out of `content/` comes back as it is, beginning with `..`, and names no file.
    """
    folder = "content" if target.startswith("/") else posixpath.dirname(from_file)
    return posixpath.normpath(posixpath.join(folder, target.lstrip("/"))) if target else from_file


def _assets(
    items: Iterable[Item | None], files: Mapping[str, File], reader: Reader, config: Config, problems: list[Problem]
) -> tuple[dict[str, Asset], frozenset[str]]:
    """The files, other than Markdown, that bodies refer to; and those of them that are not published."""
    wanted: set[str] = set()
    more = frozenset(config.publish)
    for item in items:
        if item is None or isinstance(item, Asset):
            continue
        for number, reference in enumerate(item.body.references):
            if reference.kind == "name" or reference.target.endswith(".md"):
                continue
            path = resolve_path(item.path, reference.target)
            if path in files and not path.endswith(".md"):
                wanted.add(path)
                problems += unfit(path, reference, item.path, number, more)
    fit = sorted(path for path in wanted if may_be_published(path, more))
    file_reads, _ = reader([files[path] for path in fit], config.grammar)
    problems += (problem for each in file_reads for problem in each.problems)
    assets = {path: each.item for path, each in zip(fit, file_reads, strict=True) if isinstance(each.item, Asset)}
    return assets, frozenset(wanted - assets.keys())
