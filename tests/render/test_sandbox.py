"""What templates may do: see their view, call what only looks, and come to an end."""

import datetime as dt
from functools import partial

import pytest
from msgspec import Struct

from sitegen.incremental.cache import Cache
from sitegen.incremental.compiled_templates import CompiledTemplates
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Page
from sitegen.pages.urls import Urls
from sitegen.problems import Position, Problem
from sitegen.render.renderer import Renderer
from sitegen.render.templates import Templates, TemplateSource
from sitegen.render.ui_texts import UiTexts
from tests.site import Site, note

UI = UiTexts({"ko": {"n": "{n}"}}, (), {}, [])


class View(Struct, frozen=True):
    lang: str = "ko"
    title: str = "제목"
    date: dt.date = dt.date(2025, 10, 24)
    notes: tuple[str, ...] = ("a", "b")
    names: dict[str, list[str]] = {}


def view(context: PageContext) -> View:
    return View()


URL = Urls("https://example.org/", "ko").at("x/")
KIND = Kind(template="x.html", view=view)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What a template prints, or the problem that comes of it."""
    compiled = partial(CompiledTemplates, Cache(tmp_path_factory.mktemp("sandbox") / "cache.db"))

    def printed(text: str) -> str | Problem:
        renderer = Renderer(
            Templates({"x.html": TemplateSource(text, "templates/x.html")}, UI, {}),
            compiled,
            str,
        )
        problems, _ = renderer.check()
        made = problems[0] if problems else renderer.render(Page(URL, KIND), View(names={"ko": ["하나"]}))
        return made if isinstance(made, Problem) else made.decode()

    return printed


WAYS_IN = [
    "view.__class__",
    "view['__class__']",
    "view['__cl' ~ 'ass__']",
    "view | attr('__class__')",
    "[view] | map(attribute='__class__') | first",
    "[view] | map(attribute='title.__class__') | first",
    "[view, view] | sort(attribute='__class__')",
    "[view] | sum(attribute='__class__')",
    "[view] | selectattr('__class__') | list",
    "''.__class__.__mro__[1].__subclasses__()",
    "range.__globals__",
    "namespace.__init__",
    "namespace.mro()",
    "self.__init__",
    "self._TemplateReference__context",
    "(view.notes | map('upper')).gi_frame.f_globals",
    "(view.notes | map('upper')).gi_code",
    "'{0.__class__}'.format(1)",
    "'{a.__class__}'.format_map({'a': 1})",
    "('{0.__class__}' | escape).format(1)",
    "'{0.__class__}'.format | once(1)",
    "view | once",
    "nothing.__class__",
    "view.date.today()",
    "{}.fromkeys([1])",
    "view.title.maketrans('a', 'b')",
    "cycler(1)",
    "joiner()",
    "dict(a=1)",
    "lipsum()",
    "view.title | random",
]
CHANGES = [
    "view.names.update({})",
    "view.names.ko.append('x')",
    "view.names['ko'].clear()",
    "view.names.pop('ko')",
    "view.names.setdefault('en', [])",
    "view.names.ko.sort()",
]
TOO_MUCH = [
    "'a' * 10**9",
    "10**9 * 'a'",
    "[1] * 10**9",
    "9**9**9",
    "'%1000000000d' % 1",
    "'%1000000000d' | format(1)",
    "'%((x))1000000000d' | format(1)",
    "'%*d' | format(10**9, 1)",
    "'x' | center(10**9)",
    "'x' | center(width=10**9)",
    "'x' | indent(10**9, true)",
    "[1] | batch(10**9, 0) | list",
    "[1] | slice(10**9) | list",
    "1.5 | round(10**9, 'ceil')",
    "5 | round(-30000000)",
    "view | json(10**9)",
    "{'a': 1} | tojson(10**9)",
    "range(10**9) | list",
    "range(10**99)",
    "'x'.ljust(10**9)",
    "'x'.zfill(10**9)",
    "'x\t'.expandtabs(10**9)",
    "'{:>2000000000}'.format(1)",
]


@pytest.mark.parametrize("expression", [*WAYS_IN, *CHANGES, *TOO_MUCH])
def test_what_leads_into_the_program_or_changes_a_view_or_takes_too_much_is_a_problem(printed, expression):
    said = printed(f"\n  {{{{ {expression} }}}}")
    assert isinstance(said, Problem)
    assert (said.rule, said.path, said.where) == ("template", "templates/x.html", Position(2, 3))
    assert " at 0x" not in said.message  # or each run would say something else


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(100000) %}\n{% for j in range(100000) %}x{% endfor %}{% endfor %}",
        "{% for i in range(100000) %}\n{% for j in range(100000) %}{% endfor %}{% endfor %}",
        "{% macro a(n) %}\n{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
        "{% set n = namespace(x=3) %}{% for i in range(99) %}\n{% set n.x = n.x * n.x %}{% endfor %}",
        "{% for x in [[1]] recursive %}\n{{ loop([x]) }}{% endfor %}",
        "{% for x in [1] recursive %}\n{% if loop.depth < 3 %}{{ loop(range(2000)) }}{% endif %}{% endfor %}",
        "{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}",
        "{% set r = range(5000) | list %}{% set a = [r, r] %}\n{{ [a, a] | map('map', 'sum') | map('sum') | sum }}",
        "{% set r = range(5000) %}\n{{ [r, r, r, r, r] | map('map', 'string') | map('list') | list | length }}",
        "{% set r = range(5000) | list %}{% for i in range(500) %}\n{{ r.count(1) }}{% endfor %}",
        "\n{{ range(5000) | map('string') | join | wordwrap(1) }}",
        "{% set n = namespace(x=()) %}{% for i in range(99) %}\n{% set n.x = ((n.x,),) %}{% endfor %}",
        "{% set n = namespace(x=()) %}{% for i in range(99) %}\n{% set n.x = {1: n.x}.items() | first %}{% endfor %}",
    ],
    ids=[
        "printing",
        "silent",
        "bushy",
        "growing",
        "recursive",
        "recursive in loops",
        "macro",
        "maps",
        "lazy",
        "methods",
        "wrapping",
        "tuples",
        "items",
    ],
)
def test_a_template_without_end_is_ended(printed, text, monkeypatch):
    monkeypatch.setattr("sitegen.render.sandbox._MOST_STEPS", 20_000)
    said = printed(text)
    assert isinstance(said, Problem)
    assert said.where.line in (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "not " * 5000 + "1 }}",
        "{{ " + "1 + " * 5000 + "1 }}",
        "{{ view" + ".x" * 5000 + " }}",
        "{% for i in [1] %}" * 40 + "{% endfor %}" * 40,
        "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
        "{{ " + "1" * 5000 + " }}",
    ],
    ids=["brackets", "not", "plus", "fields", "loops", "ifs", "digits"],
)
def test_what_python_cannot_compile_is_a_problem(printed, text):
    said = printed(text)
    assert isinstance(said, Problem)
    assert (said.rule, said.path) == ("template", "templates/x.html")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("view.names.ko | join(', ')", "하나"),
        ("view.names.get('en', '-')", "-"),
        ("view.names.items() | list | length", "1"),
        ("view.title.replace('제', '주')", "주목"),
        ("view.notes.index('b')", "1"),
        ("view.date.isoformat()", "2025-10-24"),
        ("'-' * 5 ~ 2 * 3 ~ 2 ** 3 ~ 7 % 4", "-----683"),
        ("'%04d-%02d %s%%' | format(2025, 3, 'x')", "2025-03 x%"),
        ("2025 | tojson ~ (12345 | round)", "202512345"),
        ("range(3) | map('string') | join", "012"),
        ("view.notes | map('upper') | join", "AB"),
        ("[view] | map(attribute='title') | first", "제목"),
        ("'a' | center(3)", " a "),
        ("'n' | t(view.lang, n=1000)", "1,000"),
    ],
)
def test_what_only_looks_works(printed, expression, expected):
    assert printed(f"{{{{ {expression} }}}}") == expected


def test_what_an_imported_template_remembers_is_the_same_on_all_pages(site):
    digest = site()
    digest.put("content/notes/2025-10-24-x.md", note())
    counting = (
        "{% set seen = namespace(n=0) %}{% macro next() %}{% set seen.n = seen.n + 1 %}{{ seen.n }}{% endmacro %}"
    )
    digest.put("templates/count.txt", counting)
    for name in ("note", "term"):
        digest.put(f"templates/{name}.html", '{% from "count.txt" import next %}\n{{ next() }}')
    problems = digest.run("build", "--json").data["problems"]
    assert {(p["rule"], p["file"]) for p in problems} == {("template", "templates/count.txt")}
    assert "the same for all pages" in problems[0]["message"]


def test_a_page_may_count_and_a_filter_tells_html_from_text(printed):
    assert (
        printed("{% set a = namespace(n=1, t=((1,),)) %}{% set a.n = a.n + 1 %}{% set a.t = (a.t, 2) %}{{ a.n }}")
        == "2"
    )
    made = "{{ ('<b>' | plain) | language('ko') }} {{ '<b>' | language('ko') }}"
    assert printed(made) == "<b> &lt;b&gt;"


def test_loops_macros_and_blocks_work_as_jinja_says(printed):
    assert (
        printed(
            "{% macro b(x) %}<{{ x }}{{ caller() }}>{% endmacro %}"
            "{% for n in view.notes %}{{ loop.index }}/{{ loop.length }}{{ loop.cycle('x', 'y') }}"
            "{% call b(n) %}{{ loop.last }}{% endcall %}{% else %}none{% endfor %}"
            "{% for n in [] %}{% else %}none{% endfor %}"
            "{% for n in [[1], 2] recursive %}{{ loop(n) if n is iterable else n }}{% endfor %}"
            "{% block c %}c{% endblock %}{{ self.c() }}"
            "{% set k = namespace(x=0) %}{% for i in range(4) if i != 2 %}{% set k.x = k.x + i %}{% endfor %}{{ k.x }}"
        )
        == "1/2x<aFalse>2/2y<bTrue>none12cc4"
    )


def test_a_sites_own_template_is_held_and_so_is_a_shipped_one_that_it_includes(site):
    digest: Site = site()
    digest.put("content/notes/2025-10-24-good.md", note())
    digest.put("templates/404.html", '\n{{ "".__class__.__mro__[1].__subclasses__() }}')
    digest.put("templates/notes.html", '{% from "parts/macros.html" import link %}\n{{ link._func.__globals__ }}')
    for command in ("build", "check"):
        result = digest.run(command)
        assert result.status == 1
        said = result.out + result.err
        assert "templates/404.html:2:1: error: access to attribute '__class__' of 'str' object is unsafe." in said
        assert "templates/notes.html:2:1: error: access to attribute '_func' of 'Macro' object is unsafe." in said
        assert "Traceback" not in said
