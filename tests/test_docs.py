"""What the documents name is there."""

import re
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from sitegen.desk.explain import rule_texts
from sitegen.pages.plan import every_kind
from sitegen.problems import RULES

DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{name}.md" for name in ("architecture", "performance", "theme", "views", "security")),
    *(f"docs/{name}.ko.md" for name in ("writing", "rules", "clipping", "editorial-checklist")),
]
ROOMS = {
    *("content", "digest", "pages", "render", "output", "incremental", "preview", "desk", "text"),
    *("tests", "sitegen", "templates", "bench", "docs"),
}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(repository, document):
    text = (repository / document).read_text("utf-8")
    named = set(re.findall(r"`((?:\w+/)+[\w.-]+\.(?:py|js|md|html|css))`", text))
    linked = set(re.findall(r"\]\((?!https?:|#)([^)#]+)", text))
    gone = {path for path in named if path.split("/")[0] in ROOMS and not _is_there(repository, path)}
    gone |= {path for path in linked if not (repository / document).parent.joinpath(path).exists()}
    assert gone == set()


def _is_there(repository, path):
    return (repository / path).exists() or (repository / "sitegen" / path).exists()


@pytest.mark.parametrize("name", ["rules", "views"])
def test_a_page_that_is_made_is_what_its_script_makes(repository, name):
    spec = spec_from_file_location(name, repository / f"docs/{name}.py")
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (repository / f"docs/{name}.md").read_text("utf-8") == script.page(), f"make {name}"


def test_the_rules_in_korean_are_all_of_them_with_their_severities(repository):
    text = (repository / "docs/rules.ko.md").read_text("utf-8")
    severities = {"error": "오류", "warning": "경고"}
    lines = re.findall(r"^\| `([a-z-]+)` \| (\S+) \|", text, re.MULTILINE)
    assert sorted(lines) == sorted((rule, severities[severity]) for rule, severity in RULES.items())


def test_every_rule_has_a_line_and_a_paragraph_that_says_more():
    texts = rule_texts()
    assert list(texts) == list(RULES)
    assert [rule for rule, text in texts.items() if text.finds.endswith(".") or text.about == text.finds] == []
    assert [rule for rule, text in texts.items() if not text.about.endswith(".")] == []


def test_the_theme_s_page_lists_the_template_of_every_kind_of_page(repository):
    text = (repository / "docs/theme.md").read_text("utf-8")
    templates = {kind.template for kind in every_kind() if kind.template.endswith((".html", ".txt"))}
    assert templates <= {*re.findall(r"`([\w-]+\.(?:html|txt))`", text)}


def test_a_kind_of_page_its_template_and_its_address_have_one_name(repository):
    """But for what stands below another page, at the root or nowhere."""
    for file in (repository / "sitegen/pages/kinds").glob("[a-z]*.py"):
        kind = import_module(f"sitegen.pages.kinds.{file.stem}").KIND
        assert kind.template in (f"{file.stem}.html", "404.html"), file
        if "<" not in kind.address and kind.address.endswith("/"):
            assert kind.address.split("/")[-2] == file.stem


def test_the_folders_of_sitegen_say_in_a_line_what_comes_in_and_goes_out(repository):
    for file in (repository / "sitegen").rglob("__init__.py"):
        first = file.read_text("utf-8").split("\n")[0]
        assert re.match(r'"""\w.+', first), file
