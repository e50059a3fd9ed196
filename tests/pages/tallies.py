"""What tests of tallies ask of built pages: which counts lead to which rows of the ledger."""

import re
from itertools import accumulate
from urllib.parse import parse_qsl, urlsplit

from tests.dom import Element, ui

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


def entity_counts(main: Element, index: dict, id: str, lang: str) -> list[str]:
    """Where the page of an entity says another number of its promises and measures than the ledger has rows of it."""
    n = rows(f"?company={id}", index)
    jump = [link for link in main.all("a", href="#section-claims") if link.text]
    if not jump:
        return []
    told = main.one("section", aria_labelledby="section-claims")
    shown = len(told.one("table", **{"class": "promises-table"}).one("tbody").all("tr"))
    said = [f"{ui('term.deals_all', lang).format(n=n)} →"] if n > shown else []
    wrong = [] if re.search(rf"\b{n}$", jump[0].text) else [f"{id}: {jump[0].text}, {n} rows"]
    wrong += [f"{id}: {text!r} is missing" for text in said if text not in told.text]
    if n > shown and ui("term.deals_some", lang).format(n=n, shown=shown) not in told.text:
        wrong.append(f"{id}: {shown} of {n}")
    return wrong


def story_count(main: Element, lang: str) -> int | None:
    """Of how many promises, rules and rulings a line of time says that it shows some."""
    rule = re.escape(ui("timeline.rule", lang)).replace(r"\{all\}", "([0-9]+)").replace(r"\{n\}", "[0-9]+")
    found = re.search(rule, main.text)
    return int(found[1]) if found else None


def rows(href: str, index: dict) -> int:
    """How many rows of the ledger an address asks for."""
    asked = [(name, value) for name, value in parse_qsl(urlsplit(href).query) if name != "sort"]
    fitting = [set(accumulate(index["filters"][name].get(value, []))) for name, value in asked]
    return len(set.intersection(*fitting)) if fitting else index["total"]
