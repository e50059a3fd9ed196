"""Have we got this? Notes that an article may be told in already: by its address, or by a headline of the same days."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from sitegen.content.files import read_text
from sitegen.content.frontmatter import load, split
from sitegen.content.read import id_of
from sitegen.desk.clip.addresses import page_key
from sitegen.desk.clip.model import ArticleHead
from sitegen.disk import File

_DAYS = dt.timedelta(days=3)
_NEAR = 0.6  # of two headlines' pairs of letters, the share that both have (Dice)
_DAY = re.compile(r"/([0-9]{4}-[0-9]{2}-[0-9]{2})-[^/]*$")
_TAG = re.compile(r"^\s*(?:[\[<【][^\[\]<>【】]{1,12}[\]>】]\s*)+")
_LETTERS = re.compile(r"[^\W_]")


class KnownNote(Struct, frozen=True):
    """A note that may tell of the article already. `there`: whether the article's own address stands in it."""

    id: str
    path: str
    title: str
    there: bool


def notes_of(head: ArticleHead, files: Mapping[str, File]) -> list[KnownNote]:
    """Those of its address first, then those of near headlines, in the order of their files."""
    key = page_key(head.address.value)
    tail = key.rpartition("/")[2] or key
    known: list[KnownNote] = []
    for path, file in files.items():
        if not (path.startswith("content/notes/") and path.endswith(".md")):
            continue
        near = _is_near(path, head.day)
        text = read_text(file)[0] if near or key else ""
        if not near and not (key and tail in text):
            continue
        front, _ = load(path, split(path, text)[0])
        if front is None:
            continue
        there = bool(key) and any(page_key(address) == key for address in _addresses(front))
        title = str(front.get("title") or "")
        if there or (near and any(_alike(head.title.value, each) for each in _titles(front))):
            known.append(KnownNote(id_of(path), path, title, there))
    return sorted({each.id: each for each in reversed(known)}.values(), key=lambda each: (not each.there, each.path))


def likeness(one: str, other: str) -> float:
    """How much of two headlines is the same, from 0 to 1, whatever stands in brackets before them."""
    pairs, others = _pairs(one), _pairs(other)
    both = sum((pairs & others).values())
    return 2 * both / (sum(pairs.values()) + sum(others.values())) if both else 0


def without_tag(title: str) -> str:
    """A headline without what stands in brackets before it: [단독], <속보>."""
    return _TAG.sub("", title)


def _alike(one: str, other: str) -> bool:
    return likeness(one, other) >= _NEAR


def _pairs(title: str) -> Counter[str]:
    letters = "".join(_LETTERS.findall(without_tag(title).lower()))[:300]
    return Counter(letters[at : at + 2] for at in range(len(letters) - 1))


def _is_near(path: str, day: dt.date | None) -> bool:
    match = _DAY.search(path)
    try:
        return bool(match and day) and abs(dt.date.fromisoformat(match[1]) - day) <= _DAYS  # type: ignore[index, operator]
    except ValueError:
        return False


def _sources(front: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    also = front.get("also")
    for source in (front.get("source"), *(also if isinstance(also, list) else ())):
        if isinstance(source, dict):
            yield source


def _addresses(front: Mapping[str, Any]) -> list[str]:
    return [str(source["url"]) for source in _sources(front) if source.get("url")]


def _titles(front: Mapping[str, Any]) -> list[str]:
    return [str(front.get("title") or ""), *(str(source["title"]) for source in _sources(front) if source.get("title"))]
