"""Names as they were on a day, what entities do in notes, and quotes by speaker."""

import datetime as dt
from urllib.parse import unquote

import msgspec
import pytest
from msgspec.structs import replace

from sitegen.content.schema import DatedName
from sitegen.digest.model import Term
from sitegen.digest.names import names_by_day
from tests.dom import Element, read, ui
from tests.growth import seconds, times_as_long
from tests.pages.test_entities import GROUP, claim, put
from tests.site import Site, note

MINISTRY = """
-- content/institutions/motie.md --
---
name: {ko: 산업통상부, en: Ministry of Trade and Industry}
names: [{name: {ko: 산업통상자원부, en: 'Ministry of Trade, Industry and Energy'}, to: 2025-10-01}]
---
"""
RULE = "{id: rule, kind: regulation, by: motie, what: 고시, stage: %s}"


def page(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


def ministry(digest: Site, id: str, day: str, stage: str) -> None:
    more = f"institutions: [motie]\nclaims: [{RULE % stage}]\nquotes: [{{text: 말, speaker: 장관, of: motie}}]\n"
    digest.put(f"content/notes/{day}-{id}.md", note(id.upper(), day, more, body="[[motie]]가 냈다."))


@pytest.mark.parametrize(
    ("lang", "then", "now"),
    [
        ("ko", "산업통상자원부", "산업통상부"),
        ("en", "Ministry of Trade, Industry and Energy", "Ministry of Trade and Industry"),
    ],
)
def test_a_note_has_the_name_of_its_own_day_and_says_todays(site, lang, then, now):
    digest = site(MINISTRY)
    ministry(digest, "before", "2025-09-30", "proposed")
    ministry(digest, "after", "2025-10-01", "passed")
    quote = "quotes: [{text: x, speaker: Minister, of: motie}]"
    for name in ("2025-09-30-before", "2025-10-01-after"):
        english = f"---\ntitle: X\nsummary: x\nwhy: x\n{quote}\n---\n[[motie]]\n"
        digest.put(f"content/notes/{name}.en.md", english)
    digest.build()
    home = "" if lang == "ko" else "en/"
    before, after = (page(digest, f"{home}notes/{id}/") for id in ("before", "after"))
    assert set(before.words("/institutions/motie/")) == {then}
    assert len(before.links("/institutions/motie/")) == 5  # the body, the claim, the quote, who, what to read on with
    assert ui("term.now", lang).format(name=now) in before.one("section", aria_labelledby="section-who").text
    assert set(after.words("/institutions/motie/")) == {now}


def test_a_claims_history_names_who_was_called_otherwise_then(site):
    digest = site(MINISTRY)
    ministry(digest, "before", "2025-09-30", "proposed")
    ministry(digest, "after", "2025-10-01", "passed")
    digest.build()
    claims = page(digest, "claims/rule/")
    assert claims.one("p", **{"class": "claim-parties"}).text == "산업통상부"
    first, second = claims.one("section", aria_labelledby="section-history").one("ol").all("li")
    assert "산업통상자원부" in first.text and "산업통상" not in second.text


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("[{name: 옛, to: 2025-06}]", {"2025-05-31": "옛", "2025-06-01": "산업통상부"}),
        ("[{name: 옛}, {name: 산업통상부, from: 2025-06-05}]", {"2025-06-04": "옛", "2025-06-05": "산업통상부"}),
        ("[{name: 옛}, {name: 산업통상부}]", {"2000-01-01": "산업통상부"}),
        ("[{name: 옛, from: 2019}]", {"2020-01-01": "산업통상부"}),
        ("[{name: 첫, to: 2020}, {name: 옛, from: 2020, to: 2025}]", {"2019-01-01": "첫", "2022-01-01": "옛"}),
        ("[{name: 옛, from: 2019, to: 2025}]", {"2018-01-01": "산업통상부", "2024-01-01": "옛"}),
    ],
)
def test_a_name_holds_from_its_beginning_until_its_end_or_the_next_ones_beginning(site, names, shown):
    digest = site(f"-- content/institutions/motie.md --\n---\nname: 산업통상부\nnames: {names}\n---\n")
    for day in shown:
        ministry(digest, f"n{day}", day, "proposed")
    digest.build()
    found = {day: page(digest, f"notes/n{day}/").under(ui("note.who", "ko")).words("/institutions/") for day in shown}
    assert found == {day: [name] for day, name in shown.items()}


def test_an_entitys_page_names_its_former_names_with_their_dates_and_not_todays(site):
    names = "[{name: 옛 부처}, {name: 산업통상부, from: 2025-06-05}]"
    digest = site(f"-- content/institutions/motie.md --\n---\nname: 산업통상부\nnames: {names}\n---\n")
    put(digest, "x", "2025-01-01", "institutions: [motie]\n")
    digest.build()
    facts = page(digest, "institutions/motie/").one("header").text
    assert f"옛 부처 ({ui('term.to', 'ko').format(day='2025.06.05')})" in facts
    assert facts.count(ui("term.former", "ko")) == 1


# What an entity does


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_each_note_of_a_list_says_what_the_entity_does_in_it_and_the_list_counts_that(site, lang):
    digest = site(GROUP)
    put(digest, "acts", "2025-01-01", f"claims: [{claim('공장', 'naver')}]\n")
    put(digest, "with", "2025-01-02", f"claims: [{claim('공장', 'openai', ', with: [naver]')}]\n")
    put(digest, "named", "2025-01-03", "")
    put(digest, "rules", "2025-01-04", "claims: [{kind: ruling, by: naver, what: 판결}]\n")
    digest.build()
    home = "" if lang == "ko" else "en/"
    items = {item.words("/notes/")[0]: item.text for item in page(digest, f"{home}companies/naver/").all("article")}
    investment = ui("kind.investment", lang)
    assert f"{ui('role.acts', lang)}: {investment}" in items["ACTS"]
    assert f"{ui('role.counterpart', lang)}: {investment}" in items["WITH"]
    assert f"{ui('role.decides', lang)}: {ui('kind.ruling', lang)}" in items["RULES"]
    assert not any(ui(f"role.{part}", lang) in items["NAMED"].split() for part in ("acts", "counterpart", "decides"))
    counts = page(digest, f"{home}companies/naver/").one("p", **{"class": "facts roles"}).text
    for part in ("acts", "decides", "counterpart", "named"):
        assert f"{ui(f'role.{part}', lang)} 1" in counts
    above = page(digest, f"{home}companies/openai/").one("p", **{"class": "facts roles"}).text
    assert f"{ui('role.acts', lang)} 2" in above and ui("role.counterpart", lang) not in above
    assert not page(digest, f"{home}topics/sovereign-ai/").all("p", **{"class": "facts roles"})


# Quotes


def quotes(digest: Site, id: str, day: str, *said: str, lang: str = "") -> None:
    put(digest, id, day, f"quotes: [{', '.join(said)}]\n", lang)


def speakers(main: Element) -> list[str]:
    return [heading.text for heading in main.all("h2")]


def test_quotes_stand_below_their_speakers_newest_first_with_role_source_and_note(site):
    digest = site()
    quotes(digest, "old", "2024-01-01", "{text: 옛말, speaker: 하나, role: 차관, of: naver}")
    quotes(digest, "new", "2025-01-01", "{text: 새말, speaker: 하나, role: 장관}", "{text: 딴말, speaker: 가람}")
    digest.build()
    main = page(digest, "quotes/")
    assert speakers(main) == ["가람", "하나"]
    own = main.one("section", id="하나")
    new, old = own.all("figure")
    assert "새말" in new.text and "장관" in new.text and "더팩트" in new.text and new.words("/notes/") == ["NEW"]
    assert "옛말" in old.text and "차관" in old.text and old.words("/companies/naver/") == ["네이버"]
    assert old.one("time")["datetime"] == "2024-01-01"


def test_a_name_is_one_speaker_however_it_is_spaced_and_without_what_stands_in_brackets(site):
    digest = site()
    quotes(digest, "a", "2025-01-02", "{text: 하나, speaker: Ha Jung-woo}")
    quotes(digest, "b", "2025-01-01", "{text: 둘, speaker: Ha Jung woo (하정우)}")
    digest.build()
    assert speakers(page(digest, "quotes/")) == ["Ha Jung-woo"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_notes_and_entities_lead_to_all_words_of_a_speaker(site, lang):
    digest = site()
    for n in range(60):
        quotes(digest, f"n{n:02}", "2025-01-01", f"{{text: 말 {n}, speaker: 가 {n:02}, of: openai}}")
        english = f"---\ntitle: X\nsummary: x\nwhy: x\nquotes: [{{text: w {n}, speaker: A {n:02}, of: openai}}]\n---\n"
        digest.put(f"content/notes/2025-01-01-n{n:02}.en.md", english)
    digest.build()
    home, name = ("", "가 59") if lang == "ko" else ("en/", "A 59")
    for url in (f"{home}notes/n59/", f"{home}companies/openai/"):
        main = page(digest, url)
        for words, address in main.links("/quotes/page/") + main.links("/quotes/#"):
            where, _, anchor = address.removeprefix("/digest/").partition("#")
            there = page(digest, where).one("section", id=unquote(anchor))
            assert there.one("h2").text == words
    assert page(digest, f"{home}notes/n59/").words("/quotes/page/2/") == [name]
    assert (
        page(digest, f"{home}companies/openai/")
        .under(ui("term.said", lang))
        .words("/quotes/")[-1]
        .startswith(ui("quotes.all_of", lang).format(n=60))
    )


def test_a_speaker_of_many_words_goes_on_over_pages_and_letters_lead_to_each_initial(site):
    digest = site()
    for n in range(7):
        said = [f"{{text: 말 {n} {m}, speaker: 나래}}" for m in range(10)]
        quotes(digest, f"n{n}", f"2025-01-0{n + 1}", *said, "{text: x, speaker: 가람}", "{text: y, speaker: Zoe}")
    digest.build()
    first, second = page(digest, "quotes/"), page(digest, "quotes/page/2/")
    assert len(first.all("figure")) == 50 and len(second.all("figure")) == 34
    assert speakers(first) == ["가람", "나래"] and speakers(second)[0].startswith("나래")
    assert ui("quotes.goes_on", "ko") in speakers(second)[0] and not second.all("section", id="나래")
    letters = first.one("nav", aria_label=ui("terms.letters", "ko"))
    assert letters.words() == ["ㄱ", "ㄴ", "Z"]
    assert letters.links()[2][1] == "/digest/quotes/page/2/#zoe"
    assert not second.all("nav", aria_label=ui("terms.letters", "ko"))
    assert ui("quotes.count", "ko").format(n=84) in first.text


def test_without_quotes_the_page_says_so(site):
    digest = site()
    put(digest, "x", "2025-01-01", "")
    digest.build()
    assert ui("quotes.nothing", "ko") in page(digest, "quotes/").text


def test_the_name_of_a_day_is_found_in_time_that_grows_as_the_names_do():
    def taken(size: int) -> float:
        names = tuple(DatedName(name=f"N{n}", from_=str(1000 + n)) for n in range(size))
        term = msgspec.convert(
            {"key": ("companies", "x"), "path": "", "name": "X", "aliases": (), "summary": "", "parent": "",
             "children": (), "was": (), "old": (), "kind": None, "jurisdiction": "", "country": "", "url": "",
             "reading": "", "names": (), "bodies": {}, "paths": {}, "entity": True, "measure": False},
            Term,
        )  # fmt: skip

        def looked_up() -> None:
            by_day = names_by_day(replace(term, names=names))
            found = [by_day.on(dt.date(1000 + n, 6, 1)) for n in range(size - 1)]
            assert found == [f"N{n}" for n in range(size - 1)]

        return seconds(looked_up)

    assert times_as_long(taken, 8000, 2000, most=12) < 12
