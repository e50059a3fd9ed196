"""What pages tell programs of themselves: JSON-LD in schema.org's words, what Zotero reads, pages in two languages."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from sitegen.pages.parts import schema_org
from sitegen.pages.parts.schema_org import Thing
from sitegen.render.safe import linked_data
from tests.dom import read
from tests.full import FULL
from tests.site import Site, is_page

VOCABULARY = yaml.safe_load(Path(__file__).with_name("schema_org.yaml").read_text("utf-8"))
HOST = "https://example.org/digest/"
MORE = """
-- content/laws/ai-act.md --
---
name: {ko: AI 기본법, en: AI Basic Act}
kind: law
jurisdiction: KR
---
-- content/people/lehane.md --
---
name: {ko: 크리스 리헤인, en: Chris Lehane}
---
-- content/companies/snu.md --
---
name: {ko: 서울대, en: SNU}
kind: university
---
-- content/notes/2026-01-22-force.md --
---
title: 법이 시행됐다
date: 2026-01-22
source: {publisher: 관보}
summary: 요약.
why: 까닭.
topics: [policy]
laws: [ai-act]
companies: [snu]
institutions: [msit]
people: [lehane]
quotes:
  - {text: 시행한다, speaker: 크리스 리헤인}
  - {text: 지킨다, speaker: 과기정통부, of: msit}
claims:
  - id: ai-act
    kind: regulation
    by: msit
    on: ai-act
    what: {ko: 시행, en: Taking effect}
    stage: in-force
    said_by: 과기정통부
---
"""
SETTINGS = """taxonomies:
  institutions: {name: {ko: 기관, en: Institutions}, entity: true}
  laws: {name: {ko: 법, en: Laws}, measure: true}
  people: {name: {ko: 인물, en: People}, person: true}
license: {name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}
publisher: {name: {ko: 다이제스트 편집부, en: The digest's desk}, url: https://desk.example.org/}
contact: mailto:desk@example.org
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    digest = Site(tmp_path_factory.mktemp("structured"), re.sub(r"taxonomies: .*\n", SETTINGS, FULL) + MORE)
    digest.build()
    return digest


def graph(digest: Site, url: str) -> list[dict[str, Any]]:
    data = json.loads(read(digest.page(url)).one("head").one("script", type="application/ld+json").text)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def kinds(name: str) -> set[str]:
    """A type and all above it."""
    return {name}.union(*(kinds(above) for above in VOCABULARY[name]["above"]))


def flaws(thing: Any, allowed: list[str]) -> list[str]:
    """What of a value is not what the vocabulary allows there."""
    if isinstance(thing, list):
        return [flaw for each in thing for flaw in flaws(each, allowed)]
    if isinstance(thing, dict):
        if set(thing) == {"@id"}:
            return [] if thing["@id"].startswith("http") else [f"no address: {thing}"]
        kind = thing.get("@type")
        if kind not in VOCABULARY or not kinds(kind) & set(allowed):
            return [f"{kind} is none of {allowed}"]
        known = {name: what for each in kinds(kind) for name, what in VOCABULARY[each].items() if name != "above"}
        found = [] if len(thing) > 1 else [f"{kind} says nothing"]
        for name, value in thing.items():
            if name[0] != "@":
                plain = name.removesuffix("-input")
                found += flaws(value, known[plain]) if plain in known else [f"{kind} has no {name}"]
        return found
    return [] if any(fits(thing, one) for one in allowed) else [f"{thing!r} is none of {allowed}"]


def fits(value: Any, kind: str) -> bool:
    if kind in ("Date", "DateTime"):
        return isinstance(value, str) and bool(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value))
    if kind == "URL":
        return isinstance(value, str) and value.startswith("http")
    if kind == "LegalForceStatus":
        return value in ("https://schema.org/InForce", "https://schema.org/NotInForce")
    return (kind, type(value)) in {("Text", str), ("Integer", int), ("Boolean", bool)} and value != ""


def test_every_page_tells_what_it_is_in_words_of_schema_org(built):
    told = set()
    for file in map(str, built.files()):
        text = built.page(file) if is_page(file) else ""
        if not text or 'http-equiv="refresh"' in text or file.endswith("404.html"):
            continue
        things = graph(built, file.removesuffix("index.html"))
        told |= {thing["@type"] for thing in things}
        assert flaws(things, ["Thing"]) == [], file
    assert told == {
        *("WebSite", "WebPage", "AboutPage", "BreadcrumbList", "NewsArticle", "Claim", "Dataset", "DefinedTermSet"),
        *("DefinedTerm", "Organization", "GovernmentOrganization", "CollegeOrUniversity", "Person", "Legislation"),
    }


def test_every_property_that_a_page_could_tell_is_one_of_its_type():
    for kind in [each for each in vars(schema_org).values() if isinstance(each, type) and issubclass(each, Thing)]:
        name = kind.__name__.removesuffix("Thing") or "Thing"
        known = {prop for each in kinds(name) for prop in VOCABULARY[each]}
        assert {field.encode_name.removesuffix("-input") for field in fields(kind)} - {"@id"} <= known, name


def test_a_note_names_what_it_is_based_on_what_it_is_about_and_who_says_what(built):
    [note, way] = graph(built, "en/notes/blueprint/")
    assert (note["@type"], note["headline"], note["inLanguage"]) == ("NewsArticle", "OpenAI's blueprint", "en")
    assert (note["datePublished"], note["dateModified"]) == ("2025-10-24", "2025-10-25")
    assert note["isBasedOn"] == {
        "@type": "CreativeWork",
        "@id": "https://example.com/fact",
        "name": "인공지능의 허브",
        "url": "https://example.com/fact",
        "inLanguage": "ko",
        "datePublished": "2025-10-24",
        "creditText": "최문정",
        "publisher": {"@type": "Organization", "name": "더팩트"},
        "archivedAt": "https://web.archive.org/fact",
    }
    assert [work["publisher"]["name"] for work in note["citation"]] == ["Reuters", "조간신문"]
    assert [thing["name"] for thing in note["about"]] == ["Sovereign AI", "Korea as an AI hub"]
    assert [thing["name"] for thing in note["mentions"]] == ["OpenAI", "Naver", "Vena Group", "MSIT"]
    assert note["hasPart"][0]["text"] == "AI 경쟁은 칩 경쟁이다"
    assert note["hasPart"][0]["creator"]["url"] == f"{HOST}en/people/lehane/"
    assert note["publisher"]["name"] == "The digest's desk"
    steps = [(step["name"], step["item"]["@id"]) for step in way["itemListElement"]]
    assert steps[0] == ("Digest", f"{HOST}en/") and steps[-1] == ("OpenAI's blueprint", f"{HOST}en/notes/blueprint/")


def test_a_thing_is_the_same_in_every_language(built):
    for url in ("companies/openai/", "laws/ai-act/", "topics/policy/", "claims/ai-act/"):
        korean, english = graph(built, url)[0], graph(built, f"en/{url}")[0]
        assert korean["@id"] == english["@id"] and korean["url"] != english["url"]


def test_a_correction_is_told_with_its_day(built):
    [correction] = graph(built, "notes/blueprint/")[0]["correction"]
    assert (correction["text"], correction["datePublished"]) == ("금액을 고쳤다", "2025-10-27")


def test_a_law_says_where_it_holds_and_whether_it_does(built):
    law = graph(built, "laws/ai-act/")[0]
    assert law["legislationJurisdiction"] == "대한민국"
    assert law["legislationLegalForce"] == "https://schema.org/InForce"


def test_a_claim_says_who_says_so_and_where_it_appears(built):
    claim = graph(built, "claims/ai-act/")[0]
    assert claim["author"]["name"] == "과기정통부"
    assert claim["firstAppearance"]["@id"] == f"{HOST}notes/force/"
    assert [each["creator"]["name"] for each in graph(built, "notes/force/")[0]["hasPart"]] == [
        *("크리스 리헤인", "과기정통부"),
    ]


def test_the_site_says_how_it_is_searched_and_who_answers_for_it(built):
    [site] = graph(built, "en/")
    action = site["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{HOST}en/search/?q={{words}}"
    assert action["query-input"] == "required name=words"
    assert site["publisher"]["contactPoint"]["email"] == "desk@example.org"
    assert site["publisher"]["correctionsPolicy"] == f"{HOST}en/corrections/"


@given(st.text())
def test_no_text_ends_the_script_that_holds_it(text):
    made = str(linked_data((Thing(name=text),)))
    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made)["@graph"][0].get("name", "") == text


def test_only_things_are_printed():
    with pytest.raises(TypeError):
        linked_data(({"name": "</script>"},))  # type: ignore[arg-type]


def test_what_zotero_reads(built):
    """Its translator *Embedded Metadata* takes these by their names; of each but the keywords the only one."""
    head = read(built.page("en/notes/blueprint/")).one("head")
    told = {meta["name"]: meta["content"] for meta in head.all("meta") if meta["name"].startswith("citation_")}
    words = [meta["content"] for meta in head.all("meta", name="citation_keywords")]
    assert words[:2] == ["Sovereign AI", "OpenAI"]
    del told["citation_keywords"]
    assert told == {
        "citation_title": "OpenAI's blueprint",
        "citation_publisher": "Digest",
        "citation_publication_date": "2025-10-24",
        "citation_language": "en",
        "citation_public_url": f"{HOST}en/notes/blueprint/",
        "citation_abstract": "OpenAI has published a blueprint.",
    }
    claim = read(built.page("claims/ai-act/")).one("head")
    assert date.fromisoformat(claim.one("meta", name="citation_publication_date")["content"]) == date(2026, 1, 22)


def test_pages_in_two_languages_name_each_other(built):
    """All of them, themselves too, and one for readers of any other language; a page in one language names none."""
    found = {}
    for file in filter(is_page, built.files()):
        head = read(built.page(file)).one("head")
        links = head.all("link", rel="alternate")
        found[HOST + file.removesuffix("index.html")] = {
            link["hreflang"]: link["href"] for link in links if link["hreflang"]
        }
    named = {url: others for url, others in found.items() if others}
    assert len(named) > 30
    for url, others in named.items():
        assert url in others.values() and set(others) == {"ko", "en", "x-default"}
        assert all(found[other] == others for other in others.values()), url
    assert f"{HOST}notes/korean/" not in named
