"""The faces that pictures are set in, each with what it has glyphs for.

Pillow opens a font by a file that forked processes would share, and so it is opened where it is drawn with.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import Any, Literal

from msgspec import Struct

from sitegen.render.social_cards import machine_fonts
from sitegen.render.social_cards.font_file import FaceInFile, face_in_file
from sitegen.render.social_cards.machine_fonts import FontRequest

# What has a direction of its own, or is joined to its neighbours: without a library for it, it would be set wrongly.
_TURNED = ("R", "AL", "AN")
_WIDE = ("W", "F")

Style = Literal["headline", "label", "text"]


class Face(Struct, frozen=True):
    """`path` or `data`: the file that it is in."""

    inside: FaceInFile
    path: str = ""
    data: bytes = b""

    @property
    def key(self) -> str:
        """Stands for its bytes."""
        return f"{self.inside.family} {self.inside.style} {self.inside.number} {self.inside.sum:08x}"

    def has(self, character: str) -> bool:
        return self.inside.has(character)

    def open(self, size: int, pairing: bool = False) -> Any:
        """Pillow's font; `pairing`: one that knows pairs of letters. Raises OSError where FreeType cannot read it."""
        from PIL import ImageFont

        file, engine = BytesIO(self.data) if self.data else self.path, ImageFont.Layout.BASIC
        return ImageFont.truetype(file, size, index=self.inside.number, layout_engine=layout() if pairing else engine)


class Faces(Struct, frozen=True, dict=True):
    """`korean` sets Hangul and all text in Korean; `latin` the headlines of other languages; `text` what is small.

    `others`: for signs that these lack. Any of them may be missing, but not all.
    """

    korean: Face | None
    latin: Face | None
    text: Face | None
    others: tuple[Face, ...] = ()

    @cached_property
    def key(self) -> str:
        faces = (self.korean, self.latin, self.text, *self.others)
        return "|".join(face.key if face else "" for face in faces)

    def order(self, style: Style, lang: str) -> tuple[Face, ...]:
        """Those to take the glyphs of a text from, the best first."""
        latin_first = style == "headline" and lang != "ko"
        bold = (self.latin, self.korean) if latin_first else (self.korean, self.latin)
        light = (self.text,) if style == "text" else ()
        return tuple(face for face in (*light, *bold, *self.others) if face)

    def face(self, character: str, order: tuple[Face, ...]) -> Face | None:
        """Of a sign in a text; Hangul and Han are the Korean face's wherever they stand."""
        if self.korean in order and unicodedata.east_asian_width(character) in _WIDE and order[0] is self.latin:
            order = tuple(face for face in order if face is not self.latin)
        return next((face for face in order if face.has(character)), None)


def layout() -> Any:
    """How pairs of letters are set closer: by Raqm, where Pillow has it, which knows more of them."""
    from PIL import ImageFont, features

    return ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC


def is_turned(character: str) -> bool:
    return unicodedata.bidirectional(character) in _TURNED


def faces_of_machine(declared: Mapping[str, Face]) -> Faces | None:
    """The best faces; None where there is none. `declared`: `korean` and `latin`, where a digest brings them."""
    fonts = machine_fonts.machine_fonts()
    korean = declared.get("korean") or _face(machine_fonts.KOREAN, fonts)
    latin = declared.get("latin") or _face(machine_fonts.LATIN, fonts)
    text = declared.get("korean") or _face(machine_fonts.KOREAN_TEXT, fonts) or korean or latin
    others = tuple(face for face in [_face(machine_fonts.OTHERS, fonts)] if face)
    return Faces(korean, latin, text, others) if korean or latin else None


def face_of(data: bytes) -> Face | None:
    """The face of a font that a digest brings; None where it is none."""
    inside = face_in_file(lambda at, length: data[at : at + length])
    face = Face(inside, data=data) if inside else None
    return face if face and _opens(face) else None


def _face(wanted: tuple[FontRequest, ...], fonts: Mapping[str, str]) -> Face | None:
    return next(_readable(wanted, fonts), None)


def _readable(wanted: tuple[FontRequest, ...], fonts: Mapping[str, str]) -> Iterator[Face]:
    for each in wanted:
        for path in (fonts[name] for name in each.files if name in fonts):
            inside = _inside(path, each)
            if inside and _opens(face := Face(inside, path)):
                yield face


def _inside(path: str, wanted: FontRequest) -> FaceInFile | None:
    try:
        with open(path, "rb") as file:

            def read(at: int, length: int) -> bytes:
                file.seek(at)
                return file.read(length)

            return face_in_file(read, wanted.family, wanted.style)
    except OSError:
        return None


def _opens(face: Face) -> bool:
    """Whether FreeType can read it, too."""
    try:
        face.open(20)
        return True
    except OSError:
        return False
