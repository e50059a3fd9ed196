"""Writes an amount in the way of a language, exactly: 20조원, 20 trillion won."""

import re
from decimal import Decimal

from sitegen.text.amounts.model import Amount, Qualifier
from sitegen.text.amounts.units import COUNTERS, MEASURED, MONEY, PREFIXES, THINGS, TIME

_HANGUL = re.compile("[가-힣]")
_KOREAN_QUALIFIERS: dict[Qualifier, str] = {
    "": "{}",
    "about": "약 {}",
    "up-to": "최대 {}",
    "at-most": "{} 이하",
    "under": "{} 미만",
    "at-least": "{} 이상",
    "over": "{} 초과",
}
_ENGLISH_QUALIFIERS: dict[Qualifier, str] = {
    "": "{}",
    "about": "about {}",
    "up-to": "up to {}",
    "at-most": "at most {}",
    "under": "less than {}",
    "at-least": "at least {}",
    "over": "more than {}",
}
_KOREAN_PER = {
    "year": "연 {}",
    "month": "월 {}",
    "week": "주 {}",
    "day": "하루 {}",
    "each": "각각 {}",
    "hour": "시간당 {}",
    "person": "1인당 {}",
}
_KOREAN_POWERS = ((16, "경"), (12, "조"), (8, "억"), (4, "만"))
_POWER_NAMES = "경조억만"
_ENGLISH_POWERS = ((12, "trillion"), (9, "billion"), (6, "million"))
_ENGLISH_UNITS = {"pp": "percentage points", "x": "times"}
_EXACT_PLACES = 3  # 1.459 trillion reads well; a longer fraction is written out


def write_amount(amount: Amount, lang: str) -> str:
    """The figure without its words and what stands beside it; every digit of its value is there.

    Korean for `ko`, English for all else. A noun that has no name in the language is left out: what is counted, the
    claim says.
    """
    if lang == "ko":
        within = amount.qualifier == "at-most" and amount.unit in TIME
        form = "{} 이내" if within else _KOREAN_QUALIFIERS[amount.qualifier]
        return _korean_per(amount.per).format(form.format(_korean(amount)))
    said = _ENGLISH_QUALIFIERS[amount.qualifier].format(_english(amount))
    return f"{said} each" if amount.per == "each" else f"{said} per {amount.per}" if amount.per else said


def unit_name(unit: str, lang: str) -> str:
    """A unit alone: 명, people; money by its code, measures by their sign, what has no name as it is printed."""
    if unit in THINGS:
        thing = THINGS[unit]
        return (thing.words[0] if thing.words else thing.ko.replace("{}", "").strip()) if lang == "ko" else thing.en
    return f"{MONEY[unit].ko} ({unit})" if unit in MONEY and lang == "ko" else _ENGLISH_UNITS.get(unit, unit)


def unit_place(unit: str) -> tuple[int, str]:
    """Sorts units: money, measures, what is often counted, the rest."""
    known = (*MONEY, *MEASURED, *THINGS)
    return known.index(unit) if unit in known else len(known), unit


def _korean(amount: Amount) -> str:
    power, form = _korean_form(amount.unit, amount.high)
    before, after = form.split("{}")
    if amount.low == amount.high:
        return before + _counted(_scaled(amount.low, power), after)
    if not after:
        return f"{amount.low:,f}~{amount.high:,f}"  # 1~2만 would be 1만~2만
    low, high = (_counted(_scaled(value, power), after) for value in (amount.low, amount.high))
    return f"{before}{low}~{high}"


def _counted(value: Decimal, after: str) -> str:
    number = _korean_number(value)
    # 26만 장, 5000억 달러; but 9000명 and 20조원.
    space = " " if number[-1] in _POWER_NAMES and _HANGUL.match(after) and after != "원" else ""
    return f"{number}{space}{after}"


def _korean_form(unit: str, value: Decimal) -> tuple[int, str]:
    """The power of ten that the unit's prefix takes, and where the number stands beside the unit."""
    if unit in MONEY:
        name = MONEY[unit].ko
        return 0, f"{{}} {name}" if " " in name else f"{{}}{name}"
    if unit in THINGS:
        return 0, THINGS[unit].ko
    if unit in ("W", "Wh"):
        power, prefix = _prefix(value)
        return power, f"{{}}{prefix}{unit}"
    if unit in MEASURED:
        return 0, "{}" + {"pp": "%포인트", "x": "배", "m²": "㎡"}.get(unit, unit)
    if not _HANGUL.search(unit):
        return 0, "{}"
    return 0, f"{{}}{unit}" if unit in COUNTERS else f"{{}}개 {unit}"


def _korean_per(per: str) -> str:
    if per in _KOREAN_PER:
        return _KOREAN_PER[per]
    noun = next((thing.words[0] for thing in THINGS.values() if thing.one == per and thing.words), per)
    return f"{noun}당 {{}}" if per else "{}"


def _korean_number(value: Decimal) -> str:
    """20조, 1조4590억, 1만5000, as newspapers set them; below 10,000 the digits alone."""
    whole, rest = divmod(abs(value), 1)
    if rest and whole >= 10**4:
        return f"{value:,f}"
    left, groups = int(whole), []
    for power, name in _KOREAN_POWERS:
        group, left = divmod(left, 10**power)
        groups += [f"{group}{name}"] if group else []
    fraction = f"{rest:f}"[1:] if rest or not groups else ""  # a printed 3.0 stays 3.0
    groups += [f"{left}{fraction}"] if left or fraction or not groups else []
    return ("-" if value < 0 else "") + "".join(groups)


def _english(amount: Amount) -> str:
    unit, low, high = amount.unit, amount.low, amount.high
    if unit in ("W", "Wh"):
        power, prefix = _prefix(high)
        low, high, unit = _scaled(low, power), _scaled(high, power), f"{prefix}{unit}"
    money = MONEY.get(unit)
    sign = money.sign if money and not money.en else ""
    values = (low,) if low == high else (low, high)
    numbers = [_english_number(value, sign) for value in values]
    if not all(number[-1].isalpha() for number in numbers):  # 1 to 2 million is 1 million to 2 million
        numbers = [f"{sign}{value:,f}" for value in values] if low != high else numbers
    said = " to ".join(numbers)
    if money and money.en:
        return f"{said} {money.en}"
    if sign or not unit or (unit not in THINGS and _HANGUL.search(unit)):
        return said
    if unit in THINGS:
        return f"{said} {THINGS[unit].one if low == high == 1 else THINGS[unit].en}"
    return f"{said}%" if unit == "%" else f"{said} {_ENGLISH_UNITS.get(unit, unit)}"


def _english_number(value: Decimal, sign: str) -> str:
    minus = "minus " if value < 0 else ""
    for power, name in _ENGLISH_POWERS:
        scaled = abs(value).scaleb(-power).normalize()
        if scaled >= 1 and -int(scaled.as_tuple().exponent) <= _EXACT_PLACES and (scaled < 1000 or power == 12):
            return f"{minus}{sign}{scaled:,f} {name}"
    return f"{minus}{sign}{abs(value):,f}"


def _scaled(value: Decimal, power: int) -> Decimal:
    return value.scaleb(-power).normalize() if power else value


def _prefix(value: Decimal) -> tuple[int, str]:
    """The largest prefix that leaves at least one."""
    return next(((p, symbol) for symbol, _, _, p in reversed(PREFIXES) if abs(value) >= 10**p), (0, ""))
