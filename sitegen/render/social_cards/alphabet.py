"""What of a text can be set: signs that no font has are left out, but no text is shown without its letters."""

import re
import unicodedata
from enum import Enum

from sitegen.render.social_cards.faces import Faces, Style, is_turned

_ORNAMENTS = re.compile("[\ufe00-\ufe0f\u20e3\U000e0100-\U000e01ef]")  # marks that say how a sign before them is drawn


class _Use(Enum):
    SHOWN, LEFT_OUT, MISSING = range(3)


class Alphabet(dict[str, _Use]):
    """What becomes of each character in a style and a language."""

    def __init__(self, faces: Faces, style: Style, lang: str) -> None:
        self._faces, self._order = faces, faces.order(style, lang)

    def __missing__(self, character: str) -> _Use:
        use = self[character] = self._use(character)
        return use

    def settable(self, text: str) -> str:
        """A text without the signs that no font has; nothing, where it would lack a letter or a digit."""
        uses = [self[character] for character in text]
        if _Use.MISSING in uses:
            return ""
        return "".join(character for character, use in zip(text, uses, strict=True) if use is _Use.SHOWN)

    def missing(self, text: str) -> str:
        """The letters and digits that nothing here can set."""
        return "".join(character for character in text if self[character] is _Use.MISSING)

    def _use(self, character: str) -> _Use:
        if character.isspace():
            return _Use.SHOWN  # wherever lines are made, as one space
        kind = unicodedata.category(character)
        if kind[0] == "C":
            return _Use.LEFT_OUT
        if not is_turned(character) and self._faces.face(character, self._order):
            return _Use.SHOWN
        return _Use.MISSING if kind[0] in "LNM" and not _ORNAMENTS.match(character) else _Use.LEFT_OUT
