"""Text in one size: how wide it is, and its glyphs, each drawn once for all the pictures that hold it."""

from typing import Any, NamedTuple

from sitegen.render.social_cards.faces import Face, Faces, Style, is_turned

_SMALL = 36  # pixels; letters below this stand on quarters of one, or their gaps are seen to differ
_PHASES = 4
_PAIRED = 0x1100  # from Hangul on, no pair of characters is set closer than others


class _Glyph(NamedTuple):
    mask: Any  # of Pillow; None for a space
    left: int
    top: int
    advance: float


class _Pairs:
    """A font as it sets letters one beside the other: by Raqm, where Pillow has it, to parts of a pixel. It is slow."""

    def __init__(self, font: Any) -> None:
        self._font = font
        self._features = ["-liga", "-clig"] if font.layout_engine else None  # letters are drawn one by one

    def getlength(self, text: str) -> float:
        return float(self._font.getlength(text, features=self._features))

    def closer(self, pair: str) -> float:
        return self.getlength(pair) - sum(map(self.getlength, pair))


class Typeface:
    """`tracking`: what is added after each character, in parts of the size."""

    def __init__(self, faces: Faces, style: Style, lang: str, size: int, tracking: float = 0.0) -> None:
        self.size = size
        self._faces, self._order = faces, faces.order(style, lang)
        self._tracking = tracking * size
        # Korean faces set an ellipsis at half height, as Korean text has it.
        self._ellipsis = "…" if style == "headline" or lang == "ko" else "..."
        self._phases = _PHASES if size < _SMALL else 1
        self._fonts: dict[Face, Any] = {}
        self._pairing: dict[Face, _Pairs] = {}
        self._glyphs: dict[tuple[str, int], _Glyph] = {}
        self._face_of: dict[str, Face | None] = {}
        self._closer: dict[str, float] = {}
        self._wide: dict[str, float] = {}

    def width(self, text: str) -> float:
        if (wide := self._wide.get(text)) is None:
            wide = self._wide[text] = sum(advance for _, advance in self._set(text)) - self._tracking
            if len(self._wide) > 20_000:
                self._wide.clear()
        return wide

    def draw(self, canvas: Any, x: float, baseline: int, text: str) -> float:
        """Draws a line, from its left end; where it ends."""
        for character, advance in self._set(text):
            whole, phase = divmod(round(x * self._phases), self._phases)
            glyph = self._glyph(character, phase)
            if glyph.mask is not None:
                left, top = whole + glyph.left, baseline + glyph.top
                width, height = glyph.mask.size
                canvas.paste(255, (left, top, left + width, top + height), glyph.mask)
            x += advance
        return x

    def _set(self, text: str) -> list[tuple[str, float]]:
        """The characters that can be drawn, each with how far it is to the next."""
        shown = [
            character for character in text.replace("…", self._ellipsis) if character == " " or self._face(character)
        ]
        return [
            (character, self._advance(character) + self._kerning(character, after) + self._tracking)
            for character, after in zip(shown, [*shown[1:], ""], strict=False)
        ]

    def _face(self, character: str) -> Face | None:
        if character not in self._face_of:
            self._face_of[character] = None if is_turned(character) else self._faces.face(character, self._order)
        return self._face_of[character]

    def _font(self, face: Face) -> Any:
        if face not in self._fonts:
            self._fonts[face] = face.open(self.size)
        return self._fonts[face]

    def _paired(self, face: Face) -> "_Pairs":
        if face not in self._pairing:
            self._pairing[face] = _Pairs(face.open(self.size, pairing=True))
        return self._pairing[face]

    def _advance(self, character: str) -> float:
        return self._glyph(character, 0).advance

    def _kerning(self, character: str, after: str) -> float:
        """How much closer two letters stand than they are wide."""
        if not after or character == " " or after == " " or ord(character) >= _PAIRED or ord(after) >= _PAIRED:
            return 0.0
        pair = character + after
        if pair not in self._closer:
            face = self._face(character)
            same = face is not None and face == self._face(after)
            self._closer[pair] = self._paired(face).closer(pair) if same and face else 0.0
        return self._closer[pair]

    def _glyph(self, character: str, phase: int) -> _Glyph:
        if (character, phase) not in self._glyphs:
            self._glyphs[character, phase] = self._drawn(character, phase)
        return self._glyphs[character, phase]

    def _drawn(self, character: str, phase: int) -> _Glyph:
        from PIL import Image, ImageDraw

        face = self._face(character) or (self._order[0] if character == " " else None)
        if face is None:
            return _Glyph(None, 0, 0, 0.0)
        font = self._font(face)
        advance = (self._paired(face) if ord(character) < _PAIRED else font).getlength(character)
        left, top, right, bottom = font.getbbox(character, anchor="ls")
        if right <= left or bottom <= top:
            return _Glyph(None, 0, 0, advance)
        mask = Image.new("L", (right - left + 2, bottom - top + 2))  # a column and a row more on each side, for edges
        where = (1 - left + phase / self._phases, 1 - top)
        ImageDraw.Draw(mask).text(where, character, 255, font=font, anchor="ls")
        return _Glyph(mask, left - 1, top - 1, advance)
