"""The figures in a text, whatever it counts them in: 1조 4590억 원 and 1.459 trillion won are one."""

import re

# fmt: off
_WORDS = {word: number for number, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
     "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"), 1)}
# fmt: on
_UNITS = {"조": 10**12, "억": 10**8, "만": 10**4, "trillion": 10**12, "billion": 10**9, "million": 10**6}
_STEPS = {"천": 1000, "백": 100}  # below such a unit: 1천200억, 4만2천, 5백만
_DIGITS = r"(?<![A-Za-z0-9.])[0-9][0-9,]*(?:\.[0-9]+)?"
_STEPPED = "(?:천[0-9]*(?:백[0-9]*)?|백(?=[0-9조억만 여])[0-9]*)?"
_NUMBER = re.compile(
    rf"{_DIGITS}[ -](?:tr|b|m)illion|(?:{_DIGITS}{_STEPPED}[ \u00a0]?[조억만][ \u00a0]?)+(?:[0-9][0-9,]*{_STEPPED})?"
    rf"|{_DIGITS}{_STEPPED}"
)
_PART = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([천백])?[ \u00a0-]?([조억만]|(?:tr|b|m)illion)?")
_WORD = re.compile(r"[A-Za-z]+")
_ARTICLE = re.compile(r"제([0-9]+)조")  # of a law: no 53 trillion
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = r"(?<![0-9])(?:[12]?[0-9]|3[01])"
_TIMES = re.compile(
    rf"{_DAY}월|{_DAY}일|오[전후] [0-9]{{1,2}}시|{_DAY}(?:[-–][0-9]{{1,2}})? (?={_MONTHS})"
    rf"|(?:{_MONTHS}) {_DAY}(?![0-9])|{_DAY} days|the {_DAY}(?:st|nd|rd|th)(?! [A-Z])"
    rf"|[0-9]{{2}}:[0-9]{{2}}|(?<![0-9])(?:19|20)[0-9]{{2}}(?![0-9])"
)
_SMALL = 12  # up to which one language writes words, and the other digits


def figures(text: str) -> set[float]:
    """Every number, those in English words up to twenty included."""
    return set(_places(text))


def weighty_figures(text: str) -> dict[float, int]:
    """Those that Korean and English both write in digits: no days, months, years and hours, no small counts. With each
    the index at which it stands first.
    """
    places = _places(_TIMES.sub(lambda time: " " * len(time[0]), text))
    return {figure: at for figure, at in places.items() if figure > _SMALL or figure % 1}


def _places(text: str) -> dict[float, int]:
    places: dict[float, int] = {}
    for word in _WORD.finditer(text):
        if (small := _WORDS.get(word[0].lower())) is not None:
            places.setdefault(float(small), word.start())
    for number in _NUMBER.finditer(_ARTICLE.sub(r" \1 ", text)):  # as long as it was
        value = _value(number[0])
        places[value] = min(number.start(), places.get(value, number.start()))
    return places


def _value(number: str) -> float:
    whole = below = 0.0
    for digits, step, unit in _PART.findall(number):
        below += float(digits.replace(",", "")) * _STEPS.get(step, 1)
        if unit:
            whole, below = whole + below * _UNITS[unit], 0.0
    return round(whole + below, 6)
