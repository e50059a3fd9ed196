"""What changes in a text, as `diff -u` shows it."""

import difflib
from collections.abc import Iterator

_MOST = 2000  # lines, beyond which lines are compared one by one: finding what moved takes their product


def diff(path: str, old: str, new: str) -> Iterator[str]:
    """Lines that name the file and show what changes; what is not seen (line ends, Unicode forms) in words."""
    before, after = _lines(old), _lines(new)
    yield f"--- {path}"
    yield f"+++ {path}"
    if "\r" in old:
        yield "(line ends become those of Unix)"
    if old.startswith("\ufeff"):
        yield "(the byte order mark goes)"
    if len(before) == len(after):
        yield from _line_by_line(before, after)
    elif max(len(before), len(after)) <= _MOST:
        yield from (
            line for line in difflib.unified_diff(before, after, lineterm="", n=0) if line[:3] not in ("---", "+++")
        )
    else:
        yield f"({len(before)} lines become {len(after)})"


def _lines(text: str) -> list[str]:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line_by_line(before: list[str], after: list[str]) -> Iterator[str]:
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old != new:
            yield f"@@ -{number} +{number} @@"
            yield f"-{_shown(old)}"
            yield f"+{_shown(new)}"


def _shown(line: str) -> str:
    """A line with what nobody sees in escapes."""
    return "".join(letter if letter.isprintable() or letter == "\t" else f"\\u{ord(letter):04x}" for letter in line)
