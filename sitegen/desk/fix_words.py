"""What a machine can mend in words: characters that nobody sees, and particles that do not fit the name before them."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from sitegen.config import Config
from sitegen.content.files import File
from sitegen.content.frontmatter import split
from sitegen.content.read import read_file
from sitegen.content.terms import TermFile
from sitegen.desk.editorial.characters import without_unseen
from sitegen.desk.editorial.no_text import without_marks, words_of_body, words_of_front
from sitegen.desk.editorial.particles import WrongParticle, wrong_in_front, wrong_particles
from sitegen.desk.editorial.term_names import TermNames
from sitegen.digest import registry
from sitegen.problems import has_errors


class Mender:
    """Knows the names of a digest's terms."""

    def __init__(self, files: Mapping[str, File], config: Config) -> None:
        self._files, self._config = files, config

    def mended(self, file: File, text: str) -> str:
        halves = split(file.path, text)[0]
        # Front matter and its fences stand before the body.
        before = text[: len(text) - len(halves.body)] if text.endswith(halves.body) else text
        body = text[len(before) :]
        if not text.isascii():
            before = without_unseen(before, words_of_front(before))
            body = without_unseen(body, words_of_body(body))
        if self._lang(file, before + body) == "ko":
            before = _fitting(before, wrong_in_front(before, self._names))
            body = _fitting(body, wrong_particles(without_marks(body), self._names))
        return before + body

    def _lang(self, file: File, text: str) -> str:
        """The language of a file: by its name, by `lang`, or the first of the digest."""
        name = file.path.rpartition("/")[2].removesuffix(".md").rpartition(".")
        if name[1] and name[2] in self._config.languages:
            return name[2]
        given = re.search(r"^lang: *([a-z]{2,3})\b", split(file.path, text)[0].front, re.MULTILINE)
        return given[1] if given else self._config.languages[0]

    @cached_property
    def _names(self) -> TermNames:
        grammar = self._config.grammar
        files = [file for file in self._files.values() if file.segments[0] in grammar.taxonomies]
        reads = [read_file(file, grammar)[0] for file in files if file.path.endswith(".md")]
        terms = [read.item for read in reads if isinstance(read.item, TermFile) and not has_errors(read.problems)]
        return TermNames(registry.build(self._config, (), *terms)[0], self._config)


def _fitting(text: str, wrong: Iterable[WrongParticle]) -> str:
    """A text with the particles that fit, where that is sure."""
    for each in sorted({each for each in wrong if not each.by_hand}, reverse=True):
        text = text[: each.start] + each.fitting + text[each.end :]
    return text
