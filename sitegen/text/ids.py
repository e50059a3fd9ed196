"""Ids of notes and terms, and anchors of headings."""

import re

ID = r"[a-z0-9가-힣]+(?:-[a-z0-9가-힣]+)*"  # lower-case letters, digits, Hangul, single hyphens
_ID = re.compile(ID)
_LONGEST = 200  # bytes: an id names a folder, and no file system takes more than 255
_ID_PARTS = re.compile(r"[a-z0-9가-힣]+")
_SLUG_PARTS = re.compile(r"[^\W_]+")
# Anchors that templates and footnotes use themselves; a second `section` would become `section-1`.
_TAKEN = re.compile(r"section(-|$)|fn(ref)?\d")


def valid_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None and (len(text) <= _LONGEST // 3 or len(text.encode()) <= _LONGEST)


def as_id(text: str) -> str:
    """The id nearest to a text: a suggestion for people, never applied by itself; may be empty."""
    id = "-".join(_ID_PARTS.findall(text.casefold()))
    return id.encode()[:_LONGEST].decode(errors="ignore").strip("-")


def anchor(heading: str) -> str:
    """The anchor of a heading: its letters and digits of any script, lower case, with hyphens between."""
    slug = "-".join(_SLUG_PARTS.findall(heading.casefold())) or "part"
    return f"h-{slug}" if _TAKEN.match(slug) else slug
