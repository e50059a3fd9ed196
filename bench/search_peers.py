"""Search beside Pagefind and staticseek, on the same notes: what each finds, what a reader loads, what each takes.

Pagefind reads the pages of the notes, staticseek gets their titles, summaries, reasons and bodies. It is asked for what
stands in quotation marks, for else it finds what is only like a question.
"""

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from playwright.sync_api import Browser, Page
from search_site import MemorySite, compressed, memory_site, served

from sitegen.search.tokens import fold

HERE = Path(__file__).resolve().parent
MODULES = HERE.parent / ".venv/node-peers"
QUESTIONS = 60
ASK_OURS = """async ([index, base, questions]) => {
    const { indexAt } = await import(new URL(index, base));
    const read = indexAt(new URL("search/", base));
    const all = [];
    for (const question of questions) {
        const { layout, notes } = await read.search(question);
        const cards = await Promise.all(notes.map(({ number }) => read.card("notes", number, layout)));
        all.push(cards.map((card) => card[1]));
    }
    return all;
}"""
ASK_PAGEFIND = """async ([base, questions, most]) => {
    const pagefind = await import(new URL("pagefind/pagefind.js", base));
    const all = [];
    for (const question of questions) {
        const { results } = await pagefind.search(question);
        const some = await Promise.all(results.slice(0, most).map((result) => result.data()));
        all.push(some.map(({ raw_url, url }) => raw_url ?? url));
    }
    return all;
}"""


class Seen(NamedTuple):
    """`found`: of what there is to find, by kind of question; `first`: KB of a first question; `whole`: MB of all
    files; `cpu`: seconds, and `peak`: MB, of making them."""

    found: list[float]
    first: float
    whole: float
    cpu: float
    peak: float


class Question(NamedTuple):
    """`kind`: 0 for a word as it stands, 1 for its beginning, 2 for what is within it. `holding`: ids of notes."""

    words: str
    kind: int
    holding: frozenset[str]


def compare(root: Path, browser: Browser) -> None:
    texts = {file.stem[11:]: _text(file) for file in sorted((root / "content/notes").glob("*.md"))}
    questions = _questions({id: fold("\n".join(text.values())) for id, text in texts.items()})
    with memory_site(root) as site, tempfile.TemporaryDirectory() as folder:
        rows = {
            "here": _ours(site, questions, browser),
            "Pagefind": _pagefind(site, questions, browser, Path(folder)),
            "staticseek": _staticseek(texts, questions, Path(folder)),
        }
    print(f"\n{len(texts):,} notes, {len(questions)} questions\n")
    print("| | as they stand | beginnings | within words | first question | whole index | CPU | largest process |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, seen in rows.items():
        found = " | ".join(f"{100 * share:.0f} %" for share in seen.found)
        whole = f"{seen.first:.0f} KB | {seen.whole:.2f} MB"
        print(f"| {name} | {found} | {whole} | {seen.cpu:.1f} s | {seen.peak:.0f} MB |", flush=True)


def _text(file: Path) -> dict[str, str]:
    _, front, body = file.read_text("utf-8").split("---\n", 2)
    told = yaml.load(front, yaml.CSafeLoader)
    return {
        **{key: told[key] for key in ("title", "summary", "why")},
        "body": re.sub(r"[*`>#]|\(https:[^)]*\)", "", body),
    }


def _questions(texts: dict[str, str]) -> list[Question]:
    chance, made = random.Random(1), dict[str, Question]()
    ids = sorted(texts)
    while len(made) < QUESTIONS:
        words = re.findall("[가-힣]{4,}", texts[chance.choice(ids)])
        word, kind = chance.choice(words), len(made) % 3
        asked = (word, word[:2], word[1:])[kind]
        made[asked] = Question(asked, kind, frozenset(id for id, text in texts.items() if asked in text))
    return list(made.values())


def _shares(questions: Sequence[Question], found: Sequence[Sequence[str]]) -> list[float]:
    """Of all notes that hold a question, those that were found; one value for each kind."""
    shares = []
    for kind in range(3):
        some = [(each.holding, set(ids)) for each, ids in zip(questions, found, strict=True) if each.kind == kind]
        shares.append(sum(len(holding & ids) / len(holding) for holding, ids in some) / len(some))
    return shares


def _ours(site: MemorySite, questions: Sequence[Question], browser: Browser) -> Seen:
    with served(site) as address:
        page = browser.new_page()
        page.goto(f"{address}search/")
        found = page.evaluate(ASK_OURS, [site.assets["search-index.js"], address, [each.words for each in questions]])
        page.close()
        first = _first(
            site, browser, f"{address}search/", lambda page: page.get_by_role("searchbox").fill(questions[0].words)
        )
    size = sum(site.of_index()) / 1024**2
    cpu = site.built.cpu + site.built.files_cpu
    return Seen(_shares(questions, [[*map(_id, hrefs)] for hrefs in found]), first, size, cpu, site.built.peak)


def _pagefind(site: MemorySite, questions: Sequence[Question], browser: Browser, folder: Path) -> Seen:
    for name in site.names:
        if re.fullmatch("notes/[^/]+/index.html", name):
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_bytes(site.file(name) or b"")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "pagefind", "--site", folder], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    size = sum(len(compressed(file.read_bytes())) for file in (folder / "pagefind").rglob("*") if file.is_file())
    with served(site, folder) as address:
        page = browser.new_page(bypass_csp=True)
        page.goto(address)
        words = [each.words for each in questions]
        found = page.evaluate(ASK_PAGEFIND, [address, words, 10_000])
        page.close()
        first = _first(site, browser, address, lambda page: page.evaluate(ASK_PAGEFIND, [address, words[:1], 5]))
    shares = _shares(questions, [[*map(_id, hrefs)] for hrefs in found])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Seen(shares, first, size / 1024**2, cpu, after.ru_maxrss / 1024)


def _staticseek(texts: dict[str, dict[str, str]], questions: Sequence[Question], folder: Path) -> Seen:
    given, made = folder / "given.json", folder / "made.json"
    asked = {"notes": list(texts.values()), "questions": [each.words for each in questions]}
    given.write_text(json.dumps(asked, ensure_ascii=False), "utf-8")
    script = HERE / "peers/staticseek/run.mjs"
    subprocess.run(["node", "--max-old-space-size=8192", script, given, made, MODULES], check=True)
    answer, ids = json.loads(made.read_text("utf-8")), list(texts)
    found = [[ids[number] for number in numbers] for numbers in answer["found"]]
    size = len(compressed(answer["index"].encode()))
    return Seen(_shares(questions, found), size / 1024, size / 1024**2, answer["cpu"], answer["memory"])


def _first(site: MemorySite, browser: Browser, address: str, ask: Callable[[Page], object]) -> float:
    """KB that the server sends for a first question and what is shown of it, without the page itself."""
    page = browser.new_page(bypass_csp=True)
    page.goto(address, wait_until="networkidle")
    before = site.sent
    ask(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    page.close()
    return (site.sent - before) / 1024


def _id(href: str) -> str:
    return href.strip("/").split("/")[-1]
