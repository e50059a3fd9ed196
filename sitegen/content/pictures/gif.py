"""GIF: blocks, whose insides are cut into pieces of at most 255 bytes (www.w3.org/Graphics/GIF/spec-gif89a.txt)."""

from sitegen.content.pictures.parts import CUT_SHORT, Damaged, Parts

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_APPLICATION, _COMMENT = 0xFF, 0xFE
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # how often it is shown; what other programs add is metadata


def parts(data: bytes) -> Parts:
    """Raises Damaged."""
    at = 13 + _colours(data, 10)
    kept, images = [data[:at]], 0
    while True:
        kind = _byte(data, at)
        if kind == _TRAILER:
            return Parts(b"".join((*kept, b";")), moving=images > 1)
        if kind == _IMAGE:
            end = _after_pieces(data, at + 11 + _colours(data, at + 9))
            images += 1
        elif kind == _EXTENSION:
            end = _after_pieces(data, at + 2)
        else:
            raise Damaged("this is no GIF that can be read")
        if kind == _IMAGE or _is_kept(data, at):
            kept.append(data[at:end])
        at = end


def _is_kept(data: bytes, at: int) -> bool:
    label = _byte(data, at + 1)
    return label != _COMMENT and (label != _APPLICATION or data[at + 3 : at + 14] in _LOOPS)


def _colours(data: bytes, at: int) -> int:
    """The bytes of a table of colours, as the flags at a place say."""
    flags = _byte(data, at)
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_pieces(data: bytes, at: int) -> int:
    while size := _byte(data, at):
        at += 1 + size
    return at + 1


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise Damaged(CUT_SHORT)
    return data[at]
