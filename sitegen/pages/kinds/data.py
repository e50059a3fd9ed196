"""The page that says what the data is: its files and fields, on what terms it may be used, how to cite it."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import fields

from sitegen.config import License
from sitegen.pages.context import PageContext
from sitegen.pages.exports.data import KIND as FILES
from sitegen.pages.exports.data import TABLES
from sitegen.pages.exports.data.files import Table
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.schema_org import DataDownloadThing, DatasetThing
from sitegen.pages.parts.structured_data import publisher, site
from sitegen.pages.urls import Url
from sitegen.pages.views import View

_TYPES = {"json": "application/json", "csv": "text/csv"}


class DataFile(Struct, frozen=True):
    """A table: `fields` by their names in JSON."""

    name: str
    version: int
    json: str
    csv: str
    schema: str
    fields: tuple[str, ...]


class DataView(View, frozen=True, kw_only=True):
    """`archive`: all files as one; `package`: what they are, for programs."""

    files: tuple[DataFile, ...]
    archive: str
    package: str
    license: License | None
    changes: str
    feeds: str
    calendar: str


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        yield Page(context.urls.data_page(lang), KIND, (lang,))


def view(context: PageContext, lang: str) -> DataView:
    urls = {other: context.urls.data_page(other) for other in context.languages}
    return DataView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(
            *(context.ui("data.title", lang), context.ui("data.about", lang), urls, lang),
            thing=_dataset(context, urls[lang], lang),
        ),
        switches=context.switches(urls, lang),
        files=tuple(_file(context, table) for table in TABLES),
        archive=context.urls.data_archive.href,
        package=context.urls.data_package.href,
        license=context.config.license,
        changes=context.urls.changes_file(lang).href,
        feeds=context.urls.feeds(lang).href,
        calendar=context.urls.calendar(lang).href,
    )


def _dataset(context: PageContext, url: Url, lang: str) -> DatasetThing:
    license, whose = context.config.license, publisher(context, lang)
    return DatasetThing(
        id=url.full,
        name=f"{context.config.title[lang]}: {context.ui('data.title', lang)}",
        description=context.ui("data.about", lang),
        url=url.full,
        in_language=context.languages,
        creator=whose,
        publisher=whose,
        license=license.url if license else "",
        is_accessible_for_free=True,
        is_part_of=site(context, lang),
        distribution=tuple(_downloads(context, lang)) if context.makes(FILES) else (),
    )


def _downloads(context: PageContext, lang: str) -> Iterator[DataDownloadThing]:
    yield DataDownloadThing(
        name=context.ui("data.archive", lang),
        encoding_format="application/zip",
        content_url=context.urls.data_archive.full,
    )
    for table in TABLES:
        for ending in _TYPES:
            yield _download(context, table.name, ending, lang)


def _download(context: PageContext, name: str, ending: str, lang: str) -> DataDownloadThing:
    return DataDownloadThing(
        name=context.ui(f"data.tables.{name}", lang),
        encoding_format=_TYPES[ending],
        content_url=context.urls.data(f"{name}.{ending}").full,
    )


def _file(context: PageContext, table: Table) -> DataFile:
    return DataFile(
        name=table.name,
        version=table.version,
        json=context.urls.data(f"{table.name}.json").href,
        csv=context.urls.data(f"{table.name}.csv").href,
        schema=context.urls.schema(table.name).href,
        fields=tuple(field.encode_name for field in fields(table.row)),
    )


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.data_page)


KIND = Kind(address="data/", template="data.html", view=view, pages=pages, listed=listed, footer=(6, "data.title"))
