"""Rows as people and programs read them: a table whose columns stand below each other, JSON, CSV."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from sitegen.pages.exports.data.files import write_csv
from sitegen.text.normal import width


def as_table(rows: Sequence[Struct], columns: Sequence[str]) -> Iterator[str]:
    """Lines of the columns named, the last of which may be as long as it is. Hangul is two columns of a terminal wide.

    A column in which nothing stands is left out.
    """
    data = [msgspec.to_builtins(row) for row in rows]
    cells = [[name, *(_shown(row[name]) for row in data)] for name in columns]
    used = [column for column in cells if any(column[1:])]
    widths = [max(map(width, column)) for column in used]
    for line in zip(*used, strict=True):
        padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


def as_json(rows: Sequence[Struct]) -> str:
    return json.dumps([msgspec.to_builtins(row) for row in rows], ensure_ascii=False, indent=1)


def as_csv(rows: Sequence[Struct], kind: type[Struct]) -> str:
    """A line of column names, then a line for each row; the entries of a list have `; ` between them."""
    names = [field.encode_name for field in msgspec.structs.fields(kind)]
    data = (msgspec.to_builtins(row) for row in rows)
    file = io.StringIO(newline="")
    write_csv(file, names, ([_shown(row[name]) for name in names] for row in data))
    return file.getvalue()


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}/{each}" for key, entries in value.items() for each in entries)
    return "; ".join(value) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)
