"""WebP: chunks in a RIFF, the first of which says in flags what there is (developers.google.com/speed/webp/docs)."""

import struct

from sitegen.content.pictures.exif import only_turn, turn_of
from sitegen.content.pictures.parts import CUT_SHORT, Damaged, Parts

_HEAD = 12  # bytes
_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_XMP, _EXIF = 0x04, 0x08  # flags


def parts(data: bytes) -> Parts:
    """Raises Damaged."""
    size = int.from_bytes(data[4:8], "little") + 8
    if size > len(data):
        raise Damaged(CUT_SHORT)
    kept: list[tuple[bytes, bytes]] = []
    turn, moving, at = 1, False, _HEAD
    while at + 8 <= size:
        kind, length = struct.unpack_from("<4sI", data, at)
        inside = data[at + 8 : min(at + 8 + length, size)]
        if len(inside) < length:
            raise Damaged(CUT_SHORT)
        if kind == b"EXIF":
            turn = turn_of(inside.removeprefix(b"Exif\0\0"))
        elif kind in _KEPT:
            kept.append((kind, inside))
        moving |= kind == b"ANIM"
        at += 8 + length + length % 2
    if not kept:
        raise Damaged(CUT_SHORT)
    whole = turn if kept[0][0] == b"VP8X" else 1  # only a file that says what it has can be turned
    chunks = b"".join([_chunk(kind, _flagged(inside, whole) if kind == b"VP8X" else inside) for kind, inside in kept])
    if whole > 1:
        chunks += _chunk(b"EXIF", only_turn(whole))
    return Parts(b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks, whole, moving)


def _flagged(inside: bytes, turn: int) -> bytes:
    flags = inside[0] & ~(_EXIF | _XMP) if inside else 0
    return bytes([flags | (_EXIF if turn > 1 else 0)]) + inside[1:]


def _chunk(kind: bytes, inside: bytes) -> bytes:
    return kind + struct.pack("<I", len(inside)) + inside + b"\0" * (len(inside) % 2)
