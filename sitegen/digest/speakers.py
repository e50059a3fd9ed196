"""Who said what: the quotes of all notes by their speakers, in each language."""

import re
from collections import defaultdict
from collections.abc import Iterable

from sitegen.digest.model import Note, QuotePlace, Speaker
from sitegen.digest.values import Key
from sitegen.memo import remembered
from sitegen.text.ids import anchor
from sitegen.text.initials import index_key

_ASIDE = re.compile(r"(?<!\s)\s*\([^()]*\)$")  # from the first space on: begun at each, many would be slow


def bare_name(name: str) -> str:
    """A speaker's name without the other language's in brackets after it."""
    return _ASIDE.sub("", name) or name


def speaker_id(name: str) -> str:
    """What is the same for one name however it is spaced."""
    return anchor(bare_name(name))


def speakers(months: Iterable[tuple[Note, ...]], languages: tuple[str, ...]) -> dict[Key, Speaker]:
    """The speakers of each language, as an index has them; each with what readers of the language have, newest first.

    A speaker is a name: nothing tells two people of one name from each other but what they are.
    """
    names: dict[Key, str] = {}
    quotes: dict[Key, list[QuotePlace]] = defaultdict(list)
    for month in months:
        for lang, name, said in _quotes(languages, *month):
            key = (lang, speaker_id(name))
            names.setdefault(key, name)
            quotes[key].append(said)
    placed = {}
    before: dict[str, int] = defaultdict(int)
    for key in sorted(quotes, key=lambda key: (languages.index(key[0]), index_key(names[key]), key)):
        placed[key] = Speaker(names[key], before[key[0]], tuple(quotes[key]))
        before[key[0]] += len(quotes[key])
    return placed


@remembered
def _quotes(languages: tuple[str, ...], *notes: Note) -> list[tuple[str, str, QuotePlace]]:
    return [
        (lang, quote.speaker, QuotePlace(note.id, number))
        for note in notes
        for lang in languages
        for number, quote in enumerate(note.text(lang).quotes)
    ]
