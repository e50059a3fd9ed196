"""Writes docs/views.md, what each template sees, from the types of the views.

python docs/views.py
"""

import datetime as dt
import functools
import inspect
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from sitegen.pages.context import PageContext  # noqa: E402
from sitegen.pages.page import Whole  # noqa: E402
from sitegen.pages.plan import every_kind  # noqa: E402
from sitegen.pages.views import Extra, Html, View  # noqa: E402

HEAD = """\
# What templates see

Made from the types of the views by `make views`; a test holds it to them.

A template has one value, `view`, and nothing else of the digest. What it can do with it, [theme.md](theme.md) says. An
address (`href`) is ready to be printed and begins at the host's root; one in full is called `full`. A text is escaped
when it is printed. What may be nothing is asked for by `{% if %}`; a name that is not listed is a mistake, and said.
"""
PLAIN: dict[Any, str] = {str: "text", bool: "yes or no", int: "number", float: "number", dt.date: "day"}
Field = tuple[str, Any, str]  # its name, its type, what is said of it


def page() -> str:
    """The whole document."""
    views: dict[str, type] = {}
    for kind in every_kind():
        made = get_type_hints(kind.view)["return"]
        if kind.template and made is not Whole:
            views[kind.template] = made
    ground = {name for name, _, _ in _fields(View)}
    lines = [HEAD, "## Every page", "", _about(View), *_list(_fields(View)), ""]
    lines += ["But for redirects, e-mails, feeds and sitemaps, whose views hold only what is listed with them.", ""]
    waiting = [kind for _, kind, _ in _fields(View)]
    for template, view in sorted(views.items()):
        fields = _fields(view)
        whole = ground <= {name for name, _, _ in fields}
        own = [field for field in fields if field[0] not in ground] if whole else fields
        lines += [f"## `{template}`", "", _about(view), *_list(own), ""]
        lines += ["And what every page has.", ""] if whole else []
        waiting += [kind for _, kind, _ in own]
    lines += ["## What these hold", ""]
    parts = {part.__name__: part for part in _parts(waiting)}
    if twins := [part for part in _parts(waiting) if parts[part.__name__] is not part]:
        raise TypeError(f"two types are called {twins[0].__name__}")
    for _, part in sorted(parts.items()):
        lines += [f"### {part.__name__}", "", _about(part), *_list(_fields(part)), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n"


def _fields(kind: type) -> list[Field]:
    """What a template can ask of a value: fields, and what is worked out when it is asked for."""
    hints = get_type_hints(kind, localns={"PageContext": PageContext})
    notes = {name: note for base in reversed(kind.__mro__) for name, note in _notes(base)}
    found: dict[str, Field] = {name: (name, hints[name], notes.get(name, "")) for name in _names(kind) if name in hints}
    for base in reversed(kind.__mro__):
        for name, member in vars(base).items():
            make = getattr(member, "func", None) or getattr(member, "fget", None)
            if isinstance(member, functools.cached_property | property) and make and name[0] != "_":
                made = get_type_hints(make, localns={"PageContext": PageContext})
                found[name] = (name, made["return"], inspect.cleandoc(make.__doc__ or "").replace("\n", " "))
    return list(found.values())


def _names(kind: type) -> list[str]:
    return [name for name in getattr(kind, "__struct_fields__", ()) if name[0] != "_"]


def _notes(kind: type) -> Iterator[tuple[str, str]]:
    """What comments say behind fields."""
    if issubclass(kind, Struct) and kind is not Struct:
        yield from re.findall(r"^    (\w+): [^#\n]*#\s*(.+)$", inspect.getsource(kind), re.MULTILINE)


def _about(kind: type) -> str:
    """What is said of a type, without what is out of a template's reach."""
    text = " ".join(inspect.cleandoc(vars(kind).get("__doc__") or "").split())
    hidden = ("`_", "underlined")
    said = [said for said in re.split(r"(?<=[.;]) ", text) if not any(word in said for word in hidden)]
    return " ".join(said).removesuffix(";") + "\n" if said and text else ""


def _list(fields: list[Field]) -> list[str]:
    return [f"- `{name}`: {_said(kind)}" + (f"; {about}" if about else "") for name, kind, about in fields]


def _said(kind: Any) -> str:
    """A type in words."""
    origin, given = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if kind is Extra:
        return "data of [one's own](theme.md#fields-of-ones-own)"
    if origin in (Union, UnionType):
        some = " or ".join(dict.fromkeys(_said(each) for each in given if each is not NoneType))
        return f"{some}, or nothing" if NoneType in given else some
    if origin is Literal:
        return "one of " + ", ".join(f"`{each}`" for each in given if each) + ("" if all(given) else ", or nothing")
    if origin is tuple and len(given) == 2 and given[1] is not Ellipsis:
        return f"a pair: {_said(given[0])}, {_said(given[1])}"
    if origin in (tuple, list, Sequence, Collection):
        return f"list of {_said(given[0])}"
    if origin in (dict, Mapping):
        return f"by {_said(given[0])}: {_said(given[1])}"
    if isinstance(kind, type) and issubclass(kind, Struct):
        return f"[{kind.__name__}](#{kind.__name__.lower()})" + (", printed by `html`" if kind is Html else "")
    raise TypeError(f"no words for {kind!r}")


def _parts(waiting: list[Any]) -> set[type]:
    """The types that views are made of, and those that these are."""
    parts: set[type] = set()
    waiting = list(waiting)
    while waiting:
        kind = waiting.pop()
        waiting += [each for each in get_args(kind) if not isinstance(each, str)]
        if isinstance(kind, type) and issubclass(kind, Struct) and kind not in parts:
            parts.add(kind)
            waiting += [inner for _, inner, _ in _fields(kind)]
    return parts


if __name__ == "__main__":
    (REPOSITORY / "docs/views.md").write_text(page(), "utf-8")
