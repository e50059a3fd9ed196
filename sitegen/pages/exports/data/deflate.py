"""Files of parts that are deflated each by itself (RFC 1951), and an archive of such files.

A part that stays is not packed again when another changes; each ends where a byte ends, and what comes after it refers
to nothing before. The same parts give the same bytes, whatever was packed when.
"""

import zlib
from collections.abc import Iterable, Mapping
from struct import pack

from msgspec import Struct

_RAW = -zlib.MAX_WBITS  # without a head or a checksum of its own
_END = b"\x03\x00"  # a last block with nothing in it
_VERSION, _UNIX, _DEFLATE = 20, 3 << 8, 8
_FIRST_DAY = 1 << 5 | 1  # 1980-01-01, the first that an archive of this form can name
_RIGHTS = 0o644 << 16


class DeflatedFile(Struct, frozen=True):
    """`packed`: all of the file, deflated."""

    packed: bytes

    @property
    def data(self) -> bytes:
        return zlib.decompress(self.packed, _RAW)


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=_RAW)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def joined(parts: Iterable[bytes]) -> DeflatedFile:
    """The file of these, each as `deflated` gave it."""
    return DeflatedFile(b"".join(parts) + _END)


def archive(files: Mapping[str, DeflatedFile]) -> bytes:
    """A ZIP file of files by their names in ASCII, in this order, with one day and one set of rights. Of up to 4 GB."""
    made, index = bytearray(), bytearray()
    for name, file in files.items():
        data = file.data
        sizes = zlib.crc32(data), len(file.packed), len(data), len(name), 0
        head = pack("<5H3L2H", _VERSION, 0, _DEFLATE, 0, _FIRST_DAY, *sizes)
        index += b"PK\1\2" + pack("<H", _UNIX | _VERSION) + head
        index += pack("<3H2L", 0, 0, 0, _RIGHTS, len(made)) + name.encode()
        made += b"PK\3\4" + head + name.encode() + file.packed
    end = pack("<4H2LH", 0, 0, len(files), len(files), len(index), len(made), 0)
    return bytes(made + index + b"PK\5\6" + end)
