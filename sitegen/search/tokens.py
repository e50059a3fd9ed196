"""What a text can be found by: of Hangul, Han and kana each two letters that stand together; of the rest, words.

So any part of a word of two syllables or more is found by its pairs, with no dictionary: 기본법 in 인공지능기본법. The
script of the page of search folds and takes apart what is asked for by the same rules; a test holds the two together.
"""

import re
import unicodedata
from html import unescape

# Middle dots, and what nobody sees, stand within words (한·미 is 한미). Python's Unicode calls U+318D a letter.
_WITHIN = re.compile("[\u00ad\u00b7\u0387\u119e\u200b-\u200d\u2022\u2027\u2060\u22c5\u30fb\u318d\ufeff\uff65]")
_PAIRED = "\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_RUN = re.compile(f"[{_PAIRED}]+|[a-z0-9\u00df-\u024f\u0370-\u04ff]+")
LONGEST = 32  # letters of a word that count
PREFIX = 3  # letters of a word that choose its file, and from which on a beginning finds it

# Of the HTML of bodies: what stands within a sentence, and all other tags, which part two.
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|kbd|mark|s|small|span|strong|sub|sup|u)(?: [^<>]*)?>")
_TAG = re.compile(r"<[^<>]*>")


def fold(text: str) -> str:
    """The form in which texts are compared: compatibility forms as plain ones (NFKC), lower case, no middle dots."""
    text = _WITHIN.sub("", text)
    if not unicodedata.is_normalized("NFKC", text):
        text = _WITHIN.sub("", unicodedata.normalize("NFKC", text))
    return text.lower()


def tokens(text: str) -> frozenset[str]:
    """What a text is found by."""
    runs = _RUN.findall(fold(text))
    if len(_PARTS) > _KEPT:
        _PARTS.clear()
    return frozenset().union(*map(_PARTS.__getitem__, runs))


def text_of(html: str) -> str:
    """The words of a body's HTML."""
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))


class _Parts(dict[str, tuple[str, ...]]):
    """What a run of letters is found by: the same words come again and again."""

    def __missing__(self, run: str) -> tuple[str, ...]:
        if run[0] < "\u3041":
            made: tuple[str, ...] = (run[:LONGEST],)
        elif len(run) == 1:
            made = (run,)
        else:
            made = tuple([run[at : at + 2] for at in range(len(run) - 1)])
        self[run] = made
        return made


_PARTS = _Parts()
_KEPT = 100_000
