"""Money, measures and things that are counted: how they are spelled in print, and how each language writes them."""

import re
from typing import Literal, NamedTuple

# A counter says only how something is counted: 장, 건. A person counter (명) counts whoever is named beside it.
Kind = Literal["money", "measure", "thing", "counter", "person", "time"]


class Unit(NamedTuple):
    id: str
    kind: Kind
    power: int = 0  # of ten: 1 MW is 10 ** 6 W


class Money(NamedTuple):
    sign: str  # before the number in English
    ko: str
    words: tuple[str, ...]
    en: str = ""  # behind the number in English, where papers write that and not the sign


class CountedThing(NamedTuple):
    ko: str
    en: str
    one: str  # the English singular
    words: tuple[str, ...] = ()  # how it is named in print, beside the above


MONEY = {
    "KRW": Money("₩", "원", ("won", "￦", "korean won"), "won"),
    "USD": Money("$", "달러", ("dollar", "dollars", "US$", "불", "미국 달러", "미달러", "us dollars", "u.s. dollars")),
    "EUR": Money("€", "유로", ("euro", "euros")),
    "JPY": Money("¥", "엔", ("yen", "엔화", "japanese yen")),
    "GBP": Money("£", "파운드", ("pounds", "sterling")),
    "CNY": Money("CN¥", "위안", ("yuan", "renminbi", "위안화", "RMB", "chinese yuan")),
    "CAD": Money("C$", "캐나다 달러", ("CA$", "캐나다달러", "canadian dollars")),
    "AUD": Money("A$", "호주 달러", ("AU$", "호주달러", "australian dollars")),
    "INR": Money("₹", "루피", ("rupees", "indian rupees")),
}

THINGS = {
    "people": CountedThing("{}명", "people", "person", ("인", "persons", "사람")),
    "countries": CountedThing("{}개국", "countries", "country", ("국가", "nations")),
    "companies": CountedThing("{}개 기업", "companies", "company", ("기업", "개사", "회사", "firms")),
    "organisations": CountedThing(
        "{}개 기관", "organisations", "organisation", ("기관", "단체", "국제기구", "organizations")
    ),
    "teams": CountedThing("{}개 팀", "teams", "team", ("팀",)),
    "jobs": CountedThing("일자리 {}개", "jobs", "job", ("일자리",)),
    "users": CountedThing("사용자 {}명", "users", "user", ("사용자", "이용자")),
    "experts": CountedThing("전문가 {}명", "experts", "expert", ("전문가",)),
    "tasks": CountedThing("{}개 과제", "tasks", "task", ("과제",)),
    "bills": CountedThing("{}개 법안", "bills", "bill", ("법안",)),
    "votes": CountedThing("{}표", "votes", "vote"),
    "points": CountedThing("{}점", "points", "point"),
    "GPUs": CountedThing("GPU {}장", "GPUs", "GPU", ("그래픽처리장치",)),
    "wafers": CountedThing("웨이퍼 {}장", "wafers", "wafer", ("웨이퍼",)),
    "servers": CountedThing("서버 {}대", "servers", "server", ("서버",)),
    "nodes": CountedThing("{}개 노드", "nodes", "node", ("노드",)),
    "households": CountedThing("{}가구", "households", "household", ("가구",)),
    "parameters": CountedThing("매개변수 {}개", "parameters", "parameter", ("매개변수", "파라미터")),
    "tokens": CountedThing("토큰 {}개", "tokens", "token", ("토큰",)),
    "recommendations": CountedThing("{}개 권고", "recommendations", "recommendation", ("권고", "권고사항")),
    "hours": CountedThing("{}시간", "hours", "hour"),
    "days": CountedThing("{}일", "days", "day"),
    "weeks": CountedThing("{}주", "weeks", "week", ("주일",)),
    "months": CountedThing("{}개월", "months", "month", ("달",)),
    "years": CountedThing("{}년", "years", "year", ("개년",)),
}
PERSONS = frozenset(("people", "users", "experts"))
TIME = frozenset(("hours", "days", "weeks", "months", "years"))
MEASURED = ("W", "Wh", "t", "m²", "%", "pp", "x")
COMPARED = frozenset((*MONEY, "W", "Wh", "t", "people"))  # of which one may be said to be larger than another

_PREFIXES = (("", "", "", 0), ("k", "kilo", "킬로", 3), ("M", "mega", "메가", 6), ("G", "giga", "기가", 9))
PREFIXES = (*_PREFIXES, ("T", "tera", "테라", 12))
_SQUARED = {"㎾": "kW", "㎿": "MW", "㎾h": "kWh", "㎿h": "MWh", "㎾시": "kWh", "㎿시": "MWh"}
# `tons` is not here: it may be short, long or metric.
_MEASURES = {
    "%": Unit("%", "measure"),
    **dict.fromkeys(("퍼센트", "프로", "percent", "per cent"), Unit("%", "measure")),
    **dict.fromkeys(
        ("%p", "%포인트", "퍼센트포인트", "percentage points", "percentage point", "pp"), Unit("pp", "measure")
    ),
    **dict.fromkeys(("배", "x", "times", "fold"), Unit("x", "measure")),
    **dict.fromkeys(("㎡", "m²", "제곱미터"), Unit("m²", "measure")),
    **dict.fromkeys(("t", "톤", "tonnes", "tonne"), Unit("t", "measure")),
}
GPU_NAME = re.compile(r"[A-Z]{1,3}[0-9]{2,4}[A-Z]?")  # B200, GB300, MI300X
COUNTERS = ("개", "장", "건", "곳", "대", "가지", "기", "회", "편", "쪽")


def _spellings() -> dict[str, Unit]:
    spellings = dict(_MEASURES)
    for symbol, en, ko, power in PREFIXES:
        for spelled in (f"{symbol}W", f"{en}watt", f"{en}watts", f"{ko}와트"):
            spellings[spelled] = Unit("W", "measure", power)
        for spelled in (f"{symbol}Wh", f"{en}watt-hour", f"{en}watt-hours", f"{ko}와트시"):
            spellings[spelled] = Unit("Wh", "measure", power)
    spellings |= {squared: spellings[plain] for squared, plain in _SQUARED.items() if plain in spellings}
    for id, thing in THINGS.items():
        kind: Kind = "time" if id in TIME else "thing"
        counter = thing.ko.removeprefix("{}").replace("{}", "").strip() if thing.ko.startswith("{}") else ""
        for spelled in (thing.en, thing.one, counter, *thing.words):
            if spelled and " " not in spelled:
                spellings[spelled] = Unit(id, kind)
    spellings |= {"명": Unit("people", "person"), "인": Unit("people", "person")}
    spellings |= {counter: Unit(counter, "counter") for counter in COUNTERS}
    for code, money in MONEY.items():
        spellings |= {spelled: Unit(code, "money") for spelled in (code, money.sign, money.ko, *money.words)}
    return spellings


UNITS = _spellings()
UNITS_BY_LOWER = {word.lower(): unit for word, unit in UNITS.items() if len(word) > 3}  # `gw` may be anything


def unit_of(word: str) -> Unit | None:
    return UNITS.get(word) or UNITS_BY_LOWER.get(word.lower())


def thing_at_the_end_of(word: str) -> Unit | None:
    """실행과제 is a kind of 과제; a thing of one syllable says too little."""
    for start in range(1, len(word) - 1):
        unit = UNITS.get(word[start:])
        if unit and unit.kind == "thing":
            return unit
    return None
