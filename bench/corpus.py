"""Write a digest of N notes to measure with: the same bytes for the same arguments.

    python bench/corpus.py OUT N [--seed S]

40 topics, 120 companies and 12 themes fall on the notes by a Zipf law. The text is shuffled sentences of this
repository's own notes: real Korean, about 3 KB a note.
"""

import argparse
import datetime as dt
import json
import random
import re
from pathlib import Path

CONTENT = Path(__file__).resolve().parent.parent / "content"
TAXONOMIES = {"topics": 40, "companies": 120, "themes": 12}
FIRST_DAY, DAYS = dt.date(2023, 1, 1), 1400


def write(out: Path, notes: int, seed: int = 1) -> None:
    chance = random.Random(seed)
    sentences = _sentences()
    content = out / "content"
    (content / "notes").mkdir(parents=True, exist_ok=True)
    site = "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/digest/\nlanguages: [ko, en]\n"
    (content / "site.yaml").write_text(site, "utf-8")
    terms = {taxonomy: [f"{taxonomy[:-1]}-{i:03d}" for i in range(n)] for taxonomy, n in TAXONOMIES.items()}
    for taxonomy, ids in terms.items():
        (content / taxonomy).mkdir(exist_ok=True)
        for id in ids:
            (content / taxonomy / f"{id}.md").write_text(_term(id, sentences, chance), "utf-8")
    for i in range(notes):
        day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
        text = _note(i, day, terms, sentences, chance)
        (content / "notes" / f"{day}-note-{i:06d}.md").write_text(text, "utf-8")


def _sentences() -> list[str]:
    """Sentences of the Korean notes without links or markup."""
    bodies = (file.read_text("utf-8").split("---\n", 2)[2] for file in sorted((CONTENT / "notes").rglob("*.md")))
    found = {s.strip() for body in bodies for s in re.split(r"(?<=다\.)\s+", body)}
    plain = (s for s in found if re.search("[가-힣]", s) and not re.search(r"[\[\]#*|>`]", s))
    return sorted(s.replace("\n", " ") for s in plain if 30 < len(s) < 220)


def _term(id: str, sentences: list[str], chance: random.Random) -> str:
    head = {
        "name": {"ko": f"{id} 이름", "en": f"{id} name"},
        "summary": {"ko": chance.choice(sentences), "en": f"About {id}"},
    }
    return f"---\n{json.dumps(head, ensure_ascii=False)}\n---\n\n{_some(2, sentences, chance)}\n"


def _note(i: int, day: dt.date, terms: dict[str, list[str]], sentences: list[str], chance: random.Random) -> str:
    head = {
        "title": f"{chance.choice(sentences)[:48]} {i}",
        "date": str(day),
        "source": {"publisher": "더팩트", "url": f"https://example.org/{i}", "published": str(day)},
        "summary": chance.choice(sentences),
        "why": chance.choice(sentences),
        "topics": _zipf(terms["topics"], chance.randint(2, 4), chance),
        "companies": _zipf(terms["companies"], chance.randint(1, 4), chance),
        "themes": _zipf(terms["themes"], chance.randint(1, 2), chance),
    }
    points = "\n".join(f"- **{chance.choice(sentences)[:20].strip()}** {chance.choice(sentences)}" for _ in range(4))
    parts = [_some(3, sentences, chance), "## 핵심", points, _some(3, sentences, chance), "## 배경"]
    parts += [_some(3, sentences, chance), f"관련: [원문](https://example.org/{i})."]
    return f"---\n{json.dumps(head, ensure_ascii=False)}\n---\n\n" + "\n\n".join(parts) + "\n"


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
