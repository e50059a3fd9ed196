"""Short keys that stand for much: only things that are the same have the same."""

import hashlib

KEY = 16  # bytes


def key_of(*parts: bytes, signed_with: bytes = b"") -> bytes:
    """`KEY` bytes that stand for the parts, each apart from the next; signed, nobody else can make them."""
    made = hashlib.blake2b(digest_size=KEY, key=signed_with)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()
