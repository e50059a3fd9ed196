"""How wide text is in a style, whatever its size: looked up once for each character and pair of letters."""

from typing import Any

from sitegen.render.social_cards.faces import Face, Faces, Style, is_turned

_EM = 200  # pixels; widths at other sizes are parts of those at this one
_PAIRED = 0x1100  # from Hangul on, no pair of characters is set closer than others
_MOST = 20_000  # words that are remembered


class Metrics:
    """`tracking`: what is added after each character, in parts of the size."""

    def __init__(self, faces: Faces, style: Style, lang: str, tracking: float) -> None:
        self._faces, self._order = faces, faces.order(style, lang)
        self._tracking = tracking
        # Korean faces set an ellipsis at half height, as Korean text has it.
        self._ellipsis = "…" if style == "headline" or lang == "ko" else "..."
        self._fonts: dict[Face, Any] = {}
        self._faces_of: dict[str, Face | None] = {}
        self._advances: dict[str, float] = {}
        self._closer: dict[str, float] = {}
        self._words: dict[str, float] = {}

    def width(self, text: str) -> float:
        """In parts of the size."""
        if (wide := self._words.get(text)) is None:
            if len(self._words) > _MOST:
                self._words.clear()
            wide = self._words[text] = sum(advance for _, advance in self.set(text)) - self._tracking
        return wide

    def set(self, text: str) -> list[tuple[str, float]]:
        """The characters that can be drawn, each with how far it is to the next."""
        text = text.replace("…", self._ellipsis)
        shown = [character for character in text if character == " " or self.face(character)]
        return [
            (character, self._advance(character) + self._kerning(character, after) + self._tracking)
            for character, after in zip(shown, [*shown[1:], ""], strict=False)
        ]

    def face(self, character: str) -> Face | None:
        if character not in self._faces_of:
            self._faces_of[character] = None if is_turned(character) else self._faces.face(character, self._order)
        return self._faces_of[character] or (self._order[0] if character == " " else None)

    def _advance(self, character: str) -> float:
        if character not in self._advances:
            face = self.face(character)
            self._advances[character] = self._length(character, face) if face else 0.0
        return self._advances[character]

    def _kerning(self, character: str, after: str) -> float:
        """How much closer two letters stand than they are wide."""
        if not after or character == " " or after == " " or ord(character) >= _PAIRED or ord(after) >= _PAIRED:
            return 0.0
        pair = character + after
        if pair not in self._closer:
            face = self.face(character)
            same = face is not None and face == self.face(after)
            alone = self._advance(character) + self._advance(after)
            self._closer[pair] = self._length(pair, face) - alone if same and face else 0.0
        return self._closer[pair]

    def _length(self, text: str, face: Face) -> float:
        if face not in self._fonts:
            self._fonts[face] = face.open(_EM, pairing=True)
        font = self._fonts[face]
        features = ["-liga", "-clig"] if font.layout_engine else None  # letters are drawn one by one
        return float(font.getlength(text, features=features)) / _EM
