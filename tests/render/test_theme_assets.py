"""Files of `templates/assets/`: named by templates, style sheets and scripts, and published because of that."""

import json
import re

import pytest

from sitegen.render.files import TemplateFile
from sitegen.render.scripts import script
from tests.growth import seconds, times_as_long
from tests.site import Site, clean

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
PAGE = "templates/changes.html"


def published(digest: Site) -> dict[str, str]:
    """The published names of assets, by what they are called without their keys."""
    names = [name.removeprefix("assets/") for name in digest.files() if name.startswith("assets/")]
    return {re.sub(r"\.\w{10}(?=\.|$)", "", name): name for name in names}


def found(digest: Site) -> list[tuple[str, str, int, int]]:
    problems = json.loads(digest.run("check", "--format", "json").out)
    return [(p["rule"], p["file"], p["line"], p["column"]) for p in problems]


def test_a_template_names_an_asset_and_gets_its_published_address(site):
    digest = site()
    digest.put("templates/assets/img/로고 1.svg", LOGO)
    digest.put(PAGE, "<img src=\"{{ asset('img/로고 1.svg') }}\">\n")
    digest.build()
    [name] = [file for file in digest.files() if file.startswith("assets/img/")]
    assert re.fullmatch(r"assets/img/로고 1\.\w{10}\.svg", name)
    key = name.split(".")[-2]
    assert digest.page("changes/") == f'<img src="/digest/assets/img/%EB%A1%9C%EA%B3%A0%201.{key}.svg">\n'
    digest.put("templates/assets/img/로고 1.svg", LOGO.replace('"1"', '"2"'))
    assert digest.build("--json").data["rendered"] == 0  # its name is put in anew
    assert key not in digest.page("changes/") and digest.files() == clean(digest)
    digest.build("--base-url", "https://example.net/")
    assert digest.page("changes/").startswith('<img src="/assets/img/')


def test_a_macro_of_an_imported_template_can_name_one_too(site):
    digest = site()
    digest.put("templates/assets/logo.svg", LOGO)
    digest.put("templates/own.html", "{% macro logo(n) %}{{ n }}{{ asset('logo.svg') }}{% endmacro %}")
    digest.put(PAGE, "{% from 'own.html' import logo %}{{ logo | once(1) }} {{ logo(2) }}")
    digest.build()
    address = f"/digest/assets/{published(digest)['logo.svg']}"
    assert digest.page("changes/") == f"1{address} 2{address}"


MISTAKEN = {
    "x\n  {{ asset('loga.svg') }}": ("dangling-asset", 2, 3),
    "{{ asset('lo' ~ 'go.svg') }}": ("template", 1, 1),
    "{{ asset(view.lang) }}": ("template", 1, 1),
    "{{ asset() }}": ("template", 1, 1),
    "{% set a = asset %}{{ a('logo.svg') }}": ("template", 1, 1),
    "{{ asset('../../content/site.yaml') }}": ("dangling-asset", 1, 1),
}


@pytest.mark.parametrize("text", MISTAKEN)
def test_what_is_no_asset_or_is_put_together_is_said_with_its_place(site, text):
    digest = site()
    digest.put("templates/assets/logo.svg", LOGO)
    digest.put(PAGE, text)
    rule, line, column = MISTAKEN[text]
    assert found(digest) == [(rule, PAGE, line, column)]
    assert digest.run("build").status == 1


def test_a_template_may_call_something_of_its_own_so(site):
    digest = site()
    digest.put(PAGE, "{% macro asset(x) %}[{{ x }}]{% endmacro %}{{ asset(view.lang) }}")
    digest.build()
    assert digest.page("changes/") == "[ko]"


def test_texts_that_are_not_translated_do_not_hide_what_nobody_uses(site):
    digest = site()
    digest.put("templates/i18n/ja.yaml", "menu: メニュー\n")
    digest.put("templates/assets/unused.svg", LOGO)
    digest.put("templates/assets/95-own.css", "a { color: red }")
    digest.put("templates/nope.html", "x")
    digest.put("templates/parts/mastheadname.html", "x")
    problems = json.loads(digest.run("check", "--format", "json").out)
    said = {(p["rule"], p["file"].removeprefix("templates/")): p["hint"] for p in problems}
    assert said.keys() == {
        ("unused-text", "i18n/ja.yaml"),
        ("unused-asset", "assets/unused.svg"),
        ("unused-asset", "assets/95-own.css"),
        ("unused-template", "nope.html"),
        ("unused-template", "parts/mastheadname.html"),
    }
    assert "into templates/assets/site.css/" in said["unused-asset", "assets/95-own.css"]
    assert "`parts/masthead-name.html`" in said["unused-template", "parts/mastheadname.html"]


def test_an_asset_that_nobody_names_is_said_and_not_published(repository, site):
    digest = site()
    digest.put("templates/assets/logo.svg", LOGO)
    digest.put("templates/assets/plan.psd", b"8BPS")
    digest.put("templates/assets/print.css", "a { b: url(logo.svg) }")
    digest.build()
    assert found(digest) == [
        ("unused-asset", f"templates/assets/{name}", 1, 1) for name in ("logo.svg", "plan.psd", "print.css")
    ]
    assert published(digest).keys() == {file.name for file in (repository / "templates/assets").iterdir()}
    digest.put(PAGE, "{{ asset('print.css') }}")
    digest.build()
    assert found(digest) == [("unused-asset", "templates/assets/plan.psd", 1, 1)]
    assert published(digest).keys() >= {"print.css", "logo.svg"} and "plan.psd" not in published(digest)
    assert digest.files() == clean(digest)
    digest.put("templates/assets/print.css", "a { b: c }")
    digest.build()
    assert "logo.svg" not in published(digest) and digest.files() == clean(digest)


def test_a_script_names_its_neighbours_as_they_are_published(site):
    digest = site()
    digest.put(PAGE, "{{ asset('own.js') }}")
    digest.put("templates/assets/logo.svg", LOGO)
    digest.put("templates/assets/js/tools.mjs", "export { x } from '../data.json?a#b';\n")
    digest.put("templates/assets/data.json", "{}")
    digest.put(
        "templates/assets/own.js",
        "import {x} from './js/tools.mjs'; import'./js/tools.mjs'; import(\"./js/tools.mjs\")\n"
        "new URL('./logo.svg', import.meta.url); fetch('./logo.svg'); // from './no.js'\n"
        "/* from './no.js' */ a = \"from './no.js'\"; b = `from './no.js'`; c = 'https://x/' + import('https://x/y.js')\n",
    )
    digest.build()
    names, files = published(digest), digest.files()
    tools, logo = names["js/tools.mjs"], names["logo.svg"]
    assert files["assets/" + names["own.js"]].decode().split("\n") == [
        f"import {{x}} from './{tools}'; import'./{tools}'; import(\"./{tools}\")",
        f"new URL('./{logo}', import.meta.url); fetch('./logo.svg'); // from './no.js'",
        "/* from './no.js' */ a = \"from './no.js'\"; b = `from './no.js'`; c = 'https://x/' + import('https://x/y.js')",
        "",
    ]
    assert files["assets/" + tools].decode() == f"export {{ x }} from '../{names['data.json']}?a#b';\n"
    digest.put("templates/assets/data.json", "[]")
    digest.build()
    assert published(digest)["own.js"] != names["own.js"]  # for what it names is called otherwise
    assert digest.files() == clean(digest)


def test_what_a_script_names_and_is_not_there_is_said_with_its_place(site):
    digest = site()
    digest.put(PAGE, "{{ asset('own.js') }}")
    digest.put("templates/assets/own.js", "let a;\n  import './gone.js';\n")
    assert found(digest) == [("dangling-asset", "templates/assets/own.js", 2, 3)]


def test_scripts_that_import_each_other_are_said(site):
    digest = site()
    digest.put(PAGE, "{{ asset('a.js') }}")
    digest.put("templates/assets/a.js", "import './b.js'")
    digest.put("templates/assets/b.js", "import './a.js'")
    [(rule, file, _, _)] = found(digest)
    assert (rule, file) == ("template", "templates/assets/a.js")


@pytest.mark.parametrize("family", ["import ", "from './", "/*", '"', "`", "new URL( ", "import './x\n", "'\\"])
def test_no_script_takes_long_to_read(family):
    def taken(size: int) -> float:
        file = TemplateFile("a.js", "a.js", ("'./'" + family * size).encode())
        return seconds(lambda: script(file, "", {}, []))

    assert times_as_long(taken, 16_000, 4000, most=10) < 10
