"""Work grows with the size of a text, never with its square: whatever a stranger writes, a build ends.

Each pattern of the program and each function for texts is tried with strings made to make it look back, at sizes that
are four times each other.
"""

import ast
import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

import sitegen
from sitegen.config import BUILT_IN, SITE_FILE, Config
from sitegen.content.body import Body
from sitegen.content.files import scan
from sitegen.content.notes import NoteFile
from sitegen.content.read import read
from sitegen.content.schema import NoteFront, Quote, Source, TermFront
from sitegen.content.settings import read_config
from sitegen.content.terms import TermFile
from sitegen.desk.clip.amounts import amounts_in
from sitegen.desk.clip.clean import cleaned
from sitegen.desk.clip.days import dates_in
from sitegen.desk.clip.markup import parse_page
from sitegen.desk.clip.model import Paragraph
from sitegen.desk.clip.sentences import sentences_of
from sitegen.desk.editorial.every_rule import problems_of_file, problems_of_note
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenFile, WrittenNote
from sitegen.desk.importing.comments import with_own_comments
from sitegen.desk.importing.excerpt import excerpt, first_heading
from sitegen.desk.importing.heading_ids import without_given_ids
from sitegen.desk.importing.markup import foreign, translated
from sitegen.digest import registry
from sitegen.digest.join import join
from sitegen.digest.model import LinkedName
from sitegen.digest.speakers import speaker_id
from sitegen.incremental.observed_digest import ObservedDigest
from sitegen.output.asset_names import AssetNames
from sitegen.pages.context import PageContext
from sitegen.pages.parts.name_links import Names, link_names
from sitegen.pages.plan import KINDS, own_names, plan
from sitegen.pages.urls import Urls
from sitegen.pages.views import Html
from sitegen.render.files import template_files
from sitegen.render.filters import aside
from sitegen.render.safe import held
from sitegen.render.templates import read_templates
from sitegen.text.amounts import read_amount
from sitegen.text.bibtex import ascii_key, entry
from sitegen.text.dates import read_date
from sitegen.text.icalendar import Event, calendar
from sitegen.text.ids import anchor, as_id, valid_id
from sitegen.text.initials import index_key
from sitegen.text.name_finder import NameFinder
from sitegen.text.normal import fold, forbidden, width, without_forbidden
from sitegen.text.particles import particle
from sitegen.text.wrap import wrap
from tests.growth import FLOOR, seconds, times_as_long
from tests.site import Site, note

SIZES = (20, 128, 512, 2048)  # characters; the first so few that what is exponential ends
SURE = 512  # characters, of which what is exponential never ends
MOST = 8  # times as long, for a text four times as long: what is linear takes 4, what is quadratic 16

WORDS = """
a A 1 가 년 - / . , : ; = % ~ * ` # ( ) [ ] { } < > “ ’ · _ 1, 1,1 0. 가) (a (가 a(b) [[a [[a| <pre <a </ // /. a. a: a-
-- 월 일 부터 까지 부터1 1~2일 2025 2025- 조 1조 1억 달러 won 약 최대 assets/ {{ {% {{< ![ \\[ \x00 \x001
"""
SPACED = " |\n|\t|  a|- |\n---|\n--- |of |the |in |to |week |may |1 |1월 "
SPACED += "|hundred |1 and |2030년까지 |from |October |24일|지난 "
PUMPS = [*WORDS.split(), *SPACED.split("|")]
ANY = "a1 (<가-,\n"  # characters that most classes of characters hold one of

Made = Callable[[int], str]  # a text of about so many characters


def growth(work: Callable[[str], object], made: Made) -> str:
    """How the work on a text grows with it, if that is too fast.

    What grows with the square does so from any size on, so a larger one has to say the same: a process that has much
    memory already may take long for the first pages more.
    """

    def grown(size: int) -> float:
        return times_as_long(lambda n: seconds(lambda: work(made(n))), size, size // 4, MOST)

    for size in SIZES:
        text = made(size)
        if seconds(lambda text=text: work(text)) < FLOOR:  # type: ignore[misc]
            continue
        times = grown(size)
        if times > MOST and (size < SURE or grown(4 * size) > MOST):
            return f"{text[:20]!r}…: {len(text)} take {times:.0f} times as long as a quarter of them"
    return ""


def repeated(pump: str, head: str = "", tail: str = "") -> Made:
    return lambda size: f"{head}{pump * (size // len(pump))}{tail}"


# Patterns


def modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def held_by(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | dict):
        for each in (*value.values(), *value) if isinstance(value, dict) else value:
            yield from held_by(each)


def calls(module: ModuleType) -> Iterator[ast.Call]:
    """Of the functions of `re`, inside of a module's functions."""
    for outer in ast.parse(Path(str(module.__file__)).read_text("utf-8")).body:
        for node in ast.walk(outer) if isinstance(outer, ast.FunctionDef | ast.ClassDef) else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
                yield node


def patterns() -> dict[str, re.Pattern[Any]]:
    """What modules hold, alone or in a table, and what their functions write where they use it; by where it is."""
    found = {}
    for module in modules():
        for name, value in vars(module).items():
            found |= {f"{module.__name__}.{name} {n}": each for n, each in enumerate(held_by(value))}
        written = [node for node in calls(module) if isinstance(node.args[0], ast.Constant)]
        found |= {f"{module.__name__}:{node.lineno}": re.compile(node.args[0].value) for node in written}
    return found


def attacks(pattern: re.Pattern[Any]) -> Iterator[Made]:
    """Strings out of the parts of a pattern that repeat, with what it wants before them; and out of other pumps."""
    for pump in PUMPS:
        yield from (repeated(pump, tail=tail) for tail in ("", "\x00"))
    for head, body in repeats(sre_parser.parse(pattern.pattern, pattern.flags)):
        pumps = {example(body), *(c for c in ANY if len(body) == 1 and holds(body[0], c))} - {""}
        for pump, tail in ((pump, tail) for pump in sorted(pumps) for tail in ("", "!", "\x00")):
            yield repeated(pump, head, tail)
            yield repeated(head + pump, tail=tail)
        if head:
            yield repeated(head, tail="!")


def repeats(tree: Any, head: str = "") -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each part of a pattern that may repeat, behind an example of what stands before it."""
    for node in tree:
        if node[0] in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and node[1][1] > 9:
            yield head, tuple(node[1][2])
        for inner in inside(node):
            yield from repeats(inner, head)
        head += example([node])


def inside(node: Any) -> Sequence[Any]:
    """The alternatives of a part of a pattern, or the one thing in it."""
    if node[0] is sre.BRANCH:
        return node[1][1]
    return [value for value in (node[1] if isinstance(node[1], tuple) else ()) if hasattr(value, "getwidth")]


def example(tree: Any) -> str:
    """A text that a pattern might match."""
    said = ""
    for node in tree:
        if inner := inside(node):
            if node[0] not in (sre.ASSERT, sre.ASSERT_NOT):
                said += example(inner[0])
        elif node[0] in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY):
            said += next((char for char in ANY + "".join(literals(node)) if holds(node, char)), "")
    return said


def literals(node: Any) -> Iterator[str]:
    for _, value in node[1] if node[0] is sre.IN else [node]:
        yield chr(value[0] if isinstance(value, tuple) else value) if type(value) in (int, tuple) else ""


def holds(node: Any, char: str) -> bool:
    """Whether a part of a pattern is one character of which this may be one."""
    kind, value = node
    if kind is sre.IN:
        hit = any(holds(item, char) for item in value if item[0] is not sre.NEGATE)
        return hit is not (value[0][0] is sre.NEGATE)
    if kind is sre.CATEGORY:
        letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(value).rpartition("_")[2]]
        return (re.match(letter, char) is not None) is not ("NOT" in str(value))
    if kind is sre.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return kind is sre.ANY or (kind is sre.LITERAL and value == ord(char)) or kind is sre.NOT_LITERAL != value


def slow(pattern: re.Pattern[Any]) -> str:
    binary = isinstance(pattern.pattern, bytes)
    ways = {
        "fullmatch": lambda text: pattern.fullmatch(text.encode() if binary else text),
        "sub": lambda text: pattern.sub(b"" if binary else "", text.encode() if binary else text),
    }
    found = (
        f"{way}: {said}" for made in attacks(pattern) for way, work in ways.items() if (said := growth(work, made))
    )
    return next(found, "")


def test_the_time_of_each_pattern_grows_with_the_text():
    every = patterns()
    assert len(every) > 60, "the patterns are not found"
    distinct = {(pattern.pattern, pattern.flags): (place, pattern) for place, pattern in every.items()}
    assert {place: said for place, pattern in distinct.values() if (said := slow(pattern))} == {}


def test_no_function_has_a_pattern_that_cannot_be_tried_here():
    unknown = [
        f"{module.__name__}: {ast.unparse(node)}"
        for module in modules()
        for node in calls(module)
        if node.func.attr != "escape" and not isinstance(node.args[0], ast.Constant)
    ]
    of_names = ("sitegen.output.asset_names: ", "sitegen.text.name_finder: ")  # given to them; both are functions here
    assert [place for place in unknown if not place.startswith(of_names)] == []


@pytest.mark.parametrize(
    "pattern",
    [r"[0-9][0-9,]*(?:\.[0-9]+)?$", r"\s*\([^()]*\)$", r"([^(]+)(\([^()]*[^\W\d_][^()]*\))", "<pre.*?</pre>", "(a+)+b"],
)
def test_a_pattern_that_looks_back_is_found(pattern):
    assert slow(re.compile(pattern))


# Functions for texts

DAY = dt.date(2025, 10, 24)
NAMES = AssetNames({"style.css": "assets/style.0123456789.css", "script.js": "assets/script.0123456789.js"})
CONFIG = Config({}, {}, "", "", ("ko",), BUILT_IN, "UTC", "", None)
TERM = TermFile("content/companies/a.md", "companies", "a", "ko", TermFront(name="가", aliases=("a1", "1,")), Body())
TERMS = TermNames(registry.build(CONFIG, (), TERM)[0], CONFIG)


def editorial(text: str) -> object:
    """All that an editor's rules ask of a note of this text."""
    front = NoteFront(
        title=text, summary=text, source=Source(publisher="더팩트"), quotes=(Quote(text=text, speaker="A"),)
    )
    item = NoteFile("content/notes/2025-10-24-x.md", "x", "ko", front, {"companies": ("a",)}, Body(), ("title",))
    file = WrittenFile(item, text, text, 1)
    return [*problems_of_file(file, TERMS), *problems_of_note(WrittenNote((file,)), TERMS)]


KNOWN = {name: LinkedName((("topics", "x"),)) for name in ("가가", "aa", "a a", "1-1", "가 나", "a(b", "<a")}
NAMED = NameFinder(dict.fromkeys(KNOWN, False))
FUNCTIONS: dict[str, Callable[[str], object]] = {
    "editorial": editorial,
    "anchor": anchor,
    "as_id": as_id,
    "valid_id": valid_id,
    "fold": fold,
    "forbidden": forbidden,
    "without_forbidden": without_forbidden,
    "width": width,
    "wrap": wrap,
    "index_key": index_key,
    "ascii_key": ascii_key,
    "entry": lambda text: entry("misc", "key", {"title": text}),
    "calendar": lambda text: calendar("", "ko", (Event("a", DAY, DAY, text, "", "", "", False),)),
    "particle": lambda text: particle(text, "으로/로", text),
    "read_amount": read_amount.__wrapped__,
    "read_date": lambda text: read_date(text, DAY),
    "aside": aside,
    "held": held,
    "held in HTML": lambda text: held(Html(text)),
    "speaker_id": speaker_id,
    "excerpt": lambda text: excerpt(text, "jekyll"),
    "comments of Jekyll": lambda text: with_own_comments(text, "jekyll", lambda line, message: None),
    "comments of Hugo": lambda text: with_own_comments(text, "hugo", lambda line, message: None),
    "ids of headings": lambda text: without_given_ids(f"# {text}"),
    "first_heading": lambda text: first_heading(f"# {text}"),
    "translated from Jekyll": lambda text: translated(text, "jekyll", str, str),
    "translated from Hugo": lambda text: translated(text, "hugo", str, str),
    "foreign to Hugo": lambda text: foreign(text, "hugo", str),
    "foreign to Obsidian": lambda text: foreign(text, "obsidian", str),
    "amounts_in": amounts_in,
    "dates_in": lambda text: dates_in(text, DAY),
    "parse_page": parse_page,
    "parse_page behind a tag": lambda text: parse_page(f"<p><a href='{text}"),
    "cleaned": lambda text: cleaned([Paragraph(text), Paragraph(f"{text}. {text}")]),
    "sentences_of": lambda text: sentences_of([Paragraph(text)]),
    "names found": NAMED.find,
    "names linked": lambda text: link_names(text, Names(KNOWN, NAMED), {("topics", "x"): "/x/"}, None, ()),
    "taken_out": lambda text: NAMES.taken_out(text.encode()),
}
HEADS = ["", "1("]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_time_of_a_function_for_texts_grows_with_the_text(name):
    made = [repeated(pump, head, tail) for pump in PUMPS for head in HEADS for tail in ("", ")")]
    assert [said for each in made if (said := growth(FUNCTIONS[name], each))] == []


# Notes

NOTE = "content/notes/2025-10-24-a.md"
COMPANIES = 12


def claims_of_one(n: int) -> list[str]:
    """Reports of one claim, each with its own amount, day and stage."""
    stages = ("announced", "loi", "mou", "contracted")
    claim = "id: plant, kind: investment, by: openai, what: 공장"
    return [f"{{{claim}, stage: {stages[i % 4]}, amount: {i + 1}억원, due: {2000 + i}-01-01}}" for i in range(n)]


def claims_of_two_kinds(n: int) -> list[str]:
    kinds = ("investment", "supply")
    return [f"{{id: plant, kind: {kinds[i % 2]}, by: openai, what: 공장}}" for i in range(n)]


def claims_of_many(n: int) -> list[str]:
    return [f"{{kind: supply, by: c{i % COMPANIES}, with: [c{(i + 1) % COMPANIES}], what: 공급}}" for i in range(n)]


def claims_of_parts(n: int) -> list[str]:
    claim = "kind: investment, by: openai, what: 공장, amount: 1억원"
    return [f"{{id: part-{i}, {claim}{', part_of: part-0' if i else ''}}}" for i in range(n)]


def claims_in_a_chain(n: int) -> list[str]:
    claim = "kind: investment, by: openai, what: 공장"
    return [f"{{id: part-{i}, {claim}{f', part_of: part-{i - 1}' if i else ''}}}" for i in range(n)]


EACH = [claims_of_one, claims_of_two_kinds, claims_of_many, claims_of_parts, claims_in_a_chain]


@pytest.mark.parametrize("claims", EACH)
def test_the_time_of_a_note_grows_with_its_claims(tmp_path, claims):
    """From what was read to what templates see."""
    digest = Site(tmp_path)
    companies = [f"c{i}" for i in range(COMPANIES)]
    for id in companies:
        digest.put(f"content/companies/{id}.md", f"---\nname: {id}\n---\n")
    shown = read_templates(template_files(tmp_path), ("ko", "en"))[0].ui

    def viewed(n: int) -> Callable[[], object]:
        more = "".join(f"  - {claim}\n" for claim in claims(n))
        digest.put(NOTE, note(more=f"companies: [openai, {', '.join(companies)}]\nclaims:\n{more}"))
        files, _ = scan(tmp_path)
        config, _ = read_config(files[SITE_FILE], own_names())
        assert config
        reading, problems = read(files, config)
        assert not problems

        def view() -> None:
            joined, _ = join(reading, None, False)
            observed = ObservedDigest(joined, reading.prose)
            urls = Urls(config.base_url, config.default)
            context = PageContext(observed.digest, observed.prose, urls, shown, observed.memo, observed.lasting, KINDS)
            pages, _ = plan(context)
            for page in pages.values():
                if page.template in ("note.html", "claim.html", "term.html", "home.html", "changes.html"):
                    page.view(context)

        return view

    views = {n: viewed(n) for n in (100, 400)}
    assert times_as_long(lambda n: seconds(views[n]), 400, 100, MOST) < MOST
