"""PNG: chunks, each with its length, its kind and a sum (www.w3.org/TR/png-3)."""

import struct
import zlib

from sitegen.content.pictures.exif import only_turn, turn_of
from sitegen.content.pictures.parts import CUT_SHORT, Damaged, Parts

_HEAD = 8  # bytes
# What decides what is seen: pixels, colours, and pictures that move.
_KEPT = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
))  # fmt: skip


def parts(data: bytes) -> Parts:
    """Raises Damaged."""
    kept, turn, moving, at = [data[:_HEAD]], 1, False, _HEAD
    while True:
        if at + 12 > len(data):
            raise Damaged(CUT_SHORT)
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise Damaged(CUT_SHORT)
        if kind == b"IEND":
            turned = [_chunk(b"eXIf", only_turn(turn))] if turn > 1 else []
            return Parts(b"".join((*kept, *turned, _chunk(b"IEND", b""))), turn, moving)
        if kind == b"eXIf":
            turn = turn_of(data[at + 8 : end - 4])
        elif kind in _KEPT:
            kept.append(data[at:end])
        moving |= kind == b"acTL"
        at = end


def _chunk(kind: bytes, inside: bytes) -> bytes:
    return struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside))
