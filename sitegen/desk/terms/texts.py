"""A file's text as it is edited, and as it goes back: its line ends and its byte order mark stay."""

from collections.abc import Iterable
from functools import cached_property

from sitegen.content.files import LARGEST_TEXT, File
from sitegen.content.frontmatter import split
from sitegen.desk.terms.front_edits import Edit, FrontMatter, Unsafe, edited
from sitegen.disk import contents
from sitegen.text.normal import nfc

_BOM = "\ufeff"


class EditedText:
    """A file of which parts are to change. Raises Unsafe for what `check --fix` would mend first, and OSError."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.data = contents(file, LARGEST_TEXT)
        text = self.data.decode("utf-8")
        self._bom = text[: len(text) - len(text.lstrip(_BOM))]
        text = text.lstrip(_BOM)
        self._windows = "\r\n" in text
        self.text = text.replace("\r\n", "\n")
        back = self.text.replace("\n", "\r\n") if self._windows else self.text
        if back != text or "\r" in self.text or nfc(self.text) != self.text:
            raise Unsafe("its line ends or its Unicode form, which `sitegen check --fix` mends first")
        self._parts = split(file.path, self.text)[0]
        self._start = self.text.find("\n") + 1 if self._parts.front_line == 2 and self.text.startswith("---") else 0
        self._edits: list[Edit] = []

    @cached_property
    def front(self) -> FrontMatter:
        return FrontMatter(self._parts.front)

    @property
    def body(self) -> str:
        return self._parts.body

    def change_front(self, edits: Iterable[Edit]) -> None:
        shift = self._start
        self._edits += [Edit(edit.start + shift, edit.end + shift, edit.text) for edit in edits]

    def change(self, edits: Iterable[Edit]) -> None:
        """By indices of the whole text."""
        self._edits += edits

    @property
    def changes(self) -> int:
        return len(set(self._edits))

    def moved_body(self) -> str:
        """The body afterwards, without what stands before it."""
        return split(self.file.path, edited(self.text, self._edits))[0].body

    def result(self, more: str = "") -> bytes:
        """The bytes afterwards. `more`: what comes behind the body."""
        text = edited(self.text, self._edits)
        if more.strip():
            text = f"{text.rstrip()}\n\n{more.strip()}\n"
        return (self._bom + (text.replace("\n", "\r\n") if self._windows else text)).encode()
