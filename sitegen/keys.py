"""Short keys that stand for much: only things that are the same have the same."""

import hashlib

KEY = 16  # bytes


def key_of(*parts: bytes) -> bytes:
    """`KEY` bytes that stand for the parts, each apart from the next.

    Where the first part is a secret, nobody else can make them: half of a hash is not enough to go on from.
    """
    made = hashlib.sha256()  # processors help with it: for a page, half the time of BLAKE2
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()[:KEY]
