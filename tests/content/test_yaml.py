"""YAML: what editors get wrong is said in plain words at its place, and no text of theirs vanishes in silence."""

import re

import pytest

from sitegen.content.yaml import load, one_line
from tests.growth import seconds, times_as_long
from tests.site import note

# Broken YAML: (text, line, column, a part of the message, a part of the hint).
BROKEN = [
    # a text that begins with a sign of YAML's own
    *(
        (f"why: y\ntitle: {sign}소버린 발표\ndate: x", 2, 8, f"begin with `{sign.strip()}`", "between quotes")
        for sign in ("@", "`", "%", "*", "&", "!", "|", ">", "- ", "? ", ": ", ", ", "] ", "} ")
    ),
    ("title: [속보] 발표\ndate: x", 1, 8, "text stands behind the `]`", "begins with `[` goes between quotes"),
    ("title: {속보} 발표\ndate: x", 1, 8, "text stands behind the `}`", "begins with `{` goes between quotes"),
    ("- @a", 1, 3, "begin with `@`", "between quotes"),
    ("also: [{publisher: @a}]", 1, 20, "begin with `@`", "between quotes"),
    ("also: [a, *b c]", 1, 11, "begin with `*`", "between quotes"),
    ("%TAG\ntitle: x", 1, 1, "begin with `%`", "between quotes"),
    ("title: x\n} why: y", 2, 1, "begin with `}`", "between quotes"),
    # quotes
    ('why: y\ntitle: "오픈AI\ndate: x\nsource: z', 2, 8, 'the quote `"` that opens here is not closed', 'with `"`'),
    ('title: "오픈AI\ndate: x\nrole: "y"', 1, 8, "not closed", "the other kind"),
    ("title: '오픈AI\n  why: x\ndate: 'y'", 1, 8, "not closed", "with `'`"),
    ('title: "오픈AI" 발표', 1, 15, "text stands behind the closing quote", "other kind of quote"),
    ("title: '오픈AI's 발표'", 1, 14, "behind the closing quote", "other kind of quote"),
    ("title: ''오픈AI'' 발표", 1, 10, "behind the closing quote", "other kind of quote"),
    ("source: {publisher: 'x' y}", 1, 25, "behind the closing quote", "other kind of quote"),
    (r'title: "C:\q"', 1, 11, r"`\q` means nothing", "single quotes"),
    (r'title: "\ud800"', 1, 9, "means nothing", "single quotes"),
    # brackets
    ("title: x\ntopics: [a, b\ndate: y", 2, 9, "the `[` that opens here is not closed", "close it with `]`"),
    ("source: {publisher: x\ntopics: [a]", 1, 9, "the `{` that opens here is not closed", "close it with `}`"),
    ("source: {publisher: [x}", 1, 21, "the `[` that opens here is not closed", "close it with `]`"),
    ("topics: [a #b, c]\ndate: x", 1, 12, "hides the closing `]`", "between quotes"),
    ("source: {publisher: [x] y}", 1, 21, "text stands behind the `]`", "between quotes"),
    ("source: {publisher: 속보[x] y}", 1, 23, "a `[` stands in a text", "between quotes"),
    ("topics: [a, , b]", 1, 13, "nothing stands before this comma", "remove"),
    # colons
    ("title: a: b", 1, 9, "`: ` stands within a value", "a value with `: ` in it goes between quotes"),
    ("title: 속보:\ndate: x", 1, 10, "`: ` stands within a value", "between quotes"),
    ("source: {title: AI: 기회}", 1, 19, "a second `: `", "between quotes"),
    ("title: x\ndate：2025\nwhy: y", 2, 5, "a full-width colon `：`", "`date: …`"),
    ("title： 제목\ndate: x", 1, 6, "a full-width colon `：`", "`title: …`"),
    ("title: x\ndate:2025\nwhy: y", 2, 6, "no space stands behind the colon", "write `date: 2025`"),
    ("title:제목\ndate: x", 1, 7, "no space stands behind the colon", "write `title: 제목`"),
    # what is not seen
    ("title: x\n\tdate: y", 2, 1, "a tab", "with spaces, not with tabs"),
    ("title: x\ndate:\u00a0y\nwhy: z", 2, 6, "U+00A0 (no-break space)", "a plain space"),
    ("title: x\ndate:\u3000y\nwhy: z", 2, 6, "U+3000 (ideographic space)", "a plain space"),
    ("title: x\n\ufeffdate: y", 2, 1, "U+FEFF (zero width no-break space)", "spaces alone"),
    ("claims:\n  - kind: x\n\u3000\u3000\u3000\u3000by: y\n  - z: [", 3, 1, "U+3000", "spaces alone"),
    # lines
    ("title: x\n둘째 줄\ndate: y", 2, 1, "this line is no `key: value`", "indented further than its key"),
    ("why:\n까닭이다.\ndate: y", 2, 1, "this line is no `key: value`", "indented further than its key"),
    ("title: x\n  date: y", 2, 3, "indented further than the line above", "like the line above"),
    ('title: "x"\n  date: y', 2, 3, "indented further than the line above", "like the line above"),
    ("topics:\n  - a\n - b", 3, 2, "like none of the lines above", "like one of them"),
    ("title: x\n- a", 2, 1, "a list's dash stands among keys", "below its key"),
    ("summary: a #b\n  c", 1, 12, "` #` begins a comment", "between quotes"),
    ("title: x\n...\ndate: y", 2, 1, "`...` ends the YAML", "remove"),
    ("title: x\n--- y", 2, 1, "`---` ends the YAML", "remove"),
    ("x" * 1100 + ": y", 1, 1, "no `key: value`", "1024"),
    # lines that are right, with the same signs, before one that is not
    ("why: |\n  a: b: c\n  [d] @e\n# f: g: h\ntitle: @i", 5, 8, "begin with `@`", ""),
    ("also:\n  - {publisher: 'a: b', url: https://e.org/#c}\n  - [d,\n    'e'] # f: g\ntitle: @i", 5, 8, "`@`", ""),
    ("summary: a\n  b 'c' [d] {e}\n\n  f:g\nsource:\n- x: y\ntitle: @i", 7, 8, "`@`", ""),
    ('quotes: "a\n  b \\" c"\nname:\n  plain, on a line\n  of its own\n"title" : @i', 6, 11, "`@`", ""),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), BROKEN)
def test_broken_yaml_is_explained_where_the_mistake_begins(text, line, column, message, hint):
    data, [slip] = load(text)
    assert data is None
    assert (slip.rule, slip.place.line, slip.place.column) == ("yaml", line, column)
    assert message in slip.message
    assert hint in slip.hint


def test_what_is_like_no_known_mistake_is_said_where_reading_ended():
    _, [slip] = load("- a\nb: c")
    assert (slip.place.line, slip.place.column) == (2, 1)
    assert "does not fit what stands above" in slip.message


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a: 정부는 #소버린AI 전략을 냈다", "정부는 #소버린AI 전략을 냈다"),
        ("a: #소버린AI 전략", "#소버린AI 전략"),
        ("a: C #1 #2", "C #1 #2"),
        ("a: 정부는 ##소버린AI", "정부는 ##소버린AI"),
        ("a: 정부는 #소버린AI: 전략 # 나중에", "정부는 #소버린AI: 전략"),
        ("a: 정부는\t#소버린AI", "정부는\t#소버린AI"),
        ("a: 정부는 # 나중에", "정부는"),
        ("a: 정부는 ## 나중에", "정부는"),
        ("a: 정부는 #", "정부는"),
        ("a: # 나중에", None),
        ("a: 정부는#소버린AI", "정부는#소버린AI"),
        ("a: '정부는 #소버린AI'", "정부는 #소버린AI"),
        ("a: |\n  #소버린AI\n  정부는 #1", "#소버린AI\n정부는 #1"),
        ("a: 정부는 # 소버린 #AI", "정부는"),
        ("a: 정부는\n#소버린AI: x", "정부는"),
        ("#소버린AI: x\na: 정부는", "정부는"),
    ],
)
def test_a_hashtag_belongs_to_its_text_and_a_comment_has_a_space_behind_its_sign(text, kept):
    assert load(text) == ({"a": kept}, [])


def test_hashtags_are_kept_in_lists_and_mappings_of_every_depth():
    text = "a:\n  - b #c\n  - #d\n  - e: f #g\n    # h\n    i: j # k\n    #l: m\n"
    assert load(text) == ({"a": ["b #c", "#d", {"e": "f #g", "i": "j"}]}, [])


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: [\n  b #c d\n]", 2, 5, "#c d"),
        ("a: [\n  b, #c\n]", 2, 6, "#c"),
        ("a: {b: c #d\n}", 1, 10, "#d"),
        ("a: 정부는\n  #소버린AI 전략을\nb: c", 2, 3, "#소버린AI 전략을"),
        ("a: 정부는\n  소버린 #AI 전략을\nb: c", 2, 7, "#AI 전략을"),
        ("a:\n  #소버린AI\nb: c", 2, 3, "#소버린AI"),
        ("a: |#b\n  c", 1, 5, "#b"),
        ("a: > #b\n  c", 1, 6, "#b"),
        ("a: 'b' #c # d", 1, 8, "#c"),
        ("a: #b\n  - c", 1, 4, "#b"),
    ],
)
def test_what_may_be_a_hashtag_or_a_comment_is_left_out_with_a_warning(text, line, column, words):
    _, [slip] = load(text)
    assert (slip.rule, slip.place.line, slip.place.column) == ("yaml-comment", line, column)
    assert f"`{words}`" in slip.message
    assert "between quotes" in slip.hint


def test_an_alias_repeats_nothing():
    """Or a short text could stand for one of gigabytes."""
    data, slips = load(f"a: &a {'x' * 1000}\nb: [{'*a, ' * 1000}]")
    assert slips and len("".join(data["b"])) == 1000


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 정부 발표 <!-- 확인 -->", 1, 4),
        ("a: b\nc: ['d <!-- e\n  -->']", 2, 5),
        ("a: |\n  b\n  <!-- c -->", 1, 4),
        ("a <!-- b -->: c", 1, 1),
        ("a: 요약 <!-- 비밀", 1, 4),
        ("a: 요약 <!— 비밀 —>", 1, 4),
        ("a: 요약 %%비밀%%", 1, 4),
        ("a: 요약%%비밀%%", 1, 4),
        ("a: 요약 {>>비밀<<}", 1, 4),
        ("a: 요약 {{/* 비밀 */}}", 1, 4),
        ("a: [나, '{# 비밀 #}']", 1, 8),
        ("a: >-\n  요약.\n  # 비밀\nb: c", 3, 3),
        ("c:\n  - a: |\n      요약.\n\n      # 비밀", 5, 7),
    ],
)
def test_what_only_html_takes_for_a_comment_is_not_published(text, line, column):
    _, [slip] = load(text)
    assert (slip.rule, slip.place.line, slip.place.column) == ("comment", line, column)
    assert "begins with `#`" in slip.hint or "above the key" in slip.hint


def test_arrows_angles_and_percent_signs_are_text():
    data = {"a": "x <-- y", "b": "z --> x", "c": "5%%p 올라 2%%p", "d": "https://a.kr/b%%20c%%", "e": "{id}"}
    text = "\n".join(f"{key}: '{value}'" for key, value in data.items())
    assert load(text) == (data, [])
    assert load("a: |\n  #태그\nextra:\n  own: |\n    # 제목\n")[1] == []


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: &AI 정부 발표", 1, 4, "the anchor `&AI`"),
        ("a: ! 정부 발표", 1, 4, "the tag `!`"),
        ("a: !AI 정부 발표", 1, 4, "the tag `!AI`"),
        ("a:\n  - b\n  - &c", 3, 5, "the anchor `&c`"),
        ("a: [x, &b c]", 1, 8, "the anchor `&b`"),
        ("&a b: c", 1, 1, "the anchor `&a`"),
        ("b:\n  &a c: d", 2, 3, "the anchor `&a`"),
        ("a: &b\n  c: d", 1, 4, "the anchor `&b`"),
        ("a: &b c\nd: *b", 1, 4, "an alias (`*name`) repeats"),
    ],
)
def test_no_word_is_eaten_by_an_anchor_or_a_tag(text, line, column, message):
    _, [slip] = load(text)
    assert (slip.rule, slip.place.line, slip.place.column) == ("yaml", line, column)
    assert message in slip.message
    assert slip.hint


@pytest.mark.parametrize(
    "text", ["a: R&D 투자!", "a: https://e.org/?b=1&c=2!d", "a: b & c ! d", "a: 'x' # & !", "a: [b&c]"]
)
def test_an_ampersand_and_an_exclamation_mark_within_a_text_are_its_own(text):
    assert load(text)[1] == []


def test_a_quote_closed_by_the_next_texts_quote_is_an_error_though_yaml_takes_it():
    data, [slip] = load('title: "오픈AI\nrole: 최고책임자"\nwhy: x')
    assert data == {"title": "오픈AI role: 최고책임자", "why": "x"}
    assert (slip.rule, slip.place.line, slip.place.column) == ("yaml", 1, 8)
    assert "not closed" in slip.message
    assert load('title: "오픈AI\n  둘째 줄: 셋째"')[1] == []


def test_line_separators_that_no_editor_knows_end_no_line():
    assert load("a: b\u2028c\u2029d\ne: 'f\u2028g'") == ({"a": "b c d", "e": "f g"}, [])
    _, [slip] = load("a: b\u2028c\nd: 'e\u2029f'\ng: @h")
    assert (slip.place.line, slip.place.column) == (3, 4)


def test_keys_are_texts_in_the_normal_form_too():
    assert load('"e\\u0301": x')[0] == {"\u00e9": "x"}
    assert [slip.rule for slip in load('"e\\u0301": x\n\u00e9: y')[1]] == ["duplicate-key"]
    assert [slip.rule for slip in load('"\\x07": x')[1]] == ["control-character"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("한 줄", "한 줄"),
        ("첫 줄\n둘째 줄\n", "첫 줄 둘째 줄"),
        ("  첫 줄 \n\n   둘째  줄\u2028끝", "첫 줄 둘째  줄 끝"),
        (" 앞뒤 ", " 앞뒤 "),
        (" \u00a0", ""),
        ("\n", ""),
        ({"a": ["b\nc", None]}, {"a": ["b c", None]}),
    ],
)
def test_a_text_of_front_matter_is_one_line(given, expected):
    assert one_line(given) == expected


def test_a_title_of_several_lines_is_one_line_wherever_it_stands(site):
    digest = site()
    claim = "claims:\n  - id: x\n    kind: supply\n    by: openai\n    what: >\n      칩을\n      판다\n    due: 2030\n"
    said_by = "    said_by: |\n      첫 줄\n      둘째 줄\n"
    text = note("|\n  첫 줄\n  둘째 줄", more=f"companies: [openai]\n{claim}{said_by}")
    digest.put("content/notes/2025-10-24-x.md", text)
    digest.build()
    assert re.search(r"<title>첫 줄 둘째 줄 ", digest.page("notes/x/"))
    assert not [name for name, data in digest.files().items() if re.search(r"첫 줄\s*\n\s*둘째 줄".encode(), data)]


@pytest.mark.parametrize(
    "lines",
    [
        "k: 1\n",
        "- &a x\n",
        "a: b #c\n",
        "  #c d\n",
        "a: 'b\n",
        "[",
        "[{",
        "' ",
        "{a: ",
        'a: "\\\\"\n',
        "- ",
        "#x\n",
        "\t",
        "\u00a0",
        "'x': ",
        "[a, ",
        "a:\n",
        "\n",
    ],
)
def test_the_time_to_read_a_head_grows_with_its_size(lines):
    def read(times: int) -> None:
        load("title: x\n" + lines * times)
        load("title: [\n" + lines * times + "\n")

    assert times_as_long(lambda times: seconds(lambda: read(times)), 12_000, 1_500, most=30) < 30
