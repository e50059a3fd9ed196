"""The page that says what the data is: its files and fields, on what terms it may be used, how to cite it."""

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import fields

from sitegen.config import License
from sitegen.pages.context import Kit
from sitegen.pages.exports.data.files import Table
from sitegen.pages.views import Page, View


class DataFile(Struct, frozen=True):
    """A table: `fields` by their names in JSON."""

    name: str
    version: int
    json: str
    csv: str
    schema: str
    fields: tuple[str, ...]


class DataView(View, frozen=True, kw_only=True):
    files: tuple[DataFile, ...]
    license: License | None
    changes: str
    feeds: str
    calendar: str


def about_pages(kit: Kit, tables: Sequence[Table]) -> Iterator[Page]:
    for lang in kit.languages:
        yield Page(kit.routes.data_page(lang), "data.html", partial(_view, kit, tables), (lang,))


def _view(kit: Kit, tables: Sequence[Table], lang: str) -> DataView:
    urls = {other: kit.routes.data_page(other) for other in kit.languages}
    return DataView(
        lang=lang,
        frame=kit.frame(lang),
        head=kit.head(kit.ui("data.title", lang), kit.ui("data.about", lang), urls, lang),
        switches=kit.switches(urls, lang),
        files=tuple(_file(kit, table) for table in tables),
        license=kit.config.license,
        changes=kit.routes.address(kit.routes.changes_file(lang)),
        feeds=kit.routes.address(kit.routes.feeds(lang)),
        calendar=kit.routes.address(kit.routes.claims(lang) + "due.ics"),
    )


def _file(kit: Kit, table: Table) -> DataFile:
    return DataFile(
        name=table.name,
        version=table.version,
        json=kit.routes.address(kit.routes.data(f"{table.name}.json")),
        csv=kit.routes.address(kit.routes.data(f"{table.name}.csv")),
        schema=kit.routes.address(kit.routes.schema(table.name)),
        fields=tuple(field.encode_name for field in fields(table.row)),
    )
