"""iCalendar, RFC 5545: all-day events, of which nothing repeats."""

import datetime as dt
import re

from msgspec import Struct

_LONGEST = 75  # octets of a line, without its end (3.1)
_ESCAPED = re.compile(r"[\\;,]")


class Event(Struct, frozen=True):
    """`uid` stays the same for as long as the event does; `changed`: when what is said of it last changed."""

    uid: str
    day: dt.date
    changed: dt.date
    summary: str
    description: str
    url: str
    category: str
    cancelled: bool


def calendar(name: str, lang: str, events: tuple[Event, ...]) -> str:
    """The text of a calendar, its lines folded and ended as the standard asks."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitegen//sitegen//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME;LANGUAGE={lang}:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    for event in events:
        lines += _event(event, lang)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, lang: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{event.changed:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"SUMMARY;LANGUAGE={lang}:{_text(event.summary)}",
        f"DESCRIPTION;LANGUAGE={lang}:{_text(event.description)}",
        f"CATEGORIES;LANGUAGE={lang}:{_text(event.category)}",
        f"URL:{event.url}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",  # nobody is busy on that day
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", words).replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line longer than 75 octets goes on after a line break and a space; no character is cut in two."""
    lines, current, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _LONGEST:
            lines.append(current)
            current, size = " ", 1
        current += char
        size += octets
    return "\r\n".join([*lines, current])
