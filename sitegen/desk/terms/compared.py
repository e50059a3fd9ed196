"""Is the digest afterwards the one that was meant? Asked before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sitegen.config import Config, Grammar
from sitegen.content.body import Prose
from sitegen.content.files import File
from sitegen.content.read import FileRead, Reader, one_by_one, read
from sitegen.desk.terms.model import Plan, Refused, State, TermMove
from sitegen.digest import registry
from sitegen.digest.join import join
from sitegen.digest.law_changes import CHANGES
from sitegen.digest.model import Note, PageText
from sitegen.digest.values import Key
from sitegen.problems import Problem

_Keys = Callable[[Key], Key]


def state_of(files: dict[str, File], config: Config, reader: Reader) -> State:
    """What files make, drafts included."""
    reading, problems = read(files, config, reader)
    terms, _ = registry.build(config, (), *reading.terms)
    digest, more = join(reading, None, drafts=True)
    return State(files, config, reading, terms, digest, problems + more)


def refuse_unless_meant(state: State, plan: Plan, reader: Reader, root: Path) -> None:
    """Raises Refused where something would be lost, mean something else, or be wrong that is right."""
    files = dict(state.files)
    for change in plan.changes:
        if change.file:
            del files[change.file.path]
    for change in plan.changes:
        if change.new is not None:
            files[change.path] = File(change.path, str(root / change.path), data=change.new)
    after = state_of(files, state.config, _with_new(reader))
    _refuse_new_problems(state, plan, after)
    for path in _otherwise(state, plan, after):
        raise Refused(f"{path} would say something else than is meant: that cannot be changed safely; nothing is done")


def _with_new(reader: Reader) -> Reader:
    """A reader that reads anew what is not on the disk yet."""

    def read_all(files: Sequence[File], grammar: Grammar) -> tuple[list[FileRead], Mapping[str, Prose]]:
        on_disk = [file for file in files if file.data is None]
        given = [file for file in files if file.data is not None]
        reads, prose = reader(on_disk, grammar)
        new, new_prose = one_by_one(given, grammar)
        by_path = {file.path: each for file, each in zip([*on_disk, *given], [*reads, *new], strict=True)}
        return [by_path[file.path] for file in files], {file.path: prose[file.path] for file in on_disk} | dict(
            new_prose
        )

    return read_all


def _refuse_new_problems(state: State, plan: Plan, after: State) -> None:
    moved = {change.file.path: change.path for change in plan.changes if change.file}
    known = Counter((problem.rule, moved.get(problem.path, problem.path)) for problem in state.problems)
    for problem in after.problems:
        known[problem.rule, problem.path] -= 1
        if known[problem.rule, problem.path] < 0:
            raise Refused(_told(problem))


def _told(problem: Problem) -> str:
    return f"{problem.path} would have a problem then: {problem.message} ({problem.rule}); nothing is done"


def _otherwise(state: State, plan: Plan, after: State) -> Iterator[str]:
    """The paths of what would not say the same, but for the one term that is another."""
    move = plan.move
    if state.digest.notes.keys() != after.digest.notes.keys() or len(state.digest.ledger) != len(after.digest.ledger):
        yield "content/notes"
    for id, note in state.digest.notes.items():
        other = after.digest.notes[id]
        if note != other and _shape(note, _keys_of(move, id)) != _shape(other, lambda key: key):
            yield next(iter(note.texts.values())).path
    moved = {change.file.path: change for change in plan.changes if change.file}
    owners = {file.path: file.id for file in state.reading.notes}
    of_term = f"content/{move.taxonomy}/{move.new}."
    for path, targets in state.digest.targets.items():
        change = moved.get(path)
        now = change.path if change else path
        if (change and change.new is None) or now.startswith(of_term):
            continue  # two texts may have become one
        keys = _keys_of(move, owners.get(path, ""))
        if [(each.kind, keys(each.key)) for each in targets] != [(t.kind, t.key) for t in after.digest.targets[now]]:
            yield path
        if change and state.reading.prose[path].pieces != after.reading.prose[now].pieces:
            yield path
    for id, page in state.digest.pages.items():
        tables = [_asked(text, _keys_of(move, "")) for text in page.values()]
        if tables != [_asked(text, lambda key: key) for text in after.digest.pages[id].values()]:
            yield next(iter(page.values())).path
    for key, term in state.digest.terms.items():
        if move.new_key != key != move.old_key:
            there = after.digest.terms[key]
            as_it_is = _keys_of(move, "")
            named = {how: tuple(as_it_is((key[0], id))[1] for id in getattr(term, how)) for how in CHANGES}
            same: dict[str, Any] = {"children": (), "amended_by": (), "repealed_by": (), "bodies": {}}
            if replace(there, **same) != replace(term, parent=as_it_is((key[0], term.parent))[1], **named, **same):
                yield term.path


def _asked(text: PageText, keys: _Keys) -> list[tuple[Any, ...]]:
    """What the tables of a standing page ask for, with the keys of terms as they are to be."""
    asked = [(each.query, [(room, id) for room, ids in each.query.terms.items() for id in ids]) for each in text.tables]
    return [({keys(key) for key in named}, replace(query, terms={})) for query, named in asked]


def _keys_of(move: TermMove, note: str) -> _Keys:
    """What keys are afterwards, in a note by its id, or elsewhere."""
    return move.key if move.notes is None or note in move.notes else lambda key: key


def _ids(taxonomy: str, ids: tuple[str, ...] | None, keys: _Keys) -> tuple[str, ...] | None:
    return None if ids is None else tuple(sorted({keys((taxonomy, id))[1] for id in ids}))


def _shape(note: Note, keys: _Keys) -> tuple[Any, ...]:
    """What a note says, with the keys of its terms as they are to be."""
    named = {keys(key) for key in note.named}
    claims = [
        replace(
            claim,
            by=keys(claim.by),
            with_=tuple(sorted({keys(key) for key in claim.with_})),
            on=keys(claim.on) if claim.on else None,
            before=keys(claim.before) if claim.before else None,
            said_by=keys(claim.said_by) if isinstance(claim.said_by, tuple) else claim.said_by,
            themes=_ids("themes", claim.themes, keys),
            topics=_ids("topics", claim.topics, keys),
            released_by=keys(claim.released_by) if claim.released_by else None,
        )
        for claim in note.claims
    ]
    texts = {
        lang: (
            replace(text, quotes=(), body=type(text.body)()),
            [
                replace(q, by=keys(q.by) if q.by else None, of=keys(q.of) if q.of else None, speaker="")
                for q in text.quotes
            ],
            text.body.anchors,
        )
        for lang, text in note.texts.items()
    }
    return named, claims, texts, replace(note, terms={}, claims=(), texts={})
