"""All of the digest as data: each table as JSON, as CSV and with a JSON Schema; docs/data.md says what fields mean.

A table is a module with its rows and columns, named here; `files.py` writes them all.
"""

from collections.abc import Iterator
from functools import partial

from sitegen.pages.context import PageContext
from sitegen.pages.exports.data import claims, notes, quotes, relations, terms
from sitegen.pages.exports.data.files import csv_file, json_file, schema_file
from sitegen.pages.kinds.data import about_pages
from sitegen.pages.views import Page

TABLES = (notes.TABLE, terms.TABLE, claims.TABLE, relations.TABLE, quotes.TABLE)


def pages(context: PageContext) -> Iterator[Page]:
    yield from about_pages(context, TABLES)
    for table in TABLES:
        yield Page(context.urls.data(f"{table.name}.json"), "", partial(json_file, context, table))
        yield Page(context.urls.data(f"{table.name}.csv"), "", partial(csv_file, context, table))
        yield Page(context.urls.schema(table.name), "", partial(schema_file, context, table))
