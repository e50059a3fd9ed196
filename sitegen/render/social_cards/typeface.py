"""Text in one size: how wide it is, and its glyphs, each drawn once for all the pictures that hold it."""

from typing import Any, NamedTuple

from sitegen.render.social_cards.faces import Face
from sitegen.render.social_cards.metrics import Metrics

_SMALL = 36  # pixels; letters below this stand on quarters of one, or their gaps are seen to differ
_PHASES = 4


class _Glyph(NamedTuple):
    mask: Any  # of Pillow; None for what shows nothing
    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0


class Typeface:
    def __init__(self, metrics: Metrics, size: int) -> None:
        self.size = size
        self._metrics = metrics
        self._phases = _PHASES if size < _SMALL else 1
        self._fonts: dict[Face, Any] = {}
        self._glyphs: dict[tuple[str, int], _Glyph] = {}

    def width(self, text: str) -> float:
        """In pixels."""
        return self._metrics.width(text) * self.size

    def draw(self, plate: Any, x: float, baseline: int, text: str) -> None:
        """Draws a line on a plate of mode L, from its left end."""
        core = plate.im  # Pillow's own door makes four times as much of each paste
        right, bottom = plate.size
        for character, advance in self._metrics.set(text):
            whole, phase = divmod(round(x * self._phases), self._phases)
            glyph = self._glyphs.get((character, phase)) or self._drawn(character, phase)
            left, top = whole + glyph.left, baseline + glyph.top
            inside = left >= 0 and top >= 0 and left + glyph.width <= right and top + glyph.height <= bottom
            if glyph.mask is not None and inside:
                core.paste(255, (left, top, left + glyph.width, top + glyph.height), glyph.mask.im)
            elif glyph.mask is not None:
                plate.paste(255, (left, top, left + glyph.width, top + glyph.height), glyph.mask)
            x += advance * self.size

    def _drawn(self, character: str, phase: int) -> _Glyph:
        from PIL import Image, ImageDraw

        made = _Glyph(None)
        if face := self._metrics.face(character):
            font = self._font(face)
            left, top, right, bottom = font.getbbox(character, anchor="ls")
            if right > left and bottom > top:
                size = right - left + 2, bottom - top + 2  # a column and a row more on each side, for edges
                mask = Image.new("L", size)
                where = (1 - left + phase / self._phases, 1 - top)
                ImageDraw.Draw(mask).text(where, character, 255, font=font, anchor="ls")
                made = _Glyph(mask, left - 1, top - 1, *size)
        self._glyphs[character, phase] = made
        return made

    def _font(self, face: Face) -> Any:
        if face not in self._fonts:
            self._fonts[face] = face.open(self.size)
        return self._fonts[face]
