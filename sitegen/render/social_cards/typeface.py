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
            both = self._font(face).getlength(pair, features=_features(self._font(face))) if same and face else 0.0
            self._closer[pair] = both - self._advance(character) - self._advance(after) if same else 0.0
        return self._closer[pair]

    def _glyph(self, character: str, phase: int) -> _Glyph:
        if (character, phase) not in self._glyphs:
            self._glyphs[character, phase] = self._drawn(character, phase)
        return self._glyphs[character, phase]

    def _drawn(self, character: str, phase: int) -> _Glyph:
        from PIL import Image

        face = self._face(character) or (self._order[0] if character == " " else None)
        if face is None:
            return _Glyph(None, 0, 0, 0.0)
        font = self._font(face)
        advance = font.getlength(character)
        if character == " ":
            return _Glyph(None, 0, 0, advance)
        core, (left, top) = font.getmask2(character, "L", anchor="ls", start=(phase / self._phases, 0))
        width, height = core.size
        if not width or not height:
            return _Glyph(None, 0, 0, advance)
        return _Glyph(Image.frombytes("L", (width, height), bytes(core)), left, top, advance)


def _features(font: Any) -> list[str] | None:
    """No ligatures: letters are drawn one by one. Only Raqm has them."""
    return ["-liga", "-clig"] if font.layout_engine else None
