"""Words to lines: the fewest that they fit into, as even as can be, and none torn where a reader would stumble."""

import re
from collections.abc import Callable

from msgspec import Struct

from sitegen.text.held import JOINER, NO_BREAK, held_together

LONGEST = 200  # characters that are set of any text
_CUT, _DOT = "…", "·"
_AFTER_DOT = re.compile(f"(?<={_DOT})")
# Short words that lean on the next one, and no line ends with; and those that lean on the one before.
_ENGLISH, _KOREAN = "a an the of to in on for and or at by with as from its", "이 그 저 약 첫 두 세 한 더 총 제 각"
_FORWARD = frozenset([*_ENGLISH.split(), *_KOREAN.split()])
_BACK = frozenset("등 것 수 및 뿐 만".split())  # noqa: SIM905
_LEANS = 0.06  # of a line, squared: what it costs to tear such words apart


class _Piece(Struct, frozen=True):
    """Of a line: `apart` by a space from what stands before it there, as all but the rests of a word that is torn."""

    text: str
    width: float
    apart: bool = True


def lines(text: str, width: Callable[[str], float], widest: float, most: int) -> list[str] | None:
    """A text in lines no wider than so much; None where it would take more than `most` of them, or tear a word.

    Names that middle dots make one word of are taken apart after one, where the word is too long for a line.
    """
    pieces = [piece for word in _words(text) for piece in _parted(word, width, widest)]
    if any(piece.width > widest for piece in pieces):
        return None
    made = _even(pieces, width(" "), widest)
    return list(map(_text, made)) if len(made) <= most else None


def cut_lines(text: str, width: Callable[[str], float], widest: float, most: int) -> list[str]:
    """The same of any text: a word that is too long is torn, and what is too much is left out, with a mark for it."""
    parts = [part for word in _words(text) for part in _parted(word, width, widest)]
    pieces = [piece for part in parts for piece in _torn(part, width, widest)]
    made = _even(pieces, width(" "), widest)
    if len(made) <= most:
        return list(map(_text, made))
    last = _text([piece for line in made[most - 1 :] for piece in line])
    while " " in last and width(last + _CUT) > widest:
        last = last.rpartition(" ")[0]
    while last and width(last + _CUT) > widest:
        last = last[:-1]
    return [*map(_text, made[: most - 1]), last.rstrip(" ,.·:;-–—") + _CUT]


def _text(line: list[_Piece]) -> str:
    return "".join(" " * (piece.apart and number > 0) + piece.text for number, piece in enumerate(line))


def _words(text: str) -> list[str]:
    """What spaces part, with nothing parted that is held together."""
    shown = " ".join(text[:LONGEST].split()) + (_CUT if len(text) > LONGEST else "")
    held = held_together(shown).split(" ")
    return [word.replace(JOINER, "").replace(NO_BREAK, " ") for word in held if word]


def _parted(word: str, width: Callable[[str], float], widest: float) -> list[_Piece]:
    if (whole := width(word)) <= widest:  # as nearly all are
        return [_Piece(word, whole)]
    parts = [part for part in _AFTER_DOT.split(word) if part]
    return [_Piece(part, width(part), apart=not number) for number, part in enumerate(parts)]


def _torn(part: _Piece, width: Callable[[str], float], widest: float) -> list[_Piece]:
    if part.width <= widest:
        return [part]
    pieces: list[_Piece] = []
    word, start = part.text, 0
    for end in range(1, len(word) + 1):
        if end == len(word) or width(word[start : end + 1]) > widest:
            pieces.append(_Piece(word[start:end], width(word[start:end]), apart=part.apart and not pieces))
            start = end
    return pieces


def _even(pieces: list[_Piece], space: float, widest: float) -> list[list[_Piece]]:
    """The fewest lines, and of these those whose ends are the most even."""
    best: list[tuple[float, int]] = [
        (0.0, 0)
    ]  # for the first so many pieces: the cost, and where their last line begins
    for end in range(1, len(pieces) + 1):
        wide, choices, leaning = 0.0, [], _leaning(pieces, end)
        for start in range(end - 1, -1, -1):
            wide += pieces[start].width + (space if start < end - 1 and pieces[start + 1].apart else 0)
            if wide > widest and start < end - 1:
                break
            loose = (1 - wide / widest) ** 2
            choices.append((best[start][0] + 100 + loose + leaning, start))
        best.append(min(choices))
    made: list[list[_Piece]] = []
    end = len(pieces)
    while end:
        start = best[end][1]
        made.append(pieces[start:end])
        end = start
    return made[::-1]


def _leaning(pieces: list[_Piece], end: int) -> float:
    """What it costs that a line ends here."""
    if end == len(pieces):
        return 0.0
    return _LEANS * ((pieces[end - 1].text.lower() in _FORWARD) + (pieces[end].text in _BACK))
