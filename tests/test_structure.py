"""The shape of the program: a name for one thing, and pieces that are read at one sitting."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

LONGEST_MODULE, LONGEST_FUNCTION = 300, 50  # lines


@pytest.fixture(scope="module")
def modules(repository: Path) -> dict[str, str]:
    files = sorted((repository / "sitegen").rglob("*.py"))
    return {file.relative_to(repository).as_posix(): file.read_text("utf-8") for file in files}


def test_no_two_classes_have_one_name(modules):
    named = defaultdict(list)
    for path, text in modules.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                named[node.name].append(path)
    assert {name: paths for name, paths in named.items() if len(paths) > 1} == {}


def test_no_module_is_long(modules):
    assert [path for path, text in modules.items() if len(text.splitlines()) > LONGEST_MODULE] == []


def test_no_function_is_long(modules):
    functions = [
        (path, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for path, text in modules.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [each for each in functions if each[2] > LONGEST_FUNCTION] == []
