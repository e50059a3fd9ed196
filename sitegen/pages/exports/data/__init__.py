"""All of the digest as data: each table as JSON, as CSV and with a JSON Schema, and all of them as one archive.

docs/data.md says what fields mean.

A table is a module with its rows and columns, named here; `files.py` writes them all.
"""

from collections.abc import Iterator

from sitegen.pages.context import PageContext
from sitegen.pages.exports.data import claims, notes, quotes, relations, terms
from sitegen.pages.exports.data.archive import archive_file, package_file
from sitegen.pages.exports.data.files import csv_file, json_file, schema_file
from sitegen.pages.page import Kind, Page, Whole

TABLES = (notes.TABLE, terms.TABLE, claims.TABLE, relations.TABLE, quotes.TABLE)


_BY_NAME = {table.name: table for table in TABLES}


def pages(context: PageContext) -> Iterator[Page]:
    for name in _BY_NAME:
        yield Page(context.urls.data(f"{name}.json"), KIND, (name,))
        yield Page(context.urls.data(f"{name}.csv"), CSV, (name,))
        yield Page(context.urls.schema(name), SCHEMA, (name,))
    yield Page(context.urls.data_package, PACKAGE)
    yield Page(context.urls.data_archive, ARCHIVE)


def view(context: PageContext, name: str) -> Whole:
    return Whole(json_file(context, _BY_NAME[name]).data)


def _csv(context: PageContext, name: str) -> Whole:
    return Whole(csv_file(context, _BY_NAME[name]).data)


def _schema(context: PageContext, name: str) -> Whole:
    return schema_file(context, _BY_NAME[name])


def _package(context: PageContext) -> Whole:
    return package_file(context, TABLES)


def _archive(context: PageContext) -> Whole:
    return archive_file(context, TABLES)


_SHOWN = ("data.html", "claims.html", "statements.html", "relations.html")
KIND = Kind(
    address="data/<table>.json",
    view=view,
    pages=pages,
    led_to_by=tuple((template, "") for template in _SHOWN),
)
CSV = Kind(address="data/<table>.csv", view=_csv)
SCHEMA = Kind(address="data/schema/<table>.json", view=_schema)
PACKAGE = Kind(address="data/datapackage.json", view=_package)
ARCHIVE = Kind(address="data/digest.zip", view=_archive)
