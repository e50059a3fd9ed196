"""Whether the former site showed a text: what it held back comes over as a draft, and the reason is said."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from sitegen.desk.importing.head_keys import HeadKeys
from sitegen.desk.importing.model import Post

_TRUE = ("true", "yes", "on", "1")
_PUBLISHED = ("publishdate", "pubdate", "published", "date")  # the first counts, as in Hugo
_ENDS = ("expirydate", "unpublishdate")
_NEVER = ("never", "link", "local", "false")  # of `render` and `list`: what no list names was not for all


class Showing(Struct, frozen=True):
    """What the former site's program goes by. `day`: that a text names; `ahead`: whether it showed what lies ahead."""

    kind: str
    today: dt.date
    day: Callable[[str], dt.date | None]
    ahead: bool


def is_held_back(post: Post, head: HeadKeys, showing: Showing, say: Callable[[int | str, str], None]) -> bool:
    """Takes the keys that hold the text back. A text's own `draft`, which is one here too, needs no word.

    Sources: `shouldBuild`, `build` and the keys of dates in Hugo; `Publisher` in Jekyll.
    """
    held = post.draft
    for key in [key for key in (head.key(name) for name in ("draft", "published", "publish")) if key]:
        value = head.left[key]
        if showing.day(value) is None:
            del head.left[key]
        if _is_off(key, value, showing):
            held = True
            if given := post.head.given.get(key):
                say(1, f"`{key}: {value}`, by `{given.by}` of {given.path}: a draft here")
    for key, why in list(_reasons(post, head, showing)):
        held = True
        if key not in (head.key(name) for name in _PUBLISHED):
            head.left.pop(key, None)
        given = post.head.given.get(key)
        by = f", by `{given.by}` of {given.path}" if given else ""
        say(key or 1, f"{why}{by}: {showing.kind.capitalize()} did not show it, so it is a draft here")
    return held


def _is_off(key: str, value: str, showing: Showing) -> bool:
    """`published` may be a day, too."""
    is_true = value.strip().lower() in _TRUE
    return is_true if key.casefold() == "draft" else not is_true and showing.day(value) is None


def _reasons(post: Post, head: HeadKeys, showing: Showing) -> Iterator[tuple[str, str]]:
    if showing.kind not in ("jekyll", "hugo"):
        return
    names = _PUBLISHED if showing.kind == "hugo" else ("date",)
    key = next((key for key in map(head.key, names) if key and showing.day(head.left[key])), "")
    day = showing.day(head.left[key]) if key else post.day
    if day and day > showing.today and not showing.ahead:
        yield key, f"`{key}: {head.left[key]}` lies ahead" if key else f"its day, {day}, lies ahead"
    if showing.kind == "hugo":
        yield from _by_hugo(head, showing)


def _by_hugo(head: HeadKeys, showing: Showing) -> Iterator[tuple[str, str]]:
    key = head.key(*_ENDS)
    ends = showing.day(head.left[key]) if key else None
    if ends and ends <= showing.today:
        yield key, f"`{key}: {head.left[key]}` is past"
    for name in ("build", "_build"):
        key = head.key(name, fits=lambda value: isinstance(value, dict))
        switches: dict[str, Any] = head.left[key] if key else {}
        off = [f"{each}: {value}" for each, value in switches.items() if _is_never(each, value)]
        if off:
            yield key, f"`{key}: {{{', '.join(off)}}}`"
    key = head.key("headless")
    if key and head.left[key].strip().lower() in _TRUE:
        yield key, f"`{key}: {head.left[key]}`"


def _is_never(name: str, value: Any) -> bool:
    return name.casefold() in ("render", "list") and str(value).strip().lower() in _NEVER
