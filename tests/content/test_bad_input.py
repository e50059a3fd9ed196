"""What editors get wrong: every mistake is said with its place and its mend, all in one run, and nothing is lost."""

import json
import os
import re
import unicodedata
from collections import Counter
from typing import Annotated, get_args, get_origin, get_type_hints

import msgspec
import pytest

from sitegen.content import decode, schema
from sitegen.digest import translations
from tests.site import Site, note

GOOD = "content/notes/2025-10-24-good.md"
NFC, NFD = (unicodedata.normalize(form, "content/notes/2025-10-24-삼성.md") for form in ("NFC", "NFD"))


def path(id: str) -> str:
    return f"content/notes/2025-10-24-{id}.md"


def front(text: str) -> str:
    return f"---\n{text}\n---\n"


def built(site) -> Site:
    digest = site()
    digest.put(GOOD, note())
    digest.build()
    return digest


def found(digest: Site, *options: str) -> list[tuple[str, int, int, str, str, str]]:
    """The problems that `build` names, which must fail and leave the site as it was: file, line, column, rule, …"""
    before = digest.files()
    result = digest.run("build", "--json", *options)
    assert result.status == 1
    assert digest.files() == before
    assert "Traceback" not in result.err
    first = Counter()
    for p in result.data["problems"]:
        first[p["rule"]] += 1
        if first[p["rule"]] > 20:  # the rest of a rule is a count
            continue
        assert f"{p['file']}:{p['line']}:{p['column']}: {p['severity']}: " in result.err
    return [
        tuple(p[key] for key in ("file", "line", "column", "rule", "message", "hint")) for p in result.data["problems"]
    ]


# One file and its mistakes: (path, text, ((line, column, rule, a part of the message, a part of the hint), …)).
MISTAKES = [
    (
        "content/companies/samsung.md",
        front(
            "name: 삼성\n"
            "aliases: [Samsung Electronics Co., Ltd., 삼성 (전자, 가전), Samsung (SEC), '가, (주)', “수, 우”]"
        ),
        (
            (3, 36, "type", "`Ltd.` is no whole name: it is a legal form", '`"Samsung Electronics Co., Ltd."`'),
            (3, 42, "type", "`삼성 (전자` is no whole name: a bracket", '`"삼성 (전자, 가전)"`'),
            (3, 50, "type", "`가전)` is no whole name: a bracket", '`"삼성 (전자, 가전)"`'),
            (3, 80, "type", "`“수` is no whole name", '`"“수, 우”"`'),
            (3, 84, "type", "`우”` is no whole name", '`"“수, 우”"`'),
        ),
    ),
    (
        path("signed"),
        note(
            more="claims:\n  - kind: investment\n    by: openai\n    what: x\n    stage: signed\ncompanies: [openai]\n"
        ),
        ((12, 12, "type", "`stage` cannot be `signed`", "write `contracted`"),),
    ),
    (path("colon"), front("title: a: b"), ((2, 9, "yaml", "`: ` stands within a value", "between quotes"),)),
    (path("quote"), front('title: "a" b'), ((2, 12, "yaml", "behind the closing quote", "other kind of quote"),)),
    (path("tab"), front("title: x\n\tdate: y"), ((3, 1, "yaml", "tab", "spaces"),)),
    (path("bracket"), front("title: [x"), ((2, 8, "yaml", "the `[` that opens here is not closed", "close it"),)),
    (
        path("types"),
        front(
            "title: [a, b]\nsummary: {a: b}\nsource: 더팩트\nclaims:\ndraft: maybe\nalso: {publisher: x}\n"
            "topics: sovereign-ai\nwhy: y\nquotes: none\ncompanies: [[openai]]\nupdated: soon\ndate: 2025-10-24"
        ),
        (
            (2, 8, "type", "`title` must be text, not a list", ""),
            (3, 10, "type", "`summary` must be text, not a mapping", ""),
            (4, 9, "type", "`source` must be a mapping of `publisher`", ""),
            (6, 8, "type", "`draft` must be true or false, not `maybe`", ""),
            (7, 7, "type", "`also` must be a list, not a mapping", ""),
            (8, 9, "type", "`topics` must be a list", "`topics: [sovereign-ai]`"),
            (10, 9, "type", "`quotes` must be a list, not `none`", "`quotes: [none]`"),
            (11, 13, "type", "an entry must be a term's id, name or alias", ""),
            (12, 10, "date", "`updated` must be a day written YYYY-MM-DD, not `soon`", ""),
        ),
    ),
    (
        path("unknown"),
        note(more="titel: x\ntopcs: [x]\nsource2: x\ncompanies: [opanai]\n", topics="sovereign-a"),
        (
            (7, 10, "unknown-term", "`sovereign-a` is none of the topics", "`sovereign-ai`"),
            (8, 1, "unknown-key", "`titel`", "`title`"),
            (9, 1, "unknown-key", "`topcs`", "`topics`"),
            (10, 1, "unknown-key", "`source2`", "`source`"),
            (11, 13, "unknown-term", "`opanai` is none of the companies", "`openai`"),
        ),
    ),
    (path("twice"), note(more="title: x\n"), ((8, 1, "duplicate-key", "`title`", "6 lines above"),)),
    (
        path("missing"),
        front("why: x"),
        tuple((1, 1, "missing", f"`{key}` is missing", "") for key in ("date", "source", "summary", "title", "topics")),
    ),
    (path("otherday"), note(day="2025-10-25"), ((3, 7, "date", "file's name says 2025-10-24", "one of the two"),)),
    (path("noday"), note(day="2025-02-30"), ((3, 7, "date", "must be a day that exists", ""),)),
    ("content/notes/2025-02-30-x.md", note(), ((1, 1, "file-name", "no day 2025-02-30", "YYYY-MM-DD-id.md"),)),
    ("content/notes/2025-W43-x.md", note(), ((1, 1, "file-name", "YYYY-MM-DD-id.md", "such as 2025-10-24-"),)),
    (path("ends.md"), note(), ((1, 1, "file-name", "ends in `.md` twice", "`2025-10-24-ends.md`"),)),
    (path("ends.md.en"), note(), ((1, 1, "file-name", "ends in `.md` twice", "`2025-10-24-ends.en.md`"),)),
    (
        path("tongues.en.ko"),
        note(),
        ((1, 1, "file-name", "names two languages, `en` and `ko`", "`2025-10-24-tongues.ko.md`"),),
    ),
    ("content/notes/dateless.md", note(), ((1, 1, "file-name", "YYYY-MM-DD-id.md", "2025-10-24-dateless.md"),)),
    (path("absent"), "글만 있다.\n", ((1, 1, "front-matter", "no front matter", "begins with a line of `---`"),)),
    (path("unclosed"), "---\ntitle: x\n", ((1, 1, "front-matter", "never closed", "close it"),)),
    (
        path("above"),
        f"<!-- content/notes/x.md -->\n{note()}",
        ((1, 1, "front-matter", "no front matter", "the first line must be `---`: move what stands above line 2"),),
    ),
    (path("dashes"), "———\ntitle: x\n———\n", ((1, 1, "front-matter", "no front matter", "three hyphens"),)),
    (path("closing"), "---\ntitle: x\n–--\n글\n", ((1, 1, "front-matter", "never closed", "line 3 is not quite one"),)),
    (path("empty"), front(""), ((1, 1, "front-matter", "is empty", "title"),)),
    (path("list"), front("- a"), ((1, 1, "front-matter", "keys and values", "title"),)),
    (path("zero"), "", ((1, 1, "front-matter", "no front matter", ""),)),
    (
        path("tag"),
        note(title="!!python/name:os.system x"),
        ((2, 8, "yaml", "the tag `!!python/name:os.system` is not read", "remove the tag"),),
    ),
    (
        path("alias"),
        note(title="&t 제목").replace("요약이다.", "*t"),
        ((2, 8, "yaml", "alias", "write the value out"),),
    ),
    (path("euckr"), note().encode("euc-kr"), ((2, 8, "encoding", "byte 0xc1 is not UTF-8", "EUC-KR"),)),
    (path("utf16"), note().encode("utf-16"), ((1, 1, "encoding", "in UTF-16", "save it as UTF-8"),)),
    (path("utf16le"), note().encode("utf-16-le"), ((1, 1, "encoding", "in UTF-16", "save it as UTF-8"),)),
    (path("toml"), '+++\ntitle = "x"\n+++\n글\n', ((1, 1, "front-matter", "in TOML", "two lines of `---`"),)),
    (path("json"), '{\n"title": "x"\n}\n', ((1, 1, "front-matter", "in JSON", "two lines of `---`"),)),
    (
        path("escaped"),
        note(
            body="첫 줄\n둘째 `%20` [글](없는%20파일.pdf)\n셋째 [a](a\\_b.pdf) [b](b&amp;c.pdf)\n\n"
            "|가|나|\n|-|-|\n|다|[[none\\|라]]|"
        ),
        (
            (11, 14, "dangling-link", "없는 파일.pdf", ""),
            (12, 8, "dangling-link", "a_b.pdf", ""),
            (12, 22, "dangling-link", "b&c.pdf", ""),
            (16, 4, "dangling-link", "`none`", ""),
        ),
    ),
    (
        path("hashes"),
        note(body="[[#없는 제목]]\n[[openai#]]\n[[#]]\n[[opanai#]]"),
        (
            (10, 1, "dangling-anchor", "hashes.md has no heading with the anchor `#없는 제목`", ""),
            (11, 1, "dangling-link", "nothing here is called `openai#`", "`openai`"),
            (12, 1, "dangling-link", "nothing here is called `#`", ""),
            (13, 1, "dangling-link", "nothing here is called `opanai#`", "`openai`"),
        ),
    ),
    (path("bell"), note(title="제\x07목"), ((2, 9, "control-character", "U+0007", "delete"),)),
    (path("isolated"), note(title="제\u2067목"), ((2, 9, "control-character", "U+2067", "delete"),)),
    (path("backwards"), note(title="제\u202e목"), ((2, 9, "control-character", "U+202E", "delete"),)),
    (path("escape"), note(title=r'"제\x07목"'), ((2, 8, "control-character", "U+0007", ""),)),
    (
        path("links"),
        note(
            body="[[opanai]]\n[a](../topics/sovereign.md)\n[b](#없음)\n![c](none.png)\n[d](../../../../etc/passwd)\n"
            "[e](../../outside.md)\n[[openai#x]]\n![f](https://example.com/x.png)\n[g](../companies/opena.md)\n"
            "[h](2025-10-24-good.md#본믄)"
        ),
        (
            (10, 1, "dangling-link", "nothing here is called `opanai`", "`openai`"),
            (11, 5, "dangling-link", "content/topics/sovereign.md", "content/topics/sovereign-ai.md"),
            (12, 5, "dangling-anchor", "`#없음`", ""),
            (13, 6, "dangling-image", "content/notes/none.png", ""),
            (14, 5, "dangling-link", "etc/passwd", ""),
            (15, 5, "dangling-link", "outside.md", ""),
            (16, 1, "dangling-anchor", "content/companies/openai.md", ""),
            (17, 6, "remote-image", "another host", "beside the note"),
            (18, 5, "dangling-link", "content/companies/opena.md", "content/companies/openai.md"),
            (19, 5, "dangling-anchor", "`#본믄`", ""),
        ),
    ),
    (
        path("urls"),
        note(more="also: [{publisher: a, url: ftp://x}, {publisher: b, archive: x.org}]\n").replace(
            "https://example.com/1", "javascript:alert(1)"
        ),
        (
            (4, 31, "url", "not `javascript:alert(1)`", ""),
            (8, 28, "url", "not `ftp://x`", ""),
            (8, 62, "url", "not `x.org`", ""),
        ),
    ),
    (
        path("three"),
        note(
            more="claims:\n  - kind: investmnt\n    by: openai\n    what: x\n    due: soon\n    stage: anounced\n"
            "companies: [openai]\n"
        ),
        (
            (9, 11, "type", "`kind` cannot be `investmnt`", "`investment`"),
            (12, 10, "type", "`due` must be a date written 2030", ""),
            (13, 12, "type", "`stage` cannot be `anounced`", "`announced`"),
        ),
    ),
    (
        path("nulls"),
        front(
            "title:\ndate: ~\nsource: null\nsummary:\ntopics:\nwhy: y\ndraft:\nclaims: [~]\nquotes:\nwas: [null]\n"
            "companies: [~]"
        ),
        (
            *((1, 1, "missing", f"`{key}` is", "") for key in ("date", "source", "summary", "title", "topics")),
            (8, 7, "type", "`draft` says nothing", "write `true` or `false`"),
            (9, 10, "type", "an entry must be a mapping of `kind`, `by`, `what`", ""),
            (11, 7, "type", "an entry must be text, not nothing", ""),
            (12, 13, "type", "an entry must be a term's id", ""),
        ),
    ),
    (
        path("unseen"),
        note(
            more="titel\u200b: x\ncompanies: [openai\u200b]\ndraft: true\u00a0\nupdated: ２０２５-10-25\n"
            "claims:\n  - {kind: supply, by: openai\u2060, what: x, source: 1}\n"
        ).replace("example.com/1", "example.com/\u200b1"),
        (
            (4, 31, "url", "must be an address", "U+200B (zero width space)"),
            (8, 1, "unknown-key", "is no key", "U+200B (zero width space): delete it"),
            (9, 13, "unknown-term", "is none of the companies", "U+200B (zero width space): delete it"),
            (10, 8, "type", "`draft` must be true or false", "U+00A0 (no-break space): delete it"),
            (11, 10, "date", "`updated` must be a day", "write its digits as 0 to 9"),
            (13, 24, "unknown-term", "is no entity", "U+2060 (word joiner): delete it"),
        ),
    ),
    (
        path("joined"),
        note(
            more="also: [{publisher:더팩트}]\nquotes:\n  - {text: AI 경쟁, 그리고 칩, speaker: x}\n"
            "claims: [{kind: supply, by: openai, what: {fr: texte}}, {kind: supply, by: openai, what: {ko: [a]}}]\n"
            "companies: [openai]\n"
        ),
        (
            (8, 8, "missing", "`publisher` is missing", ""),
            (8, 9, "unknown-key", "`publisher:더팩트`", "write `publisher: 더팩트`, with a space behind the colon"),
            (10, 19, "unknown-key", "`그리고 칩`", "a comma ends a text"),
            (11, 44, "language", "`fr` is no declared language", "ko, en"),
            (11, 95, "type", "`ko` must be text, not a list", ""),
        ),
    ),
    (
        path("dedented"),
        note(more="companies: [openai]\n")
        .replace("source: {publisher: 더팩트, url:", "source:\npublisher: 더팩트\nurl:")
        .replace("/1}", "/1"),
        (
            (1, 1, "missing", "`source` is missing", ""),
            (5, 1, "unknown-key", "`publisher`", "indent it below `source`"),
            (6, 1, "unknown-key", "`url`", "indent it below `source`"),
        ),
    ),
    (
        path("large"),
        note(
            more=f"companies: [openai]\nclaims: [{{kind: supply, by: openai, what: x, source: {'9' * 30}}}]\n"
            f"updated: {'가' * 900}\n"
        ),
        (
            (9, 54, "type", f"not `{'9' * 30}`", ""),
            (10, 10, "date", f"not `{'가' * 80}…`", ""),
        ),
    ),
    (
        "content/topics/sovereign-ai.en.md",
        front("name: Sovereign AI\nsummary: x\naliases: [y]\nlan: en"),
        (
            (
                2,
                1,
                "unknown-key",
                "`name` is no key of a term's text",
                "names go into sovereign-ai.md: `name: {ko: …, en: …}`",
            ),
            (3, 1, "unknown-key", "`summary`", "it goes into sovereign-ai.md: `summary: {ko: …, en: …}`"),
            (4, 1, "unknown-key", "`aliases`", "it goes into sovereign-ai.md"),
            (5, 1, "unknown-key", "`lan`", "`lang`"),
        ),
    ),
    (
        "content/companies/dated.md",
        front("name: 이름\nnames: [{name: {fr: Nom}, from: 2020}]\nsummary: {}"),
        (
            (3, 17, "language", "`fr` is no declared language", "ko, en"),
            (4, 10, "type", "`summary` must be text, or a text for each language", ""),
        ),
    ),
    (
        path("actors"),
        note(
            more="claims:\n  - {kind: supply, by: sovereign-ai, what: x}\n  - {kind: supply, by: opanai, what: x}\n"
            "  - {kind: supply, what: x, source: 3, by: openai}\ncompanies: [openai]\n"
        ),
        (
            (9, 24, "not-an-entity", "`sovereign-ai` is one of the topics", ""),
            (10, 24, "unknown-term", "`opanai` is no entity", "`openai`"),
            (11, 37, "unknown-source", "no source 3", "1 is `source`"),
        ),
    ),
    (
        "content/topics/a.md",
        front("name: A\nparent: b"),
        ((3, 9, "parent-loop", "`a` is among its own ancestors", ""),),
    ),
    (
        "content/topics/b.md",
        front("name: B\nparent: a"),
        ((3, 9, "parent-loop", "`b` is among its own ancestors", ""),),
    ),
    (
        "content/topics/c.md",
        front("name: C\nparent: c"),
        ((3, 9, "parent-loop", "`c` is among its own ancestors", ""),),
    ),
    (
        "content/topics/orphan.md",
        front("name: 고아\nparent: sovereign-a"),
        ((3, 9, "unknown-parent", "`sovereign-a` is none of the topics", "`sovereign-ai`"),),
    ),
    (
        "content/topics/parting.md",
        front("name: 갈림\nparent: openai\nx: red"),
        ((3, 9, "unknown-parent", "`openai`", ""), (4, 1, "unknown-key", "`x`", "the keys here are: name")),
    ),
    (
        "content/companies/copy.md",
        front("name: OpenAI"),
        ((1, 1, "duplicate-name", "is claimed by companies/openai too", ""),),
    ),
    (
        "content/companies/wrong.md",
        front("name: 틀린 것\nkind: compny\ncountry: Korea\nurl: x.org"),
        (
            (3, 7, "type", "`kind` cannot be `compny`", "`company`"),
            (4, 10, "type", "`country` must be a country code", ""),
            (5, 6, "url", "`url` must be an address", ""),
        ),
    ),
    ("content/compnies/x.md", front("name: X"), ((1, 1, "stray-file", "`compnies`", "`companies`"),)),
    ("content/topics/deep/x.md", front("name: X"), ((1, 1, "stray-file", "not in folders below", "move it up"),)),
    ("content/loose.md", front("title: X"), ((1, 1, "stray-file", "loose.md", "notes, pages, editions, topics"),)),
    (path(""), note(), ((1, 1, "file-name", "gives no id", ""),)),
    (path("Open AI"), note(), ((1, 1, "file-name", "`Open AI`", "`open-ai`"),)),
    (path("page"), note(), ((1, 1, "reserved-id", "`page`", "another"),)),
    *(
        (f"content/pages/{id}.md", front("title: 쪽"), ((1, 1, "reserved-id", f"`{id}`", "another"),))
        for id in ("search", "notes", "en", "topics", "assets", "404")
    ),
    ("content/companies/page.md", front("name: 페이지"), ((1, 1, "reserved-id", "`page`", "another"),)),
    (
        "content/pages/about.md",
        front("title: 쪽\nwas: [old, cname, /notes.html]"),
        ((3, 12, "reserved-id", "`cname`", "leave it out"),),
    ),
    (
        path("spoken"),
        note(more="lang: fr\nwas: [Old Id]\n"),
        (
            (8, 7, "language", "`lang: fr` is not declared", "ko, en"),
            (9, 7, "file-name", "`Old Id` cannot have been an id", "`old-id`"),
        ),
    ),
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> tuple[Site, list]:
    """A good site with every mistake of the table brought in, and all that one build says."""
    digest = Site(tmp_path_factory.mktemp("broken") / "site")
    digest.put(GOOD, note())
    digest.build()
    for file, text, _ in MISTAKES:
        digest.put(file, text)
    return digest, found(digest)


@pytest.mark.parametrize(
    ("file", "expected"), [(file, said) for file, _, said in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_each_mistake_is_said_with_its_place_and_a_hint(broken, file, expected):
    said = [problem[1:] for problem in broken[1] if problem[0] == file]
    assert len(said) == len(expected), said
    for problem, (line, column, rule, message, hint) in zip(said, expected, strict=True):
        assert problem[:3] == (line, column, rule)
        assert message in problem[3]
        assert hint in problem[4]


def test_one_run_names_every_broken_file_and_no_sound_one(broken):
    # companies/openai is named because companies/copy claims its name.
    assert {problem[0] for problem in broken[1]} == {file for file, _, _ in MISTAKES} | {"content/companies/openai.md"}


def test_excerpts_show_the_line_of_the_mistake(broken):
    digest, _ = broken
    for problem in digest.run("build", "--json").data["problems"]:
        file = digest.root / problem["file"]
        data = file.read_bytes()
        if problem["rule"] == "encoding" or not data:
            assert problem["excerpt"] == ""
        else:
            line = re.split("\n", data.decode("utf-8-sig"))[problem["line"] - 1]
            assert problem["excerpt"] == re.sub("[\x07\u202e\u2067]", "\ufffd", line)


def test_check_says_the_same_as_build(broken):
    digest, _ = broken
    checked = digest.run("check", "--format", "json")
    assert checked.status == 1
    assert json.loads(checked.out) == digest.run("build", "--json").data["problems"]


def test_a_bomb_of_aliases_is_refused_in_words(site):
    digest = built(site)
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)]
    digest.put(path("bomb"), front("\n".join(lines)))
    assert {(line, rule) for _, line, _, rule, *_ in found(digest)} >= {(n, "yaml") for n in range(2, 14)}


@pytest.mark.parametrize(
    "nest",
    ["[" * 5000 + "]" * 5000, "{a: " * 100_000 + "}" * 100_000, "\n  " + "- " * 100_000 + "x"],
    ids=["lists", "mappings", "block"],
)
def test_a_deeply_nested_front_matter_is_a_problem_and_no_crash(site, nest):
    digest = built(site)
    digest.put(path("deep"), front(f"title: {nest}"))
    assert [(p[0], p[3]) for p in found(digest)] == [(path("deep"), "yaml")]


def test_a_note_of_50_megabytes_is_refused_unread(site):
    digest = built(site)
    os.truncate(digest.put(path("huge"), note()), 50_000_000)
    assert found(digest) == [(path("huge"), 1, 1, "too-large", "this file holds 50.0 MB; a text may hold 2 MB", "")]


def test_a_link_out_of_content_is_refused_and_shows_nothing_of_what_it_leads_to(site):
    digest = built(site)
    digest.put("secret.md", note(title="비밀"))
    (digest.root / path("link")).symlink_to(digest.root / "secret.md")
    (digest.root / "content/notes/folder").symlink_to(digest.root)
    result = digest.run("check", "--format", "json")
    assert "비밀" not in result.out
    assert [p[:4] for p in found(digest)] == [
        (path("link"), 1, 1, "symlink"),
        ("content/notes/folder", 1, 1, "symlink"),
    ]


def test_two_files_whose_names_differ_in_unicode_form_alone_are_both_named(site):
    digest = built(site)
    digest.put(NFC, note())
    digest.put(NFD, note())
    [(file, line, column, rule, message, hint)] = found(digest)
    assert (file, line, column, rule, hint) == (NFC, 1, 1, "unicode-twins", "remove one of them")
    assert ascii(NFC)[-20:-4] in message
    assert ascii(NFD)[-20:-4] in message


def test_two_notes_of_one_id_are_reported_at_both(site):
    digest = built(site)
    one, other = "content/notes/a/2025-10-24-twin.md", "content/notes/b/2025-10-23-twin.md"
    digest.put(one, note())
    digest.put(other, note(day="2025-10-23"))
    problems = found(digest)
    assert [(p[0], p[3]) for p in problems] == [(one, "duplicate-id"), (other, "duplicate-id")]
    assert other in problems[0][5]
    assert one in problems[1][5]


def test_a_former_id_that_a_living_note_has_is_reported_at_both_beside_other_errors(site):
    digest = built(site)
    digest.put(path("later"), note(more="was: [good]\n"))
    digest.put(path("wrong"), note(more="titel: x\n"))
    problems = found(digest)
    assert [p[:4] for p in problems] == [
        (GOOD, 1, 1, "duplicate-url"),
        (path("later"), 8, 6, "duplicate-url"),
        (path("wrong"), 8, 1, "unknown-key"),
    ]
    assert path("later") in problems[0][5]
    assert GOOD in problems[1][5]


def test_two_notes_that_were_one_id_are_both_reported(site):
    digest = built(site)
    digest.put(path("one"), note(more="was: [old]\n"))
    digest.put(path("two"), note(more="was: [old]\n"))
    assert [p[:4] for p in found(digest)] == [(path(id), 8, 6, "duplicate-url") for id in ("one", "two")]


def test_a_former_id_of_a_term_that_lives_is_reported_at_both(site):
    digest = built(site)
    digest.put("content/companies/x.md", front("name: X\nwas: [naver]"))
    assert [p[:4] for p in found(digest)] == [
        ("content/companies/naver.md", 1, 1, "duplicate-name"),
        ("content/companies/x.md", 3, 7, "duplicate-name"),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (note(body="[[naver]]"), "write [[topics/naver]] or [[companies/naver]]"),
        (
            note(more="claims: [{kind: supply, by: 쌍둥이, what: x}]\n"),
            "write `companies/naver` or `institutions/twin`",
        ),
    ],
    ids=["name in a body", "entity of a claim"],
)
def test_a_name_that_fits_several_things_is_answered_with_the_qualified_forms(site, text, hint):
    digest = built(site)
    digest.put("content/topics/naver.md", front("name: 네이버라는 주제"))
    digest.put("content/companies/naver.md", front("name: 네이버\naliases: [쌍둥이]"))
    digest.put("content/institutions/twin.md", front("name: 쌍둥이"))
    digest.put(path("ambiguous"), text)
    assert [(p[3], p[5]) for p in found(digest)] == [("ambiguous-term", hint)]
    digest.put(path("ambiguous"), text.replace("[[naver]]", "[[topics/naver]]").replace("쌍둥이", "companies/naver"))
    digest.build()


@pytest.mark.parametrize(
    "bad",
    [front("title: a: b"), "---\ntitle: x", note().encode("euc-kr"), b"\0" * 2_000_001],
    ids=["yaml", "unclosed", "encoding", "size"],
)
def test_links_to_a_broken_note_term_or_page_are_not_called_dangling(site, bad):
    digest = built(site)
    files = [path("bad"), "content/companies/naver.md", "content/pages/about.md"]
    for file in files:
        digest.put(file, bad)
    digest.put(
        path("linking"),
        note(
            body="[[bad]] [[notes/bad]] [a](2025-10-24-bad.md#x) [[naver]] [b](../companies/naver.md) [[about]]",
            more="companies: [naver]\nclaims: [{kind: supply, by: naver, what: x}]\n",
        ),
    )
    digest.put("content/companies/child.md", front("name: 자회사\nparent: naver"))
    assert {p[0] for p in found(digest)} == set(files)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: a: b\n", [(1, 9, "yaml")]),
        ("- a\n", [(1, 1, "type")]),
        ("", [(1, 1, "type")]),
        ("title: x\n", [(1, 1, "missing"), (1, 1, "missing")]),
        ("title: x\nbase_url: example.org\nlanguages: [ko]\n", [(2, 11, "url")]),
        ("title: x\nbase_url: https://e.org/\nlanguages: ko\n", [(3, 12, "type")]),
        ("title: x\nbase_url: https://e.org/\nlanguages: []\n", [(3, 12, "type")]),
        ("title: x\nbase_url: https://e.org/\nlanguages: [ko, Korean]\n", [(3, 17, "type")]),
        ("title: x\nbase_url: https://e.org/\nlanguages: [ko, en, ko]\n", [(3, 21, "language")]),
        ("title: x\nbase_url: https://e.org/\nlanguages: [ko, en]\nlangauges: [ko]\n", [(4, 1, "unknown-key")]),
        ("title: x\nbase_url: https://e.org/\nlanguages: [ko, en]\nzone: KST\n", [(4, 7, "type")]),
        ("title: x\nbase_url: https://e.org/\nlanguages: [ko, en]\nzone: Asia/Seol\n", [(4, 7, "type")]),
        ("title: x\nbase_url: https://e.org/\nlanguages: [ko, en]\ncname: not a host\n", [(4, 8, "type")]),
        (
            "title: x\nbase_url: https://e.org/\nlanguages: [ko, en]\n"
            "taxonomies:\n  notes: {name: x}\n  ../y: {name: y}\n",
            [(5, 3, "reserved-id"), (6, 3, "file-name")],
        ),
        (
            "title: x\nbase_url: https://e.org/\nlanguages: [ko, en]\ntaxonomies:\n  laws: {nam: 법}\n",
            [(5, 9, "missing"), (5, 10, "unknown-key")],
        ),
        ("title: [제목]\n".encode("euc-kr"), [(1, 9, "encoding")]),
    ],
)
def test_a_broken_site_yaml_is_said_with_its_place(site, text, expected):
    digest = built(site)
    digest.put("content/site.yaml", text)
    assert [(*p[1:3], p[3]) for p in found(digest) if p[0] == "content/site.yaml"] == expected


def test_a_folder_without_site_yaml_is_wrong_usage_and_a_digest_without_one_a_problem(site, tmp_path):
    digest = built(site)
    digest.remove("content/site.yaml")
    assert found(digest) == [
        ("content/site.yaml", 1, 1, "missing", "there is no site.yaml", "it needs title, base_url and languages")
    ]
    digest.remove("content")
    result = digest.run("build")
    assert result.status == 2
    assert "there is no content/site.yaml" in result.err


WARNINGS = """
-- content/notes/2025-10-24-nowhy.md --
---
title: 까닭 없음
date: 2025-10-24
source: {publisher: 더팩트}
summary: 요약이다.
topics: [sovereign-ai]
---
[[draft]] [초안](2025-10-24-draft.md)
-- content/notes/2025-10-24-draft.md --
---
title: 초안
date: 2025-10-24
source: {publisher: 더팩트}
summary: 요약이다.
why: 까닭이다.
topics: [sovereign-ai]
draft: true
---
-- content/notes/2025-10-24-unlisted.md --
---
title: 네이버의 약속
date: 2025-10-24
source: {publisher: 더팩트, published: 2025-09-22}
summary: 요약이다.
why: 까닭이다.
topics: [sovereign-ai]
companies: [openai]
claims:
  - {kind: supply, by: openai, with: [naver], what: 칩}
---
-- content/notes/2025-10-24-unlisted.en.md --
---
title: A promise
date: 2025-10-24
source: {publisher: The Fact}
summary: In short.
why: Because.
companies: [naver]
---
"""
WARNED = [
    ("draft.md", []),
    (
        "nowhy.md",
        [(1, 1, "no-why"), (8, 1, "link-to-draft"), (8, 16, "link-to-draft")],
    ),
    ("unlisted.en.md", [(4, 1, "language-pair"), (7, 1, "language-pair")]),
    (
        "unlisted.md",
        [
            (3, 7, "late-note"),
            (4, 1, "language-pair"),
            (8, 1, "language-pair"),
            (10, 39, "claim-entity"),
        ],
    ),
]


def test_warnings_are_said_and_the_site_is_built(site):
    digest = site(WARNINGS)
    result = digest.build("--json")
    said = result.data["problems"]
    assert {p["severity"] for p in said} == {"warning"}
    for name, expected in WARNED:
        assert [
            (p["line"], p["column"], p["rule"]) for p in said if p["file"] == f"content/notes/2025-10-24-{name}"
        ] == expected
    assert "<p>draft 초안</p>" in digest.page("notes/nowhy/")


def test_a_note_is_listed_with_the_company_that_only_its_claim_names(site):
    digest = site(WARNINGS)
    digest.build()
    assert "네이버의 약속" in digest.page("companies/naver/")


def test_with_strict_a_warning_fails_the_build_and_the_check(site):
    digest = built(site)
    digest.write(WARNINGS)
    assert {p[3] for p in found(digest, "--strict")} == {
        "no-why",
        "link-to-draft",
        "late-note",
        "language-pair",
        "claim-entity",
    }
    assert digest.run("check").status == 0
    assert digest.run("check", "--strict").status == 1


@pytest.mark.parametrize(("published", "late"), [("2025-09-23", False), ("2025-09-22", True), ("2025-09", False)])
def test_a_note_is_late_from_32_days_after_its_source(site, published, late):
    digest = site()
    digest.put(GOOD, note().replace("1}", f"1, published: {published}}}"))
    assert ("late-note" in digest.build().err) is late


@pytest.mark.parametrize(
    "broken",
    ['---\ntitle: "제목\ndate: 2025-10-24\n---\n', "---\ntitle: x\n", b"\xb0\xa1", front("title: [속보] x")],
    ids=["quote", "unclosed", "encoding", "bracket"],
)
@pytest.mark.parametrize("folder", ["", "2025/"])
def test_a_broken_first_file_is_named_and_its_translation_is_not(site, broken, folder):
    digest = built(site)
    digest.put(f"content/notes/{folder}2025-10-24-x.md", broken)
    digest.put(f"content/notes/{folder}2025-10-24-x.en.md", front("title: X\nsummary: y\nwhy: z"))
    assert [p[0] for p in found(digest)] == [f"content/notes/{folder}2025-10-24-x.md"]


def test_a_translation_whose_first_file_is_gone_says_which_file_is_missing(site):
    digest = built(site)
    digest.put(path("x.en"), front("title: X\nsummary: y\nwhy: z"))
    [(file, line, column, rule, message, hint)] = found(digest)
    assert (file, line, column, rule) == (path("x.en"), 1, 1, "missing")
    assert message.endswith(f"is missing: {path('x')}")
    assert "rename this one too" in hint


def test_a_note_in_another_language_alone_may_say_all_that_is_required(site):
    digest = built(site)
    digest.put(path("x.en"), note("Alone"))
    digest.build()
    digest.put(path("x.en"), note("Alone").replace("topics: [sovereign-ai]\n", ""))
    assert [p[4] for p in found(digest)] == ["`topics` is missing: a note belongs to one topic at least"]


def test_a_note_names_no_more_terms_than_their_pages_can_show_beside_each_other(site, monkeypatch):
    monkeypatch.setattr(translations, "_MOST_TERMS", 1)
    digest = site("-- content/topics/chips.md --\n---\nname: 반도체\n---\n")
    digest.put(path("many"), note(topics="sovereign-ai, chips", more="companies: [naver]\n"))
    message, hint = "this note names 2 topics; a note may name 1", "name those that it is about"
    assert found(digest) == [(path("many"), 7, 1, "too-many", message, hint)]
    digest.put(path("many"), note("네이버", topics="chips", more="companies: [naver]\n"))
    assert digest.run("check").out == "no problems\n"


def test_no_number_and_no_switch_is_told_to_be_text():
    found = []
    for struct in (
        made for made in vars(schema).values() if isinstance(made, type) and issubclass(made, msgspec.Struct)
    ):
        for name, kind in get_type_hints(struct, include_extras=True).items():
            plain = [get_args(one)[0] if get_origin(one) is Annotated else one for one in (get_args(kind) or (kind,))]
            if get_origin(kind) is Annotated:
                plain = [get_args(kind)[0]]
            if {int, bool, float} & {one for one in plain if isinstance(one, type)}:
                flaws = []
                decode._value("abc", kind, (name,), flaws)
                found.append((struct.__name__, name))
                assert "must be text" not in flaws[0].message, (struct.__name__, name, flaws[0].message)
    assert len(found) > 3


def test_a_claim_is_told_which_source_it_may_name(site):
    digest = site()
    digest.put(path("a"), note(more="claims: [{kind: supply, by: openai, what: 일, source: abc}]\n"))
    told = ("type", "`source` must be a number from 1: which of the note's sources, not `abc`")
    assert told in [p[3:5] for p in found(digest)]


def test_an_outlet_for_each_language_is_told_how_one_of_two_names_is_written(site):
    digest = site(
        f"-- content/notes/2025-10-24-a.md --\n{note().replace('publisher: 더팩트', 'publisher: {ko: 가, en: B}')}"
    )
    [problem] = json.loads(digest.run("check", "--format", "json").out)
    assert problem["message"] == "`publisher` must be text, not a mapping"
    assert "`한빛일보 (Hanbit Ilbo)`" in problem["hint"]
