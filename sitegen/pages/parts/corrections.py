"""What was put right in a note: in a language's text, and in those of the others, which concerns its readers too."""

import datetime as dt
from collections import Counter

from msgspec import Struct

from sitegen.content.schema import Correction
from sitegen.digest.model import Note
from sitegen.digest.values import Text


class CorrectionText(Struct, frozen=True):
    """`what` was put right, and `before`: the words as they stood then, where the note keeps them."""

    date: dt.date
    level: str
    what: Text
    before: Text


def corrections_of(note: Note, lang: str) -> tuple[CorrectionText, ...]:
    """As a reader of a language is told, the newest first.

    Where several languages tell of a correction of one day and weight, it is one, and the reader's language counts, or
    else that of the text that they are shown.
    """
    own = note.text(lang)
    told = Counter((each.date, each.level) for each in own.front.corrections)
    shown = [_in_language(each, own.lang, lang) for each in own.front.corrections]
    for text in note.texts.values():
        if text.lang == own.lang:
            continue
        open = Counter(told)
        for each in text.front.corrections:
            key = (each.date, each.level)
            if open[key]:
                open[key] -= 1  # the other language's account of one that is told already
            else:
                told[key] += 1
                shown.append(_in_language(each, text.lang, lang))
    return tuple(sorted(shown, key=lambda each: each.date, reverse=True))


def _in_language(correction: Correction, written: str, lang: str) -> CorrectionText:
    other = "" if written == lang else written
    return CorrectionText(
        correction.date, correction.level, Text(correction.what, other), Text(correction.before, other)
    )
