"""Amounts in running text: 약 2조원, 500메가와트, up to 2.9 trillion won. What each means `read_amount` says."""

import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.text.amounts import Amount, read_amount

_NUMBER = r"[0-9]{1,15}(?:,[0-9]{3}){0,6}(?:\.[0-9]{1,6})?"
_POWER = r"(?:[십백천]?[만억조경]|[십백천])"
_KOREAN = rf"(?:{_NUMBER}(?:{_POWER}(?:\s?{_NUMBER}{_POWER}){{0,4}}(?:\s?{_NUMBER})?)?|천(?=만|억))(?:{_POWER})?"
_MONEY = r"(?:(?:미국|캐나다|호주)\s?)?(?:달러|원|유로|엔화|엔|위안화|위안|파운드|루피)"
_MEASURE = (
    r"(?:(?:킬로|메가|기가|테라)와트(?:시)?|[kMGT]W[hH]?(?![A-Za-z])|[㎾㎿](?:h|시)?|%포인트|%p(?![A-Za-z])|%|퍼센트포인트"
    r"|퍼센트|배|톤|㎡|제곱미터)"
)
_COUNTED = r"(?:명|개국|개사|개교|개소|개\s기업|개\s기관|개\s팀|개\s부처|개|장|대|곳|건|가구)"
_BEFORE = r"(?:(?:약|최대|최소|총|연간|연|월|매년|매월|하루|최고|적어도)\s?){0,3}"
_BEHIND = r"(?:\s?(?:이상|이하|미만|초과|안팎|내외|정도|가량|남짓)(?![가-힣]{3}))?"
_UNIT = rf"(?:{_MONEY}|{_MEASURE}|{_COUNTED})"
_SPAN = r"\s?[~∼〜–-]\s?"
# What may stand right behind a Korean unit; anything else makes it a part of another word: 원칙, 명령, 대국.
_NEXT = (
    r"(?=[^가-힣]|$|(?:다|을|를|이|가|은|는|의|에|에서|으로|로|와|과|도|만|까지|부터|보다|씩|여|급|규모|상당|어치|이다|이며|이고|라고|으로도|에는|이나|나|당|짜리|수준|인|"
    r"들|치|선|꼴|에게|였다|이었다|이라는|이라고|이라며|에도|에서는|으로는|중|내|가량|정도|안팎|이상|이하|미만|초과)"
    r"(?:[^가-힣]|$|[가-힣]{1,2}(?![가-힣])))"
)
_IN_KOREAN = re.compile(
    rf"(?<![0-9A-Za-z.,가-힣])(?P<before>{_BEFORE})"
    rf"(?:{_KOREAN}(?:\s?{_UNIT})?{_SPAN})?(?P<number>{_KOREAN})(?:\s?여)?\s?(?P<unit>{_UNIT}){_NEXT}{_BEHIND}"
)
_ENGLISH_POWER = r"(?:trillion|billion|million|thousand|trn|bn|mn|tn)"
_SIGN = r"(?:US\$|A\$|C\$|CN¥|[$€£¥₩₹￦]|(?:KRW|USD|EUR|JPY|GBP|CNY|RMB)\s?)"
_ENGLISH_MONEY = r"(?:(?:US|U\.S\.|Korean|South Korean)\s)?(?:won|dollars?|euros?|yen|yuan|pounds|rupees)"
_ENGLISH_MEASURE = (
    r"(?:[kMGT]W[hH]?|(?:kilo|mega|giga|tera)watt(?:s|-hours?)?"
    r"|percentage\spoints?|percent|per\scent|tonnes?|times|-?fold)"
)
_NOUN = (
    r"(?:people|jobs|workers|employees|users|experts|countries|nations|companies|firms|organi[sz]ations|teams|GPUs|chips|"
    r"wafers|wafer\sstarts|servers|households|homes|researchers|engineers|students|startups|parameters|tokens|recommendations)"
)
_ENGLISH_BEFORE = (
    r"(?:(?:[Aa]bout|[Aa]round|[Aa]pproximately|[Rr]oughly|[Nn]early|[Aa]lmost|[Uu]p\sto|[Aa]s\smuch\sas|[Aa]s\smany\sas|"
    r"[Aa]t\sleast|[Mm]ore\sthan|[Ll]ess\sthan|[Ff]ewer\sthan|[Oo]ver|[Uu]nder|[Aa]n\sestimated|[Aa]\stotal\sof)\s)?"
)
_SPELLED = r"(?:a|one|two|three|four|five|six|seven|eight|nine|ten)"
_IN_ENGLISH = re.compile(
    rf"(?<![A-Za-z0-9.,$€£¥₩])(?P<before>{_ENGLISH_BEFORE})(?:"
    rf"{_SIGN}{_NUMBER}(?:\s?-\s?{_NUMBER})?(?:[\s-]?{_ENGLISH_POWER}|[bmk](?![A-Za-z]))?(?![A-Za-z0-9])"
    rf"|(?:{_NUMBER}|{_SPELLED}(?=\s{_ENGLISH_POWER}))(?:\s?(?:-|–|to)\s?{_NUMBER})?(?:[\s-]?{_ENGLISH_POWER})?"
    rf"(?:\s?%|[\s-]?(?:{_ENGLISH_MONEY}|{_ENGLISH_MEASURE})(?![A-Za-z])|\s(?:[A-Za-z][A-Za-z-]{{1,15}}\s){{0,2}}{_NOUN}(?![A-Za-z]))"
    r")(?P<rate>\s(?:a|per|each|every)\s(?:year|month|week|day)(?![A-Za-z]))?"
)
_ASIDE = re.compile(r"\s?\((?=[^()]{0,39}[0-9])[^()]{2,40}\)")
_FEW = {"대": 100, "장": 10}  # 4대 강점, 30대 남성, 제3장 count nothing


class AmountFound(Struct, frozen=True):
    """An amount where it stands in a text; `text` is as printed."""

    text: str
    start: int
    end: int
    amount: Amount


def amounts_in(text: str) -> list[AmountFound]:
    """In their order, none within another; what is not understood is left out."""
    quantities: list[AmountFound] = []
    end = 0
    for start, stop in sorted(_spans(text), key=lambda span: (span[0], -span[1])):
        if start < end:
            continue
        for last in _ends(text, stop):
            printed = text[start:last].strip()
            amount = read_amount(printed)
            if isinstance(amount, Amount) and amount.unit:
                quantities.append(AmountFound(printed, start, last, amount))
                end = last
                break
    return quantities


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _IN_KOREAN.finditer(text):
        number = match["number"].replace(",", "")
        few = _FEW.get(match["unit"], 0)
        if not (few and number.isdigit() and int(number) < few):
            yield match.span()
    for match in _IN_ENGLISH.finditer(text):
        start, end = match.span()
        yield start + (len(match[0]) - len(match[0].lstrip())), end


def _ends(text: str, stop: int) -> Iterator[int]:
    """With what stands in brackets behind it, if that can be read too: 1000억 달러(약 140조원)."""
    if aside := _ASIDE.match(text, stop):
        yield aside.end()
    yield stop
