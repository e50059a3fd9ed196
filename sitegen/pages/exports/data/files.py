"""What every table of data is written by: as JSON with a row a line, as CSV, and with a JSON Schema beside them."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, TextIO
from zlib import crc32

import msgspec
from msgspec import Struct

from sitegen.config import License
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.deflate import DeflatedFile, deflated, joined
from sitegen.pages.page import Whole
from sitegen.pages.urls import Url

Cell = str | int | float | dt.date | None
Columns = Mapping[str, Callable[[Any], Cell]]

# What spreadsheets may take for the beginning of a formula, and what they, or whoever reads the file first, may leave
# out before it: white space, quotes, and what nobody sees.
_BEGINS = r"[=+\-@＝＋－＠]"
_UNSEEN = r'\s"\u00ad\u200b-\u200f\u2060-\u2064\ufeff'
_FORMULA = re.compile(rf"\A(?:[{_UNSEEN}]*{_BEGINS}|[\t\r\n])")
_BREAK = re.compile(r"[;\t\r\n]")  # where a spreadsheet may begin another cell: half of Europe's do at semicolons
_AFTER_BREAK = re.compile(rf"([;{_UNSEEN}]+)({_BEGINS}?)")
_PART = 128  # keys whose rows are made together, about
_encoder = msgspec.json.Encoder()


class Table(Struct, frozen=True):
    """A table by its name, which the key of its rows in JSON is too.

    `home`: the url of the page that shows the same; `keys`: of what its rows are made of, in their order; `rows`: those
    of some keys, made one by one; `columns`: of the CSV, for a digest's languages.
    `version` rises when a field goes, or comes to mean something else.
    """

    name: str
    version: int
    home: Callable[[PageContext], Url]
    row: type[Struct]
    keys: Callable[[PageContext], Iterable[Any]]
    rows: Callable[[PageContext, Sequence[Any]], Iterator[Any]]
    columns: Callable[[tuple[str, ...]], Columns]


def json_file(context: PageContext, table: Table) -> DeflatedFile:
    head: dict[str, Any] = {
        "version": table.version,
        "title": context.config.title,
        "home": table.home(context).full,
        "license": context.config.license,
        "schema": context.urls.schema(table.name).full,
    }
    begins = _encoder.encode(head)[:-1] + f',"{table.name}":['.encode()
    rows = [part.json for part in _parts(context, table) if part.rows]
    between = [deflated(b"\n"), *[deflated(b",\n")] * (len(rows) - 1)] if rows else []
    return joined([deflated(begins), *chain(*zip(between, rows, strict=True)), deflated(b"\n]}\n")])


def csv_file(context: PageContext, table: Table) -> DeflatedFile:
    """By RFC 4180, with a byte order mark, without which spreadsheets take Korean for something else."""
    head = io.StringIO(newline="")
    write_csv(head, table.columns(context.languages), ())
    return joined([deflated(head.getvalue().encode("utf-8-sig")), *(part.csv for part in _parts(context, table))])


class _Part(Struct, frozen=True, array_like=True):
    """Some rows of a table, as both files hold them, deflated. `rows`: how many."""

    rows: int
    json: bytes
    csv: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Part).decode


def _parts(context: PageContext, table: Table) -> Iterator[_Part]:
    """All rows. An edit makes those of few keys anew: where a part ends, the key before it alone says."""
    part: list[Any] = []
    for key in table.keys(context):
        part.append(key)
        if crc32(_encode(key)) % _PART == 0:
            yield _part(context, table, tuple(part))
            part = []
    if part:
        yield _part(context, table, tuple(part))


def _part(context: PageContext, table: Table, keys: tuple[Any, ...]) -> _Part:
    place = f"data/{table.name}/{keys[-1]}"
    return _decode(context.lasting(place, keys, partial(_made, context, table, keys)))


def _made(context: PageContext, table: Table, keys: tuple[Any, ...]) -> bytes:
    rows = list(table.rows(context, keys))
    cells = tuple(table.columns(context.languages).values())
    text = io.StringIO(newline="")
    write_csv(text, (), ([cell(row) for cell in cells] for row in rows))
    json = b",\n".join(map(_encoder.encode, rows))
    return _encode(_Part(len(rows), deflated(json), deflated(text.getvalue().encode())))


def write_csv(file: TextIO, head: Collection[str], rows: Iterable[list[Cell]]) -> None:
    """Writes a head, if there is one, and rows whose texts no spreadsheet takes for a formula."""
    out = csv.writer(file, lineterminator="\r\n")
    if head:
        out.writerow(head)
    out.writerows(map(_harmless, rows))


def schema_file(context: PageContext, table: Table) -> Whole:
    """JSON Schema 2020-12 of the JSON file. Fields that it does not know may come."""
    file = msgspec.defstruct(
        f"{table.name.capitalize()}File",
        [
            ("version", int),
            ("title", dict[str, str]),
            ("home", str),
            ("license", License | None),
            ("schema", str),
            (table.name, list[table.row]),  # type: ignore[name-defined]
        ],
    )
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": context.urls.schema(table.name).full,
        **msgspec.json.schema(file),
    }
    for definition in schema["$defs"].values():  # their descriptions are the docstrings of this program
        if "description" in definition:
            definition["description"] = " ".join(definition["description"].split())
    return Whole(msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n")


def each_language(name: str, texts: Callable[[Any], Mapping[str, str]], languages: tuple[str, ...]) -> Columns:
    """A column for each language of the digest: `title_ko`, `title_en`."""

    def column(lang: str) -> Callable[[Any], str]:
        return lambda row: texts(row).get(lang, "")

    return {f"{name}_{lang}": column(lang) for lang in languages}


def _harmless(cells: list[Cell]) -> list[Cell]:
    """A text that a spreadsheet would run as a formula has an apostrophe before it (OWASP, CSV injection)."""
    return [_as_text(cell) if type(cell) is str else cell for cell in cells]


def _as_text(cell: str) -> str:
    if _BREAK.search(cell):
        cell = _AFTER_BREAK.sub(_apart, cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _apart(match: re.Match[str]) -> str:
    return f"{match[1]}'{match[2]}" if match[2] and _BREAK.search(match[1]) else match[0]
