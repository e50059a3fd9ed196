"""What stands at the foot of a note, a claim, a term or an edition: how to cite it, its data, where to report an error.

A page is cited as text, which templates write, in BibTeX, and as CSL-JSON (citationstyles.org).

No day of access: nobody knows it when pages are made, and reference managers add it.
"""

import datetime as dt

import msgspec
from msgspec import Struct

from sitegen.pages.context import PageContext
from sitegen.pages.parts.responsible import report_link
from sitegen.pages.urls import Url
from sitegen.pages.views import Link
from sitegen.text.bibtex import ascii_key, entry
from sitegen.text.locales import english_name


class Citation(Struct, frozen=True):
    """`full`: the address to be cited."""

    title: str
    date: dt.date
    updated: dt.date | None
    full: str
    bibtex: str
    csl: str


class Foot(Struct, frozen=True):
    citation: Citation
    data: str
    report: Link


class _Item(Struct, frozen=True):
    id: str
    type: str
    title: str
    container_title: str = msgspec.field(name="container-title")
    author: tuple[dict[str, str], ...]
    issued: dict[str, tuple[tuple[int, int, int]]]
    URL: str
    language: str


def foot(
    context: PageContext, what: tuple[str, str], title: str, date: dt.date, updated: dt.date | None, url: Url, lang: str
) -> Foot:
    """`what`: ("note", id), ("claim", id), ("edition", id), or the key of a term; `url`: of its page in a language."""
    return Foot(
        citation=_citation(context, ascii_key(*what, lang), title, date, updated, url, lang),
        data=context.urls.data_page(lang).href,
        report=report_link(context, title, url.full, lang),
    )


def _citation(
    context: PageContext, key: str, title: str, date: dt.date, updated: dt.date | None, url: Url, lang: str
) -> Citation:
    full, site = url.full, context.config.title[lang]
    fields = {
        "author": site,
        "title": title,
        "year": str(date.year),
        "month": str(date.month),
        "day": str(date.day),
        "url": full,
        "langid": english_name(lang).lower(),  # as babel, the TeX package, mostly calls it
        "note": context.ui("cite.updated", lang, day=updated.isoformat()) if updated else "",
    }
    item = _Item(
        id=key,
        type="webpage",
        title=title,
        container_title=site,
        author=({"literal": site},),
        issued={"date-parts": ((date.year, date.month, date.day),)},
        URL=full,
        language=lang,
    )
    csl = msgspec.json.encode([item]).decode()
    return Citation(title, date, updated, full, entry("misc", key, fields), csl)
