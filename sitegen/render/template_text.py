"""A template's file as text."""

from sitegen.content.merges import unresolved
from sitegen.problems import Position, Problem
from sitegen.text.normal import forbidden, nfc, without_forbidden


def template_text(path: str, data: bytes, problems: list[Problem]) -> str:
    try:
        text = nfc(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        problems.append(Problem(rule="encoding", path=path, message="this template is not UTF-8"))
        return ""
    if control := forbidden(text):
        before = text[: control[0]]
        where = Position(before.count("\n") + 1, control[0] - before.rfind("\n"))
        message = f"the template holds the control character {control[1]}"
        problems.append(Problem(rule="control-character", path=path, message=message, where=where))
    problems += unresolved(path, text)
    return without_forbidden(text)
