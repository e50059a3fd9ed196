"""A term gets another id, becomes part of another term, or leaves some of its notes to a new one.

Every text is worked out first, then the digest that they make is compared with the one that there is
(`compared.py`); only then is anything written (`carrying_out.py`).
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from sitegen.content.body import Reference
from sitegen.content.files import File
from sitegen.content.notes import NoteFile
from sitegen.content.read import read_file
from sitegen.content.terms import TermFile
from sitegen.desk.terms.body_edits import body_edits, links_to_change
from sitegen.desk.terms.front_edits import Unsafe
from sitegen.desk.terms.model import Plan, Refused, State, TermMove
from sitegen.desk.terms.named import Item, NamedPlace, meant, named_places, new_word
from sitegen.desk.terms.query_edits import queries_to_change, query_edit
from sitegen.desk.terms.term_files import Texts, merged, renamed
from sitegen.digest import registry
from sitegen.digest.model import Note
from sitegen.digest.registry import Registry


def rename(state: State, move: TermMove) -> Plan:
    """A term by another id; its former address leads on. Raises Refused and OSError."""
    return _planned(state, move, renamed(state, move))


def merge(state: State, move: TermMove) -> Plan:
    """A term as part of another: its names are that one's too, and its text comes behind that one's."""
    _refuse_between(state, move)
    return _planned(state, move, merged(state, move))


def split(state: State, move: TermMove, data: bytes | None) -> Plan:
    """A new term beside another. `data`: of its file, unless it is there; `move.notes`: those that name it instead."""
    texts = Texts()
    if data is not None:
        texts.written[f"content/{move.taxonomy}/{move.new}.md"] = data
    return _planned(state, move, texts)


def _planned(state: State, move: TermMove, texts: Texts) -> Plan:
    try:
        return _worked_out(state, move, texts)
    except Unsafe as error:
        raise Refused(f"{error}: that cannot be changed safely; write it another way first") from None


def _worked_out(state: State, move: TermMove, texts: Texts) -> Plan:
    terms = _registry(state, texts)
    places = 0
    items: list[Item] = [*state.reading.notes, *state.reading.terms, *state.reading.pages, *state.reading.editions]
    for item in items:
        if move.notes is not None and (not isinstance(item, NoteFile) or item.id not in move.notes):
            continue
        try:
            places += _change(item, state, move, terms, texts)
        except Unsafe as error:
            raise Unsafe(f"{item.path}: {error}") from None
    return Plan(move, tuple(texts.changes(state.files)), places, tuple(texts.said))


def _registry(state: State, texts: Texts) -> Registry:
    """The terms as they are to be; the words of texts are not looked at yet."""
    files = {item.path: item for item in state.reading.terms if item.path not in texts.gone}
    grammar = state.config.grammar
    for path, data in texts.heads().items():
        item = read_file(File(path, path, data=data), grammar)[0].item
        if isinstance(item, TermFile):
            files[path] = item
    for path, new in texts.paths.items():
        if path in files and new not in files:
            moved = files[path]
            files[new] = replace(moved, path=new, id=new.rpartition("/")[2].split(".")[0])
        files.pop(path, None)
    return registry.build(state.config, (), *files.values())[0]


def _change(item: Item, state: State, move: TermMove, terms: Registry, texts: Texts) -> int:
    """Changes what names the term in one file; how many places."""
    words = list(_words(item, state, move, terms))
    names = dict(_names(item.path, item.body.references, state, move, terms))
    files = texts.addresses if move.notes is None else {}
    links = links_to_change(item.path, item.body.references, names, files)
    queries = list(queries_to_change(item, state, move, terms))
    if not words and not links and not queries:
        return 0
    text = texts.open(state.files[item.path])
    before = text.changes
    text.change(body_edits(item.path, text.text, item.body.references, names, files))
    text.change(query_edit(text.text, block, place, word) for block, place, word in queries)
    for place, word in words:
        edit = text.front.written_anew(place.path, word) if word else text.front.without_entry(place.path)
        text.change_front([edit])
    return text.changes - before


def _words(item: Item, state: State, move: TermMove, terms: Registry) -> Iterator[tuple[NamedPlace, str]]:
    for place in named_places(item, state.registry):
        if place.word and meant(place, place.word, state.registry) == move.old_key:
            word = new_word(place, move.old_key, move.new_key, terms)
            if place.path[-1] == "speaker" and place.word != move.old:
                continue  # who is quoted is shown as it is written
            twin = _twin(place, item, state, move)
            if word is not None or twin:
                yield place, "" if twin else word or ""


def _twin(place: NamedPlace, item: Item, state: State, move: TermMove) -> bool:
    """Whether the list in which a term is named names the other too, or the same once more above."""
    if not isinstance(place.path[-1], int) or place.path[0] == "parent":
        return False
    beside = [each for each in named_places(item, state.registry) if each.path[:-1] == place.path[:-1]]
    keys = {each.path[-1]: meant(each, each.word, state.registry) for each in beside}
    above = any(key == move.old_key and n < place.path[-1] for n, key in keys.items() if isinstance(n, int))
    return move.new_key in keys.values() or above


def _names(
    path: str, references: Sequence[Reference], state: State, move: TermMove, terms: Registry
) -> Iterator[tuple[int, str]]:
    """The `[[names]]` of a body that are to be others, by their numbers."""
    targets = state.digest.targets.get(path, ())
    for n, (reference, target) in enumerate(zip(references, targets, strict=False)):
        if reference.kind != "name" or target.kind != "term" or target.key != move.old_key:
            continue
        by_whole = reference.whole and state.registry.find(reference.whole, state.registry.taxonomies)
        place = NamedPlace((), reference.whole if by_whole else reference.target, tuple(terms.taxonomies))
        word = new_word(place, move.old_key, move.new_key, terms)
        if word is None:
            continue
        taken = [room for room in ("notes", "pages") if _stands(state, room, word)]
        of_file = f".{target.lang}" if target.lang else ""  # `[[acme.en]]`: the text of that language
        yield n, ("/".join(move.new_key) if taken else word) + of_file


def _stands(state: State, room: str, id: str) -> bool:
    held: Mapping[str, object] = state.digest.notes if room == "notes" else state.digest.pages
    return id in held


def named_in(state: State, move: TermMove) -> Iterator[Note]:
    """The notes that name a term in any way, the newest first."""
    linking = {
        file.id
        for file in state.reading.notes
        if any(target.key == move.old_key for target in state.digest.targets.get(file.path, ()))
    }
    return (note for note in state.digest.notes.values() if note.id in linking or move.old_key in note.named)


def _refuse_between(state: State, move: TermMove) -> None:
    """Two terms that make a claim with each other are not one: a person is asked first. Raises Refused."""
    for note in state.digest.notes.values():
        for claim in note.claims:
            if {move.old_key, move.new_key} <= {claim.by, *claim.with_} and claim.by in (move.old_key, move.new_key):
                path = next(iter(note.texts.values())).path
                raise Refused(
                    f"{path}: a claim is by one of {move.old} and {move.new} and with the other; change it first"
                )
