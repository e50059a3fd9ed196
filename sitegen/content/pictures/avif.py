"""AVIF: boxes in boxes (ISO/IEC 14496-12 and 23008-12), of which a table names the items of a file.

What a file of this kind holds beside its picture is only told, for nothing can be taken out without moving the rest. So
every box is looked at, and one that is not known to be of the picture may be anything: its place, its owner, its story.
"""

import struct
from collections.abc import Iterator

from sitegen.content.pictures.parts import CUT_SHORT, Damaged, Parts

# The boxes that browsers need, by what they stand in.
_PROPERTIES = (
    *(b"ispe", b"pixi", b"pasp", b"colr", b"av1C", b"auxC", b"clap", b"irot", b"imir", b"a1op", b"a1lx", b"lsel"),
    *(b"clli", b"mdcv", b"cclv", b"amve", b"rloc", b"ccst", b"auxi", b"btrt"),
)
_INSIDE: dict[bytes, tuple[bytes, ...]] = {
    b"": (b"ftyp", b"styp", b"meta", b"moov", b"mdat"),
    b"meta": (b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat", b"grpl", b"dinf"),
    b"iprp": (b"ipco", b"ipma"),
    b"ipco": _PROPERTIES,
    b"moov": (b"mvhd", b"trak", b"mvex"),
    b"trak": (b"tkhd", b"tref", b"edts", b"mdia", b"meta"),
    b"mdia": (b"mdhd", b"hdlr", b"minf"),
    b"minf": (b"vmhd", b"nmhd", b"hdlr", b"dinf", b"stbl"),
    b"stbl": (
        *(b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"sdtp"),
        *(b"sgpd", b"sbgp", b"csgp"),
    ),
    b"stsd": (b"av01",),
    b"av01": _PROPERTIES,
}
_HEADS = {b"meta": 4, b"stsd": 8, b"av01": 78}  # bytes before the boxes in a box
_EMPTY = (b"free", b"skip")  # anywhere, and they say nothing
_ITEMS = (b"av01", b"grid", b"iovl", b"iden", b"tmap")  # pictures, and how they are put together
_METADATA = "this AVIF holds metadata, such as where it was taken, which is not published"
_NO_AVIF = "this is no AVIF that can be read"


def parts(data: bytes) -> Parts:
    """The file as it is. Raises Damaged, for one with metadata too, and with what may be some."""
    moving = False
    waiting = [(b"", 0, len(data))]
    while waiting:
        outer, start, end = waiting.pop()
        for kind, inside, after in _boxes(data, start, end):
            if after > end:
                raise Damaged(CUT_SHORT if not outer else _NO_AVIF)
            if kind not in (_EMPTY if kind in _EMPTY else _INSIDE[outer]) or not _is_picture(kind, data, inside, after):
                raise Damaged(_METADATA)
            moving |= kind == b"moov"
            if kind in _INSIDE:
                waiting.append((kind, inside + _HEADS.get(kind, 0), after))
    return Parts(data, moving=moving)


def _is_picture(kind: bytes, data: bytes, inside: int, after: int) -> bool:
    """Whether a box that may stand there holds nothing else than it should."""
    if kind in _EMPTY:
        return data.count(0, inside, after) == after - inside
    return kind != b"iinf" or all(item in _ITEMS for item in _items(data, inside, after))


def _items(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """The kinds of a file's items; nothing for what is none, or is of the versions that say none."""
    count = 2 if data[start : start + 1] == b"\0" else 4  # bytes of the number of entries, by the version
    for entry, place, after in _boxes(data, start + 4 + count, end):
        kind = {b"\2": place + 8, b"\3": place + 10}.get(data[place : place + 1], after)
        yield data[kind : min(kind + 4, after)] if entry == b"infe" else b""


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes between two places: the kind of each, and where its inside begins and ends; to the last byte."""
    while start < end:
        if start + 8 > end:
            raise Damaged(_NO_AVIF)
        size, kind = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            size, head = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        after = end if size == 0 else start + size
        if size and size < head:
            raise Damaged(_NO_AVIF)
        yield kind, start + head, after
        start = after
