"""The digest in `content/`: what a machine can check of its notes and terms."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen.content.schema import Source
from sitegen.digest.claims.model import Claim
from sitegen.digest.claims.voices import all_names
from sitegen.digest.laws import law_record
from sitegen.digest.model import Digest, Note
from sitegen.pages.parts.claim_amounts import shown_amount
from sitegen.render.filters import outlet
from sitegen.text.amounts.units import MEASURED, TIME
from sitegen.text.figures import weighty_figures
from sitegen.text.sentences.brackets import apart
from tests.conftest import REPOSITORY
from tests.site import Site

FOUNDING = "openai-korea-blueprint"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as strictly as can be: no error, no warning."""
    folder = tmp_path_factory.mktemp("content") / "site"
    result = Site.there(REPOSITORY, folder).build(
        "--output", str(folder), "--base-url", "https://example.org/", "--json"
    )
    assert result.data["problems"] == []
    return folder


def test_check_finds_no_problem_not_even_a_warning(output):
    assert (output / "index.html").is_file()


def test_check_finds_nothing_that_an_editor_should_look_at_but_what_has_become_overdue():
    """So every amount of a claim is named in its note, both languages give the same figures, and so on."""
    done = Site.there(REPOSITORY, REPOSITORY / "_site").run("check", "--format", "json")
    assert [problem for problem in json.loads(done.out) if problem["rule"] != "overdue-claim"] == []


def test_the_rules_of_an_editor_have_much_to_look_at(digest):
    amounts = [claim for note in digest.notes.values() for claim in note.claims if claim.amount]
    assert len(amounts) * 2 > 140
    words = (REPOSITORY / text.path for text in texts(digest))
    assert sum(len(weighty_figures(file.read_text("utf-8"))) for file in words) > 300


def test_every_note_is_in_both_languages_and_belongs_to_a_theme(digest):
    assert len(digest.notes) >= 80
    assert [id for id, note in digest.notes.items() if set(note.texts) != {"ko", "en"}] == []
    assert [id for id, note in digest.notes.items() if not note.terms.get("themes")] == []


def test_there_are_enough_terms_and_topics_make_a_tree(digest):
    least = {"topics": 14, "companies": 35, "institutions": 15, "themes": 8, "laws": 22}
    counts = {taxonomy: sum(key[0] == taxonomy for key in digest.terms) for taxonomy in least}
    print(counts)
    assert {name: count for name, count in counts.items() if count < least[name]} == {}
    below = [term for key, term in digest.terms.items() if key[0] == "topics" and term.parent]
    assert len(below) >= 10


def test_every_term_is_used_by_a_note(digest):
    assert [key for key in digest.terms if not digest.listings.get(key)] == []


def test_every_note_says_why_it_matters(digest):
    assert [text.path for text in texts(digest) if not text.front.why] == []


def test_every_quote_stands_on_its_note_s_page_with_its_speaker(digest, output):
    missing, checked = [], 0
    for note in digest.notes.values():
        for lang, text in note.texts.items():
            shown = page(digest, output, note, lang).text
            for quote in text.quotes:
                checked += 1
                if quote.text not in shown or quote.speaker not in shown:
                    missing.append((text.path, quote.speaker, quote.text))
    assert checked > 50
    assert missing == []


def test_every_entity_of_a_claim_stands_on_the_pages_of_its_note(digest, output):
    missing = []
    for note in digest.notes.values():
        for lang in note.texts:
            links = page(digest, output, note, lang).links
            for claim in note.claims:
                for taxonomy, id in (claim.by, *claim.with_):
                    if not any(link.endswith(f"/{taxonomy}/{id}/") for link in links):
                        missing.append(f"{lang}/{note.id}: {id}")
    assert missing == []


def test_only_a_court_rules_and_decides(digest):
    """A regulator’s recommendation or a review’s scores are no rulings: they would be read as a court’s."""
    rulings = [
        (note.id, claim)
        for note in digest.notes.values()
        for claim in note.claims
        if claim.kind == "ruling" or claim.stage == "decided"
    ]
    assert rulings
    kinds = {
        (id, claim.id): {digest.terms[key].kind for key in (claim.by, claim.before) if key} for id, claim in rulings
    }
    assert [place for place, of in kinds.items() if "court" not in of] == []


def test_a_court_is_nobody_s_counterpart(digest):
    told = [(note.id, claim) for note in digest.notes.values() for claim in note.claims]
    assert [(id, c.id) for id, c in told if any(digest.terms[key].kind == "court" for key in c.with_)] == []


def test_what_became_of_a_claim_is_said_in_both_languages_by_a_note_that_is_not_its_first(digest):
    ended = [entry for entry in digest.ledger.values() if entry.ended]
    assert {entry.id for entry in ended} >= {"national-ai-model-review"}
    assert [entry.id for entry in ended if set(entry.ended.claim.outcome_why) != {"ko", "en"}] == []
    assert [entry.id for entry in ended if entry.ended is entry.reports[0]] == []


def test_what_became_of_a_claim_has_a_source_with_an_address(digest):
    ended = [(note.id, claim) for note in digest.notes.values() for claim in note.claims if claim.outcome]
    assert ended
    assert [(id, claim.id) for id, claim in ended if not (claim.source.publisher and claim.source.url)] == []


def test_every_claim_has_an_outlet_and_an_outlet_that_only_reports_states_nothing(digest):
    """Who states a figure is a party; that a paper reports it is said by the source."""
    parties = {name for term in digest.terms.values() for name in (*term.name.values(), *term.aliases)}
    told = [(note, claim) for note in digest.notes.values() for claim in note.claims]
    assert [(note.id, claim.id) for note, claim in told if not claim.source.publisher] == []
    stating = [
        (note.id, claim.id, words)
        for note, claim in told
        if isinstance(claim.said_by, dict)
        for words in (set(claim.said_by.values()) - parties) & {name for s in sources(note) for name in named(s)}
    ]
    assert stating == []
    assert sum(bool(claim.said_by) for _, claim in told) > 50


_BOUNDS = re.compile(r"[0-9.,\s→~]|[만억조]|\b(?:about|around|up to|at least|more than|from|to|each)\b")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_amount_says_in_each_language_of_what_it_is(digest, lang):
    """A figure stands in lists far from the words beside which it was printed."""
    claims = [claim for note in digest.notes.values() for claim in note.claims if claim.amount]
    shown = [(claim.id, claim.figure, *shown_amount(claim, lang)) for claim in claims]
    # A span of time needs no second form: its figures are those of every language.
    assert [text.words for _, figure, text, written in shown if written and figure and figure.unit in TIME] == []
    said = {id: written or text.words for id, _, text, written in shown}
    assert said and {key: words for key, words in said.items() if not _BOUNDS.sub("", words)} == {}


def test_who_states_a_claim_is_somebody_and_no_paper(digest):
    claims = [claim for note in digest.notes.values() for claim in note.claims]
    said = {words for claim in claims for words in all_names(claim.said_by, digest.terms)}
    paper = re.compile("행정명령|문안|공시|청사진|의향서|[Oo]rder|[Tt]ext|[Ff]iling|[Bb]lueprint|[Ll]etter")
    assert said and sorted(words for words in said if paper.search(apart(words)[0])) == []


def test_a_speaker_has_one_name_in_each_language(digest):
    per_lang = [[key for key in digest.speakers if key[0] == lang] for lang in ("ko", "en")]
    assert len(per_lang[0]) == len(per_lang[1]) > 30


def test_words_in_another_language_than_the_page_s_have_a_translation(digest):
    quotes = [
        (note.id, lang, q) for note in digest.notes.values() for lang, text in note.texts.items() for q in text.quotes
    ]
    assert [(id, lang) for id, lang, quote in quotes if bool(quote.lang) != bool(quote.translation)] == []
    assert sum(bool(quote.translation) for _, _, quote in quotes) > 30


def test_claims_and_who_states_them_are_told_in_both_languages(digest):
    told = [(note.id, words) for note in digest.notes.values() for c in note.claims for words in (c.what, c.said_by)]
    korean = [(id, words) for id, words in told if isinstance(words, str) and re.search("[가-힣]", words)]
    assert korean == []
    assert [id for id, words in told if isinstance(words, dict) and set(words) != {"ko", "en"}] == []


def test_the_founding_note_shows_its_claims_and_quotes_in_both_languages(digest, output):
    note = digest.notes[FOUNDING]
    assert set(note.texts) == {"ko", "en"}
    assert {claim.amount for claim in note.claims} >= {"20조원", "500MW급", "약 2조원", "9000명"}
    for lang in ("ko", "en"):
        shown = page(digest, output, note, lang).text
        own = ("500MW급", "9000명") if lang == "ko" else ("500 MW", "9,000 jobs")
        for printed in ("20조원", "약 2조원", *own):
            assert printed in shown
        assert "AI 경쟁은 곧 에너지·칩·데이터·인재 경쟁" in shown
        assert "한국이 아시아태평양 지역의 AI 리더십을 확보할 전환점에 있다" in shown


def test_what_others_report_otherwise_than_the_founding_note_is_the_same_claim_in_their_notes(digest):
    """A contract here and a letter of intent there, 500 MW for two sites and for one: an id shows them side by side."""
    told = {
        "openai-memory-supply": {
            FOUNDING: ("contracted", ""),
            "samsung-sk-stargate": ("announced", ""),
            "samsung-sk-loi": ("loi", ""),
        },
        "stargate-wafer-need": {"samsung-sk-loi": (None, "월 최대 90만 장")},
        "vena-korea-2025": {
            FOUNDING: ("announced", "20조원"),
            "vena-loi": ("loi", "총 20조원 규모"),
            "vena-wind": ("committed", "20조원"),
        },
        "vena-renewables-portfolio": {FOUNDING: ("announced", "500MW급")},
        "vena-taean-wind": {
            FOUNDING: ("announced", ""),
            "vena-loi": ("announced", "500MW"),
            "vena-wind": ("announced", "500MW 규모"),
            "vena-taean-mou": ("building", "500MW 규모"),
        },
        "vena-yokji-wind": {
            FOUNDING: ("announced", ""),
            "vena-loi": ("announced", "384MW"),
            "vena-wind": ("announced", "384MW 규모"),
        },
    }
    found = {id: {note.id: (claim.stage, claim.amount) for note, claim in reports(digest, id)} for id in told}
    assert {id: {note: found[id].get(note) for note in told[id]} for id in told} == told


def test_notes_that_report_one_claim_call_it_the_same_kind(digest):
    kinds = {
        claim.id: {report.kind for _, report in reports(digest, claim.id)}
        for note in digest.notes.values()
        for claim in note.claims
        if claim.id
    }
    assert {id: of for id, of in kinds.items() if len(of) > 1} == {}


@pytest.mark.parametrize("ending", [".md", ".en.md"])
def test_every_theme_has_an_introduction_of_two_to_five_paragraphs_that_links_to_notes_and_who_acts(digest, ending):
    wrong = []
    for (taxonomy, id), _ in digest.terms.items():
        if taxonomy == "themes":
            body = (REPOSITORY / "content/themes" / f"{id}{ending}").read_text("utf-8").split("---\n", 2)[2]
            paragraphs = re.split(r"\n\s*\n", body.strip())
            links = re.findall(r"\[\[(?:notes/)?([^\]|]+)", body)
            kinds = {"note" if link in digest.notes else "entity" for link in links if link in known(digest)}
            if not 2 <= len(paragraphs) <= 5 or min(map(len, paragraphs)) < 100 or kinds != {"note", "entity"}:
                wrong.append((id, len(paragraphs), min(map(len, paragraphs)), sorted(kinds)))
    assert wrong == []


def test_companies_and_institutions_are_described_in_both_languages(digest):
    entities = [term for (taxonomy, _), term in digest.terms.items() if taxonomy in ("companies", "institutions")]
    assert [term.key for term in entities if set(term.summary) != {"ko", "en"}] == []
    assert [term.key for term in entities if set(term.bodies) != {"ko", "en"}] == []


def test_every_law_says_in_both_languages_what_it_asks_and_by_a_report_where_it_stands(digest):
    laws = {key: term for key, term in digest.terms.items() if key[0] == "laws"}
    told = [term for term in laws.values() if set(term.summary) == set(term.bodies) == {"ko", "en"}]
    assert [key for key, term in laws.items() if term not in told] == []
    assert [key for key in laws if not law_record(key, digest).status] == []


def test_no_note_names_a_topic_beside_the_one_below_it(digest):
    above = {id: term.parent for (taxonomy, id), term in digest.terms.items() if taxonomy == "topics"}
    named = {id: set(note.terms.get("topics", ())) for id, note in digest.notes.items()}
    assert {id: topics for id, topics in named.items() if topics & {above[topic] for topic in topics}} == {}


def test_every_report_of_a_claim_stands_on_its_page_with_its_source_and_its_amount_in_both_languages(digest, output):
    missing, checked = [], 0
    for key, entry in digest.ledger.items():
        for prefix, lang in (("", "ko"), ("en/", "en")) if entry.id else ():
            shown = Page((output / prefix / "claims" / key / "index.html").read_text("utf-8")).text
            for report in entry.reports:
                checked += 1
                claim = report.claim
                measured = (
                    claim.figure and claim.figure.unit in MEASURED
                )  # 500메가와트 is 500 MW where English is spoken
                amount = claim.amount_in.get(lang, claim.amount)
                said = [amount] if not measured else re.findall(r"[0-9][0-9,.]*", amount)
                if outlet(claim.source.publisher, lang) not in shown or any(words not in shown for words in said):
                    missing.append((prefix, key, report.note))
    assert checked > 200
    assert missing == []


def test_the_founding_notes_figures_stand_in_the_ledger_or_the_statements_and_what_others_say_on_its_claims(output):
    for prefix in ("", "en/"):
        files = [file for list_ in ("claims", "statements") for file in listed(output / prefix / list_)]
        shown = Page("".join(file.read_text("utf-8") for file in files)).text
        figures = ("20 trillion won" if prefix else "20조원", "약 2조원", "9,000 jobs" if prefix else "9000명")
        assert [printed for printed in figures if printed not in shown] == []
        vena = Page((output / prefix / "claims/vena-korea-2025/index.html").read_text("utf-8")).text
        fact, zdnet, metal, asia = (
            ("THE FACT", "ZDNet Korea", "Cheolgang Geumsok Sinmun", "Asia Economy")
            if prefix
            else ("더팩트", "지디넷코리아", "철강금속신문", "아시아경제")
        )
        assert [outlet for outlet in (fact, zdnet, metal) if outlet not in vena] == []
        memory = Page((output / prefix / "claims/openai-memory-supply/index.html").read_text("utf-8")).text
        assert [outlet for outlet in (fact, asia) if outlet not in memory] == []


def test_the_standing_pages_are_there_in_both_languages(digest):
    assert {id: set(texts) for id, texts in digest.pages.items()} == {
        id: {"ko", "en"} for id in ("about", "editorial-policy", "corrections", "licence")
    }


def listed(folder: Path) -> list[Path]:
    """The pages of a list."""
    return [folder / "index.html", *folder.glob("page/*/index.html")]


def reports(digest: Digest, id: str) -> list[tuple[Note, Claim]]:
    """The claims of one id, each with its note."""
    return [(note, claim) for note in digest.notes.values() for claim in note.claims if claim.id == id]


def texts(digest: Digest):
    return [text for note in digest.notes.values() for text in note.texts.values()]


def known(digest: Digest) -> set[str]:
    return {id for (_, id), term in digest.terms.items() if term.entity} | set(digest.notes)


def sources(note: Note) -> list[Source]:
    """Whom the note is from, and whom its claims and quotes name besides."""
    return [note.source, *note.also, *(claim.source for claim in note.claims)]


def named(source: Source) -> set[str]:
    """What an outlet is called: 뉴스1 (News1) is 뉴스1 and News1."""
    return {source.publisher, *re.split(r" \(|\)$", source.publisher)} - {""}


def page(digest: Digest, output: Path, note: Note, lang: str) -> "Page":
    prefix = "" if lang == digest.config.languages[0] else lang
    return Page((output / prefix / "notes" / note.id / "index.html").read_text("utf-8"))


class Page(HTMLParser):
    """Where a page's links lead, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links |= {value for name, value in attrs if tag == "a" and name == "href" and value}

    def handle_data(self, data: str) -> None:
        self.text += data.replace("\u2060", "").replace("\xa0", " ")  # what holds words together on a line


STYLES = {
    "ko": r"\d조 \d+억|\d,\d{3}(?:억|만|개|명|장)|\d[만억](?:장|명|개|달러)|㎿|\d(?:메가|기가|테라)와트|₩",
    "en": r"(?:million|billion|trillion) dollars|₩|\d[ -](?:mega|giga|tera)watt|\dMW|\dGW|\d per ?cent\b",
}


BARE = re.compile(r" +amount: \d+[MG]W")  # a figure that a Korean source prints, without a word
AS_PRINTED = re.compile(r"\s+(?:- )?(?:title|text|url|publisher): ")  # of a source, or somebody's words


def test_figures_are_written_in_one_style_in_each_language():
    """See *How figures are written* in docs/writing.md."""
    wrong = []
    for path in sorted((REPOSITORY / "content").rglob("*.md")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for text in re.split(r", en: ", line) if not AS_PRINTED.match(line) else ():
                style = STYLES["ko" if re.search("[가-힣]", text) or BARE.fullmatch(text) else "en"]
                wrong += [f"{path.name}:{number}: {found[0]}" for found in re.finditer(style, text)]
    assert wrong == []


def test_what_docs_say_to_take_back_with_the_publisher_and_the_contact_stands_in_the_pages():
    docs = (REPOSITORY / "docs/writing.md").read_text("utf-8")
    rows = re.findall(r"^\|(?: `.*?`)? \| `(content/pages/\S+)`.*?\| from “(.*?)” to “(.*?)”[; |]", docs, re.MULTILINE)
    assert len(rows) == 4
    for path, first, last in rows:
        text = (REPOSITORY / path).read_text("utf-8")
        assert 0 < text.find(first) < text.find(last), path
