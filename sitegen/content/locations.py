"""Where problems stand: line, column and excerpt, found only for the files that have any."""

import os
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby, zip_longest
from pathlib import Path

from sitegen.content.escapes import Unescaped
from sitegen.content.files import File, read_text
from sitegen.content.frontmatter import SplitText, split
from sitegen.content.yaml_places import Places
from sitegen.problems import InBody, KeyPath, Position, Problem, Referring

# A reference that is written otherwise than it reads (`%20`) is looked for in vain: how many are before the others are
# looked for no further than so many characters from the one before.
_MISSED = 50
_NEAR = 20_000


def locate(problems: Iterable[Problem], root: Path) -> list[Problem]:
    """Problems with their positions and excerpts; each file concerned is read, and parsed, once more."""
    files: dict[str, _LocatedText] = {}
    located = []
    for problem in problems:
        if problem.excerpt or problem.rule == "unused-file":  # it may be anything, and large
            located.append(problem)
            continue
        if problem.path not in files:
            files[problem.path] = _LocatedText(problem.path, _text_again(root, problem.path))
        located.append(files[problem.path].locate(problem))
    return located


def reference_places(path: str, text: str) -> list[int]:
    """For each reference of a text's body the index at which it is written, or at which its line begins."""
    located = _LocatedText(path, text)
    places = [located._references[number] for number in sorted(located._references)]
    return [located._starts[place.line - 1] + place.column - 1 for place in places]


_LEAD_IMAGE = KeyPath(("image", "file"))  # where what a note refers to stands that is not in its body


def _text_again(root: Path, path: str) -> str:
    top = os.path.join(os.path.realpath(root / path.partition("/")[0]), "")
    real = os.path.realpath(root / path)
    if not real.startswith(top):
        return ""  # a link that leads out, say: nothing of what it leads to is shown
    return read_text(File(path, real))[0]  # nothing where it is named in another Unicode form, or gone


class _LocatedText:
    """A text that has problems. What they have in common is made for the first of them."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text

    def locate(self, problem: Problem) -> Problem:
        """The problem with its position and the line it stands in."""
        if not self.text:
            return problem.at(problem.place, "")
        position = self._position(problem)
        return problem.at(position, self._lines[position.line - 1] if 0 < position.line <= len(self._lines) else "")

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """The index that each line begins at."""
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    @cached_property
    def _split_text(self) -> SplitText:
        if not self.path.endswith(".md"):  # site.yaml and the texts of the templates are YAML alone
            return SplitText(self.text, "", front_line=1)
        return split(self.path, self.text)[0]

    @cached_property
    def _front(self) -> Places:
        return Places(self._split_text.front)

    @cached_property
    def _references(self) -> dict[int, Position]:
        """The positions of the body's references by their numbers."""
        from sitegen.content.markdown_body import parse

        parsed = parse(self._split_text.body, self._split_text.body_line)
        closed = [cut.reference for cut in parsed.prose.cuts if cut.part != "open"]  # an address ends its link
        numbers = list(dict.fromkeys([*closed, *range(len(parsed.spots))]))
        return dict(zip(numbers, self._in_order([parsed.spots[number] for number in numbers]), strict=True))

    def _position(self, problem: Problem) -> Position:
        where = problem.where
        if isinstance(where, KeyPath):
            return self._of_yaml(where) if where.keys else Position()
        if isinstance(where, Referring):
            return self._references.get(where.number) or self._of_yaml(_LEAD_IMAGE)
        return self._first(where) if isinstance(where, InBody) else where

    def _of_yaml(self, where: KeyPath) -> Position:
        in_yaml = self._front.of(where)
        return Position(in_yaml.line + self._split_text.front_line - 1, in_yaml.column)

    def _first(self, spot: InBody) -> Position:
        """Where the words stand; they may be written otherwise than what is looked for, so not to the end of all."""
        start = self._start(spot)
        at = self.text.find(spot.words, start, start + _NEAR)
        return self._at(at if at >= 0 else Unescaped(self.text, start, start + _NEAR).find(spot.words, start), spot)

    def _in_order(self, spots: Sequence[InBody]) -> list[Position]:
        """The positions of spots in the order of the text: in a block, one is looked for from the one before it on."""
        blocks = [list(block) for _, block in groupby(spots, key=lambda spot: spot.line)]
        positions = []
        missed = 0
        for block, below in zip_longest(blocks, blocks[1:]):
            after = self._start(block[0])
            end = self._start(below[0]) if below and below[0].line > block[0].line else len(self.text)
            unescaped = None
            for spot in block:
                at = self.text.find(spot.words, after, min(end, after + _NEAR) if missed > _MISSED else end)
                if at < 0:
                    missed += 1
                    unescaped = unescaped or Unescaped(self.text, after, min(end, after + _NEAR))
                    at = unescaped.find(spot.words, after)
                positions.append(self._at(at, spot))
                after = max(after, at + len(spot.words))
        return positions

    def _start(self, spot: InBody) -> int:
        return self._starts[min(max(spot.line, 1), len(self._lines)) - 1]

    def _at(self, index: int, spot: InBody) -> Position:
        if index < 0:
            return Position(max(spot.line, 1))
        line = bisect_right(self._starts, index)
        return Position(line, index - self._starts[line - 1] + 1)
