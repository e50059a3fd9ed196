"""AVIF: boxes in boxes (ISO/IEC 14496-12), of which a table names the items of a file.

What a file of this kind holds beside its picture is only told, for its items cannot be taken out without moving the
others.
"""

import struct
from collections.abc import Iterator

from sitegen.content.pictures.parts import CUT_SHORT, Damaged, Parts

_METADATA = (b"Exif", b"mime")  # kinds of items; the latter is XMP


def parts(data: bytes) -> Parts:
    """The file as it is. Raises Damaged, for one with metadata too."""
    moving = False
    for kind, start, end in _boxes(data, 0, len(data)):
        if end > len(data):
            raise Damaged(CUT_SHORT)
        moving |= kind == b"moov"
        if kind == b"meta" and any(item in _METADATA for item in _items(data, start + 4, end)):
            raise Damaged("this AVIF holds metadata, such as where it was taken, which is not published")
    return Parts(data, moving=moving)


def _items(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """The kinds of a file's items."""
    for kind, inside, after in _boxes(data, start, end):
        if kind == b"iinf":
            count = 2 if data[inside : inside + 1] == b"\0" else 4  # bytes of the number of entries, by the version
            for entry, place, _ in _boxes(data, inside + 4 + count, after):
                if entry == b"infe":
                    yield data[place + 8 : place + 12] if data[place] < 3 else data[place + 10 : place + 14]


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes between two places: the kind of each, and where its inside begins and ends."""
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            size, head = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        after = end if size == 0 else start + size
        if size and size < head:
            raise Damaged("this is no AVIF that can be read")
        yield kind, start + head, after
        start = after
