"""Plain data to a struct of the schema: all of it at once when it fits, field by field when it does not.

msgspec stops at the first mistake; an editor wants all of them, in words. So the fast road is one `convert`,
and only data that it refuses walks the slow one.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from sitegen.content import schema
from sitegen.problems import KeyPath
from sitegen.text.normal import unseen_hint
from sitegen.text.suggest import did_you_mean

T = TypeVar("T", bound=Struct)


class Flaw(Struct, frozen=True):
    """A value that does not fit the schema."""

    rule: str
    message: str
    where: KeyPath
    hint: str = ""


def decode(data: dict[str, Any], kind: type[T], others: Iterable[str] = ()) -> tuple[T, list[Flaw]]:
    """Data as a struct, and its flaws; with flaws, stand-ins fill the fields that are wrong or missing.

    `others` are keys that are read elsewhere: they count as known when a wrong key is matched with a right one.
    """
    try:
        return msgspec.convert(data, kind, strict=False), []
    except msgspec.ValidationError:
        flaws: list[Flaw] = []
        return _struct(data, kind, (), flaws, tuple(others)), flaws


def _struct(
    data: dict[str, Any],
    kind: type[T],
    path: tuple[str | int, ...],
    flaws: list[Flaw],
    others: tuple[str, ...] = (),
) -> T:
    known = {field.encode_name: field for field in fields(kind)}
    unknown = [key for key in data if key not in known]
    keys = [*known, *others] if unknown else []
    for key in unknown:
        hint = _misplaced(key, data, kind) or _key_hint(key, data[key], keys)
        where = KeyPath((*path, key), key_itself=True)
        flaws.append(Flaw("unknown-key", f"`{key}` is no key of {_place_name(path)}", where, hint))
    values = {}
    for name, field in known.items():
        if data.get(name) is not None:  # `why:` with nothing behind it is a key left out
            values[field.name] = _value(data[name], _hints(kind)[field.name], (*path, name), flaws)
        elif name in data and _hints(kind)[field.name] is bool:  # a draft would be published
            flaws.append(Flaw("type", f"{_value_name((*path, name))} says nothing", KeyPath((*path, name)), _BOOL_HINT))
        elif field.required:
            flaws.append(Flaw("missing", f"`{name}` is missing{_in(path)}", KeyPath(path)))
            values[field.name] = _stand_in(_hints(kind)[field.name])
    return kind(**values)


def _key_hint(key: str, value: Any, keys: list[str]) -> str:
    if hidden := unseen_hint(key):
        return hidden
    joined = _JOINED.fullmatch(key) if value is None else None
    if joined and joined[1] in keys:
        return f"write `{joined[1]}: {joined[2]}`, with a space behind the colon"
    if value is None and not _WORD.fullmatch(key):
        return "between { and } a comma ends a text: put the text between quotes"
    return did_you_mean(key, keys) or f"the keys here are: {', '.join(keys)}"


def _misplaced(key: str, data: dict[str, Any], kind: type[Struct]) -> str:
    """`publisher` below `source:` that is not indented, so that both are lost."""
    for name, hint in _hints(kind).items():
        inner = [member for member in _members(hint) if isinstance(member, type) and issubclass(member, Struct)]
        if inner and name in data and data[name] is None and key in [field.encode_name for field in fields(inner[0])]:
            return f"indent it below `{name}`"
    return ""


_JOINED = re.compile(r"\A(\w+)\s*[:：]\s*(.*)", re.DOTALL)  # `publisher:더팩트`, one word to YAML
_WORD = re.compile(r"[\w.-]+")


_BOOL_HINT = "write `true` or `false`"


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _value(data: Any, kind: Any, path: tuple[str | int, ...], flaws: list[Flaw]) -> Any:
    base = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    base = next((member for member in _members(base) if member is schema.Source), base)
    if isinstance(base, type) and issubclass(base, Struct):
        if isinstance(data, dict):
            return _struct(data, base, path, flaws)
        flaws.append(Flaw("type", f"{_value_name(path)} must be a mapping of {_keys(base)}", KeyPath(path)))
        return _struct({}, base, path, [])
    if get_origin(base) is tuple and isinstance(data, list):
        item = get_args(base)[0]
        values = [_value(entry, item, (*path, i), flaws) for i, entry in enumerate(data)]
        if values or kind is base:
            return tuple(values)
    elif kind == schema.Localized and isinstance(data, dict) and data and None not in data.values():
        return {key: _value(entry, schema.Word, (*path, key), flaws) for key, entry in data.items()}
    elif get_origin(base) is dict and isinstance(data, dict):
        return {key: _value(entry, get_args(base)[1], (*path, key), flaws) for key, entry in data.items()}
    else:
        try:
            return msgspec.convert(data, kind, strict=False)
        except msgspec.ValidationError:
            pass
    rule, message, hint = _expectation(data, kind, _value_name(path))
    flaws.append(Flaw(rule, message, KeyPath(path), _hidden(data) or hint))
    return _stand_in(kind)


def _hidden(data: Any) -> str:
    """A hint at what makes a text another than it looks."""
    if not isinstance(data, str):
        return ""
    if any(char.isdigit() and not char.isascii() for char in data):
        return "write its digits as 0 to 9"
    return unseen_hint(data)


def _expectation(data: Any, kind: Any, name: str) -> tuple[str, str, str]:
    """Rule, message and hint for a value that is not of its kind."""
    shown = f"not `{data}`" if isinstance(data, str) and data else "not " + _what(data)
    if kind is dt.date or kind == dt.date | None:
        real = "a day that exists, written" if isinstance(data, str) and len(data) == 10 else "a day written"
        return "date", f"{name} must be {real} YYYY-MM-DD, {shown}", ""
    if isinstance(data, dict) and None in data.values():
        hint = "between { and } a comma ends a text: put the text between quotes"
        empty = ", ".join(f"`{key}`" for key, value in data.items() if value is None)
        return "type", f"{empty} in {name} has no text behind it", hint
    if kind == schema.Address:
        return "url", f"{name} must be an address that begins with http:// or https://, {shown}", ""
    words = [word for member in _members(kind) if get_origin(member) is Literal for word in get_args(member)]
    if words:
        meant = _MEANT.get(str(data), "") if "contracted" in words else ""
        hint = meant or did_you_mean(str(data), words) or f"one of: {', '.join(words)}"
        return "type", f"{name} cannot be {shown.removeprefix('not ')}", hint
    given = {*_members(kind)} - {NoneType}  # a field that may be left out is described as one that may not
    for described, expected, hint in _DESCRIPTIONS:
        if given == {*_members(described)}:
            return "type", f"{name} must be {expected}, {shown}", hint
    if isinstance(data, list) and not data:
        return "type", f"{name} must hold one entry at least", ""
    if get_origin(kind) is tuple or get_origin(get_args(kind)[0] if get_args(kind) else None) is tuple:
        return (
            "type",
            f"{name} must be a list, {shown}",
            f"write `{name.strip('`')}: [{data}]`" if isinstance(data, str) else "",
        )
    hint = "an outlet of two names is written `한빛일보 (Hanbit Ilbo)`: each page takes its language's"
    return "type", f"{name} must be text, {shown}", hint if isinstance(data, dict) and name == "`publisher`" else ""


_DESCRIPTIONS: list[tuple[Any, str, str]] = [
    (bool, "true or false", ""),
    (schema.Month, "a date written 2025, 2025-10 or 2025-10-24", ""),
    (schema.EventDay, "a date written 2025, 2025-10 or 2025-10-24, or `unknown`", ""),
    (schema.ClipHash, "32 digits and letters from a to f, as `sitegen clip` writes them", ""),
    (schema.Due, "a date written 2030, 2030-H1, 2030-Q3, 2030-06 or 2030-06-01", ""),
    (schema.Language, "a language code of two or three letters, like ko", ""),
    (schema.Country, "a country code of two capital letters, like KR", ""),
    (schema.Zone, "a zone of time written Asia/Seoul, UTC or +09:00", ""),
    (schema.Ending, "the ending of a kind of files, in lower case and without its dot, like geojson", ""),
    (schema.Domain, "a host name like digest.example.org", ""),
    (
        schema.Contact,
        "an address for letters or a page, like mailto:desk@example.org or https://example.org/report",
        "",
    ),
    (schema.Localized, "text, or a text for each language like {ko: …, en: …}", ""),
    (schema.Extra, "keys and values of your own, like {region: Seoul}", ""),
    (schema.SourceNumber, "a number from 1: which of the note's sources", ""),
    (schema.Position, "a number from 0", ""),
    (schema.Limit, "a number from 1 to 500", ""),
]


_SIGNED = "write `contracted` of a contract that was signed; of a paper that binds nobody `mou`, `loi` or `agreed`"
_MEANT = {"signed": _SIGNED, "체결": _SIGNED}  # by stages that are none


def _what(data: Any) -> str:
    kinds = {dict: "a mapping", list: "a list", NoneType: "nothing"}
    return kinds.get(type(data), "empty text")


def _members(kind: Any) -> Iterator[Any]:
    if get_origin(kind) in (Union, UnionType):
        yield from get_args(kind)
    else:
        yield kind


def _stand_in(kind: Any) -> Any:
    """A value of the right type where the given one is wrong, so that the rest can still be checked."""
    if NoneType in _members(kind):
        return None
    base = get_args(kind)[0] if get_origin(kind) is Annotated else next(_members(kind))
    base = get_args(base)[0] if get_origin(base) is Annotated else base
    if get_origin(base) is Literal:
        return get_args(base)[0]
    if base is dt.date:
        return dt.date.min
    if isinstance(base, type) and issubclass(base, Struct):
        return _struct({}, base, (), [])
    origin = get_origin(base) or base
    return 1 if origin is int else origin()


def _keys(kind: type[Struct]) -> str:
    required: list[FieldInfo] = [field for field in fields(kind) if field.required]
    return ", ".join(f"`{field.encode_name}`" for field in required or fields(kind)[:3])


def _value_name(path: tuple[str | int, ...]) -> str:
    return f"`{path[-1]}`" if isinstance(path[-1], str) else "an entry"


def _place_name(path: tuple[str | int, ...]) -> str:
    names = [key for key in path if isinstance(key, str)]
    return f"`{names[-1]}`" if names else "this file"


def _in(path: tuple[str | int, ...]) -> str:
    return f" in {_place_name(path)}" if path else ""
