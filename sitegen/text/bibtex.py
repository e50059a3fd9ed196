"""Entries of a bibliography in BibTeX, which biblatex and reference managers read too."""

import re
from collections.abc import Mapping
from hashlib import blake2b

# Braces count even behind a backslash, so they must be named.
_NAMED = {
    **{"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"},
    **{"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{character: f"\\{character}" for character in "&%$#_"},
}
_SPECIAL = str.maketrans(_NAMED)
_VERBATIM = ("url",)  # what is no text for TeX to set, and is taken as it is


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry with the fields that are not empty, in UTF-8. `author` is taken for one name, not for several."""
    width = max(map(len, fields))
    lines = [f"  {name:<{width}} = {_value(name, text)}," for name, text in fields.items() if text]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def ascii_key(*words: str) -> str:
    """A key of ASCII letters, digits and hyphens alone. What other letters say, a hash says."""
    name = "-".join(words)
    plain = re.sub("[^A-Za-z0-9]+", "-", name).strip("-")
    return plain if name.isascii() else f"{plain}-{blake2b(name.encode(), digest_size=4).hexdigest()}"


def _value(name: str, text: str) -> str:
    if name in _VERBATIM:
        return f"{{{text}}}"
    return f"{{{{{text.translate(_SPECIAL)}}}}}" if name in ("author", "title") else f"{{{text.translate(_SPECIAL)}}}"
