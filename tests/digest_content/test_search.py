"""Search over this digest's own notes, in a browser, through the files of a build: all is found, the best first."""

import math
import re
from itertools import islice
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from sitegen.digest.model import Digest, NoteText
from sitegen.search.tokens import fold
from tests.conftest import REPOSITORY
from tests.pages_server import serving
from tests.site import Site

pytestmark = pytest.mark.browser

KEY = yaml.safe_load((Path(__file__).parent / "search_key.yaml").read_text("utf-8"))
WANTED = {"ko": 120, "en": 60}  # questions
NAMES = {
    "ㅅㅅㅈㅈ": "companies/samsung-electronics",
    "하이닉스": "companies/sk-hynix",
    "ㅇㅍ": "companies/openai",
    "오픈에이아이": "companies/openai",
    "OpenAI": "companies/openai",
    "과기정통부": "institutions/msit",
    "ㅋㅋㅇ": "companies/kakao",
    "NVIDIA": "companies/nvidia",
    "소버린": "topics/sovereign-ai",
    "기본법": "laws/ai-basic-act",
}
# Runs the questions through the script of the page itself; of each the found notes' and terms' addresses, in order.
ASK = """async ([base, questions]) => {
    const source = async (name) => (await fetch(new URL(name, base))).text();
    const html = await source("search/");
    const start = html.match(/assets\\/search-start\\.[0-9a-f]+\\.js/)[0];
    const main = (await source(start)).match(/search\\.[0-9a-f]+\\.js/)[0];
    const index = (await source(`assets/${main}`)).match(/search-index\\.[0-9a-f]+\\.js/)[0];
    const { indexAt } = await import(new URL(`assets/${index}`, base));
    const answers = {};
    for (const [lang, asked] of Object.entries(questions)) {
        const read = indexAt(new URL(lang === "ko" ? "search/" : `${lang}/search/`, base));
        answers[lang] = {};
        for (const question of asked) {
            const { layout, notes, terms } = await read.search(question);
            const cards = await Promise.all(notes.map(({ number }) => read.card("notes", number, layout)));
            answers[lang][question] = [cards.map((card) => card[1]), terms.map(({ row }) => row[2])];
        }
    }
    return answers;
}"""
Answers = dict[str, dict[str, list[list[str]]]]


@pytest.fixture(scope="module")
def questions(digest: Digest) -> dict[str, list[str]]:
    return {lang: [*_taken(digest, lang), *KEY[lang], *(NAMES if lang == "ko" else ())] for lang in WANTED}


@pytest.fixture(scope="module")
def answers(browser: Browser, tmp_path_factory: pytest.TempPathFactory, questions: dict[str, list[str]]) -> Answers:
    built = Site.there(REPOSITORY, tmp_path_factory.mktemp("search") / "site")
    built.build("--output", str(built.output))
    with serving(built.output, "/digest/") as address:
        page = browser.new_page()
        page.goto(f"{address}search/")
        found = page.evaluate(ASK, [address, questions])
        page.close()
    return {
        lang: {asked: [[*map(_id, hrefs)] for hrefs in both] for asked, both in of.items()}
        for lang, of in found.items()
    }


def test_every_note_that_holds_a_question_is_found(
    digest: Digest, answers: Answers, questions: dict[str, list[str]]
) -> None:
    """Recall: 1.0 for any two letters and more of Hangul, and for the beginnings of other words."""
    for lang, wanted in WANTED.items():
        texts = {id: _text(note.texts[lang]) for id, note in digest.notes.items() if lang in note.texts}
        own = questions[lang][: -len(KEY[lang]) - (len(NAMES) if lang == "ko" else 0)]
        assert len(own) >= wanted
        for asked in own:
            holds = re.compile(rf"(?<![a-z0-9]){re.escape(fold(asked))}" if lang == "en" else re.escape(asked))
            holding = {id for id, text in texts.items() if holds.search(text)}
            assert holding, asked
            assert holding <= set(answers[lang][asked][0]), asked


def test_names_are_found_by_aliases_and_initials(answers: Answers) -> None:
    for asked, term in NAMES.items():
        assert term in answers["ko"][asked][1][:5], asked


@pytest.mark.parametrize("lang", KEY)
def test_the_first_ten_are_those_of_the_key(answers: Answers, lang: str) -> None:
    """The mean nDCG@10 of the questions that were judged by hand."""
    scores = {asked: _ndcg(answers[lang][asked][0][:10], grades) for asked, grades in KEY[lang].items()}
    mean = sum(scores.values()) / len(scores)
    assert mean >= 0.9, (mean, sorted(scores.items(), key=lambda each: each[1])[:12])


def _ndcg(found: list[str], grades: dict[str, int]) -> float:
    def gain(values: list[int]) -> float:
        return sum((2**value - 1) / math.log2(at + 2) for at, value in enumerate(values))

    best = gain(sorted(grades.values(), reverse=True)[:10])
    return gain([grades.get(id, 0) for id in found]) / best


def _taken(digest: Digest, lang: str) -> list[str]:
    """Questions from the notes themselves: in turn parts of words, whole words and two words of their summaries."""
    notes = [note.texts[lang].front for note in digest.notes.values() if lang in note.texts]
    word = r"[가-힣]{3,}" if lang == "ko" else r"[A-Za-z]{4,}"
    rows = [re.findall(word, front.summary) for front in notes]
    questions: dict[str, None] = {}
    for at in range(3):
        for number, words in enumerate(rows):
            if len(words) > at:
                chosen = words[(number + at) % len(words)]
                questions[chosen[1:] if lang == "ko" and number % 3 == 0 and len(chosen) > 3 else chosen] = None
    return list(islice(questions, WANTED[lang] + 40))


def _text(text: NoteText) -> str:
    return fold("\n".join((text.front.title, text.front.summary, text.front.why)))


def _id(href: str) -> str:
    """`companies/openai` of a term's address, the id of a note's."""
    *_, room, id = href.strip("/").split("/")
    return id if room == "notes" else f"{room}/{id}"
