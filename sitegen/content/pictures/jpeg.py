"""JPEG: segments, each with its length, then scans, whose end is found by the next marker (ITU-T T.81, annex B)."""

import re

from sitegen.content.pictures.exif import only_turn, turn_of
from sitegen.content.pictures.parts import CUT_SHORT, Damaged, Parts

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length
_COMMENT = 0xFE
_EXIF = b"Exif\0\0"
# Of what programs add: the shape of pixels, the colours that are meant, and what Adobe says of them.
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_PLAIN_JFIF = 16  # bytes; a longer one holds a small picture
_MOST_SCANS = 50  # a program writes about ten; to decode each takes as long as all its pixels, however few bytes it has
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # of a scan, what is neither data nor a restart
_FILL = re.compile(rb"\xff+")


def parts(data: bytes) -> Parts:
    """Raises Damaged."""
    kept: list[bytes] = []
    turn, at, scans = 1, 2, 0
    while True:
        if at + 4 > len(data) and data[at : at + 2] != b"\xff\xd9":
            raise Damaged(CUT_SHORT)
        if data[at] != 0xFF:
            raise Damaged("this is no JPEG that can be read")
        marker = data[at + 1]
        if marker == 0xFF:  # as much as anybody likes may stand before a marker
            at = _FILL.match(data, at).end() - 1  # type: ignore[union-attr]
            continue
        if marker == _END:
            return Parts(b"".join((data[:2], _turned(turn), *kept, b"\xff\xd9")), turn)
        end = at + 2 if marker in _BARE else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            scans += 1
            if scans > _MOST_SCANS:
                raise Damaged(f"this JPEG is drawn in more than {_MOST_SCANS} scans, each over the whole picture")
            found = _MARKER.search(data, end)
            if found is None:
                raise Damaged(CUT_SHORT)
            end = found.start()
        segment = data[at:end]
        if marker == 0xE1 and segment[4:10] == _EXIF:
            turn = turn_of(segment[10:])
        elif _is_kept(marker, segment):
            kept.append(segment)
        at = end


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker in _KEPT:
        known = segment[4:].startswith(_KEPT[marker])
        return known and (marker != 0xE0 or len(segment) <= _PLAIN_JFIF + 2)
    return not (0xE0 <= marker <= 0xEF or marker == _COMMENT)


def _turned(turn: int) -> bytes:
    if turn == 1:
        return b""
    inside = _EXIF + only_turn(turn)
    return b"\xff\xe1" + (len(inside) + 2).to_bytes(2, "big") + inside
