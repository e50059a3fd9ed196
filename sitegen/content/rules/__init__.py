"""What a body may say beyond CommonMark, and what in it is odd: one rule a module, in the manner of markdown-it.

A mark that a new rule reads is named in `content/plain_body.py` too, which reads bodies without any of these marks by
itself; and in tests/content/test_plain_bodies.py, among what its made-up bodies are made of.
"""

from markdown_it.utils import EnvType
from msgspec import Struct

from sitegen.problems import InBody


class Finding(Struct, frozen=True):
    """Something that is wrong with a body by itself; `where` counts the lines of its file."""

    rule: str
    message: str
    where: InBody
    hint: str = ""


def report(env: EnvType, rule: str, message: str, words: str, hint: str = "", line: int | None = None) -> None:
    """Adds a finding to those of a body, once: at the first of these words at or after a line.

    The line counts from 0 at the body's beginning; it is that of the block being read unless another is given.
    """
    at = env.get("line", 0) if line is None else line
    where = InBody(env.get("first_line", 1) + at, words.partition("\n")[0])
    env.setdefault("findings", {})[Finding(rule, message, where, hint)] = None


def findings(env: EnvType) -> tuple[Finding, ...]:
    return tuple(env.get("findings", ()))
