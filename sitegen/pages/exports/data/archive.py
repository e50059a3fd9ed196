"""All tables as one file, and what programs that read tables want to know of them: a Data Package (datapackage.org).

The same content gives the same archive: its files stand in one order, with one day and one set of rights. How it is
packed is a matter of the machine's zlib.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from sitegen.pages.context import PageContext
from sitegen.pages.exports.data.deflate import DeflatedFile, archive, deflated, joined
from sitegen.pages.exports.data.files import Table, csv_file, json_file, schema_file
from sitegen.pages.page import Whole

_TYPES: dict[Any, str] = {bool: "boolean", int: "integer", float: "number", dt.date: "date"}


def archive_file(context: PageContext, tables: Sequence[Table]) -> Whole:
    """Every file of the tables, by the names that they have beside the archive."""
    files = {"datapackage.json": _packed(package_file(context, tables))}
    for table in tables:
        files[f"{table.name}.json"] = json_file(context, table)
        files[f"{table.name}.csv"] = csv_file(context, table)
        files[f"schema/{table.name}.json"] = _packed(schema_file(context, table))
    return Whole(archive(files))


def package_file(context: PageContext, tables: Sequence[Table]) -> Whole:
    """Data Package, version 2: each table as CSV with the types of its columns, and as JSON."""
    config, lang = context.config, context.config.default
    license, publisher = config.license, config.publisher
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "digest",
        "id": config.id,
        "title": config.title[lang],
        **({"description": config.description[lang]} if config.description[lang] else {}),
        "homepage": context.urls.data_page(lang).full,
    }
    if license:
        package["licenses"] = [{"path": license.url, "title": license.name}]
    if publisher:
        who = {"title": publisher.name[lang], "roles": ["publisher"]}
        package["contributors"] = [who | ({"path": publisher.url} if publisher.url else {})]
    package["resources"] = [each for table in tables for each in _resources(context, table)]
    return Whole(msgspec.json.format(msgspec.json.encode(package), indent=1) + b"\n")


def _resources(context: PageContext, table: Table) -> list[dict[str, Any]]:
    types = column_types(table.row)
    columns = [{"name": name, "type": types.get(name, "string")} for name in table.columns(context.languages)]
    title = context.ui(f"data.tables.{table.name}", context.config.default)
    rows = {
        "name": table.name,
        "title": title,
        "type": "table",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": columns},
    }
    nested = {
        "name": f"{table.name}-json",
        "title": title,
        "path": f"{table.name}.json",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }
    return [rows, nested]


def column_types(row: type[Struct]) -> dict[str, str]:
    """The types of Table Schema by names of columns: of a row's fields, and of those of what stands in it.

    `amount.value` is a column called `value` or `amount_value`; a field of the row's own comes before.
    """
    own: dict[str, str] = {}
    inside: dict[str, str] = {}
    for field in fields(row):
        own[field.encode_name] = _type(field.type)
        for kind in (kind for kind in _kinds(field.type) if isinstance(kind, type) and issubclass(kind, Struct)):
            for each in fields(kind):
                inside.setdefault(each.encode_name, _type(each.type))
                inside.setdefault(f"{field.encode_name}_{each.encode_name}", _type(each.type))
    return inside | own


def _type(kind: Any) -> str:
    kinds = [each for each in _kinds(kind) if each is not type(None)]
    return _TYPES.get(float if set(kinds) == {int, float} else kinds[0], "string")


def _kinds(kind: Any) -> tuple[Any, ...]:
    """Of a union its members."""
    return get_args(kind) if type(None) in get_args(kind) or float in get_args(kind) else (kind,)


def _packed(file: Whole) -> DeflatedFile:
    return joined([deflated(file.data)])
