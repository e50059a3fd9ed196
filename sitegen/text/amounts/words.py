"""Words that say how a figure is meant."""

Meaning = tuple[str, str]  # what kind of word it is, and what it says

_ENGLISH: dict[Meaning, str] = {
    (
        "qualifier",
        "about",
    ): "about|around|approximately|approx|roughly|some|nearly|almost|close to|circa|an estimated|odd",
    ("qualifier", "up-to"): "up to|as much as|as many as|a maximum of|maximum",
    (
        "qualifier",
        "at-most",
    ): "at most|no more than|not more than|not exceeding|within|or less|or fewer|or lower|or below|or shorter",
    ("qualifier", "under"): "less than|fewer than|just under|under|below",
    ("qualifier", "at-least"): "at least|no less than|no fewer than|a minimum of|minimum|upwards of|or more|"
    "or longer|or higher|or above|or greater|plus",
    ("qualifier", "over"): "more than|just over|over|above|exceeding|in excess of",
    ("per", "year"): "per year|a year|per annum|annually|each year|every year",
    ("per", "month"): "per month|a month|monthly|each month|every month",
    ("per", "week"): "per week|a week|weekly|each week|every week",
    ("per", "day"): "per day|a day|daily|each day|every day",
    ("per", "each"): "each|apiece",
    ("per one", ""): "per",
    ("total", ""): "a total of|in total|total|totalling|totaling|combined",
    ("from", ""): "from",
    ("between", ""): "between",
    ("to", ""): "to",
    ("of", ""): "out of|of",
    ("and", ""): "and",
    ("or", ""): "or",
    ("unit", ""): "per cent|percentage points|percentage point",
    ("minus", ""): "minus",
    ("vague", ""): "half|double|twice|triple|dozen|dozens|scores|hundreds|thousands|millions|billions|trillions|tens|"
    "several|few|fewer|less|more|not|no|none|without|except|excluding|negative|multiple|many|little|quarter|quarters|third|thirds|fifth|fifths|tenth|tenths|cents",
    ("filler", ""): "worth of|worth",
}
_KOREAN: dict[Meaning, str] = {
    ("qualifier", "about"): "약 대략 얼추 거의 여 가량 정도 안팎 내외 쯤 남짓 가까이 가까운 육박 육박하는",
    ("qualifier", "up-to"): "최대 최고 많게는",
    ("qualifier", "at-most"): "이하 이내",
    ("qualifier", "under"): "미만 밑도는 밑돈",
    ("qualifier", "at-least"): "최소 최소한 적어도 이상",
    ("qualifier", "over"): "초과 초과하는 넘는 넘게 넘어 넘은 넘어선 웃도는 웃돈",
    ("per", "year"): "연 연간 매년 해마다 연평균",
    ("per", "month"): "월 월간 매월 매달 월평균",
    ("per", "week"): "주 주간 매주",
    ("per", "day"): "하루 일일 매일",
    ("per", "each"): "각각 각",
    ("every", ""): "씩",
    ("total", ""): "총 모두 도합 합계 전체",
    ("before", ""): "에서",
    ("between", ""): "사이",
    ("from", ""): "부터",
    ("to", ""): "까지",
    ("of", ""): "중 가운데",
    ("and", ""): "및 과 와",
    ("or", ""): "또는 혹은",
    ("minus", ""): "마이너스",
    ("ordinal", ""): "제",
    ("filler", ""): "로 으로 규모 급 상당 어치 수준 의 이 을 를 에 무려 달하는 이르는",
    ("vague", ""): "절반 반 못 여러 제외 미달 모자란 원대 달러대 명대 개대",  # 20조원대 may mean up to 21 or up to 30
}
ENGLISH: dict[str, Meaning] = {w: (kind, says or w) for (kind, says), ws in _ENGLISH.items() for w in ws.split("|")}
KOREAN: dict[str, Meaning] = {w: (kind, says or w) for (kind, says), ws in _KOREAN.items() for w in ws.split()}
HAN = {"月": ("per", "month"), "年": ("per", "year"), "約": ("qualifier", "about"), "總": ("total", "")}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _numbered(words: str, values: range) -> dict[str, int]:
    return dict(zip(words.split(), values, strict=True))


ORDINALS = _set("나노 월 시 위 차 호 번 번째 등 회차 세대 일자 대국 강국")  # right after a number: the third, March
NOT_RATES = _set("해당 담당 정당 상당 할당 배당 전당")  # 가구당 is per household; these are words

# 월 90만 장 is a rate; after a number the same syllable counts months or names one.
BEFORE_ONLY = _set("약 최대 최고 최소 최소한 적어도 연 주 월 각 각각 하루 총 전체 모두")
AFTER_ONLY = _set("filler before from to every")

NATIVE = _numbered("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열", range(1, 11))
_ONES = _numbered("one two three four five six seven eight nine", range(1, 10))
_TEENS = _numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", range(10, 20))
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", range(20, 100, 10))
NUMBERS = _ONES | _TEENS | _TENS | {f"{ten}-{one}": a + b for ten, a in _TENS.items() for one, b in _ONES.items()}
KOREAN_POWERS = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12, "경": 16}
ENGLISH_POWERS = {"hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
ENGLISH_POWERS |= {"mn": 6, "bn": 9, "tn": 12, "trn": 12}
# Glued to the digits: $1.5bn. A small m or t may be metres or tonnes: only money makes them millions and trillions.
LETTER_POWERS = {"K": 3, "k": 3, "M": 6, "B": 9}
MONEY_POWERS = {"m": 6, "b": 9, "t": 12, "T": 12}
