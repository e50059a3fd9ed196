"""What holds for any text and any data, tried with Hypothesis."""

import datetime as dt
import re
import tempfile
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.config import Grammar
from sitegen.content import frontmatter
from sitegen.content.decode import decode
from sitegen.content.files import File
from sitegen.content.markdown_body import Parsed, parse
from sitegen.content.read import read_file
from sitegen.content.schema import ClaimFront, Due, Month, NoteFront, PageFront, SiteFront, Source, TermFront
from sitegen.content.yaml import load
from sitegen.content.yaml_places import Places
from sitegen.problems import RULES, KeyPath
from sitegen.text.ids import anchor, as_id, valid_id
from sitegen.text.normal import fold, forbidden, nfc, without_forbidden
from tests.site import Site, note

# Text as people, and people with bad intentions, put it together: pieces of Markdown beside any characters.
PIECES = [
    *("*", "**", "***", "_", "`", "```\n", "~~", "# ", "## ", "> ", "- ", "1. ", "    ", "\n", "\n\n", "\\", "|", " "),
    *("[", "](", ")", "]", "![", "<", ">", "[[", "]]", "[^1]", "[^1]: ", "^[", "[x]: ", "'", '"', "&", ";", "#", ":"),
    *(
        "| a | b |\n| - | - |\n| ",
        "가",
        "인공지능(AI)",
        "을",
        "“",
        "”",
        "「",
        "」",
        "section",
        "fn1",
        "\u1112\u1161\u11ab",
    ),
    *(
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        ' onclick="a"',
        "<!--",
        "-->",
        "<a href=",
        "<svg/onload=",
    ),
    *(
        "javascript:",
        "JaVaScRiPt:",
        "&#106;avascript:",
        "&colon;",
        "data:text/html,",
        "vbscript:",
        "//host",
        "https://",
    ),
    *("mailto:a@b.c", "<https://a.b/", "%00", "%00open7%00", "%22", "&#0;", "&lt;", "&quot;", "\0", "\u202e", "\u0301"),
    *("[a](javascript:alert(1))", "![a](x.png)", "[a](../b.md)", "[[openai|오픈AI]]", "[a]: javascript:b\n\n[a]"),
]
MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=24).map("".join)

# What Markdown may come to: tags and their attributes.
ALLOWED = {
    **{
        tag: set()
        for tag in ["p", "br", "em", "strong", "s", "blockquote", "ul", "pre", "table", "thead", "tbody", "tr"]
    },
    **{tag: {"id"} for tag in ["h1", "h2", "h3", "h4", "h5", "h6"]},
    **{"a": {"href", "title", "id", "class"}, "code": {"class"}, "ol": {"start", "class"}, "li": {"id", "class"}},
    **{"sup": {"class"}, "section": {"class"}, "hr": {"class"}, "th": {"style"}, "td": {"style"}},
}
ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
FOOTNOTE = re.compile(r"#fn(ref)?\d+(:\d+)?")
STYLE = re.compile(r"text-align:(left|right|center)")


class Tags(HTMLParser):
    """The tags and texts of a piece of HTML; comments and declarations count as tags that are not allowed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.handle_comment = self.handle_decl = self.handle_pi = self.unknown_decl = lambda d: self.tags.append(
            (d, {})
        )
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def joined(parsed: Parsed) -> str:
    return "".join(parsed.prose.pieces)


@given(MARKDOWN)
@example("<https://a.b/%00open7%00>")
@example("![a](javascript:b)[c](&#106;avascript:d)<javascript:e>")
def test_a_body_holds_allowed_tags_attributes_and_schemes_alone(source):
    for tag, attributes in Tags(joined(parse(source, 1))).tags:
        assert attributes.keys() <= ALLOWED[tag]
        href = attributes.get("href")
        assert href is None or ADDRESS.match(href) or FOOTNOTE.fullmatch(href)
        assert STYLE.fullmatch(attributes.get("style") or "text-align:left")


@given(MARKDOWN)
@example("[a ![b](c) [[d|e]]](f)")
def test_the_cuts_of_a_body_fit_together(source):
    parsed = parse(source, 1)
    body, prose = parsed.body, parsed.prose
    assert len(prose.pieces) == len(prose.cuts) + 1
    assert len(parsed.spots) == len(body.references)
    opened = []
    for cut in prose.cuts:
        assert 0 <= cut.reference < len(body.references)
        assert cut.part in ("open", "close", "name", "image")
        if cut.part == "open":
            opened.append(cut.reference)
        elif cut.part == "close":
            assert opened.pop() == cut.reference
    assert opened == []


@given(MARKDOWN, st.integers(1, 99))
def test_the_references_of_a_body_stand_within_it(source, first_line):
    lines = source.count("\n") + 1
    for spot in parse(source, first_line).spots:
        assert first_line <= spot.line < first_line + lines


@given(MARKDOWN)
@example("## section\n\n## section")
@example("##\n\n## part\n\n##")
def test_anchors_are_there_and_unique_and_no_one_elses(source):
    parsed = parse(source, 1)
    body, html = parsed.body, Tags(joined(parsed))
    headings = [attributes["id"] for tag, attributes in html.tags if re.fullmatch("h[1-6]", tag)]
    assert sorted(headings) == sorted(body.anchors)
    everything = [attributes["id"] for _, attributes in html.tags if "id" in attributes]
    assert len(set(everything)) == len(everything)
    assert all(anchor and not anchor.startswith("section-") for anchor in headings)


@given(MARKDOWN.map(without_forbidden).map(nfc))
@example("<https://a.b/e%CC%81>")
def test_nfc_in_gives_nfc_out(source):
    # A character that joins what stands before it can be cut off from it, so texts count one by one; and
    # `&#x301;` asks for just that character.
    source = source.replace("&", "")
    parsed = parse(source, 1)
    body = parsed.body
    texts = [*Tags(joined(parsed)).texts, *body.anchors, *(r.target for r in body.references)]
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


GRAMMAR = Grammar(("ko",), ("topics", "companies", "themes"))


def reading(root: str, data: bytes) -> object:
    """A note, and its problems, as read from a file of these bytes."""
    real = Path(root) / "note.md"
    real.write_bytes(data)
    return read_file(File("content/notes/2025-10-24-x.md", str(real)), GRAMMAR)


@given(MARKDOWN, st.text("한글éẛ\u0323ΐÅ \u1112\u1161\u11ab", min_size=1))
def test_sources_in_nfd_and_nfc_give_the_same_note(markdown, title):
    source = note(title=f"t{title}", body=markdown)
    with tempfile.TemporaryDirectory() as root:
        nfd, nfc = (reading(root, unicodedata.normalize(form, source).encode()) for form in ("NFD", "NFC"))
    assert nfd == nfc


@given(st.text())
@example("İ")
@example("가－나")
def test_an_id_made_of_any_text_is_valid_or_nothing(text):
    assert as_id(text) == "" or valid_id(as_id(text))
    assert as_id(as_id(text)) == as_id(text)


@given(st.from_regex(r"[a-z0-9가-힣]+(-[a-z0-9가-힣]+)*", fullmatch=True).filter(lambda id: len(id.encode()) <= 200))
def test_an_id_is_its_own_nearest_id(id):
    assert valid_id(id)
    assert as_id(id) == id


@given(st.text())
@example("ΐ")
def test_an_anchor_needs_no_escaping(heading):
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", anchor(heading))
    assert unicodedata.is_normalized("NFC", anchor(nfc(heading)))


@given(st.text())
@example("ſ\u0323\u0307")
def test_a_name_folds_alike_in_every_form(name):
    assert fold(name) == fold(unicodedata.normalize("NFD", name)) == fold(f"  {name}\n")
    assert fold(fold(name)) == fold(name)


@given(st.text())
@example("\0\x85\u202e\uffff")
def test_text_without_forbidden_characters_keeps_the_rest(text):
    clean = without_forbidden(text)
    assert forbidden(clean) is None
    assert len(clean) == len(text)
    assert all(new in (old, "\ufffd") for new, old in zip(clean, text, strict=True))


# Text that a file can hold. What ends a line to YAML and to no editor is a space (tests/content/test_yaml.py).
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\u2028\u2029")).map(nfc)
TEXT = TEXT.filter(lambda text: not forbidden(text))
KEYS = TEXT.filter(lambda key: key != "<<")
SCALARS = (
    st.sampled_from(["NO", "2.50", "2025-02-30", "0x1F", "null", "~", "yes", "1_000", "12:30", "=", "<<", ""]) | TEXT
)
NESTED = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(KEYS, NESTED), st.booleans(), st.sampled_from([None, True, False]))
def test_text_comes_back_from_yaml_as_it_was(data, allow_unicode, flow):
    dumper = type("Dumper", (yaml.SafeDumper,), {"ignore_aliases": lambda self, value: True})
    text = yaml.dump(data, Dumper=dumper, allow_unicode=allow_unicode, default_flow_style=flow)
    assert load(text) == (data, [])


def paths(data: object, so_far: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
    return [so_far, *(path for key, value in inner for path in paths(value, (*so_far, key)))]


@given(st.dictionaries(KEYS, NESTED, min_size=1), st.lists(KEYS | st.integers(0, 9), max_size=3), st.booleans())
def test_every_key_of_front_matter_has_a_place_in_it(data, elsewhere, key_itself):
    text = yaml.safe_dump(data, allow_unicode=True)
    lines = text.split("\n")
    for path in [*paths(data), tuple(elsewhere)]:
        place = Places(text).of(KeyPath(path, key_itself))
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(st.text(), st.lists(st.text(max_size=2) | st.integers(0, 2), max_size=3))
@example("[" * 5000, [0])
@example("a: &x [*x]", ["a", 0])
def test_any_text_is_yaml_or_a_slip_with_a_place(text, path):
    data, slips = load(text)
    assert data is None or isinstance(data, (str, list, dict))
    for slip in slips:
        assert slip.rule in RULES
        assert 1 <= slip.place.line <= len(text.splitlines()) + 1
    assert Places(text).of(KeyPath(tuple(path))).line >= 1


@given(st.text())
@example("---\n---")
@example("---\ntitle: x")
def test_front_matter_and_body_are_all_there_is(text):
    parts, problems = frontmatter.split("x.md", text)
    if not problems:
        lines = text.split("\n")
        assert parts.body == "\n".join(lines[parts.body_line - 1 :])
        assert parts.front == "\n".join(lines[parts.front_line - 1 : parts.body_line - 2])


# Data of nearly the right shape: known keys with anything behind them, or with what could be right.
FRONTS = [NoteFront, TermFront, PageFront, SiteFront]
NAMES = sorted({field.encode_name for kind in (*FRONTS, ClaimFront, Source) for field in msgspec.structs.fields(kind)})
LIKELY = st.sampled_from(
    ["", "true", "1", "2025-10-24", "2025-02-30", "2030-H1", "ko", "KR", "https://a.b/", "company"]
)
DATA = st.recursive(
    st.none() | LIKELY | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=16,
)


@pytest.mark.parametrize("kind", FRONTS)
@given(data=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), DATA, max_size=8))
def test_data_fits_the_schema_or_has_flaws(kind, data):
    front, flaws = decode(data, kind)
    assert isinstance(front, kind)
    for flaw in flaws:
        assert flaw.rule in RULES
        assert flaw.message
    if not flaws:
        given = {key: value for key, value in data.items() if value is not None}
        assert given.keys() <= {field.encode_name for field in msgspec.structs.fields(kind)}
        msgspec.convert(given, kind, strict=False)


def is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).year >= 1000
    except ValueError:
        return False


DAYS = st.builds("{:04}-{:02}-{:02}".format, st.integers(0, 2400), st.integers(0, 13), st.integers(27, 32))


@pytest.mark.parametrize("kind", [Due, Month])
@given(day=DAYS | st.dates().map(str))
@example(day="2025-02-29")
@example(day="2024-02-29")
@example(day="1900-02-29")
@example(day="0000-01-01")
def test_a_date_with_a_day_is_a_day_that_exists(kind, day):
    try:
        fits = msgspec.convert(day, kind) == day
    except msgspec.ValidationError:
        fits = False
    assert fits == is_day(day)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return Site(tmp_path_factory.mktemp("properties") / "site")


STARTS = [b"", b"---\n", b"\xef\xbb\xbf---\r\n", note().encode(), note(more="claims:\n- ").encode(), b"---\ntitle: "]


@settings(max_examples=25)
@given(st.sampled_from(STARTS), st.binary(max_size=60) | MARKDOWN.map(lambda t: t.encode("utf-8", "surrogatepass")))
@example(b"---\ntitle: ", b'"\\ud800"\n---\n')
@example(note(more='claims: [{kind: forecast, by: openai, what: x, due: "2030-06-31"}]\n').encode(), b"")
@example(note().encode(), b"[[openai]] <https://a.b/%00name7%00>")
def test_any_bytes_in_a_note_give_a_site_or_problems(small, start, rest):
    small.put("content/notes/2025-10-24-x.md", start + rest)
    result = small.run("build")
    assert result.status in (0, 1)
    assert "[template]" not in result.err
    if result.status:
        assert re.search(r"^content/notes/2025-10-24-x\.md:\d+:\d+: error: ", result.err, re.MULTILINE)
