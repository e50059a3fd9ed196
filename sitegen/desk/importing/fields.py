"""What a post's front matter and its first lines say, as a note's keys."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from sitegen.desk.importing.days import day_of
from sitegen.desk.importing.excerpt import excerpt, first_heading
from sitegen.desk.importing.head_keys import HeadKeys, is_texts
from sitegen.desk.importing.model import FormerFolder, Post
from sitegen.desk.importing.published import Showing, is_held_back
from sitegen.desk.new import flaw
from sitegen.text.normal import fold

_DATES = ("date", "created", "created_at", "date created", "publishdate", "pubdate")
_UPDATES = ("updated", "lastmod", "last_modified_at", "last-modified-at", "modified", "date modified")
_SOURCES = (
    *("source_url", "link", "external_url", "external_link", "original_url", "original", "canonical_url"),
    *("canonicalurl", "canonical", "source", "url"),
)
_SPACED = ("tags", "categories")  # whose texts Jekyll and Obsidian split at spaces
NOBODY = "?"  # in place of a publisher whom nobody named


class Wishes(Struct, frozen=True):
    """What was asked for. `taxonomies`: by the keys whose values are terms; `ahead`: whether the former site showed
    what is dated ahead.
    """

    kind: str
    taxonomies: Mapping[str, str]
    publisher: str
    lang: str
    written_in: dt.tzinfo
    zone: dt.tzinfo
    today: dt.date
    ahead: bool = False


class Fields(Struct, frozen=True):
    """`was`: addresses as the text gives them; `pattern`: that of its own address, where it has one of its own.

    `names`: other names that links use; `terms`: names by taxonomy; `rest`: keys that a note has no place for.
    `heading`: the index of the body's line that became the title, or repeats it, or -1. `moment`: of its address.
    """

    title: str
    day: dt.date
    moment: str
    lang: str
    slug: str
    summary: str
    updated: dt.date | None
    draft: bool
    source: dict[str, str]
    terms: dict[str, list[str]]
    was: list[str]
    pattern: str
    names: list[str]
    rest: dict[str, Any]
    heading: int


def fields(post: Post, wishes: Wishes, former: FormerFolder) -> Fields:
    head = HeadKeys(post.head.data)
    said = _Saying(post, former)
    heading = first_heading(post.body)
    title = head.text("title")
    if not title:
        title = heading[1] or re.sub("[-_]+", " ", post.stem)
        said(1, f"it has no title: {'its first heading' if heading[1] else 'its file name'} is taken")
    head.take("excerpt_separator")  # Jekyll's, which says nothing here
    draft = is_held_back(post, head, _showing(wishes), said)
    moment, day = _day(post, head, wishes, said)
    was, pattern, names = _addresses(head, wishes, said)
    source = _source(head, wishes)
    if not source and not wishes.publisher:
        said(
            1, "it names no source, which a note must have: a draft, with `?` for its publisher (--publisher says one)"
        )
    if not source and wishes.publisher:
        source = {"publisher": wishes.publisher, "author": head.text("author")}
    terms: dict[str, list[str]] = {}
    for key, taxonomy in wishes.taxonomies.items():
        spaced = wishes.kind != "hugo" and key in _SPACED
        given = [name.removeprefix("#") for name in head.texts(key, spaced)]
        unique = {fold(name): name for name in reversed([*terms.get(taxonomy, []), *given]) if name}
        terms[taxonomy] = list(reversed(unique.values()))
    return Fields(
        title=title,
        day=day or wishes.today,
        moment=moment or (day or wishes.today).isoformat(),
        lang=_language(post.lang or head.text("lang", "language", "locale")) or wishes.lang,
        slug=head.text("slug"),
        summary=head.text("summary", "description", "excerpt") or _excerpt(post, title, wishes.kind, said),
        updated=_updated(head, day or wishes.today, wishes, post, said),
        draft=draft or not day or not source,
        source={key: value for key, value in source.items() if value} or {"publisher": NOBODY},
        terms=terms,
        was=was,
        pattern=pattern,
        names=names,
        rest=head.left,
        heading=heading[0] if heading[1] and fold(heading[1]) == fold(title) else -1,
    )


class _Saying:
    def __init__(self, post: Post, former: FormerFolder) -> None:
        self.post, self.former = post, former

    def __call__(self, where: int | str, message: str) -> None:
        """At a line, or at a key of the front matter."""
        line = self.post.head.lines.get(where, 1) if isinstance(where, str) else where
        self.former.say(self.post.path, line, message)


def _showing(wishes: Wishes) -> Showing:
    def day(text: str) -> dt.date | None:
        return day_of(text, wishes.written_in, wishes.zone)

    return Showing(wishes.kind, wishes.today, day, wishes.ahead)


def _day(post: Post, head: HeadKeys, wishes: Wishes, said: _Saying) -> tuple[str, dt.date | None]:
    """The moment as it is written, and its day in the digest's zone; else the day of the file's name."""
    for key in sorted(
        (key for key in head.left if key.casefold() in _DATES), key=lambda key: _DATES.index(key.casefold())
    ):
        given = head.left[key]
        day = day_of(given, wishes.written_in, wishes.zone) if isinstance(given, str) else None
        if day is None:
            said(key, f"`{key}` is no day that is understood here: {given}")
            continue
        del head.left[key]
        if post.day and post.day != day:
            said(key, f"it is dated {given}, which is {day} in the digest's zone; its file's name says {post.day}")
        return given, day
    if post.day is None:
        said(1, f"it has no date, which a note must have: a draft of today, {wishes.today}")
    return "", post.day


def _updated(head: HeadKeys, day: dt.date, wishes: Wishes, post: Post, said: _Saying) -> dt.date | None:
    given = head.text(*_UPDATES)
    updated = day_of(given, wishes.written_in, wishes.zone) if given else None
    if given and (updated is None or updated < day):
        why = "lies before its date" if updated else "is no day that is understood here"
        key = next(key for key, value in post.head.data.items() if str(value).strip() == given)
        said(key, f"`{key}: {given}` {why}: left out")
        return None
    return updated if updated != day else None


def _source(head: HeadKeys, wishes: Wishes) -> dict[str, str]:
    """What the text says of where it has its news from; empty where it says nothing."""
    given = head.take("source", fits=lambda value: isinstance(value, dict) and is_texts(list(value.values())))
    if given:
        inner = HeadKeys(given)
        publisher = inner.text("publisher", "name", "site")
        source = {"title": inner.text("title"), "url": _address(inner, "url", "link", "href")}
        source["author"] = inner.text("author")
        head.left |= {f"source.{key}": value for key, value in inner.left.items()}
    else:
        source = {"title": head.text("source_title"), "url": _address(head, *_SOURCES)}
        publisher = (
            head.text("publisher", "source_name", "source") if source["url"] else head.text("publisher", "source")
        )
    host = (urlsplit(source["url"]).hostname or "").removeprefix("www.")
    return {"publisher": publisher or host} | source if publisher or host else {}


def _address(head: HeadKeys, *names: str) -> str:
    def fits(value: Any) -> bool:
        return isinstance(value, str) and not flaw("url", value.strip(), None)

    return str(head.take(*names, fits=fits) or "").strip()


def _addresses(head: HeadKeys, wishes: Wishes, said: _Saying) -> tuple[list[str], str, list[str]]:
    """Former addresses, the pattern of its own, and other names."""
    was = head.texts("redirect_from")
    names: list[str] = []
    if wishes.kind == "obsidian":
        for key in ("aliases", "alias"):
            if given := head.texts(key):
                said(key, f"`{key}`: {', '.join(given)}: a note has one name here; links by others are rewritten")
                names += given
    else:
        was += head.texts("aliases")
    pattern = head.take("permalink", "url", fits=lambda value: isinstance(value, str) and "://" not in value)
    return was, str(pattern or "").strip(), names


def _excerpt(post: Post, title: str, kind: str, said: _Saying) -> str:
    summary, what = excerpt(post.body, kind)
    said(1, f"it has no summary: {what or 'nor any text, so its title'} is taken")
    return summary or title


def _language(text: str) -> str:
    match = re.match("[a-z]{2,3}(?![a-z])", text.strip().lower())
    return match[0] if match else ""
