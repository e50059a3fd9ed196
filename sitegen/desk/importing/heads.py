"""Front matter of other programs, in YAML or TOML: every value as the text that was written, as ours is read."""

import datetime as dt
import re
import tomllib
from typing import Any

from msgspec.structs import replace

from sitegen.content import frontmatter, yaml
from sitegen.content.files import read_text
from sitegen.content.yaml_places import Places
from sitegen.desk.importing.marks import without_html_comments
from sitegen.desk.importing.model import FormerFolder, PostHead
from sitegen.problems import KeyPath

_FENCES = ("---", "+++")
_AT_LINE = re.compile(r"\(at line (\d+)")
_KEY = re.compile(r"""\A\s*+\[*+\s*+["']?([\w-]++)["']?\s*+[=\].]""")
_SAYS_NOTHING = ("excerpt_separator",)  # by which Jekyll cut its excerpts; mostly a comment
_DEEPEST = 50  # tables and lists in each other


def read_post(path: str, former: FormerFolder) -> tuple[PostHead, str, int] | None:
    """A file's front matter, its body and the line where that begins; None, which is said, where it is lost."""
    read = _read(path, former)
    if read is None:
        former.lost += 1
    return read


def read_head(path: str, former: FormerFolder) -> PostHead:
    """The front matter of a file that gives no note; empty, which is said, where it cannot be read."""
    read = _read(path, former)
    return read[0] if read else PostHead()


def _read(path: str, former: FormerFolder) -> tuple[PostHead, str, int] | None:
    text, problems = read_text(former.files[path])
    for problem in problems:
        former.say(path, problem.place.line, problem.message)
    if problems and (not text or any(problem.rule == "merge-conflict" for problem in problems)):
        return None
    fence = text.partition("\n")[0].rstrip()
    if fence not in _FENCES:
        if fence in ("{", ";;;"):
            former.say(path, 1, "its front matter is in JSON, which is not read here: write it in YAML")
            return None
        return PostHead(), text, 1
    cut, problems = frontmatter.split(path, text, fence)
    for problem in problems:
        former.say(path, 1, f"{problem.message} ({problem.hint})")
    if problems:
        return None
    head = (_toml_head if fence == "+++" else _yaml_head)(path, cut.front, former)
    return (_without_comments(path, head, former), cut.body, cut.body_line) if head else None


def _without_comments(path: str, head: PostHead, former: FormerFolder) -> PostHead:
    """YAML has comments of its own: one of HTML in a value would stand on the page, and is an error in a digest."""
    data = {}
    for key, value in head.data.items():
        data[key] = plain = _plain(value)
        if plain != value and key not in _SAYS_NOTHING:
            former.say(path, head.lines.get(key, 1), f"`{key}`: a comment within a value has no place: left out")
    return replace(head, data=data)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_plain(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, str) or "<!--" not in value or "-->" not in value:
        return value
    return " ".join(without_html_comments(value).replace("<!--", "").split())


def read_settings(path: str, former: FormerFolder) -> dict[str, Any]:
    """A file of settings, in YAML or TOML; empty, which is said, where it cannot be read."""
    text, problems = read_text(former.files[path])
    for problem in problems:
        former.say(path, problem.place.line, problem.message)
    if path.endswith(".toml"):
        return _plain(_toml(path, text, 0, former) or {})  # type: ignore[no-any-return]
    data, slips = yaml.load(text)
    for slip in slips:
        if slip.rule != "comment":
            former.say(path, slip.place.line, slip.message)
    one = _plain(yaml.one_line(data))
    return one if isinstance(one, dict) else {}


def _yaml_head(path: str, front: str, former: FormerFolder) -> PostHead | None:
    if not front.strip():
        return PostHead()
    data, problems = frontmatter.load(path, frontmatter.SplitText(front, ""))
    for problem in problems:
        if problem.rule != "comment":
            former.say(path, problem.place.line, problem.message)
    if data is None:
        return None
    places = Places(front)
    return PostHead(data, {key: places.of(KeyPath((key,), key_itself=True)).line + 1 for key in data})


def _toml_head(path: str, front: str, former: FormerFolder) -> PostHead | None:
    data = _toml(path, front, 1, former)
    if data is None:
        return None
    lines: dict[str, int] = {}
    for number, line in enumerate(front.split("\n"), 2):
        if (match := _KEY.match(line)) and match[1] in data:
            lines.setdefault(match[1], number)
    return PostHead(data, lines)


def _toml(path: str, text: str, above: int, former: FormerFolder) -> dict[str, Any] | None:
    """`above`: how many lines of the file stand before the text."""
    try:
        data = _as_text(tomllib.loads(text), _DEEPEST)
    except (ValueError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        former.say(path, above + (int(at[1]) if at else 1), f"this TOML cannot be read: {error}")
        return None
    return data if isinstance(data, dict) else {}


def _as_text(value: Any, left: int) -> Any:
    """What TOML reads as numbers, days and truth values is text, as it is in our YAML."""
    if left == 0:
        raise RecursionError("too deep")
    if isinstance(value, dict):
        return {key: _as_text(each, left - 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each, left - 1) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return yaml.one_line(str(value))
