"""The heading under which a name stands in an alphabetical index: ㄱ–ㅎ, A–Z, or #."""

import unicodedata

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"  # the 19 initial consonants in the order of Unicode
_PLAIN = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")  # dictionaries file doubled consonants with the plain ones
_FIRST, _LAST, _PER_INITIAL = 0xAC00, 0xD7A3, 588  # Hangul syllables; 588 of them begin with each consonant


def initial(name: str) -> str:
    first = name[:1]
    if first and _FIRST <= ord(first) <= _LAST:
        return _INITIALS[(ord(first) - _FIRST) // _PER_INITIAL].translate(_PLAIN)
    letter = unicodedata.normalize("NFD", first)[:1].upper()[:1]  # `ß` gives two
    return letter if "A" <= letter <= "Z" else "#"


def index_key(name: str) -> tuple[int, str, str, str]:
    """Sorts an index: Hangul first, then Latin, then the rest; by initials, and within each as a dictionary does.

    All 11,172 syllables stand in dictionary order in Unicode, so code points need no collation table.
    """
    group = initial(name)
    return (0 if group in _INITIALS else 2 if group == "#" else 1, group, name.casefold(), name)
