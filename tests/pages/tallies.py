"""What tests of tallies ask of built pages: which counts lead to which rows of the ledger."""

import re
from itertools import accumulate
from urllib.parse import parse_qsl, urlsplit

from tests.dom import Element

_NUMBER = re.compile(r"([0-9,]+)$")


def counts(main: Element) -> list[tuple[int, str]]:
    """Each number of a tally that leads to the ledger, with its address."""
    stages = [p for p in main.all("p", "table") if p["class"].split()[:1] in (["stages-of"], ["stages-beside"])]
    words = [(link.text, link["href"]) for p in stages for link in p.all("a")]
    rows = [row for table in main.all("table", **{"class": "stages"}) for row in table.one("tbody").all("tr")]
    tables = [
        (row.one("td").text if len(row.all("td")) == 1 else row.all("td")[0].text, row.one("a")["href"]) for row in rows
    ]
    found = [*words, *tables]
    return [(int(_NUMBER.search(text)[1].replace(",", "")), href) for text, href in found]  # type: ignore[index]


def rows(href: str, index: dict) -> int:
    """How many rows of the ledger an address asks for."""
    asked = [(name, value) for name, value in parse_qsl(urlsplit(href).query) if name != "sort"]
    fitting = [set(accumulate(index["filters"][name].get(value, []))) for name, value in asked]
    return len(set.intersection(*fitting)) if fitting else index["total"]
