"""Editions, and what is written about them."""

import datetime as dt

from msgspec import Struct

from sitegen.content.body import Body


class Edition(Struct, frozen=True):
    """The notes of one ISO week or one month. `id`: 2025-w43 or 2025-10; `start`, `end`: its first and last day.

    `months`, `weeks`: the editions of the other sort that share notes with it. `sections`: by theme, without the lead;
    the last one's key is empty where notes have no theme. `new`: claims first told of in it. `moved`: claims that came
    from one stage to another in it, with the numbers of these steps. `due`: the claims that fall due next after its
    end, as far as was known then.
    """

    id: str
    start: dt.date
    end: dt.date
    notes: tuple[str, ...]
    lead: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    months: tuple[str, ...]
    weeks: tuple[str, ...]
    new: tuple[str, ...] = ()
    moved: tuple[tuple[str, int, int], ...] = ()
    due: tuple[str, ...] = ()


class EditionText(Struct, frozen=True):
    """The written lead of an edition in one language."""

    path: str
    lang: str
    title: str
    body: Body
