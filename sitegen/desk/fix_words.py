"""What a machine can mend in words: characters that nobody sees, and particles that do not fit the name before them."""

import re
from collections.abc import Mapping
from functools import cached_property

from sitegen.config import Config
from sitegen.content.files import File
from sitegen.content.frontmatter import split
from sitegen.content.read import read_file
from sitegen.content.schema import OWN_TEXTS
from sitegen.content.terms import TermFile
from sitegen.desk.editorial.characters import UNSEEN
from sitegen.desk.editorial.particles import wrong_particles
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import without_marks
from sitegen.digest import registry
from sitegen.problems import has_errors

_FIELD = re.compile(rf"^(?:{'|'.join(OWN_TEXTS)}):.*$", re.MULTILINE)


class Mender:
    """Knows the names of a digest's terms."""

    def __init__(self, files: Mapping[str, File], config: Config) -> None:
        self._files, self._config = files, config

    def mended(self, file: File, text: str) -> str:
        if not text.isascii():
            text = UNSEEN.sub("", text)
        lang = self._lang(file, text)
        return self._with_fitting_particles(file.path, text) if lang == "ko" else text

    def _lang(self, file: File, text: str) -> str:
        """The language of a file: by its name, by `lang`, or the first of the digest."""
        name = file.path.rpartition("/")[2].removesuffix(".md").rpartition(".")
        if name[1] and name[2] in self._config.languages:
            return name[2]
        given = re.search(r"^lang: *([a-z]{2,3})\b", split(file.path, text)[0].front, re.MULTILINE)
        return given[1] if given else self._config.languages[0]

    def _with_fitting_particles(self, path: str, text: str) -> str:
        halves = split(path, text)[0]
        start = len(text) - len(halves.body)
        front = _FIELD.sub(lambda line: self._fitting(line[0], line[0]), text[:start])
        return front + self._fitting(without_marks(halves.body), halves.body)

    def _fitting(self, seen: str, text: str) -> str:
        """A text with the particles that fit; `seen`: the same where nothing is looked for in code and comments."""
        wrong = sorted(set(wrong_particles(seen, self._names)), reverse=True)
        for each in wrong:
            text = text[: each.start] + each.fitting + text[each.end :]
        return text

    @cached_property
    def _names(self) -> TermNames:
        grammar = self._config.grammar
        files = [file for file in self._files.values() if file.segments[0] in grammar.taxonomies]
        reads = [read_file(file, grammar)[0] for file in files if file.path.endswith(".md")]
        terms = [read.item for read in reads if isinstance(read.item, TermFile) and not has_errors(read.problems)]
        return TermNames(registry.build(self._config, (), *terms)[0], self._config)
