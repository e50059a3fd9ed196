"""The quick form of the sandbox prints what the plain one prints, or raises; what that one refuses, it refuses too."""

from functools import partial

import pytest
from markupsafe import Markup
from msgspec import Struct

from sitegen.incremental.cache import Cache
from sitegen.incremental.compiled_templates import CompiledTemplates
from sitegen.pages.page import Kind, Page
from sitegen.pages.urls import Urls
from sitegen.render import renderer as rooms
from sitegen.render.renderer import Renderer
from sitegen.render.sandbox import TooMuch
from sitegen.render.templates import Templates, TemplateSource
from sitegen.render.ui_texts import UiTexts
from tests.full import FULL
from tests.site import Site

URL = Urls("https://example.org/", "ko").at("x/")
LIBRARY = (
    "{% macro show(d) %}{% autoescape false %}{{ d.title }}{% endautoescape %}{% endmacro %}"
    "{% macro o(x) %}{{ x }}{% endmacro %}{% macro say(x) %}{{ o(x) }}{% endmacro %}"
    "{% macro pair(a, b='<b>') %}{{ a }}-{{ b }}{% endmacro %}"
    "{% macro held(x) %}[{{ x }}{{ caller() }}]{% endmacro %}"
    "{% macro many() %}{{ varargs | join(',') }}{{ kwargs | length }}{% endmacro %}"
    "{% macro titled(x) %}{{ x.title }}{% endmacro %}"
)


class View(Struct, frozen=True):
    lang: str = "ko"
    title: str = "<제목>"
    html: Markup = Markup("<i>가</i>")
    notes: tuple[str, ...] = ("a", "<b>")
    names: dict[str, str] = {}


VIEW = View(names={"ko": "<하나>"})


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A renderer of a template, which may import `lib.html`."""
    compiled = partial(CompiledTemplates, Cache(tmp_path_factory.mktemp("quick") / "cache.db"))

    def made(*texts: str) -> Renderer:
        named = {"lib.html": LIBRARY} | {f"{number}.html": text for number, text in enumerate(texts)}
        sources = {name: TemplateSource(text, f"templates/{name}") for name, text in named.items()}
        return Renderer(Templates(sources, UiTexts({"ko": {"n": "{n}개"}}, (), {}, []), {}), compiled, str)

    return made


def by(environment, name: str = "0.html") -> str:
    environment.begin()
    return environment.get_template(name).render(view=VIEW)


INWARDS = [
    "(view.notes | map('upper')).ｇi_frame",
    "(view.notes | map('upper')).gi＿frame",
    "namespace.ｍro",
    "view.__class__",
    "view.title.format",
    "(view.title.ｆormat)('x')",
    "view.ｔitle",
]


@pytest.mark.parametrize("expression", INWARDS)
def test_what_the_plain_one_refuses_the_quick_one_does_not_print(made, expression):
    renderer = made(f"{{{{ {expression} }}}}")
    results = []
    for environment in (renderer._plain, renderer._quick):
        try:
            results.append(by(environment))
        except Exception:
            results.append("raised")
    assert results[1] in ("raised", results[0])


ALIKE = [
    "{{ view.title }}{{ view.html }}{{ view.title ~ view.html }}{{ view.names.ko }}{{ view.notes | join('<') }}",
    "{% import 'lib.html' as l %}{{ l.o(view.title) }}{{ l.pair('<a>') }}{{ l.pair(b='x', a='y') }}",
    "{% import 'lib.html' as l %}{% call l.held('<') %}{{ view.title }}{% endcall %}{{ l.many(1, '<', k=2) }}",
    "{% import 'lib.html' as l %}{% set x = l.o(view.title) %}{{ x }}{{ x | upper }}{{ x ~ '<' }}",
    "{% set x %}{{ view.title }}{% endset %}{{ x }}{% filter upper %}{{ view.title }}{% endfilter %}",
    "{% autoescape false %}{{ view.title }}{% endautoescape %}{{ view.title }}",
    "{% for n in view.notes %}{{ loop.index }}{{ n }}{{ loop.last }}{% else %}none{% endfor %}",
    "{{ view.gone is defined }}{{ view.gone | default('<d>') }}{{ gone is defined }}",
    "{% for x in [view, {'title': 'b'}] if x.title %}{{ x.title }}{{ loop['length'] is defined }}{% endfor %}",
    "{% for x in [view, {'title': 'b'}] if x.title %}{{ loop | attr('length') }}{% endfor %}",
    "{% from 'lib.html' import titled %}"
    "{% for x in [view, {'title': 'b'}] if titled(x) %}{{ loop['last'] is defined }}{% endfor %}",
    "{% macro a() %}{% endmacro %}{{ a }}{{ a.takes is defined }}{{ a.at_once is defined }}",
    "{{ 'n' | t(view.lang, n=2) }}{{ '%s' | format(view.title) }}{{ view.html | escape }}{{ none }}{{ 1.5 }}",
    "{% set n = namespace() %}{% set n.m = 2 %}{{ n.m }}",
]


@pytest.mark.parametrize("text", ALIKE)
def test_both_print_the_same(made, text):
    renderer = made(text)
    expected = by(renderer._plain)
    try:
        assert by(renderer._quick) == expected
    except AssertionError:
        raise
    except Exception:
        renderer._quick.forget_modules()  # the plain one is asked, as of every page
    assert renderer.render(Page(URL, Kind(view=as_given, template="0.html")), VIEW) == expected.encode()


def as_given(context):
    return VIEW


def test_what_is_raised_on_one_page_changes_no_other(made):
    first = "{% import 'lib.html' as l %}{{ l.show({'title': 't'}) }}"
    second = "{% import 'lib.html' as l %}{{ l.say('<b>') }}"
    kinds = [Kind(view=as_given, template=f"{number}.html") for number in range(2)]
    renderer = made(first, second)
    assert [renderer.render(Page(URL, kind), VIEW) for kind in kinds] == [b"t", b"&lt;b&gt;"]


def test_a_piece_that_is_kept_is_not_given_for_one_that_is_only_equal(made):
    given = ("view.html", "'<i>가</i>'", "1", "true")
    text = "{% from 'lib.html' import o %}" + "".join(f"{{{{ o | once({value}) }}}}" for value in given)
    assert by(made(text)._quick) == "<i>가</i>&lt;i&gt;가&lt;/i&gt;1True"


def test_two_macros_of_one_name_print_each_its_own(made):
    text = "".join(
        f"{{% if {number} %}}{{% macro m(c) %}}{number}{{{{ c }}}}{{% endmacro %}}{{{{ m | once('x') }}}}{{% endif %}}"
        for number in (1, 2)
    )
    assert by(made(text)._quick) == "1x2x"


def test_the_shipped_templates_raise_nothing_and_a_site_is_the_same_by_the_plain_one(tmp_path, monkeypatch):
    raised: list[object] = []
    monkeypatch.setattr(rooms.QuickSandbox, "forget_modules", raised.append)
    quick = Site(tmp_path / "quick", FULL)
    quick.build("--jobs", "1")
    assert raised == []
    monkeypatch.setattr(rooms, "QuickSandbox", rooms.Sandbox)
    plain = Site(tmp_path / "plain", FULL)
    plain.build()
    assert quick.files() == plain.files()


LISTED = (
    "{% from 'lib.html' import pair %}{{ pair | each(view.notes, 'x') }}|{{ pair | each(view.notes, last=(1, 2)) }}"
)


def test_each_makes_a_line_of_each_thing(made):
    """What is given to all stands in its place; what each has of its own is the last."""
    renderer = made(LISTED)
    lines = "a-x\n&lt;b&gt;-x\n|a-1\n&lt;b&gt;-2\n"
    assert by(renderer._quick) == lines
    assert by(renderer._plain) == lines
    assert by(made("{% from 'lib.html' import o %}[{{ o | each(()) }}]")._quick) == "[]"


def test_each_counts_what_it_makes(made):
    nothing = "{% from 'lib.html' import o %}" + "{% for a in range(99) %}{{ o | each(range(99999)) }}{% endfor %}"
    with pytest.raises(TooMuch):
        by(made(nothing)._quick)
