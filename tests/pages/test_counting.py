"""What is counted, and what is open: everywhere the same."""

import json

import icalendar
import pytest

from sitegen.digest.claims.voices import _holds
from tests.dom import read, ui
from tests.pages.tallies import counts, entity_counts, rows
from tests.pages.test_ledger import claim, page, part, put, stage
from tests.site import INSTITUTIONS, LAWS, Site, settings

LANGUAGES = ["ko", "en"]
MORE = (
    settings(INSTITUTIONS, LAWS)
    + """
-- content/laws/order.md --
---
name: {ko: 명령, en: the Order}
kind: order
jurisdiction: US
---
-- content/companies/firms.md --
---
name: {ko: 서명 기업, en: Signatories}
---
-- content/institutions/ministry.md --
---
name: {ko: 과기부, en: Ministry}
---
-- content/topics/jobs.md --
---
name: {ko: 일자리, en: Jobs}
---
"""
)
LISTS = "themes: [korea-ai-hub]\nlaws: [order]\ncompanies: [firms]\ninstitutions: [ministry]\n"


def told(site, *claims):
    """A digest with one note, of these claims; it is not built yet."""
    digest = site(MORE)
    note_of(digest, "a", "2025-01-01", *claims)
    return digest


def note_of(digest, id, day, *claims, more=LISTS):
    put(digest, id, day, *claims, more=more.replace("companies: [firms]\n", ""))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An order that was revoked, what several firms promise, a letter with its parts, and what has come to its end."""
    digest = Site(tmp_path_factory.mktemp("counting") / "site", MORE)
    ordered = {"kind": "establishment", "on": "order"}
    note_of(
        digest,
        "a",
        "2025-01-01",
        claim("order", "regulation", on="order", stage="passed", what="명령"),
        claim("council", **ordered, what="협의회", due="2030", **{"with": "[naver]"}),
        claim("guide", part_of="council", kind="establishment", what="지침"),
        claim("firms", "agreement", "firms", stage="agreed", what="서약"),
        claim("firm", "agreement", stage="agreed", part_of="firms", what="서약의 하나"),
        claim("letter", "agreement", stage="loi", what="의향서", **{"with": "[naver]"}),
        claim("chips", "procurement", stage="loi", part_of="letter", what="칩", **{"with": "[naver]"}),
        claim("memory", "procurement", part_of="letter", what="메모리", **{"with": "[naver]"}),
        claim("law", "regulation", stage="passed", what="채택된 규칙"),
        claim("later", "regulation", stage="passed", due="2030", what="앞둔 규칙"),
        claim("withdrawn", "regulation", stage="rescinding", what="거둘 규칙"),
        claim("suit", "ruling", stage="settled", what="끝난 소송"),
        claim("kept", outcome="met", outcome_why="그렇다", source="1", what="지킨 약속"),
        claim("runs", stage="operating", what="도는 공장"),
    )
    note_of(digest, "b", "2025-02-01", claim("order", "regulation", on="order", stage="repealed", what="명령"))
    digest.build()
    return digest


def start(lang):
    return "" if lang == "ko" else "en/"


@pytest.fixture(scope="module")
def index(built):
    return json.loads(built.page("claims/index.json"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("url", ["", "claims/", "themes/korea-ai-hub/", "topics/sovereign-ai/", "companies/openai/"])
def test_every_count_of_a_tally_leads_to_as_many_rows(built, index, url, lang):
    found = counts(page(built, start(lang) + url))
    assert found and [(count, rows(href, index)) for count, href in found if count != rows(href, index)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", ["companies/openai", "companies/naver", "companies/firms", "institutions/ministry"])
def test_what_an_entity_counts_as_its_rows_is_what_its_link_opens(built, index, id, lang):
    """In the jump to the table, in the line above it, in the link below it and on paper."""
    assert entity_counts(page(built, f"{start(lang)}{id}/"), index, id.rpartition("/")[2], lang) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_whole_counts_once_and_what_has_ended_with_its_law_not_at_all_but_both_are_said_apart(built, lang):
    said = part(page(built, f"{start(lang)}claims/"), "stages").text
    # The promise of the firms and the letter; of the others those that were kept or run.
    assert f"{ui('ladder.accord', lang)} 2" in said and f"{ui('ladder.building', lang)} 2" in said
    assert ui("ladder.short", lang) not in said and ui("ladder.deal", lang) not in said
    assert f"{ui('count.part', lang)} 1" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_part_of_what_others_promise_counts_with_who_makes_it(built, lang):
    main = page(built, f"{start(lang)}companies/openai/")
    told = part(main, "claims").text
    assert f"{ui('ladder.accord', lang)} 2" in told and f"{stage('agreed', lang)} 1" in told
    assert ui("ladder.deal", lang) not in told
    titles = [row.one("th").text for row in main.one("table", **{"class": "promises-table"}).one("tbody").all("tr")]
    assert not any(name in title for title in titles for name in ("칩", "메모리", "협의회", "지침"))
    assert f"서약의 하나 {ui('claim.part_of', lang)} 서약" in titles
    assert ui(f"term.ended{'.other' if lang == 'en' else ''}", lang).format(n=2) in main.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_open_is_what_has_no_outcome_and_no_last_stage_and_whose_law_holds(built, index, lang):
    main = page(built, f"{start(lang)}companies/openai/themes/")
    shown = [p.text for p in main.all("p", **{"class": "claim-what"})]
    assert sorted(shown) == ["서약의 하나", "앞둔 규칙", "의향서"]
    matrix = page(built, f"{start(lang)}relations/matrix/")
    cell = next(row for row in matrix.all("tr") if ui_name(lang) in row.text and row.all("td"))
    assert ui("matrix.claims", lang).format(n=3) in cell.text
    by_key = {claim["key"]: claim for claim in json.loads(built.page("data/claims.json"))["claims"]}
    open_ = {key for key, claim in by_key.items() if claim["open"]}
    assert open_ == {"firms", "firm", "letter", "chips", "memory", "later"}
    assert rows("?count=open", index) == len(open_)


def ui_name(lang):
    return {"ko": "오픈AI", "en": "OpenAI"}[lang]


def test_what_has_ended_with_its_law_is_no_relation_and_data_and_calendar_say_so(built):
    counted = page(built, "relations/").one("tbody").text
    assert "협의회" not in counted and f"{ui('kind.agreement', 'ko')} 1" in counted
    assert ui("kind.procurement", "ko") not in counted  # the letter holds it
    claims = {claim["key"]: claim for claim in json.loads(built.page("data/claims.json"))["claims"]}
    ended = {key: claim["law_ended"] for key, claim in claims.items() if claim["law_ended"]}
    assert ended.keys() == {"council", "guide"}
    assert {(end["law"]["id"], end["stage"], end["note"]) for end in ended.values()} == {
        ("laws/order", "repealed", "b")
    }
    events = icalendar.Calendar.from_ical(built.page("claims/due.ics")).walk("VEVENT")
    cancelled = {str(event["SUMMARY"]) for event in events if event.get("STATUS") == "CANCELLED"}
    assert cancelled == {"협의회 (오픈AI)"}
    assert {key for key, claim in claims.items() if claim["counted_by_stage"]} == {"firms", "letter", "kept", "runs"}


def test_an_edition_after_the_end_of_a_law_has_no_day_of_what_was_on_it(built):
    assert "협의회" in part(page(built, "editions/2025-01/"), "due").text
    assert "협의회" not in page(built, "editions/2025-02/").text


def test_parts_that_go_in_a_circle_hold_nothing(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim("one", part_of="two"), claim("two", part_of="one"))
    result = digest.run("build")
    assert result.status == 1 and "part of itself" in result.out + result.err


# Whose words they are


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_that_somebody_else_named_is_no_debt_of_who_should_do_it_and_says_who_named_it(site, lang):
    due = {"due": "2025-01-15", "kind": "establishment"}
    digest = told(
        site,
        claim("theirs", said_by="과기부", what="남이 말한 착공", **due),
        claim("own", said_by="샘 올트먼 오픈AI 최고경영자", what="스스로 말한 착공", **due),
        claim("signed", due="2025-01-15", kind="agreement", stage="mou", what="서명한 착공"),
    )
    note_of(digest, "b", "2025-03-01", claim("other", by="naver", what="다른 일"))
    digest.build()
    main = page(digest, f"{start(lang)}companies/openai/")
    assert f"{ui('term.no_outcome', lang)} 2" in main.one("div", **{"class": "figures-record"}).text
    ministry = {"ko": "과기부", "en": "Ministry"}[lang]
    named = f"({ui('claim.said_by', lang)} {ministry})"
    over = part(page(digest, f"{start(lang)}claims/"), "over")
    assert [item.text.count(named) for item in over.all("li") if "남이" in item.text] == [1]
    assert over.text.count(named) == 1
    assert [row.text.count(named) for row in main.one("tbody").all("tr") if "남이" in row.text] == [1]
    events = icalendar.Calendar.from_ical(digest.page(f"{start(lang)}claims/due.ics")).walk("VEVENT")
    assert [str(e["SUMMARY"])[:2] for e in events if named in e["DESCRIPTION"].replace("\xa0", " ")] == ["남이"]
    data = {claim["key"]: claim["due_said_by"] for claim in json.loads(digest.page("data/claims.json"))["claims"]}
    assert data == {"theirs": {"ko": "과기부", "en": "Ministry"}, "own": {}, "signed": {}, "other": {}}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_only_others_tell_of_is_counted_apart(site, lang):
    alone = {"kind": "capacity", "certainty": "planned"}
    digest = told(
        site,
        claim("said", said_by="오픈AI", what="스스로", **alone),
        claim("told", said_by="네이버", what="남이", **alone),
        claim("heard", certainty="reported", what="매체가"),
        claim("built", said_by="네이버", stage="building", what="짓는 것"),
        claim("plan", what="누가 말했는지 모르는 것", **alone),
    )
    digest.build()
    main = page(digest, f"{start(lang)}companies/openai/")
    assert main.one("div", **{"class": "figures-record"}).text.endswith("3")
    apart = main.one("a", href=f"/digest/{start(lang)}claims/?by=openai&count=others#section-table")
    assert apart.text == ui(f"term.others{'.other' if lang == 'en' else ''}", lang).format(n=2)
    index = json.loads(digest.page("claims/index.json"))
    assert rows(apart["href"], index) == 2 and rows("?by=openai&count=own", index) == 3
    found = counts(main)
    assert sum(count for count, _ in found) == 3 and all(count == rows(href, index) for count, href in found)


def test_a_release_of_somebody_else_is_what_others_tell(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim("target", by="naver", kind="capacity", certainty="planned"))
    put(digest, "b", "2025-01-02", claim("own", by="openai", kind="capacity", certainty="planned"))
    for name in ("a", "b"):
        file = next((digest.root / "content/notes").glob(f"*-{name}.md"))
        file.write_text(file.read_text().replace("가신문", "OpenAI").replace("나일보", "OpenAI"))
    digest.build()
    index = json.loads(digest.page("claims/index.json"))
    assert rows("?by=naver&count=others", index) == 1 and rows("?by=openai&count=own", index) == 1


@pytest.mark.parametrize(
    ("text", "name", "holds"),
    [
        ("샘 올트먼 오픈AI 최고경영자", "오픈AI", True),
        ("오픈AI는", "오픈AI", True),
        ("KT 공시", "KT", True),
        ("SKT 관계자", "KT", False),
        ("KTX", "KT", False),
        ("SKT와 KT", "KT", True),
        ("", "KT", False),
        ("KT", "", False),
    ],
)
def test_a_name_stands_by_itself(text, name, holds):
    assert _holds(text, name) == holds


# What outlets tell otherwise


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_amount_that_outlets_tell_otherwise_says_so_in_every_table_and_list(site, lang):
    digest = site()
    more = "themes: [korea-ai-hub]\n"
    put(digest, "a", "2025-01-01", claim("chips", "supply", amount="5조원", due="2025-02"), more=more)
    put(digest, "b", "2025-01-02", claim("chips", "supply", amount="6조원", due="2025-02"), more=more)
    put(digest, "c", "2025-03-02", claim("more", "capacity", amount="1조원"), more=more)
    digest.build()
    home = start(lang)
    ledger = page(digest, f"{home}claims/")
    lists = {
        "ledger": ledger.one("table", **{"class": "ledger"}),
        "largest": part(ledger, "largest"),
        "over": part(ledger, "over"),
        "company": part(page(digest, f"{home}companies/openai/"), "claims"),
        "topic": part(page(digest, f"{home}topics/sovereign-ai/"), "claims"),
        "theme": page(digest, f"{home}companies/openai/themes/"),
        "edition": part(page(digest, f"{home}editions/2025-01/"), "new"),
        "due": part(page(digest, f"{home}editions/2025-01/"), "due"),
        "mail": read(digest.page(f"{home}editions/2025-01/email.html")),
    }
    said = {name: shown.text for name, shown in lists.items()}
    said["text"] = " ".join(digest.page(f"{home}editions/2025-01/email.txt").split())
    assert [name for name, text in said.items() if ui("claims.differs", lang) not in text] == []
    other = {"ko": "6조원", "en": "6 trillion won"}[lang]
    assert [name for name, text in said.items() if other not in text or "나일보" not in text] == []


# What a claim is about


def test_a_claim_is_about_the_topics_that_it_names_and_else_about_those_of_its_note(site):
    digest = told(
        site,
        claim("plant", amount="7조원", topics="[sovereign-ai]"),
        claim("hires", "employment", amount="9000명"),
        claim("other", "partnership", topics="[]"),
    )
    file = digest.root / "content/notes/2025-01-01-a.md"
    file.write_text(file.read_text().replace("topics: [sovereign-ai]\n", "topics: [sovereign-ai, jobs]\n", 1))
    digest.build()
    filters = json.loads(digest.page("claims/index.json"))["filters"]["topic"]
    assert {topic: len(found) for topic, found in filters.items()} == {"sovereign-ai": 2, "jobs": 1}
    assert "7조원" not in part(page(digest, "topics/jobs/"), "claims").text


@pytest.mark.parametrize("topics", ["[jobs]", "[nothing]", "[openai]"])
def test_a_topic_that_is_not_the_notes_is_an_error_at_its_place(site, topics):
    result = told(site, claim("plant", topics=topics)).run("build")
    said = result.out + result.err
    assert result.status == 1 and "2025-01-01-a.md" in said and topics.strip("[]") in said
