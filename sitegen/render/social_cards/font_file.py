"""What the file of a font says: the names of its faces, and the characters that each has a glyph for.

Pillow draws `.notdef` for a character that a face lacks, and cannot tell that it did. Only the three tables that are
needed are read, for fonts with Hangul have some ten megabytes. https://learn.microsoft.com/typography/opentype/spec/
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator

from msgspec import Struct

Read = Callable[[int, int], bytes]  # so many bytes of a file, from a place on
_MOST_FACES, _MOST_TABLES, _LARGEST_TABLE = 64, 64, 2_000_000
_FAMILY, _STYLE = (16, 1), (17, 2)  # ids of names, the better one first
_UNICODE = {
    (3, 10): 12,
    (0, 6): 12,
    (0, 4): 12,
    (3, 1): 4,
    (0, 3): 4,
}  # platforms and encodings, by the format to expect


class FaceInFile(Struct, frozen=True):
    """`number`: of the face in its file. `starts` and `ends`: of the stretches of characters that it has, in order.

    `sum`: as the font's own table has it, a key of its bytes.
    """

    number: int
    family: str
    style: str
    sum: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, character: str) -> bool:
        at = bisect_right(self.starts, ord(character)) - 1
        return at >= 0 and ord(character) <= self.ends[at]


def face_in_file(read: Read, family: str = "", style: str = "") -> FaceInFile | None:
    """The first face whose family ends, and whose style begins, as asked for; None where no such face can be read."""
    try:
        for number, tables in enumerate(_faces(read)):
            names = _names(read(*tables["name"]))
            its_family, its_style = (_first(names, ids) for ids in (_FAMILY, _STYLE))
            if its_family.endswith(family) and its_style.startswith(style):
                (sum,) = struct.unpack_from(">L", read(*tables["head"]), 8)
                stretches = _joined(_characters(read(*tables["cmap"])))
                starts, ends = zip(*stretches, strict=True) if stretches else ((), ())
                return FaceInFile(number, its_family, its_style, sum, starts, ends)
    except (struct.error, KeyError, IndexError, OSError):  # it is none, or a broken one
        pass
    return None


def _faces(read: Read) -> Iterator[dict[str, tuple[int, int]]]:
    """For each face, where its tables stand: offset and length."""
    starts = [0]
    if read(0, 4) == b"ttcf":
        (count,) = struct.unpack(">L", read(8, 4))
        starts = [start for (start,) in struct.iter_unpack(">L", read(12, 4 * min(count, _MOST_FACES)))]
    for start in starts:
        (count,) = struct.unpack(">H", read(start + 4, 2))
        records = struct.iter_unpack(">4sLLL", read(start + 12, 16 * min(count, _MOST_TABLES)))
        yield {tag.decode("latin-1"): (at, min(length, _LARGEST_TABLE)) for tag, _, at, length in records}


def _names(table: bytes) -> dict[int, str]:
    """Names by their ids: the English ones, as Windows has them."""
    count, storage = struct.unpack_from(">HH", table, 2)
    names = {}
    for at in range(6, 6 + 12 * count, 12):
        platform, _, language, id, length, start = struct.unpack_from(">6H", table, at)
        if platform == 3 and language == 0x409:
            names[id] = table[storage + start : storage + start + length].decode("utf-16-be", "replace")
    return names


def _first(names: dict[int, str], ids: tuple[int, ...]) -> str:
    return next((names[id] for id in ids if id in names), "")


def _characters(table: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", table, 2)
    records = [struct.unpack_from(">HHL", table, 4 + 8 * number) for number in range(count)]
    offsets = {(platform, encoding): offset for platform, encoding, offset in records}
    for which, expected in _UNICODE.items():
        if which in offsets:
            (format,) = struct.unpack_from(">H", table, offsets[which])
            if format == expected:
                return _of_12(table, offsets[which]) if format == 12 else _of_4(table, offsets[which])
    return iter(())


def _of_12(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">L", table, at + 12)
    groups = table[at + 16 : at + 16 + 12 * count]
    for start, end, glyph in struct.iter_unpack(">LLL", groups[: len(groups) // 12 * 12]):
        yield start + (not glyph), end  # the first of all glyphs is `.notdef`


def _of_4(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    (twice,) = struct.unpack_from(">H", table, at + 6)
    count, first = twice // 2, at + 14

    def values(number: int, kind: str) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}{kind}", table, first + number * twice + (2 if number else 0))

    for n, (end, start, delta, offset) in enumerate(zip(*map(values, range(4), "HHhH"), strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            place = first + 3 * twice + 2 + 2 * n + offset + 2 * (code - start)
            glyph = struct.unpack_from(">H", table, place)[0] if offset else code
            if glyph and (glyph + delta) % 0x10000:
                yield code, code


def _joined(stretches: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start <= end:
            joined.append((start, end))
    return joined
