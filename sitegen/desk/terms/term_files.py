"""The files of the terms themselves: what they are called afterwards, and what they say of what was."""

from collections.abc import Iterator, Sequence

from sitegen.content.files import File
from sitegen.content.schema import TermFront
from sitegen.content.terms import TermFile
from sitegen.desk.terms.model import State, TermMove, TextChange
from sitegen.desk.terms.texts import EditedText
from sitegen.digest.law_changes import CHANGES
from sitegen.text.normal import fold


class Texts:
    """What becomes of files. `paths`: what those that move are called afterwards; `gone`: those that go.

    `written`: new ones; `behind`: what comes behind a body; `addresses`: where a link to a file leads afterwards.
    """

    def __init__(self) -> None:
        self.opened: dict[str, EditedText] = {}
        self.paths: dict[str, str] = {}
        self.gone: set[str] = set()
        self.written: dict[str, bytes] = {}
        self.behind: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.said: list[str] = []

    def open(self, file: File) -> EditedText:
        if file.path not in self.opened:
            self.opened[file.path] = EditedText(file)
        return self.opened[file.path]

    def heads(self) -> dict[str, bytes]:
        """The files of terms that say something else by now, by their paths as they are."""
        return {path: text.result() for path, text in self.opened.items() if path not in self.gone} | self.written

    def changes(self, files: dict[str, File]) -> Iterator[TextChange]:
        for path, text in self.opened.items():
            behind = "\n\n".join(self.opened[other].moved_body() for other in self.merged_into(path))
            new = None if path in self.gone else text.result(behind)
            after = self.paths.get(path, path)
            if new != text.data or after != path:
                yield TextChange(text.file, after, text.data, new)
        for path, data in self.written.items():
            yield TextChange(None, path, None, data)

    def merged_into(self, path: str) -> list[str]:
        return [other for other, into in self.behind.items() if into == path]


def renamed(state: State, move: TermMove) -> Texts:
    """The files of a term that gets another id."""
    texts = Texts()
    for file in _files_of(state, move.taxonomy, move.old):
        name = file.path.rpartition("/")[2]
        texts.paths[file.path] = f"content/{move.taxonomy}/{move.new}{name[len(move.old) :]}"
        texts.addresses[file.path] = texts.paths[file.path]
        text = texts.open(state.files[file.path])
        if file.front:
            former = list(file.front.was)
            if move.new in former:  # it goes back to an id that it had
                text.change_front([text.front.written_anew(("was", former.index(move.new)), move.old)])
            else:
                text.change_front(text.front.with_entries("was", [move.old]))
    return texts


def merged(state: State, move: TermMove) -> Texts:
    """The files of two terms that become one: the second's stay."""
    texts = Texts()
    into = {file.lang: file for file in _files_of(state, move.taxonomy, move.new)}
    main = next(file for file in into.values() if file.front)
    for file in _files_of(state, move.taxonomy, move.old):
        text = texts.open(state.files[file.path])
        if file.front:
            _take_over(state, move, file.front, main.front or file.front, texts.open(state.files[main.path]), texts)
        if file.lang not in into and text.body.strip():
            name = file.path.rpartition("/")[2]
            texts.paths[file.path] = f"content/{move.taxonomy}/{move.new}{name[len(move.old) :]}"
        else:
            texts.gone.add(file.path)
            if text.body.strip():
                texts.behind[file.path] = into[file.lang].path
                texts.open(state.files[into[file.lang].path])
        texts.addresses[file.path] = texts.paths.get(file.path) or into.get(file.lang, main).path
    return texts


def _take_over(state: State, move: TermMove, old: TermFront, main: TermFront, text: EditedText, texts: Texts) -> None:
    """What the term that stays says of the one that goes."""
    names = [*_each(old.name), *old.aliases, *(name for dated in old.names for name in _each(dated.name))]
    known = {fold(name) for name in names if state.registry.named(move.taxonomy, name) == move.new}
    aliases = {fold(name): name for name in reversed(names) if fold(name) not in known}
    text.change_front(text.front.with_entries("aliases", [*reversed(aliases.values())]))
    for key in ("exact", "ambiguous", "no_link"):  # how its names are linked
        there = getattr(main, key)
        text.change_front(text.front.with_entries(key, [word for word in getattr(old, key) if word not in there]))
    text.change_front(text.front.with_entries("was", [move.old, *old.was]))
    lost = [
        key
        for key in ("summary", "parent", "reading", "kind", "jurisdiction", *CHANGES, "country", "url", "extra")
        if getattr(old, key)
    ]
    if lost:
        texts.said.append(
            f"what {move.taxonomy}/{move.old} said in {', '.join(f'`{key}`' for key in lost)} goes with it"
        )


def _each(text: str | dict[str, str]) -> Sequence[str]:
    return [text] if isinstance(text, str) else list(dict.fromkeys(text.values()))


def _files_of(state: State, taxonomy: str, id: str) -> list[TermFile]:
    return [file for file in state.reading.terms if (file.taxonomy, file.id) == (taxonomy, id)]
