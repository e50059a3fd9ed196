"""What the documents name is there."""

import re
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from sitegen.pages.plan import every_kind
from sitegen.problems import RULES

DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{name}.md" for name in ("architecture", "performance", "theme", "views", "security")),
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


def test_the_list_of_rules_has_each_with_its_severity(repository):
    text = (repository / "docs/rules.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \| (\w+) \| .+ \|$", text, re.MULTILINE) == list(RULES.items())


def test_the_page_about_views_is_what_their_types_make_of_it(repository):
    spec = spec_from_file_location("views", repository / "docs/views.py")
    views = module_from_spec(spec)
    spec.loader.exec_module(views)
    assert (repository / "docs/views.md").read_text("utf-8") == views.page(), "make views"


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
