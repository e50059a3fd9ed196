"""Ids of notes and terms, and anchors of headings."""

import re
from unicodedata import combining, normalize

from sitegen.text.paths import LONGEST_NAME

ID_RULE = "lower-case letters, digits, Hangul and single hyphens"
ID = r"[a-z0-9가-힣]+(?:-[a-z0-9가-힣]+)*"  # lower-case letters, digits, Hangul, single hyphens
_ID = re.compile(ID)
_ID_PARTS = re.compile(r"[a-z0-9가-힣]+")
_SLUG_PARTS = re.compile(r"[^\W_]+")
# Anchors that templates and footnotes use themselves; a second `section` would become `section-1`.
_TAKEN = re.compile(r"section(-|$)|fn(ref)?\d")


def valid_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None and len(text.encode()) <= LONGEST_NAME


def id_flaw(text: str) -> tuple[str, str]:
    """Why a text is no id, as the end of a sentence that begins with it, and a hint; both empty for one that is."""
    if valid_id(text):
        return "", ""
    if _ID.fullmatch(text):
        return f"is {len(text.encode())} bytes long, of {LONGEST_NAME}", "shorten it: a Hangul syllable takes 3 bytes"
    near = as_id(text)
    return f"is not made of {ID_RULE}", f"call it `{near}`" if near else ""


def as_id(text: str) -> str:
    """The id nearest to a text: a suggestion for people, never applied by itself; may be empty."""
    plain = "".join(letter for letter in normalize("NFD", text.casefold()) if not combining(letter))
    near = "-".join(_ID_PARTS.findall(normalize("NFC", plain)))  # Mistral é is mistral-e
    return near.encode()[:LONGEST_NAME].decode(errors="ignore").rstrip("-")


def anchor(heading: str) -> str:
    """The anchor of a heading: its letters and digits of any script, lower case, with hyphens between."""
    slug = "-".join(_SLUG_PARTS.findall(heading.casefold())) or "part"
    return f"h-{slug}" if _TAKEN.match(slug) else slug
