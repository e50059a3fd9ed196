"""What the walks through formats have in common."""

from msgspec import Struct


class Parts(Struct, frozen=True):
    """A picture without its metadata. `turn`: how it is to be turned, as EXIF counts, from 1 to 8."""

    data: bytes
    turn: int = 1
    moving: bool = False


class Damaged(Exception):
    """It ends too early, or is no such picture at all; says how."""


CUT_SHORT = "this image ends in the middle: it was not saved, downloaded or copied to its end"
