"""`particle`: Korean particles that fitted the name that stood there before: `[[samsung]]는`, 오픈AI은."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.content.schema import OWN_TEXTS
from sitegen.desk.editorial.no_text import blank, words_of_front
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenFile, without_names
from sitegen.problems import Position, Problem
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
# `삼성가` may be the family and `삼성로` a street: such words are told of, unless it is plain what they are.
_OTHER_WORDS = ("가", "로")
_STREET_OR_FAMILY = re.compile(
    r"로 [0-9]{1,4}(?:-[0-9]{1,4})?(?:번길|번지|길|에|$|[^\w,])"
    r"|가 (?:[0-9]세|(?:세 )?(?:모녀|모자|남매|자매|형제)|상속|오너|며느리|사위)"
)
# Headings, whose anchor goes with their words, and somebody's words: in a block, and between marks up to the end of the
# paragraph where nothing closes them.
_LEFT_ALONE = re.compile(
    r"^ {0,3}(?P<heading>#{1,6}) [^\n]*"
    r"|^[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*>[^\n]*(?:\n(?![ \t]*$)[^\n]+)*"
    r"|[“‘「『](?:[^“”‘’「」『』\n]|\n(?![ \t]*\n))*|\"(?:[^\"\n]|\n(?![ \t]*\n))*\"",
    re.MULTILINE,
)
_OTHER_WORD = "write it yourself, if it is a particle: a family (`…가(家)`) and a street are none"
_ANCHORED = "write it yourself, and links to this heading: its anchor is made of its words"
_QUOTED = "write it yourself, if it is not what somebody wrote so"
_FIELD = re.compile(rf"^(?:{'|'.join(OWN_TEXTS)}):(.*(?:\n(?:[ \t].*)?(?=\n|\Z))*)", re.MULTILINE)
_BLOCK = re.compile(r"\A *[|>][^\n]*")
_YAML_COMMENT = re.compile(r"(?<=\s)#.*")


class WrongParticle(NamedTuple):
    """A particle from `start` to `end` of a text, behind a name, and the one that fits.

    `by_hand`: why no machine may write it; nothing where one may.
    """

    start: int
    end: int
    name: str
    written: str
    fitting: str
    by_hand: str


def wrong_particles(text: str, names: TermNames) -> Iterator[WrongParticle]:
    """In a text without its marks (see `no_text`). Only where the sound of the name is known."""
    found = []
    if "[[" in text:
        for match in _REFERENCE.finditer(text):
            name, reading = _shown(match[1], (match[2] or "").strip(), names)
            found.append((match.start(3), name, match[3], reading))
    for match in _BEHIND.finditer(without_names(text)):
        name = names.ending(text, match.start())
        found.append((match.start(), name, match[0], _reading(name, names) if name else ""))
    wrong = [
        (start, name, written, _fitting(name, written, reading)) for start, name, written, reading in found if name
    ]
    wrong = [each for each in wrong if each[3] and not _STREET_OR_FAMILY.match(text, each[0])]
    marked = list(_LEFT_ALONE.finditer(text)) if wrong else []
    starts = [match.start() for match in marked]
    for start, name, written, fitting in wrong:
        before = bisect_right(starts, start) - 1
        around = marked[before] if before >= 0 and start < marked[before].end() else None
        by_hand = _OTHER_WORD if written in _OTHER_WORDS else ""
        if around:
            by_hand = _ANCHORED if around["heading"] else _QUOTED
        yield WrongParticle(start, start + len(written), name, written, fitting, by_hand)


def wrong_in_front(front: str, names: TermNames) -> Iterator[WrongParticle]:
    """In the fields of front matter that hold words, however many lines they stand over."""
    for field in _FIELD.finditer(front):
        seen = words_of_front(_unquoted(field[1]))
        for wrong in wrong_particles(seen, names):
            yield wrong._replace(start=field.start(1) + wrong.start, end=field.start(1) + wrong.end)


def particles(file: WrittenFile, names: TermNames) -> Iterator[Problem]:
    if file.lang != "ko":
        return
    for wrong in wrong_particles(file.marked, names):
        yield _problem(file, wrong, file.position(wrong.start))
    for wrong in wrong_in_front(file.front, names):
        line_start = file.front.rfind("\n", 0, wrong.start) + 1
        line = 2 + file.front.count("\n", 0, wrong.start)
        yield _problem(file, wrong, Position(line, wrong.start - line_start + 1))


def _problem(file: WrittenFile, wrong: WrongParticle, where: Position) -> Problem:
    message = f"`{wrong.name}` is followed by `{wrong.written}`; it is `{wrong.name}{wrong.fitting}`"
    hint = wrong.by_hand or "`check --fix` writes it"
    return Problem(rule="particle", path=file.path, message=message, hint=hint, where=where)


def _unquoted(value: str) -> str:
    """A value of YAML with spaces in place of its quotes, of the mark of a block, and of a comment behind it."""
    if block := _BLOCK.match(value):
        return blank(block) + value[block.end() :]
    body = value.strip()
    if body[:1] not in ("'", '"'):
        return _YAML_COMMENT.sub(blank, value)
    start = value.index(body[0])
    end = max(value.rfind(body[0]), start + 1)
    return f"{value[:start]} {value[start + 1 : end]}" + " " * (len(value) - end)


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
