"""Write a digest of N notes to measure with: the same bytes for the same arguments.

    python bench/corpus.py OUT N [--seed S]

40 topics, 120 companies and 12 themes fall on the notes by a Zipf law. The text is shuffled sentences of this
repository's own notes: real Korean, about 3.3 KB a note, a third of them with a claim.
"""

import argparse
import datetime as dt
import json
import random
import re
from pathlib import Path

CONTENT = Path(__file__).resolve().parent.parent / "content"
TAXONOMIES = {"topics": 40, "companies": 120, "themes": 12}
SINGULAR = {"topics": "topic", "companies": "company", "themes": "theme"}
AMOUNTS = ("20조원", "1조 5000억원", "500MW", "9000명", "150억 달러")
STAGES = ("announced", "mou", "contracted", "building")
FIRST_DAY, DAYS = dt.date(2023, 1, 1), 1400
SITE = "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/digest/\nlanguages: [ko, en]\n"


def write(out: Path, notes: int, seed: int = 1) -> None:
    chance = random.Random(seed)
    sentences = _sentences()
    content = out / "content"
    (content / "notes").mkdir(parents=True, exist_ok=True)
    (content / "site.yaml").write_text(SITE, "utf-8")
    terms = {taxonomy: [f"{SINGULAR[taxonomy]}-{i:03d}" for i in range(n)] for taxonomy, n in TAXONOMIES.items()}
    for taxonomy, ids in terms.items():
        (content / taxonomy).mkdir(exist_ok=True)
        for id in ids:
            (content / taxonomy / f"{id}.md").write_text(_term(taxonomy, id, sentences, chance), "utf-8")
    for i in range(notes):
        day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
        text = _note(i, day, terms, sentences, chance)
        (content / "notes" / f"{day}-note-{i:06d}.md").write_text(text, "utf-8")


def _sentences() -> list[str]:
    """Sentences of the Korean notes without links or markup."""
    bodies = (file.read_text("utf-8").split("---\n", 2)[2] for file in sorted((CONTENT / "notes").rglob("*.md")))
    found = {s.strip() for body in bodies for s in re.split(r"(?<=다\.)\s+", body)}
    plain = (s for s in found if re.search("[가-힣]", s) and not re.search(r"[\[\]#*|>`]|^-", s))
    return sorted(s.replace("\n", " ") for s in plain if 30 < len(s) < 220)


def _term(taxonomy: str, id: str, sentences: list[str], chance: random.Random) -> str:
    kind = "kind: company\ncountry: KR\n" if taxonomy == "companies" else ""
    summary = f"{{ko: {_quoted(chance.choice(sentences))}, en: About {id}}}"
    head = f"name: {{ko: {id} 이름, en: {id} name}}\naliases: [{id} 별칭]\n{kind}summary: {summary}\n"
    return f"---\n{head}---\n\n{_some(2, sentences, chance)}\n"


def _note(i: int, day: dt.date, terms: dict[str, list[str]], sentences: list[str], chance: random.Random) -> str:
    companies = _zipf(terms["companies"], chance.randint(1, 4), chance)
    head = [
        f"title: {_quoted(f'{chance.choice(sentences)[:48]} {i}')}",
        f"date: {day}",
        "lang: ko",
        f"source:\n  publisher: 더팩트\n  url: https://example.org/{i}\n  published: {day}",
        f"summary: {_quoted(chance.choice(sentences))}",
        f"why: {_quoted(chance.choice(sentences))}",
        f"topics: [{', '.join(_zipf(terms['topics'], chance.randint(2, 4), chance))}]",
        f"companies: [{', '.join(companies)}]",
        f"themes: [{', '.join(_zipf(terms['themes'], chance.randint(1, 2), chance))}]",
    ]
    if chance.random() < 0.3:
        head.append(f"claims:\n  - by: {companies[0]}\n    kind: investment")
        head.append(f"    what: {_quoted(chance.choice(sentences)[:40])}\n    amount: {chance.choice(AMOUNTS)}")
        head.append(f"    stage: {chance.choice(STAGES)}")
    points = "\n".join(f"- **{chance.choice(sentences)[:20].strip()}** {chance.choice(sentences)}" for _ in range(5))
    body = [
        *(_some(4, sentences, chance), "## 핵심", points, _some(4, sentences, chance)),
        *(f"> {chance.choice(sentences)}", "## 배경", _some(4, sentences, chance)),
        f"관련: [원문](https://example.org/{i}) 및 [`자료`](https://example.org/data/{i}).",
    ]
    return "---\n" + "\n".join(head) + "\n---\n\n" + "\n\n".join(body) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _some(k: int, sentences: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(sentences) for _ in range(k))


def _zipf(ids: list[str], k: int, chance: random.Random) -> list[str]:
    weights = [1 / (i + 1) ** 0.8 for i in range(len(ids))]
    chosen: dict[str, None] = {}
    while len(chosen) < k:
        chosen[chance.choices(ids, weights)[0]] = None
    return list(chosen)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("n", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.out, given.n, given.seed)
