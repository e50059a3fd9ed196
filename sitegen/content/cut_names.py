"""Names in a list that a comma cut: `[Samsung Electronics Co., Ltd., 삼성 (전자, 가전)]` holds four of them to YAML."""

import re
from collections.abc import Sequence

_CLOSERS = {"(": ")", "（": "）", "[": "]", "「": "」", "『": "』", "《": "》", "〈": "〉", "“": "”"}
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items()}
_LEGAL_FORM = re.compile(
    r"(?:co|ltd|limited|pte|pty|inc|incorporated|llc|l\.l\.c|llp|corp|corporation|plc|gmbh|s\.a|n\.v|b\.v|k\.k|s\.p\.a"
    r"|주식회사|유한회사|㈜|\(주\)|\(유\))\.?(?: (?:ltd|inc|llc)\.?)?",
    re.IGNORECASE,
)


def cut_name(names: Sequence[str], number: int) -> tuple[str, str]:
    """What is wrong with an entry of a list of names, and a hint; nothing where it may be a name."""
    name = names[number].strip()
    if not name or not (_is_open(name) or _LEGAL_FORM.fullmatch(name)):
        return "", ""
    why = "a bracket in it has no other half" if _is_open(name) else "it is a legal form alone"
    others = [each.strip() for each in (names[number - 1] if number else "", name)]
    if _is_open(name) and number + 1 < len(names) and any(mark in name for mark in _CLOSERS):
        others = [name, names[number + 1].strip()]
    hint = f'a comma ends an entry: put a name that holds one between quotes, `"{", ".join(filter(None, others))}"`'
    return f"`{name}` is no whole name: {why}", hint


def _is_open(name: str) -> bool:
    opened: list[str] = []
    for char in name:
        if char in _CLOSERS:
            opened.append(char)
        elif char in _OPENERS and (not opened or opened.pop() != _OPENERS[char]):
            return True
    return bool(opened)
