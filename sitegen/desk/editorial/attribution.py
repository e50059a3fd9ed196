"""`verdict-word`, `unnamed-speaker`: whose judgement it is, and who vouches for those who are not named."""

import re
from collections.abc import Iterator

from sitegen.content.schema import OWN_TEXTS
from sitegen.desk.editorial.quotations import ATTRIBUTED
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenFile, WrittenNote, note_of, paragraph_around, sentence_around
from sitegen.problems import KeyPath, Position, Problem

_VERDICTS = re.compile(
    r"(?:세계|국내|사상|업계|아시아|역대|인류) ?(?:최초|최대 규모|최고|최강|유일)|사상 최대|단군 이래|유일무이|획기적"
    r"|압도적|전례 ?없는|독보적|혁명적|충격적|역사적(?! 배경)|참패|파격적|초유의"
    r"|\b(?:world[’']s (?:first|largest|biggest|best)|first in the world|unprecedented|game[- ]chang(?:er|ing)"
    r"|revolutionary|historic|landmark|shocking|disastrous|cutting-edge|(?:largest|biggest) ever"
    r"|best-in-class|unrivalled|unparalleled)\b",
    re.I,
)
_UNNAMED = re.compile(
    r"(?:업계|정부|회사|당국|금융권|정치권|학계|부처|내부|고위|핵심|정통한|현지|시장) ?(?:고위 ?)?"
    r"(?:관계자|소식통|인사들?)(?!협)|소식통|익명을 요구한|업계에 따르면|업계를 인용"
    r"|\b(?:industry|government|company|diplomatic|market|unnamed|anonymous|informed) (?:sources|officials|insiders)\b"
    r"|\bsources? (?:familiar|close to)|\b(?:people|persons?) familiar with|\bon condition of anonymity|\binsiders say",
    re.I,
)
# One of these is in whatever the patterns find, and is sought sooner.
_VERDICT_SIGNS = (
    *(
        "최초",
        "최대",
        "최고",
        "최강",
        "유일",
        "단군",
        "획기적",
        "압도적",
        "전례",
        "독보적",
        "혁명적",
        "충격적",
        "역사적",
        "참패",
    ),
    *("파격적", "초유의", "world’s", "world's", "first in the", "unprecedented", "chang", "revolutionary"),
    *(
        "istoric",
        "andmark",
        "shocking",
        "disastrous",
        "cutting-edge",
        "t ever",
        "best-in",
        "unrivalled",
        "unparalleled",
    ),
)
_UNNAMED_SIGNS = (
    "관계자",
    "소식통",
    "인사",
    "익명",
    "업계",
    "ources",
    "officials",
    "insiders",
    "familiar",
    "anonymity",
    "source ",
)
_MOST = 100  # outlets that are looked for, of those that a note names
_BRACKETS = re.compile(r" ?\(|\)")


def verdicts(note: WrittenNote, names: TermNames) -> Iterator[Problem]:
    """Superlatives and judgements, not between quotation marks, whose sentence does not say whose they are."""
    outlets = _outlets(note)
    for file, where, text in _texts(note):
        if not any(sign in text for sign in _VERDICT_SIGNS):
            continue
        for match in _VERDICTS.finditer(text):
            sentence = sentence_around(text, match.start())
            if ATTRIBUTED.search(sentence) or _is_quoted(text, match.start(), match.end()):
                continue
            if any(outlet in sentence for outlet in outlets) or any(
                match[0] in name for _, name, _ in names.named(sentence)
            ):
                continue
            message = f"`{match[0].strip()}` is a judgement, and the sentence does not say whose"
            hint = "say who calls it so, or leave the word out"
            yield Problem(
                rule="verdict-word", path=file.path, message=message, hint=hint, where=_place(where, file, match)
            )


def unnamed_speakers(note: WrittenNote) -> Iterator[Problem]:
    outlets = _outlets(note)
    for file, where, text in _texts(note):
        if not any(sign in text for sign in _UNNAMED_SIGNS):
            continue
        for match in _UNNAMED.finditer(text):
            paragraph = paragraph_around(text, match.start())
            if not any(outlet.casefold() in paragraph.casefold() for outlet in outlets):
                message = f"`{match[0].strip()}` can be asked by nobody, and no outlet is named that quotes them"
                hint = "say which outlet reports it"
                where_ = _place(where, file, match)
                yield Problem(rule="unnamed-speaker", path=file.path, message=message, hint=hint, where=where_)


def _texts(note: WrittenNote) -> Iterator[tuple[WrittenFile, str, str]]:
    """What a note says in its own words: the file, the field (empty: the body), the words."""
    for file in note.files:
        front = note_of(file).front
        for field in OWN_TEXTS:
            yield file, field, getattr(front, field)
        yield file, "", file.words


def _place(field: str, file: WrittenFile, match: re.Match[str]) -> KeyPath | Position:
    return KeyPath((field,)) if field else file.position(match.start())


def _outlets(note: WrittenNote) -> set[str]:
    """What the note's outlets are called: 뉴스1 (News1) is 뉴스1 and News1."""
    front = note.first.front
    publishers = [source.publisher for source in (front.source, *front.also[:_MOST]) if source]
    return {name for publisher in publishers for name in (publisher, *_BRACKETS.split(publisher)) if len(name) > 1}


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether words stand between quotation marks of one paragraph."""
    before = text[max(start - 400, 0) : start].rpartition("\n")[2]
    return any(before.count(opening) > before.count(closing) for opening, closing in ("“”", "‘’", "「」")) or (
        before.count('"') % 2 == 1 and '"' in text[end : end + 400]
    )
