"""Draws variants of pictures, each decoded once: what is decoded is kept until the next one is asked for."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sitegen.keys import key_of
from sitegen.pages.picture_variant import PictureVariant
from sitegen.problems import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

NO_PILLOW = (
    "pictures go out in the size that they have, without their metadata, for Pillow is not here: "
    "pip install 'sitegen-digest[cards]'"
)


def can_scale() -> bool:
    return find_spec("PIL") is not None


class PictureDrawing:
    """Not for two threads at once."""

    def __init__(self, bytes_of: Callable[[PictureVariant], bytes]) -> None:
        """`bytes_of` gives what is published of a file, without metadata; raises OSError."""
        self._bytes_of = bytes_of
        self._last: tuple[tuple[str, int], Image | Problem] | None = None

    @property
    def key(self) -> bytes:
        """Stands for what pictures are drawn with, beside the program and Pillow's version."""
        from PIL import features

        return key_of(
            *(str(features.version(name)).encode() for name in ("webp", "jpg", "libjpeg_turbo", "littlecms2"))
        )

    def draw(self, variant: PictureVariant) -> bytes | Problem:
        decoded = self._decoded(variant)
        if isinstance(decoded, Problem):
            return decoded
        from sitegen.render.pictures.encoding import encoded

        try:
            return encoded(decoded, variant)
        except Exception as error:  # a build of Pillow without WebP, say
            return _problem(variant, error)

    def flaw(self, variant: PictureVariant) -> Problem | None:
        """Why it cannot be drawn; nothing is encoded to know that."""
        decoded = self._decoded(variant)
        return decoded if isinstance(decoded, Problem) else None

    def _decoded(self, variant: PictureVariant) -> "Image | Problem":
        key = variant.name, variant.most
        if self._last is None or self._last[0] != key:
            self._last = None  # what it held is free before the next one takes as much
            self._last = key, self._decode(variant)
        return self._last[1]

    def _decode(self, variant: PictureVariant) -> "Image | Problem":
        from sitegen.render.pictures.decoding import decoded

        try:
            return decoded(self._bytes_of(variant), variant)
        except Exception as error:  # whatever damaged bytes do to a decoder
            return _problem(variant, error)


def _problem(variant: PictureVariant, error: Exception) -> Problem:
    message = f"this image cannot be drawn: {error}"
    return Problem(rule="bad-image", path=variant.path, message=message, hint="save it again as PNG, JPEG or WebP")
