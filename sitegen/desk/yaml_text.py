"""Values as YAML, written as people write them: quoted only where they would be read as something else."""

import json
import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[^\W_][^\n,:{}\[\]#&*!|>'\"%@`\\]*(?<! )")
_NOTHING = re.compile("null", re.I)


def scalar(text: str) -> str:
    """A text of one line."""
    plain = _PLAIN.fullmatch(text) and text.isprintable() and not _NOTHING.fullmatch(text)
    return text if plain else json.dumps(text, ensure_ascii=not text.isprintable())


def mapping(texts: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(text)}" for key, text in texts.items()) + "}"


def sequence(texts: Iterable[str]) -> str:
    return "[" + ", ".join(scalar(text) for text in texts) + "]"
