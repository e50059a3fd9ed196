"""The one normal form of text (NFC) and the characters that no text may hold."""

import re
import unicodedata

# C0 and C1 controls but tab and line feed, the non-characters, and the marks that turn the direction of
# what follows (a title with U+202E would read backwards on every list it stands in; U+2066 and its like reach beyond
# the element that they stand in where a page's text is copied).
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")

# What takes no room, or looks like a plain space, in most fonts: nobody sees why `ai\u200b` is not `ai`.
UNSEEN = (
    r"\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")


def nfc(text: str) -> str:
    """Text in normal form C: `삼성` typed on any machine is one string.

    `unicodedata.is_normalized` is far cheaper than `normalize`, and nearly all text is normal already.
    """
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def forbidden(text: str) -> tuple[int, str] | None:
    """Where the first forbidden character stands, and its name for people; None when there is none."""
    match = _FORBIDDEN.search(text)
    return (match.start(), f"U+{ord(match[0]):04X}") if match else None


def without_forbidden(text: str) -> str:
    """The text with U+FFFD for each forbidden character."""
    return _FORBIDDEN.sub("\ufffd", text)


def unseen(text: str) -> str:
    """The first character that is not seen in a text, by its code and name; nothing when all are."""
    match = _UNSEEN.search(text)
    return f"U+{ord(match[0]):04X} ({unicodedata.name(match[0], 'a control').lower()})" if match else ""


def unseen_hint(text: str) -> str:
    """What to do about a text that is not what it looks like."""
    character = unseen(text)
    return f"it holds {character}: delete it" if character else ""


def fold(name: str) -> str:
    """The form in which names are compared: NFC, no difference of case, single spaces."""
    return " ".join(nfc(nfc(name).casefold()).split())  # casefold may take letters apart


def width(text: str) -> int:
    """Columns that text takes on a terminal: two for each wide character (Unicode's report 11: Hangul, Han, kana)."""
    return sum(map(_COLUMNS.__getitem__, text))


class _Columns(dict[str, int]):
    def __missing__(self, letter: str) -> int:
        self[letter] = 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        return self[letter]


_COLUMNS = _Columns()
