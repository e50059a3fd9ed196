"""Have we got this? Notes that may tell of an article already: by its address, its text, or a headline like its own."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal

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


Sign = Literal["address", "text", "headline"]
_SIGNS: tuple[Sign, ...] = ("address", "text", "headline")  # the surest first


class KnownNote(Struct, frozen=True):
    """A note that may tell of the article already. `by`: what says so; all but a headline is sure."""

    id: str
    path: str
    title: str
    by: Sign


def notes_of(head: ArticleHead, clip: str, files: Mapping[str, File]) -> list[KnownNote]:
    """Those that name its address or hold the hash of its text (`clip`), then near headlines, in their files' order."""
    key = page_key(head.address.value)
    tail = key.rpartition("/")[2] or key
    known: list[KnownNote] = []
    for path, file in files.items():
        if not (path.startswith("content/notes/") and path.endswith(".md")):
            continue
        near = _is_near(path, head.day)
        text = read_text(file)[0]
        if not near and clip not in text and not (key and tail in text):
            continue
        front, _ = load(path, split(path, text)[0])
        if front is None:
            continue
        if by := _sign(front, head.title.value if near else "", key, clip):
            known.append(KnownNote(id_of(path), path, str(front.get("title") or ""), by))
    one_each = {each.id: each for each in reversed(known)}.values()
    return sorted(one_each, key=lambda each: (_SIGNS.index(each.by), each.path))


def _sign(front: Mapping[str, Any], title: str, key: str, clip: str) -> Sign | None:
    """By what a note shows that it tells of an article. `title`: of the article, if the note is of the same days."""
    sources = list(_sources(front))
    if key and any(page_key(str(source["url"])) == key for source in sources if source.get("url")):
        return "address"
    if any(source.get("clip") == clip for source in sources):
        return "text"
    titles = [str(front.get("title") or ""), *(str(source["title"]) for source in sources if source.get("title"))]
    return "headline" if title and any(likeness(title, each) >= _NEAR for each in titles) else None


def likeness(one: str, other: str) -> float:
    """How much of two headlines is the same, from 0 to 1, whatever stands in brackets before them."""
    pairs, others = _pairs(one), _pairs(other)
    both = sum((pairs & others).values())
    return 2 * both / (sum(pairs.values()) + sum(others.values())) if both else 0


def without_tag(title: str) -> str:
    """A headline without what stands in brackets before it: [단독], <속보>."""
    return _TAG.sub("", title)


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
