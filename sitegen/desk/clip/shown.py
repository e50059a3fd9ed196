"""What an article's page shows of itself: `입력 2025.10.23 15:04`, `홍길동 기자`, `ⓒ 더팩트`, `By Jane Doe`."""

import datetime as dt
import re
from collections.abc import Sequence

from sitegen.text.dates import DateProblem, read_date

_LABEL = r"(?:기사\s?)?(?:입력|등록|승인|송고|발행|게재|작성|보도|배포|Published|Posted|Publication date|Date)"
_CHANGED = r"(?:최종\s?수정|수정|업데이트|Updated|Last updated)"
_NUMERIC = r"[0-9]{4}\s?[-./년]\s?[0-9]{1,2}\s?[-./월]\s?[0-9]{1,2}"
_WORDS = r"(?:[A-Z][a-z]{2,8}\.?\s[0-9]{1,2},\s[0-9]{4}|[0-9]{1,2}\s[A-Z][a-z]{2,8}\.?,?\s[0-9]{4})"
_LABELLED = re.compile(rf"{_LABEL}\s?(?:일시|시점|시간|일|on)?\s?[:：|]?\s?({_NUMERIC}|{_WORDS})")
_LABEL_BEHIND = re.compile(
    rf"({_NUMERIC})\.?일?\s?(?:[(（][^()（）]{{1,4}}[)）])?\s?(?:[0-9오전후시분: ]{{2,20}})?\s?(?:입력|등록|승인|송고)"
)
_CHANGED_ON = re.compile(rf"{_CHANGED}\s?[:：|]?\s?({_NUMERIC}|{_WORDS})")
_BARE = re.compile(rf"(?:{_NUMERIC}[.일]?|{_WORDS})(?:\s?[(（][^()（）]{{1,4}}[)）])?(?:[,\s].{{0,20}})?")
_NAME = r"[가-힣]{2,4}"
_REPORTER = re.compile(
    rf"(?<![가-힣])((?:{_NAME}[·,]\s?){{0,4}}{_NAME})\s?(?:인턴|수습|선임|전문|객원)?\s?(?:기자|특파원)(?!\s?(?:회견|간담|단|들|협회|실|가|는|의|에게))"
)
_ENGLISH = re.compile(
    r"(?:By|BY)\s([A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3}(?:(?:,|\sand)\s[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3}){0,3})"
)
_SIGNED = re.compile(rf"(?:By\s)?(?<![\w.'’-])([A-Z][\w.'’-]++(?:\s[A-Z][\w.'’-]+){{1,3}})\s?[,|]\s?({_WORDS})$")
_NO_NAME = ("취재", "사진", "인턴", "수습", "선임", "전문", "객원", "편집", "담당", "현장", "시민")
_HOLDER = r"([^\s,.|<>()\[\]0-9ⓒ©][^,.|<>()\[\]\n]{0,24}?)\s?(?=[,.|<>()\[\]]|무단|All rights|$)"
_OUTLET = (
    re.compile(r"\A([^\s|│:：]{2,12})\s[가-힣]{2,4}\s기자\s?[|│]"),
    re.compile(r"[\[(]([^\[\]()\s=|ㅣ│/]{2,12})\s[가-힣]{2,4}\s?(?:인턴|수습|선임|전문|객원)?\s?(?:기자|특파원)[\])]"),
    re.compile(r"[\[(]([^\[\]()=|ㅣ│/\n]{2,20}?)\s?[|ㅣ│=/]\s?[^\[\]()\n]{0,20}(?:기자|특파원)[\])]"),
    re.compile(r"\([^()=\n]{1,20}=([^()=\n]{2,20})\)"),
    re.compile(
        r"(?:저작권자|Copyrights?|COPYRIGHT)\s?(?:\(c\)|ⓒ|©|@)?\s?(?:[0-9]{4}(?:[-~][0-9]{4})?\s?)?[.,]?\s?(?!ⓒ|©)"
        rf"{_HOLDER}"
    ),
    re.compile(rf"(?:ⓒ|©)\s?(?:[0-9]{{4}}\s)?{_HOLDER}"),
    re.compile(r"\A([^\s|│]{2,12})\s?[|│]\s?(?:입력|등록|승인|송고)"),
    re.compile(
        r"(?:^|\s)([가-힣A-Z]{1,10}(?:신문|뉴스|일보|경제|타임스|미디어|저널|통신|방송|투데이))\s[가-힣]{2,4}\s기자"
    ),
    re.compile(r"(?:^|\s)([^\s]{2,12}?)(?:은|는)\s(?:24시간\s)?여러분의\s(?:소중한\s)?제보를\s기다"),
    re.compile(r"['‘\"]([^\s'’\"]{2,12}?)\s?제보['’\"]\s?(?:검색|채널)"),
)
_RELEASE = re.compile(r"\[?보도\s?자료\]?")
_MINISTRY = re.compile(r"([가-힣]{2,14}(?:부|처|청|위원회|원))\s?\((?:부총리|장관|처장|청장|위원장|원장|차관)")
_EDGE = 12  # lines at each end where an article says who wrote it, and when
_LONGEST = 200  # characters of such a line; the rest of a longer one is text


def day_shown(lines: Sequence[str]) -> str:
    """The day of publication as 2025-10-24, where a label says that it is one; empty where none does.

    Other dates of a page are of its footer, or of what it tells. Of an article that was changed the first day counts.
    A line near the beginning that is nothing but a date will do.
    """
    for pattern in (_LABELLED, _LABEL_BEHIND, _CHANGED_ON):
        for line in lines:
            match = pattern.search(line[:_LONGEST])
            if match and (day := _day(match[1])):
                return day
    for line in lines[:_EDGE]:
        if match := _SIGNED.match(line.strip()):
            return _day(match[2])
        if (len(line) < 60 and _BARE.fullmatch(line.strip())) and (day := _day(line.strip())):
            return day
    return ""


def author_shown(lines: Sequence[str]) -> str:
    edges = [line[:_LONGEST] for line in (*lines[:_EDGE], *(line for line in lines[_EDGE:] if len(line) < 80))]
    for line in edges:
        every = re.split(r"[·,]\s?", ",".join(_REPORTER.findall(line)))
        names = [name for name in every if name and not name.startswith(_NO_NAME)]
        if names:
            return ", ".join(dict.fromkeys(names))
    for line in lines[:_EDGE]:
        if match := _ENGLISH.match(line.strip()) or _SIGNED.match(line.strip()):
            return match[1].replace(" and ", ", ")
    return ""


def publisher_shown(lines: Sequence[str]) -> str:
    for pattern in _OUTLET:
        for line in lines:
            if match := pattern.search(line[:_LONGEST]):
                return match[1].strip()
    if any(_RELEASE.fullmatch(line.strip()) for line in lines[:_EDGE]):  # what a ministry hands out is its own
        return next((match[1] for line in lines if (match := _MINISTRY.search(line[:_LONGEST]))), "")
    return ""


def headline(lines: Sequence[str]) -> str:
    """The first line of a text, if it may be one: a short one without an end of a sentence, before a longer text."""
    first = next((line.strip() for line in lines if line.strip()), "")
    return first if may_be_headline(first) else ""


def may_be_headline(line: str) -> bool:
    return 4 < len(line) <= 100 and not line.endswith(".") and "://" not in line


def _day(text: str) -> str:
    numbers = re.match(r"([0-9]{4})\s?[-./년]\s?([0-9]{1,2})\s?[-./월]\s?([0-9]{1,2})", text)
    try:
        if numbers:
            return dt.date(*(int(number) for number in numbers.groups())).isoformat()
    except ValueError:
        return ""
    words = re.match(r"(?:[A-Z][a-z]{2,8}\.?\s[0-9]{1,2},\s[0-9]{4}|[0-9]{1,2}\s[A-Z][a-z]{2,8}\.?,?\s[0-9]{4})", text)
    read = read_date(words[0], dt.date(2000, 1, 1)) if words else DateProblem(text, "")
    return "" if isinstance(read, DateProblem) else read.start.isoformat()
