"""Addresses are made in one module."""

import ast

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
