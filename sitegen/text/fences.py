"""Fenced code of Markdown, line by line."""

import re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


def fence_after(line: str, fence: str) -> str:
    """The fence that is open below a line, or nothing; `fence`: what is open above it."""
    match = _FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match[1]
    return "" if match[1].startswith(fence) and not match[2].strip() else fence
