"""Addresses are made in one module, and are as the kinds of pages declare them."""

import ast
import re

from sitegen.incremental.planned_site import planned_site
from sitegen.incremental.workspace import Options, workspace
from sitegen.pages.kinds import redirect
from sitegen.pages.page import Page
from tests.site import Site

NAMES = ("feed.xml", "feed.json", "due.ics", "email.html", "email.txt", "page/", "#section-")


def test_no_other_module_puts_an_address_together(repository):
    found = []
    for file in (repository / "sitegen/pages").rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        declared = {id(each) for node in ast.walk(tree) if is_declaration(node) for each in ast.walk(node)}
        for node in ast.walk(tree) if file.name != "urls.py" else ():
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            joins = isinstance(node, ast.JoinedStr) and any(part.value == "#" for part in constants(node))
            if id(node) not in declared and (joins or (text.startswith(NAMES) and "\n" not in text)):
                found.append(f"{file.name}:{node.lineno}")
    assert found == []


def is_declaration(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Kind"


def constants(node: ast.JoinedStr) -> list[ast.Constant]:
    return [part for part in node.values if isinstance(part, ast.Constant)]


def test_every_page_stands_where_its_kind_says(full):
    pages = planned(full)
    assert [page.url.path for page in pages if not stands_as_declared(page)] == []
    assert len({page.kind.address for page in pages}) > 30


def stands_as_declared(page: Page) -> bool:
    """In another language behind its name, later pages of lists behind their number; redirects stand anywhere."""
    pattern = re.sub("<[a-z]+>", "[^/]+", re.escape(page.kind.address))
    return page.kind is redirect.KIND or re.fullmatch(f"(en/)?{pattern}(page/\\d+/)?", page.url.path) is not None


def planned(digest: Site) -> list[Page]:
    with workspace(Options(root=digest.root), print) as ws:
        site, _ = planned_site(ws)
    assert site is not None
    return list(site.pages.values())
