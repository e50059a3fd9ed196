"""`particle`: Korean particles that fitted the name that stood there before: `[[samsung]]는`, 오픈AI은."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.content.notes import NoteFile
from sitegen.content.schema import OWN_TEXTS
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenFile
from sitegen.problems import KeyPath, Problem, Where
from sitegen.text.particles import Particle, particle

_PAIRS: dict[str, Particle] = {
    **dict.fromkeys(("은", "는"), "은/는"),
    **dict.fromkeys(("이", "가"), "이/가"),
    **dict.fromkeys(("을", "를"), "을/를"),
    **dict.fromkeys(("과", "와"), "과/와"),
    **dict.fromkeys(("으로", "로"), "으로/로"),
}
_BEHIND = re.compile(r"(?<=\w)(?:은|는|이|가|을|를|과|와|으로|로)(?![가-힣A-Za-z0-9(（])")
_REFERENCE = re.compile(
    r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]*))?\]\](은|는|이|가|을|를|과|와|으로|로)(?![가-힣A-Za-z0-9(（])"
)
_HANGUL_AT_END = re.compile(r"[가-힣][)）]*\Z")


class WrongParticle(NamedTuple):
    """A particle from `start` to `end` of a text, behind a name, and the one that fits."""

    start: int
    end: int
    name: str
    fitting: str


def wrong_particles(text: str, names: TermNames) -> Iterator[WrongParticle]:
    """In Markdown, or in a value of front matter. Only where the sound of the name is known."""
    if "[[" in text:
        for match in _REFERENCE.finditer(text):
            name, reading = _shown(match[1], (match[2] or "").strip(), names)
            if name and (fitting := _fitting(name, match[3], reading)):
                yield WrongParticle(match.start(3), match.end(3), name, fitting)
    for match in _BEHIND.finditer(text):
        name = names.ending(text, match.start())
        if name and (fitting := _fitting(name, match[0], _reading(name, names))):
            yield WrongParticle(match.start(), match.end(), name, fitting)


def particles(file: WrittenFile, names: TermNames) -> Iterator[Problem]:
    if file.lang != "ko":
        return
    for wrong in wrong_particles(file.marked, names):
        where = file.position(wrong.start)
        yield _problem(file, wrong, file.marked, where)
    if isinstance(file.item, NoteFile):
        for field in OWN_TEXTS:
            text = getattr(file.item.front, field)
            for wrong in wrong_particles(text, names):
                yield _problem(file, wrong, text, KeyPath((field,)))


def _problem(file: WrittenFile, wrong: WrongParticle, text: str, where: Where) -> Problem:
    written = text[wrong.start : wrong.end]
    message = f"`{wrong.name}` is followed by `{written}`; it is `{wrong.name}{wrong.fitting}`"
    hint = "`check --fix` writes it"
    return Problem(rule="particle", path=file.path, message=message, hint=hint, where=where)


def _fitting(name: str, written: str, reading: str) -> str:
    """The particle that fits, if it is another; nothing where nobody knows."""
    right = particle(name, _PAIRS[written], "" if _HANGUL_AT_END.search(name) else reading)
    return "" if "(" in right or right == written else right


def _shown(target: str, words: str, names: TermNames) -> tuple[str, str]:
    """What stands on the page for a `[[name]]` in Korean, and how it is read."""
    if target.strip().startswith("#"):  # a heading of the same text
        words = words or target.rpartition("#")[2].strip()
    if words:
        return words, _reading(words, names)
    find, every = names.registry.find, list(names.registry.taxonomies)
    keys = find(target.strip(), every) or find(target.partition("#")[0].strip(), every)  # a name may hold `#`
    if len(keys) != 1:
        return "", ""
    term = names.registry.terms[keys[0]]
    return (term.name if isinstance(term.name, str) else term.name.get("ko", "")), term.reading


def _reading(name: str, names: TermNames) -> str:
    """How a term's own name is read; an alias may sound otherwise."""
    keys = names.registry.find(name, names.taxonomies)
    term = names.registry.terms[keys[0]] if len(keys) == 1 else None
    return (
        term.reading
        if term and name in (term.name, *(term.name.values() if isinstance(term.name, dict) else ()))
        else ""
    )
