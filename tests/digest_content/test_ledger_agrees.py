"""What the ledger says of a claim it says everywhere: on pages, in data, feeds, calendars and e-mails."""

import json
import re

import feedparser
import icalendar
import pytest

from sitegen.text.amounts.units import MEASURED
from tests.conftest import REPOSITORY
from tests.dom import read, ui
from tests.pages.tallies import counts, entity_counts, rows, story_count
from tests.site import Site

LANGUAGES = ("ko", "en")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agreement") / "site"
    digest = Site.there(REPOSITORY, folder)
    digest.build("--output", str(folder), "--base-url", "https://example.org/")
    return digest


@pytest.fixture(scope="module")
def claims(built):
    return json.loads(built.page("data/claims.json"))["claims"]


def home(lang):
    return "" if lang == "ko" else f"{lang}/"


def plain(text):
    return re.sub(r"\s|⁠| ", "", text)


@pytest.fixture(scope="module")
def own_words(digest):
    """Of amounts that a note gives in the words of each language: the words by what is printed."""
    told = (claim for note in digest.notes.values() for claim in note.claims)
    return {claim.amount: claim.amount_in for claim in told if claim.amount_in}


def printed(amount, lang, own_words):
    """The words of an amount that a page shows; of a measure its figures: 500메가와트 is 500 MW in English."""
    if not amount:
        return []
    words = own_words.get(amount["text"], {}).get(lang, amount["text"])
    return re.findall(r"[0-9][0-9,.]*", words) if amount["unit"] in MEASURED else [words]


def headed(what):
    """As the head of a page or an entry: it begins with a capital, unless its first word is spelled like xAI."""
    first = what.partition(" ")[0]
    return what[:1].upper() + what[1:] if first == first.lower() else what


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_claims_page_says_what_the_data_say(built, claims, own_words, lang):
    missing = []
    for claim in claims:
        if not claim["id"]:
            continue
        header = plain(read(built.page(f"{home(lang)}claims/{claim['id']}/")).one("main").one("header").text)
        names = [claim["by"], *claim["with"], *(claim[key] for key in ("on", "before") if claim[key])]
        said = [headed(claim["what"][lang])]
        said += printed(claim["amount"], lang, own_words)
        said += [ui(f"stage.{claim['stage']}", lang)] if claim["stage"] not in ("", "decided") else []
        said += [ui(f"outcome.{claim['outcome']['outcome']}", lang)] if claim["outcome"] else []
        missing += [(claim["id"], words) for words in said if plain(words) not in header]
        links = built.page(f"{home(lang)}claims/{claim['id']}/")
        missing += [(claim["id"], each["id"]) for each in names if f"/{each['id']}/" not in links]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_note_says_of_its_claims_what_the_data_say_that_it_reports(built, claims, own_words, lang):
    missing = []
    for claim in claims:
        for report in claim["reports"]:
            file = f"{home(lang)}notes/{report['note']}/"
            if not (built.output / file).exists():
                continue
            text = plain(read(built.page(file)).one("main").text)
            said = printed(report["amount"], lang, own_words)
            said += [ui(f"stage.{report['stage']}", lang)] if report["stage"] not in ("", "decided") else []
            missing += [(claim["key"], words) for words in said if plain(words) not in text]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_calendar_has_the_data_s_due_dates_and_no_others(built, claims, lang):
    calendar = icalendar.Calendar.from_ical((built.output / f"{home(lang)}claims/due.ics").read_bytes())
    events = {
        str(event["UID"]).rpartition("/claims/")[2] or str(event["UID"]): event for event in calendar.walk("VEVENT")
    }
    found = {
        str(event["UID"]).partition(":claims/")[2].removesuffix(f"/{lang}"): str(event.decoded("DTSTART"))
        for event in events.values()
    }
    assert found == {claim["key"]: claim["due"]["end"] for claim in claims if claim["due"]}
    assert not [claim["key"] for claim in claims if claim["due"] and claim["family"] == "statement"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_day_that_is_past_is_said_to_be_past_on_its_page_in_the_ledger_in_its_lists_and_in_the_calendar(
    built, claims, lang
):
    past = {claim["key"]: claim["due_state"] for claim in claims if claim["due_state"] in ("over", "reported")}
    assert {"over", "reported"} <= set(past.values())
    calendar = icalendar.Calendar.from_ical((built.output / f"{home(lang)}claims/due.ics").read_bytes())
    marks = [ui(f"due.{state}", lang) for state in ("over", "reported")]
    told = {str(event["UID"]).partition(":claims/")[2]: str(event["DESCRIPTION"]) for event in calendar.walk("VEVENT")}
    marked = {uid.removesuffix(f"/{lang}") for uid, text in told.items() if any(f"({mark})" in text for mark in marks)}
    assert marked == set(past)
    files = [
        built.output / home(lang) / "claims/index.html",
        *(built.output / home(lang)).glob("claims/page/*/index.html"),
    ]
    rows_of = [
        row for file in files for row in read(file.read_text("utf-8")).one("table", **{"class": "ledger"}).all("tr")
    ]
    in_ledger = {
        href.rstrip("/").rpartition("/")[2]
        for row in rows_of[1:]
        if any(m in row.text for m in marks)
        for _, href in row.one("th").links("/claims/")[:1]
    }
    ledger = read(files[0].read_text("utf-8")).one("main")
    listed = {
        href.rstrip("/").rpartition("/")[2]: state
        for state in ("over", "reported")
        for what in ledger.one("section", aria_labelledby=f"section-{state}").all("h3")
        for _, href in what.links("/claims/")
    }
    assert in_ledger == set(past) and listed == past
    for key, state in past.items():
        header = read(built.page(f"{home(lang)}claims/{key}/")).one("main").one("header").text
        assert ui(f"due.{state}_long", lang).partition("}")[2] in header, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_tells_of_stages_that_the_data_s_histories_hold(built, claims, lang):
    told = feedparser.parse((built.output / f"{home(lang)}claims/feed.xml").read_bytes()).entries
    assert told
    histories = {(claim["id"], step["stage"], step["note"]) for claim in claims for step in claim["history"]}
    of = [tuple(entry.id.partition(":claims/")[2].split("/")[:3]) for entry in told]
    assert [each for each in of if each not in histories] == []
    words = {  # of the reports that a step may be of
        (claim["id"], report["stage"], report["note"]): [
            headed(each["what"][lang])
            for each in claim["reports"]
            if (each["stage"], each["note"]) == (report["stage"], report["note"])
        ]
        for claim in claims
        for report in claim["reports"]
    }
    for entry, (id, stage, note) in zip(told, of, strict=True):
        assert entry.link == f"https://example.org/{home(lang)}claims/{id}/"
        assert any(each in entry.title for each in words[id, stage, note])
        assert stage == "decided" or entry.title.startswith(ui(f"stage.{stage}", lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_e_mail_says_of_claims_what_its_edition_says(built, lang):
    mails = sorted((built.output / home(lang) / "editions").glob("*/email.html"))
    assert mails
    for file in mails:
        page = read((file.parent / "index.html").read_text("utf-8")).one("main")
        mail = plain(read(file.read_text("utf-8")).text)
        shown = [item for item in page.all("li") if item["class"] == "claim"]
        if (left := len(shown) - 12) > 0:  # the page has the others, and is where they are led to
            ways = read(file.read_text("utf-8")).links(f"{home(lang)}editions/{file.parent.name}/")
            number = rf"\b{left}(?!\d)" + ("|^One " if left == 1 else "")
            assert any(re.search(number, words) for words, _ in ways), file.parent.name
        for item in shown[:12]:  # as many as an e-mail has
            words = [p.text for p in item.all("p") if p["class"] == "claim-what"]
            words += [span.text for span in item.all("span") if span["class"].split()[:1] == ["amount"]]
            assert words and [each for each in words if plain(each) not in mail] == [], file.parent.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_count_of_a_tally_leads_to_as_many_rows_and_none_is_of_an_ended_law_or_of_a_part(built, claims, lang):
    index = json.loads(built.page("claims/index.json"))
    folders = ("companies", "institutions", "topics", "themes")
    files = [file for name in folders for file in (built.output / home(lang) / name).glob("*/index.html")]
    urls = [home(lang), f"{home(lang)}claims/", *(f"{f.parent.relative_to(built.output).as_posix()}/" for f in files)]
    wrong = [
        (url, href, count)
        for url in urls
        for count, href in counts(read(built.page(url)).one("main"))
        if count != rows(href, index)
    ]
    assert len(urls) > 50 and wrong == []
    entities = [file for file in files if file.parent.parent.name in ("companies", "institutions")]
    mains = [(file.parent.name, main) for file in entities for main in read(file.read_text("utf-8")).all("main")]
    assert [each for id, main in mains for each in entity_counts(main, index, id, lang)] == []
    said = json.loads(built.page("statements/index.json"))
    jumps = [(id, link.text) for id, main in mains for link in main.all("a", href="#section-statements")]
    assert jumps and [(id, text) for id, text in jumps if not text.endswith(f" {rows(f'?company={id}', said)}")] == []
    themes = [file for file in files if file.parent.parent.name == "themes"]
    told = {f.parent.name: story_count(read(f.read_text("utf-8")).one("main"), lang) for f in themes}
    told = {id: count for id, count in told.items() if count}
    assert told and {id: count for id, count in told.items() if count != rows(f"?theme={id}", index)} == {}
    by_id = {claim["id"]: claim for claim in claims if claim["id"]}
    counted = [claim for claim in claims if claim["counted_by_stage"]]
    assert [claim["key"] for claim in counted if claim["law_ended"] or claim["family"] != "commitment"] == []
    assert [claim["key"] for claim in counted if claim["part_of"] and by_id[claim["part_of"]]["counted_by_stage"]] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_by_theme_calls_open_is_open_in_the_data_and_what_has_ended_is_cancelled_in_the_calendar(
    built, claims, lang
):
    by_id = {claim["id"]: claim for claim in claims if claim["id"]}
    called = set()
    for file in (built.output / home(lang)).glob("*/*/themes/index.html"):
        for what in read(file.read_text("utf-8")).one("main").all("p", **{"class": "claim-what"}):
            called |= {href.rstrip("/").rpartition("/")[2] for _, href in what.links("/claims/")}
    assert called and sorted(id for id in called if not by_id[id]["open"]) == []
    calendar = icalendar.Calendar.from_ical((built.output / f"{home(lang)}claims/due.ics").read_bytes())
    states = {
        str(event["UID"]).partition(":claims/")[2].removesuffix(f"/{lang}"): event.get("STATUS", "")
        for event in calendar.walk("VEVENT")
    }
    ended = {claim["key"] for claim in claims if claim["due"] and claim["law_ended"]}
    assert {key for key in ended if states[key] != "CANCELLED"} == set()
    named = [claim for claim in claims if claim["due_said_by"] and claim["due"]]
    told = {str(e["UID"]).partition(":claims/")[2].removesuffix(f"/{lang}"): e for e in calendar.walk("VEVENT")}
    assert named and [c["key"] for c in named if c["due_said_by"][lang] not in told[c["key"]]["DESCRIPTION"]] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_outlets_tell_otherwise_has_its_mark_on_every_page_that_lists_it(built, claims, lang):
    differing = {f"/{home(lang)}claims/{claim['id']}/" for claim in claims if claim["id"] and claim["differs"]}
    mark = ui("claims.differs", lang)
    lists = ("companies/*", "institutions/*", "topics/*", "themes/*", "editions/*", "*/*/themes", "claims")
    missing, seen = [], 0
    for file in (file for name in lists for file in (built.output / home(lang)).glob(f"{name}/index.html")):
        for item in read(file.read_text("utf-8")).all("li", "tr"):  # a page that only leads on has none
            heads = [each for each in item if "claim-what" in each["class"].split()]
            if heads and differing & {href for _, href in heads[0].links()[:1]}:
                seen += 1
                missing += [(file.parent.name, heads[0].text)] if mark not in item.text else []
    assert seen and missing == []
