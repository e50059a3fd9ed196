"""Code of Markdown, line by line."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")


def with_code(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it stands in code: between fences, or indented behind an empty line outside of lists."""
    fence, is_code, is_paragraph, is_list = "", False, False, False
    for line in text.split("\n"):
        above, fence = fence, fence_after(line, fence)
        if line.strip():
            indented = line.startswith(("    ", "\t"))
            is_code = indented and not is_list and (is_code or not is_paragraph)
            is_list = _ITEM.match(line) is not None or (is_list and (is_paragraph or line[0] in " \t"))
        is_paragraph = bool(line.strip()) and not is_code
        yield line, bool(above or fence or is_code)


def fence_after(line: str, fence: str) -> str:
    """The fence that is open below a line, or nothing; `fence`: what is open above it."""
    match = _FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match[1]
    return "" if match[1].startswith(fence) and not match[2].strip() else fence
