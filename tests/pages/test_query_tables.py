"""Tables that a standing page asks for: the same answer as `sitegen list` gives, in the page's language."""

import json
from typing import Any

import pytest

from sitegen.config import Grammar
from sitegen.content.queries import read_query
from sitegen.incremental.workspace import Options
from sitegen.preview.site_state import SiteState
from sitegen.problems import KeyPath
from tests.dom import read, ui
from tests.growth import seconds, times_as_long
from tests.site import Site, clean, note, run

CLAIMS = """companies: [openai, naver]
claims:
  - {id: chips, kind: supply, by: openai, with: [naver], what: {ko: 반도체, en: chips}, amount: 2조원, stage: mou}
  - {id: centre, kind: investment, by: naver, what: {ko: 데이터센터, en: data centre}, due: 2030, stage: contracted}
  - {id: view, kind: forecast, by: openai, what: {ko: 전망, en: a view}}
"""
ASKED = """---
title: {title}
---

{before} 오픈AI

```claims
terms: {{companies: 오픈에이아이}}
stages: [mou]
no_outcome: true
```

[[openai]] {between}

```notes
terms: {{topics: [Sovereign AI]}}
limit: 1
```

~~~ claims
kinds: ruling
~~~

- in a list

  ```claims
  kinds: supply
  ```
"""
SITE = f"""
-- content/notes/2025-10-24-a.md --
{note("첫째 소식", more=CLAIMS)}
-- content/notes/2025-10-24-a.en.md --
---
title: First news
summary: A summary.
why: A reason.
---
-- content/notes/2025-11-02-b.md --
{note("둘째", "2025-11-02")}
-- content/pages/asked.md --
{ASKED.format(title="물은 것", before="앞의 글.", between="사이의 글.")}
-- content/pages/asked.en.md --
{ASKED.format(title="What was asked", before="Before.", between="Between.")}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    digest = Site(tmp_path_factory.mktemp("asked"), SITE)
    digest.build()
    return digest


def test_a_page_shows_the_claims_and_notes_that_it_asks_for_where_it_asks(built):
    page = built.page("asked/")
    order = [page.index(words) for words in ("앞의 글", "반도체", "사이의 글", ">둘째<", ui("asked.no_claims", "ko"))]
    assert order == sorted(order)
    main = page.partition("<main")[2]
    assert "데이터센터" not in main and "전망" not in main and "첫째 소식</a>" not in main
    links = dict(read(page).links())
    assert links["반도체"] == "/digest/claims/chips/" and links["둘째"] == "/digest/notes/b/"
    assert ui("asked.more_notes", "ko").replace("{n}", "1") in main
    assert main.count('class="asked') == 3 and '<table class="ledger">' in main


def test_in_a_list_a_fence_is_code_as_everywhere_else(built):
    assert '<code class="language-claims">kinds: supply' in built.page("asked/")


def test_a_page_in_another_language_has_the_answer_in_it(built):
    page = built.page("en/asked/")
    assert ">Chips</a>" in page and "/digest/en/claims/chips/" in page and "memorandum" in page.lower()
    assert '<a href="/digest/notes/b/" lang="ko"' in page  # a note that has no text in the page's language
    assert "A view" not in page


def test_the_answer_is_that_of_the_command(built):
    words = ("--terms", "companies=openai", "--stage", "mou", "--no-outcome", "--format", "csv")
    rows = run("list", "claims", "--root", str(built.root), *words).out.strip().split("\n")[1:]
    assert [row.split(",")[1] for row in rows] == ["chips"]


def errors(digest: Site) -> list[dict[str, Any]]:
    return [each for each in json.loads(digest.run("check", "--format", "json").out) if each["severity"] == "error"]


QUERIES = [
    ("kind: supply", "unknown-key", "`kind` is no key of `claims`", "did you mean `kinds`?", (7, 1)),
    ("kinds: [supplies]", "type", "an entry cannot be `supplies`", "did you mean `supply`?", (7, 9)),
    ("stages: mous", "type", "an entry cannot be `mous`", "did you mean `mou`?", (7, 9)),
    (
        "since: 2025-02-30",
        "date",
        "`since` must be a day that exists, written YYYY-MM-DD, not `2025-02-30`",
        "",
        (7, 8),
    ),
    (
        "terms:\n  companies: [naver, opnai]",
        "unknown-term",
        "`opnai` is none of the companies",
        "did you mean `openai`?",
        (8, 22),
    ),
    (
        "terms: {company: openai}",
        "unknown-key",
        "`company` is no taxonomy of this digest",
        "did you mean `companies`?",
        (7, 9),
    ),
    ("limit: 0", "type", "`limit` must be a number from 1 to 500, not `0`", "", (7, 8)),
    ("lang: fr", "language", "`lang: fr` is not declared", "the languages in site.yaml are: ko, en", (7, 7)),
    ("terms: [", "yaml", "", "", (7, 8)),
    ("only words", "type", "what `claims` asks for must be a mapping", "", (7, 1)),
    ("since: 2025-02-03\nuntil: 2025-02-02", "date", "`until` is before `since`", "exchange the two", (8, 8)),
]


@pytest.mark.parametrize(("query", "rule", "message", "hint", "place"), QUERIES)
def test_what_is_wrong_with_a_query_is_said_with_its_place(site, query, rule, message, hint, place):
    digest = site("-- content/notes/2025-10-24-a.md --\n" + note(more=CLAIMS))
    digest.put("content/pages/x.md", f"---\ntitle: 쪽\n---\n\n글\n```claims\n{query}\n```\n")
    [problem] = errors(digest)
    assert (problem["rule"], problem["file"]) == (rule, "content/pages/x.md")
    assert (problem["line"], problem["column"]) == place
    assert message in problem["message"] and hint in problem["hint"]


def test_notes_have_no_kinds_and_stages(site):
    digest = site("-- content/notes/2025-10-24-a.md --\n" + note())
    digest.put("content/pages/x.md", "---\ntitle: 쪽\n---\n\n```notes\nstages: [mou]\n```\n")
    [problem] = errors(digest)
    assert problem["message"] == "`stages` is no key of `notes`" and problem["line"] == 6


def asking(query: str) -> str:
    return f"---\ntitle: 쪽\n---\n\n글\n\n```claims\n{query}\n```\n"


def test_an_answer_changes_with_the_query_and_with_the_notes_as_in_a_clean_build(site):
    digest = site("-- content/notes/2025-10-24-a.md --\n" + note(more=CLAIMS))
    digest.put("content/pages/x.md", asking("terms: {companies: openai}\nkinds: supply"))
    digest.build()
    assert "데이터센터" not in digest.page("x/")
    digest.put("content/pages/x.md", asking("kinds: investment"))
    digest.build()
    assert "데이터센터" in digest.page("x/") and digest.files() == clean(digest)
    digest.put("content/notes/2025-10-24-a.md", note(more=CLAIMS.replace("데이터센터", "발전소")))
    digest.build()
    assert "발전소" in digest.page("x/") and digest.files() == clean(digest)


def test_the_preview_sees_both(site):
    digest = site("-- content/notes/2025-10-24-a.md --\n" + note(more=CLAIMS))
    digest.put("content/pages/x.md", asking("kinds: supply"))
    live = SiteState(Options(root=digest.root), print)

    def shown() -> str:
        made = live.file("x/index.html")
        assert made is not None
        return made.data.decode()

    assert "데이터센터" not in shown()
    live.changed([str(digest.put("content/pages/x.md", asking("kinds: investment")))])
    assert "데이터센터" in shown()
    live.changed([str(digest.put("content/notes/2025-10-24-a.md", note(more=CLAIMS.replace("데이터센터", "발전소"))))])
    assert "발전소" in shown()


GRAMMAR = Grammar(("ko",), ("topics", "companies"))


def test_time_grows_with_what_is_wrong_with_a_block():
    def asked(n: int) -> None:
        unknown = "".join(f"k{i}: 1\n" for i in range(n))
        block, flaws = read_query("notes", f"terms:\n  companies: [{'x, ' * n}]\n{unknown}", 1, 1, GRAMMAR)
        assert len(flaws) == n
        assert len({block.place(KeyPath(("terms", "companies", i))) for i in range(n)}) == n

    assert times_as_long(lambda n: seconds(lambda: asked(n)), 400, 100, 8) <= 8
