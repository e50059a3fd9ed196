"""Values as YAML, written as people write them: quoted only where they would be read as something else."""

import json
import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[^\W_][^\n,:{}\[\]#&*!|>'\"%@`\\]*(?<! )")
_NOTHING = re.compile("null", re.I)


def scalar(text: str) -> str:
    """A text of one line."""
    plain = _PLAIN.fullmatch(text) and text.isprintable() and not _NOTHING.fullmatch(text)
    return text if plain else "".join(map(_shown, json.dumps(text, ensure_ascii=False)))


def _shown(letter: str) -> str:
    """What is not seen, by its number: JSON would name letters beyond U+FFFF by two halves that YAML does not know."""
    return letter if letter.isprintable() else f"\\U{ord(letter):08x}"


def mapping(texts: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(text)}" for key, text in texts.items()) + "}"


def sequence(texts: Iterable[str]) -> str:
    return "[" + ", ".join(scalar(text) for text in texts) + "]"
