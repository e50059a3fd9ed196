"""The rules of an editor: each finds what it is for, and lets its near neighbours be."""

import itertools
import json

import pytest

from sitegen.desk.clip.store import clip_hash, keep
from sitegen.desk.explain import rule_texts
from sitegen.text.figures import figures, weighty_figures
from tests.pictures import png
from tests.site import Site, note

CONTENT = """
-- content/site.yaml --
title: {ko: 다이제스트, en: Digest}
base_url: https://example.org/digest/
languages: [ko, en]
taxonomies:
  institutions: {name: {ko: 기관, en: Institutions}, entity: true}
  laws: {name: {ko: 법, en: Laws}, measure: true}
  people: {name: {ko: 인물, en: People}, person: true}
-- content/institutions/us-government.md --
---
name: {ko: 미국 정부, en: US government}
aliases: [미국]
kind: government
country: US
---
-- content/companies/samsung.md --
---
name: {ko: 삼성, en: Samsung}
---
-- content/companies/samsung-electronics.md --
---
name: {ko: 삼성전자, en: Samsung Electronics}
parent: samsung
---
-- content/companies/hynix.md --
---
name: {ko: SK hynix, en: SK hynix}
reading: 에스케이 하이닉스
---
-- content/laws/ai-basic-act.md --
---
name: {ko: 인공지능기본법, en: AI Basic Act}
kind: law
jurisdiction: KR
---
"""
NUMBERS = itertools.count()
BODY = "오픈AI가 서울에 사무소를 연다고 밝혔다."


def told(
    title: str = "오픈AI, 서울에 사무소 연다",
    body: str = BODY,
    more: str = "",
    summary: str = "요약이다.",
    companies: str = "openai",
    source: str = "{publisher: 더팩트 (THE FACT), url: https://example.com/1}",
) -> str:
    text = note(title, more=f"companies: [{companies}]\n{more}", body=body).replace(
        "summary: 요약이다.", f"summary: {summary}"
    )
    return text.replace("{publisher: 더팩트, url: https://example.com/1}", source)


def claim(fields: str) -> str:
    return f"claims:\n  - {{kind: investment, by: openai, what: 공장 {next(NUMBERS)}, {fields}}}\n"


LONG = "우리는 이 나라의 데이터센터에 앞으로 오 년 동안 해마다 더 많은 돈을 들일 것이다"

# Each a note, and the rules that it breaks.
CASES = {
    "fine": (told(), []),
    "name-in-summary": (told(summary="네이버도 함께한다."), ["unlisted-name"]),
    "name-once-in-body": (told(body=f"{BODY} 네이버도 연다."), []),
    "name-often-in-body": (told(body=f"{BODY} 네이버도, [[naver]]도, 그리고 네이버가 연다."), ["unlisted-name"]),
    "name-within-a-word": (told(summary="삼성동과 네이버후드에 연다."), []),
    "name-above-what-is-listed": (told(companies="openai, samsung-electronics", summary="삼성과 삼성전자가 한다."), []),
    "name-of-a-country": (told(summary="미국에서 연다."), []),
    "listed-and-nowhere-named": (told(companies="openai, naver"), ["unnamed-term"]),
    "listed-and-in-a-claim": (told(companies="openai, naver", more=claim("with: [naver]")), []),
    "listed-by-its-country": (told(body=f"{BODY} 미국 행정부가 반겼다.", more="institutions: [us-government]\n"), []),
    "listed-by-a-link": (told(companies="openai, naver", body=f"{BODY} [[naver|그 회사]]도 연다."), []),
    "yesterday": (told("오픈AI, 어제 서울에 사무소 열어"), ["relative-title"]),
    "recently": (told("오픈AI 최근 행보"), ["relative-title"]),
    "today-in-a-name": (told("오픈AI, 오늘의집과 제휴"), []),
    "title-without-a-name": (told("사무소를 연다"), ["nameless-title"]),
    "title-with-a-country": (told("미국, 사무소를 연다"), []),
    "title-with-a-quoted-name": (told("‘스타게이트’ 사무소를 연다"), []),
    "long-quote": (told(more=f"quotes:\n  - {{text: {LONG * 6}, speaker: 리헤인}}\n"), ["long-quote"]),
    "long-quote-in-body": (told(body=f"{BODY} 그는 “{LONG * 6}”라고 말했다."), ["long-quote"]),
    "block-quote-too-long": (told(body=f"리헤인은 이렇게 말했다.\n\n> {LONG * 3}\n> {LONG * 3}"), ["long-quote"]),
    "quote-of-nobody": (told(body=f"{BODY}\n\n“{LONG}”"), ["quote-speaker"]),
    "quote-of-somebody": (told(body=f"{BODY}\n\n“{LONG}” 리헤인의 말이다. 그는 그렇게 말했다."), []),
    "quote-of-who-is-listed": (told(body=f"{BODY}\n\n오픈AI: “{LONG}”"), []),
    "block-quote-of-nobody": (told(body=f"사무소가 열린다.\n\n> {LONG}\n\n그뿐이다."), ["quote-speaker"]),
    "quoted-title": (told(body=f"{BODY} “한국에서의 AI”가 그것이다."), []),
    "verdict": (told(body=f"{BODY} 사상 최대의 사무소다."), ["verdict-word"]),
    "verdict-of-somebody": (told(body=f"{BODY} 더팩트는 사상 최대라고 전했다."), []),
    "verdict-quoted": (told(body=f"{BODY} 이른바 “사상 최대” 사무소다."), []),
    "unnamed": (told(body=f"{BODY} 업계 관계자는 반겼다."), ["unnamed-speaker"]),
    "unnamed-with-its-outlet": (told(body=f"{BODY} 더팩트가 전한 업계 관계자는 반겼다."), []),
    "hearsay": (told(more=claim("sentence: 오픈AI가 공장을 짓는 것으로 알려졌다")), ["claim-certainty"]),
    "hearsay-reported": (told(more=claim("certainty: reported, sentence: 오픈AI가 짓는 것으로 알려졌다")), []),
    "amount-of-a-claim": (told(more=claim("amount: 20조원")), ["claim-amount"]),
    "amount-in-the-text": (told(body=f"{BODY} **20조 원**을 들인다.", more=claim("amount: 20조원")), []),
    "amount-otherwise-printed": (told(body=f"{BODY} 20조를 들인다.", more=claim("amount: 20조원")), ["claim-amount"]),
    "source-of-nothing": (told(more=claim("due: 2030"), source="{publisher: 더팩트}"), ["claim-source"]),
    "source-with-a-day": (told(more=claim("due: 2031"), source="{publisher: 더팩트, published: 2025-10}"), []),
    "no-image-text": (told(body=f"{BODY}\n\n![](x.png)"), ["image-text"]),
    "file-as-image-text": (told(body=f"{BODY}\n\n![IMG_0001.png](x.png)"), ["image-text"]),
    "image-text": (told(body=f"{BODY}\n\n![사무소](x.png)"), []),
    "zero-width": (told(body="오픈\u200bAI가 연다고 밝혔다. 오픈AI다."), ["unseen-character"]),
    "zero-width-in-front": (told(summary="요\u00ad약이다."), ["unseen-character"]),
    "joined-emoji": (told(body=f"{BODY} 👩\u200d🔬"), []),
    "particle": (told(body="오픈AI은 서울에 연다."), ["particle"]),
    "particle-of-a-reference": (told(body=f"{BODY} [[openai]]은 연다."), ["particle"]),
    "particle-of-words": (told(body=f"{BODY} [[openai|그 기업]]는 연다."), ["particle"]),
    "particle-of-a-heading": (told(body=f"{BODY} [[#계획]]는, [[#계획]]은.\n\n## 계획\n"), ["particle"]),
    "particle-by-its-reading": (told(body=f"{BODY} [[hynix]]는 연다. [[hynix]]은 연다."), ["particle"]),
    "particle-in-code": (told(body=f"{BODY} `오픈AI은` <!-- 오픈AI은 -->"), []),
    "particle-that-is-none": (told(body="오픈AI이라는 회사가 오픈AI가(家)로 오픈AI로서 연다."), []),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict[str, list[dict[str, object]]]:
    """What is said of each case, all of them in one digest."""
    digest = Site(tmp_path_factory.mktemp("editorial"), CONTENT)
    digest.put("content/notes/x.png", png(1, 1))
    for name, (text, _) in CASES.items():
        digest.put(f"content/notes/2025-10-24-{name}.md", text)
    problems = json.loads(digest.run("check", "--format", "json").out)
    by_case: dict[str, list[dict[str, object]]] = {name: [] for name in CASES}
    for problem in problems:
        by_case[str(problem["file"]).removeprefix("content/notes/2025-10-24-").removesuffix(".md")].append(problem)
    return by_case


@pytest.mark.parametrize("name", CASES)
def test_a_rule_finds_what_it_is_for_and_nothing_else(found, name):
    assert [problem["rule"] for problem in found[name]] == CASES[name][1]


def test_a_problem_shows_where_it_stands(found):
    [problem] = found["particle-of-a-reference"]
    assert problem["excerpt"][problem["column"] - 1 :].startswith("은 연다")
    assert problem["message"] == "`오픈AI` is followed by `은`; it is `오픈AI는`"
    [problem] = found["zero-width"]
    assert problem["excerpt"][problem["column"] - 1] == "\u200b"


def test_the_cases_have_every_rule_of_a_note_that_is_for_check_alone():
    rules = list(rule_texts())
    own = rules[rules.index("unlisted-name") : rules.index("particle") + 1]
    elsewhere = {"copied-text", "overdue-claim", "repeated-claim", "translation-figures"}
    assert {rule for _, broken in CASES.values() for rule in broken} == set(own) - elsewhere


def test_amounts_are_looked_for_only_in_languages_whose_figures_are_read(site):
    digest = site(CONTENT.replace("[ko, en]", "[ko, en, ja]"))
    digest.put("content/notes/2025-10-24-x.md", told(body=f"{BODY} 20조원을 들인다.", more=claim("amount: 20조원")))
    text = "---\ntitle: OpenAI\nsummary: S.\nwhy: W.\n---\n\n2兆ウォン\n"
    digest.put("content/notes/2025-10-24-x.ja.md", text)
    rules = {problem["rule"] for problem in json.loads(digest.run("check", "--format", "json").out)}
    assert "untranslated" in rules and "claim-amount" not in rules
    digest.put("content/notes/2025-10-24-x.en.md", text)
    assert "claim-amount" in {problem["rule"] for problem in json.loads(digest.run("check", "--format", "json").out)}


def test_what_the_languages_and_the_ledger_say_otherwise(site):
    digest = site(CONTENT)
    due = "claims:\n  - {id: %s, kind: investment, by: openai, what: 공장, amount: 20조원, due: 2025-11}\n"
    digest.put("content/notes/2025-10-24-x.md", told(body=f"{BODY} 20조원을 들인다. 35명이 일한다.", more=due % "a"))
    digest.put(
        "content/notes/2025-10-24-x.en.md",
        "---\ntitle: OpenAI to open an office\nsummary: S.\nwhy: W.\n---\n\nIt is 20 trillion won, with 53 people.\n",
    )
    digest.put(
        "content/notes/2025-10-25-y.md", told(body=f"{BODY} 20조원을 들인다.", more=due % "b").replace("24", "25")
    )
    digest.put("content/notes/2025-12-25-z.md", told().replace("2025-10-24", "2025-12-25"))
    problems = json.loads(digest.run("check", "--format", "json").out)
    said = {(p["rule"], str(p["file"])[14:], p["line"]) for p in problems}
    assert said == {
        ("overdue-claim", "2025-10-24-x.md", 10),
        ("overdue-claim", "2025-10-25-y.md", 10),
        ("repeated-claim", "2025-10-24-x.md", 10),
        ("repeated-claim", "2025-10-25-y.md", 10),
        ("translation-figures", "2025-10-24-x.md", 13),
        ("translation-figures", "2025-10-24-x.en.md", 7),
    }
    assert (
        json.loads(digest.run("check", "--format", "json", "--as-of", "2025-11-01").out)[0]["rule"] != "overdue-claim"
    )


def test_a_figure_of_one_language_is_pointed_at_where_it_first_stands(site):
    digest = site(CONTENT)
    digest.put("content/notes/2025-10-24-x.md", told())
    digest.put(
        "content/notes/2025-10-24-x.en.md",
        "---\ntitle: OpenAI to open an office\nsummary: On 24 October 2025, by article 20, it is 10,000 people.\n"
        "why: W.\n---\n\n`500` [x](/1000)\n\nIt is 10,000, or 300.\n",
    )
    [said] = [p for p in json.loads(digest.run("check", "--format", "json").out) if p["rule"] == "translation-figures"]
    assert said["message"].startswith("20, 10,000, 300 stand here") and (said["line"], said["column"]) == (3, 10)
    text = (digest.root / "content/notes/2025-10-24-x.en.md").read_text("utf-8")
    digest.put("content/notes/2025-10-24-x.en.md", text.replace("20, it is 10,000 people", "it"))
    [said] = [p for p in json.loads(digest.run("check", "--format", "json").out) if p["rule"] == "translation-figures"]
    assert said["message"].startswith("10,000, 300 stand here") and (said["line"], said["column"]) == (9, 7)


def test_what_is_asked_of_an_edited_digest_is_what_is_asked_of_a_new_one(site, tmp_path):
    digest = site(CONTENT)
    digest.put("content/notes/2025-10-24-x.md", told(body="오픈AI가 네이버은 연다고 밝혔다."))
    assert "네이버는" in digest.run("check").out
    digest.put("content/companies/naver.md", "---\nname: {ko: 네이버랩, en: Naver Labs}\n---\n")
    assert digest.run("check").out == "no problems\n"
    digest.put("content/companies/naver.md", "---\nname: {ko: 네이버, en: Naver}\n---\n")
    digest.put("content/notes/2025-10-24-x.md", told("어제", body="오픈AI가 네이버는 연다고 밝혔다."))
    once, again = digest.run("check"), digest.run("check")
    assert "[relative-title]" in once.out and once == again
    digest.put(
        "content/site.yaml", (digest.root / "content/site.yaml").read_text("utf-8") + "check: {relative-title: off}\n"
    )
    assert "[relative-title]" not in digest.run("check").out


def test_a_build_and_the_preview_say_nothing_of_what_is_for_check_alone(site):
    digest = site(CONTENT)
    digest.put("content/notes/2025-10-24-x.md", told("어제"))
    assert digest.run("check").status == 0
    assert digest.build("--json").data["problems"] == []
    assert digest.run("check", "--strict").status == 1


ARTICLE = (
    "오픈AI는 24일 서울 강남에 새 사무소를 열고 앞으로 다섯 해 동안 직원을 천 명까지 늘리겠다고 밝혔다. "
    "회사는 “한국은 우리에게 가장 중요한 시장 가운데 하나이며 앞으로도 그럴 것”이라고 말했다."
)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("오픈AI가 서울 강남에 새 사무소를 열고 앞으로 다섯 해 동안 직원을 천 명까지 늘린다고 한다.", ["copied-text"]),
        ("오픈AI가 서울 강남에 새 사무소를 열고 사람을 더 뽑겠다고 했다.", []),
        ("오픈AI는 “한국은 우리에게 가장 중요한 시장 가운데 하나이며 앞으로도 그럴 것”이라고 했다.", []),
    ],
)
def test_what_stands_in_the_article_word_for_word_is_found_where_the_article_is_kept(site, body, found):
    digest = site(CONTENT)
    source = f"{{publisher: 더팩트, url: https://example.com/1, clip: {clip_hash(ARTICLE)}}}"
    digest.put("content/notes/2025-10-24-x.md", told(body=body, source=source))
    assert digest.run("check").out == "no problems\n"
    path = keep(digest.root, ARTICLE)
    problems = json.loads(digest.run("check", "--format", "json").out)
    assert [problem["rule"] for problem in problems] == found
    assert not found or problems[0]["excerpt"][problems[0]["column"] - 1 :].startswith("서울 강남에 새")
    digest.remove(path)
    assert digest.run("check").out == "no problems\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1조 4590억 원", {1.459e12}),
        ("1.459 trillion won", {1.459e12}),
        ("제53조에 따라 3만5000명", {53, 35000}),
        ("fifteen teams, 1,120 jobs", {15, 1120}),
        ("8%에서 15%로", {8, 15}),
        ("1조4천590억원, 1천200억원", {1.459e12, 1.2e11}),
        ("4만2천 명, 2천 개, 5백만, 2백화점", {42000, 2000, 5e6, 2}),
    ],
)
def test_figures_are_read_in_both_languages(text, expected):
    assert figures(text) == expected


def test_days_hours_and_small_counts_are_left_out():
    assert weighty_figures("2025년 10월 24일 15:04, 세 곳, 12개, 35명") == {35: 31}
    assert weighty_figures("On 24 October 2025 and the 31st, three of 12, 35 people") == {35: 46}
