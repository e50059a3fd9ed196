"""Any value in any field: what the schema takes is shown, all else is a problem, and nothing is a traceback.

The fields are those of the schema itself, so that a new one is tried with all of the values at once.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from msgspec import Struct

from sitegen.config import SITE_FILE, Grammar
from sitegen.content import schema
from sitegen.content.files import File
from sitegen.content.read import read_file
from sitegen.content.schema import NoteFront, PageFront, SiteFront, TermFront
from sitegen.content.settings import read_config
from sitegen.pages.plan import own_names
from tests.site import Site, note

# As they are written in YAML, wherever the field stands. The first are those that most has gone wrong with.
VALUES = [
    *(
        '""',
        "42",
        "1" + "0" * 30,
        "9" * 60 + "조원",
        "２０２５-10-24",
        "²",
        "[]",
        "{}",
        "[[[[a]]]]",
        "{ko: 글, en: text}",
    ),
    *("|\n            글\n            둘\n", '"a\\tb\\nc\\r\\u2028d"', '"\\ud800\\x00"', "../../../x", "9999-12-31"),
    *("'{{ 7*7 }}{% for %}{#<script>alert(1)</script>&amp;'", "https://[::1/", "9999", "{fr: texte}", "NO"),
]
MORE = [
    *(
        '" "',
        "-1",
        "1.5",
        ".nan",
        "-.inf",
        "true",
        "~",
        "가" * 3000,
        "٢٠٢٥-١٠-٢٤",
        "①",
        "½",
        "٣조원",
        "[a, b]",
        "ko",
        "xx",
    ),
    *(
        ">\n            2025-10-24\n",
        "{a: {b: [c]}}",
        '"\\x00\\x07"',
        '"\\u202e\\u2067"',
        "👩‍👩‍👧",
        "/etc/passwd",
        "KR",
    ),
    *("'%s %(x)s %d'", "'\"''`\\'", "'[[openai]] ![](x.png)'", "openai", "sovereign-ai", "0000-00-00", "0001-01-01"),
    *("1000-01-01", "2024-02-29", "2025-02-30", "0001", "9999-H2", "9999-Q4", "1000-01", "https://e.org:99999/"),
    *("https://한국.kr/%zz?#", "{ko: '', en: ~}", "{ko: [a]}", "1000000", "20조원", "-23:59", "mailto:a@b", "2"),
]

Path = tuple[str, ...]
GRAMMAR = Grammar(("ko", "en"), ("topics", "companies", "themes", "institutions"))
KINDS: dict[type[Struct], str] = {
    NoteFront: "content/notes/2025-10-24-{}.md",
    TermFront: "content/companies/{}.md",
    PageFront: "content/pages/{}.md",
}
# What a field needs beside its type to be right: that of its name in any struct.
RIGHT = {"by": "openai", "languages": "[ko, en]", "base_url": "https://example.org/digest/", "topics": "[sovereign-ai]"}


def parts(kind: Any) -> list[Any]:
    """The types that a field's type is made of."""
    if get_origin(kind) is Annotated:
        return [kind, *parts(get_args(kind)[0])]
    if get_origin(kind) in (Union, UnionType, tuple, dict):
        return [kind, *(part for inner in get_args(kind) for part in parts(inner))]
    return [kind]


def inner(kind: Any) -> type[Struct] | None:
    return next((part for part in parts(kind) if isinstance(part, type) and issubclass(part, Struct)), None)


def paths(kind: type[Struct]) -> Iterator[Path]:
    """Every field of a struct, and those of the structs in it."""
    for field in msgspec.structs.fields(kind):
        yield (field.encode_name,)
        below = inner(hints(kind)[field.name])
        for path in paths(below) if below else ():
            yield (field.encode_name, *path)


@lru_cache
def hints(kind: type[Struct]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def right(name: str, kind: Any) -> str:
    """A value that fits a field."""
    for part in parts(kind):
        if get_origin(part) is Literal:
            return str(get_args(part)[0])
        if part is dt.date:
            return "2025-10-24"
        if part == schema.Address:
            return "https://example.com/1"
    return RIGHT.get(name, "글")


def written(kind: type[Struct], given: dict[Path, str], indent: str = "") -> str:
    """A struct in YAML, with what it requires and the given values of fields by their paths."""
    lines = []
    for field in msgspec.structs.fields(kind):
        name, hint = field.encode_name, hints(kind)[field.name]
        own = {path[1:]: value for path, value in given.items() if path[0] == name}
        below = inner(hint)
        if () in own:
            lines.append(f"{indent}{name}: {own[()]}\n")
        elif below and (own or field.required):
            dash = any(get_origin(part) is tuple for part in parts(hint))
            entry = written(below, own, indent + "    ")
            lines.append(f"{indent}{name}:\n{indent}  -\n{entry}" if dash else f"{indent}{name}:\n{entry}")
        elif field.required:
            lines.append(f"{indent}{name}: {right(name, hint)}\n")
    return "".join(lines)


def file_of(kind: type[Struct], id: str, path: Path, value: str) -> tuple[str, str]:
    """The path and the text of a file that gives a field a value, and is right otherwise."""
    given = {path: value}
    if kind is NoteFront:
        right_too = {("date",): "2025-10-24", ("source", "publisher"): "더팩트", ("why",): "까닭"}
        right_too |= {("claims", "id"): id} if path[0] == "claims" else {}
        given |= {other: value for other, value in right_too.items() if other[: len(path)] != path}
    elif kind is TermFront and path != ("name",):
        given[("name",)] = id
    topics = "topics: [sovereign-ai]\n" if kind is NoteFront else ""
    return KINDS[kind].format(id), f"---\n{written(kind, given)}{topics}---\n\n본문이다.\n"


def sound_alone(values: list[str]) -> Iterator[tuple[str, str]]:
    """The files, each with one of the values in one of the fields, that nothing is wrong with by themselves."""
    number = 0
    for kind in KINDS:
        for path in paths(kind):
            for value in values:
                number += 1
                name, text = file_of(kind, f"x-{number}", path, value)
                found, _ = read_file(File(name, "", data=text.encode()), GRAMMAR)
                if found.item and not any(problem.severity == "error" for problem in found.problems):
                    yield name, text


def shown(digest: Site, values: list[str]) -> int:
    """Builds a site of all the files that are right, and says how many they are."""
    files = dict(sound_alone(values))
    for name, text in files.items():
        digest.put(name, text)
    while True:
        result = digest.run("build", "--json", "--jobs", "1")
        wrong = {
            problem["file"] for problem in result.data["problems"] if problem["severity"] == "error"
        } & files.keys()
        if not wrong:
            assert result.status == 0, result.err[-2000:]
            return len(files)
        for name in wrong:  # right by itself, but not beside the others
            digest.remove(name)
            del files[name]


def settings_tried(digest: Site, values: list[str]) -> int:
    """Builds the same small site with each of the values in each of the settings that takes it, all at once."""
    built = 0
    for value in values:
        given: dict[Path, str] = {("languages",): "[ko, en]"}
        for path in paths(SiteFront):
            config, problems = read_config(
                File(SITE_FILE, "", data=written(SiteFront, {path: value}).encode()), own_names()
            )
            if config and not problems and path != ("taxonomies",):
                given[path] = value
        digest.put(SITE_FILE, written(SiteFront, given))
        digest.build("--jobs", "1")
        built += 1
    return built


def test_a_note_a_term_and_a_page_show_or_refuse_any_value_in_any_field(site):
    digest = site()
    assert shown(digest, VALUES) > 200


def test_site_yaml_uses_or_refuses_any_value_in_any_setting(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note())
    assert settings_tried(digest, VALUES[::5]) == len(VALUES[::5])


@pytest.mark.soak
def test_every_value_in_every_field(site):
    digest = site()
    assert shown(digest, VALUES + MORE) > 800
    digest.remove("content/notes")
    assert settings_tried(digest, VALUES + MORE)


# Days at the ends of the calendar, and figures too large for it, where they are reckoned with.
def claim(day: str, *claims: str) -> str:
    lines = "".join(f"  - {{kind: investment, by: openai, with: [naver], what: 일, {more}}}\n" for more in claims)
    return note(day=day, more=f"companies: [openai, naver]\nthemes: [korea-ai-hub]\nclaims:\n{lines}")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_note_may_be_of_the_first_and_the_last_day_there_is(site, day):
    digest = site()
    digest.put(f"content/notes/{day}-x.md", claim(day, "id: x, amount: 1조원, due: 9999-12-31", "id: y, due: 1000"))
    digest.put("content/notes/2025-10-24-y.md", claim("2025-10-24", "id: x, amount: 2조원, stage: mou, due: 9999-Q4"))
    digest.build()
    assert (digest.output / "notes/x/index.html").exists()


def test_an_amount_too_large_to_be_reckoned_with_is_shown_as_printed_with_a_warning(site):
    amounts = ["9" * 60 + "조원", "-" + "9" * 40 + "원", f"1~{'9' * 60}조원", "9" * 1100, "9" * 29 + "명"]
    digest = site()
    claims = [f"id: x-{i}, amount: {amount}" for i, amount in enumerate(amounts)]
    digest.put("content/notes/2025-10-24-x.md", claim("2025-10-24", *claims, "id: y, amount: 1조원"))
    assert [problem["rule"] for problem in digest.build("--json").data["problems"]] == ["amount"] * len(amounts)
    for i, amount in enumerate(amounts):
        assert amount in digest.page(f"claims/x-{i}/")
