"""EXIF: which way up a picture is, the one thing in it that decides what is seen.

CIPA DC-008, which is a TIFF: its first directory may have an entry 0x0112.
"""

import struct

_ORIENTATION, _SHORT = 0x0112, 3
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


def turn_of(exif: bytes) -> int:
    """From 1, upright, to 8; from 5 on width and height are exchanged. 1 for whatever cannot be read."""
    order = _ORDERS.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if kind == _SHORT and 1 <= value <= 8 else 1
    except struct.error:  # it leads out of itself
        pass
    return 1


def only_turn(turn: int) -> bytes:
    """EXIF that says nothing else."""
    entry = struct.pack("<HHIHH", _ORIENTATION, _SHORT, 1, turn, 0)
    return b"II*\0\x08\0\0\0\x01\0" + entry + b"\0\0\0\0"
