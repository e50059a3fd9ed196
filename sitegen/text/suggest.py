"""“Did you mean …?”"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property

from sitegen.text.normal import fold

_LONGEST = 200  # characters; comparing two words takes the product of their lengths
_FEW = 100  # words that are all compared
_NEAR, _TRIED = 0.6, 3
_NOT = ("un", "in", "non", "미", "비", "불")  # what makes a word its contrary
_LOOKED_AT, _COMPARED = 2000, 20  # of more: those that share the rarest pairs of letters with what is wrong


class Words:
    """Right words, of which the nearest to many wrong ones is asked for: each question takes the same short time."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_fold = {fold(word): word for word in sorted(words) if len(word) <= _LONGEST}
        self._answers: dict[str, str] = {}

    def nearest(self, wrong: str) -> str:
        """Empty when none is near: a contrary is not, as `unsigned` of `signed`, however like it is written."""
        if wrong not in self._answers:
            folded = fold(wrong) if len(wrong) <= _LONGEST else ""
            near = get_close_matches(folded, self._likely(folded), _TRIED, _NEAR) if folded else []
            self._answers[wrong] = next((self._by_fold[word] for word in near if not _contrary(folded, word)), "")
        return self._answers[wrong]

    def _likely(self, wrong: str) -> Iterable[str]:
        """The words worth comparing."""
        if wrong in self._by_fold:
            return [wrong]
        if len(self._by_fold) <= _FEW:
            return self._by_fold
        shared: Counter[str] = Counter()
        left = _LOOKED_AT
        for pair in sorted(_pairs(wrong) & self._by_pair.keys(), key=lambda pair: (len(self._by_pair[pair]), pair)):
            sharing = self._by_pair[pair][:left]
            shared.update(sharing)
            left -= len(sharing)
        return [word for word, _ in shared.most_common(_COMPARED)]

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        by_pair: dict[str, list[str]] = defaultdict(list)
        for word in self._by_fold:
            for pair in _pairs(word):
                by_pair[pair].append(word)
        return by_pair


def did_you_mean(wrong: str, right: Words | Iterable[str]) -> str:
    """A hint that names the nearest of the right words, or nothing when none is near."""
    near = (right if isinstance(right, Words) else Words(right)).nearest(wrong)
    return f"did you mean `{near}`?" if near else ""


def _contrary(wrong: str, word: str) -> bool:
    """Whether one says not what the other says, and no slip of it: `usigned` lacks a letter of `unsigned`."""
    for sign in _NOT:
        if wrong.startswith(sign) and wrong.removeprefix(sign).lstrip("-") == word:
            return True
        if word.startswith(sign):
            said = word.removeprefix(sign).lstrip("-")
            return SequenceMatcher(None, said, wrong).ratio() > SequenceMatcher(None, word, wrong).ratio()
    return False


def _pairs(word: str) -> set[str]:
    """The letters beside each other, with the word's ends: `삼성` has ^삼, 삼성 and 성$."""
    return {f"^{word[:1]}", f"{word[-1:]}$", *(word[i : i + 2] for i in range(len(word) - 1))}
