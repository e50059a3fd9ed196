"""What must not be torn at the end of a line, and marks that do not suit those around them."""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

JOINER, NO_BREAK = "\u2060", "\u00a0"
_NEVER_FIRST = ("·", "/", "→", ":")  # of a line, where they stand between spaces
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_AFTER_FIRST = "|".join(name[1:] for name in _MONTHS.split("|"))
_COUNTED = "[만억조천년월일장개명건곳대기배원종회차호위톤석척편쪽권세주분초시]|달러|유로|위안|가구|단계|시간|개국|여"
_ABOUT = "이상|이하|이내|미만|초과|규모|안팎"
# Of a year or a month, with the particles that may stand behind: `말레이시아` and `내각` begin other words.
_PART_OF = "(?:[초말중내안]|[초중후]반|중순|[상하]반기|봄|여름|가을|겨울)"
_PARTICLE = "(?:까지|부터|에서?|으?로|[의이가은는을를와과도엔쯤께경])"
_UNITS = (
    "[kMGT]Wh?|[KMGTPE]B|GPUs?|km|nm|per[ ]cent|percent|won|yen|yuan|euros|dollars|pounds"
    "|(?:day|week|month|year|note|promise|firm|team|job|wafer|chip|unit|bill|task)s?|companies|countries|people|households"
    "|resident|staff|others?|more"
)
# Tags are passed over, code with what it holds; escaping leaves alone the characters around a place to be held. What
# begins with a set of characters is sought at the speed of C, so each place is told by the character before it: Hangul
# comes first and is done with at once, for nearly all of a Korean text that is looked at is that.
_TORN = re.compile(
    rf"""[0-9}}·%’”」』)<\-A-Z령률법안의약총월연대소각간한두세네섯곱덟홉원장명곳개건](?:
        (?<=[가-힣])(?P<words>[ ](?:
            (?:(?<=[령률법안약][ ])|(?<=결의[ ]))(?=제?[0-9])
            |(?:(?<=(?<![가-힣])[총월연][ ])|(?<=최[대소][ ])|(?<=(?:각각|연간|모두)[ ]))(?=(?:최[대소][ ])?[0-9])
            |(?<=[0-9조억만천여][원장명곳개건][ ])(?=(?:{_ABOUT})(?![가-힣]{{3}}))
            |(?:(?<=(?<![가-힣])[한두세네][ ])|(?<=(?:[다여]섯|일곱|여덟|아홉)[ ]))(?=[가-힣]{{1,4}}(?![가-힣]))))
        |(?<=<)(?:(?P<tag>/(?:a|em|strong)>(?=[가-힣]))
            |(?P<code>pre|code)\b.*?(?:</(?P=code)>|\Z)|(?!/?[a-z0-9]*+>)[^<>]*>)
        |(?<=[0-9}}])(?=[\- –년월일주조억만천여kMGTWt])(?:
            (?P<digits>[-–](?=[0-9]))
            |(?P<number>[년월조억만천]?[ ](?=[0-9])
                |(?:[년월일주]|[조억만천]?t|[kMGT]?Wh?)[ ](?=(?:{_ABOUT})(?![가-힣]{{3}}))
                |[년월][ ](?={_PART_OF}{_PARTICLE}{{0,2}}(?![가-힣]))
                |[조억만천]?여?[ ](?=(?:{_COUNTED})(?![가-힣]{{4}}))
                |[ ](?:thousand|[mb]illion|trillion)(?:[ ](?=(?:{_UNITS})\b))?
                |[ ](?:{_UNITS})\b
                |[ ](?=(?:{_MONTHS})\b|[A-Z]{{1,2}}[0-9]{{2,3}}s?(?![0-9A-Za-z]))))
        |(?<![가-힣<])(?:
            (?P<join>(?<=[%’”」』)])(?=[가-힣])
                |(?<=[A-Z])-(?=[0-9])|(?<=[a-z0-9]-)(?=[a-z0-9-]{{1,40}}\.[a-z]{{2}}))
            |(?P<dot>(?<=[가-힣A-Za-z0-9%’”」』)>]·))
            |(?P<space>(?<=%)[ ](?={_ABOUT})
                |(?<=\b[A-Z])(?:[A-Z][ ](?=AI(?![A-Za-z])|[0-9][0-9])
                |[A-Z]{{1,2}}[ ](?=[A-Z][a-z])|HE[ ](?=[A-Z])|(?:{_AFTER_FIRST})[ ](?=[0-9])
                |(?:nnex|rder|rticles?|ection|hapter|eek|evel|itle|ecital)[ ](?=[0-9]|[IVX]{{1,5}}\b)
                |(?<=[a-z0-9,][ ][A-Z])[A-Za-z]{{2,15}}[ ]
                    (?=[0-9]{{1,2}}(?:\.[0-9])?(?![.,]?[0-9]|[ \xa0](?:{_UNITS})\b))))))""",
    re.VERBOSE | re.DOTALL,
)
_WITH_NO_BREAK, _WITH_JOINER = {"words", "number", "space"}, {"join", "digits", "tag"}
# Words before a figure, each told by the figure. Where that holds to what follows it, all would be too long for a cell.
# That a letter which they end with stands there is asked first: digits are many in the tags of an e-mail.
# `{n}` in a text of the interface is a figure too, here and above.
# A small number behind Hangul that counts nothing is of a name: `클로드 오퍼스 4를`, `부속서 3`. So it is, above,
# behind a Latin word that has a capital within a sentence; `On 1 October` begins one.
_BEFORE = re.compile(
    r"[0-9{$€£](?<=[deonrtyf가-힣] .)(?:(?<=\bthe .)[0-9]?(?:st|nd|rd|th)\b|(?:(?<=\b(?:up to|about) .)|(?<=\baround .)"
    r"|(?<=\bover .)|(?<=\b(?:than|some) .)|(?<=\bleast .)|(?<=\bnearly .))(?![0-9.,]{0,20}\xa0)"
    r"|(?<=\bof [12])[09][0-9]{2}\b|(?<= 외 .)(?:[0-9]{0,2}|n\})[곳명개건사]"
    rf"|(?<=[가-힣] [0-9])[0-9]?(?:\.[0-9])?(?:{_PARTICLE}(?![가-힣])|[ ](?=[가-힣])|[(’”),<]|\Z))"
)
_CODE = r"<(?P<name>pre|code)\b.*?(?:</(?P=name)>|\Z)"
_ALL_CODE = re.compile(_CODE, re.DOTALL)
_QUOTED = re.compile(rf"{_CODE}|“[^“”]*”", re.DOTALL)
_STRAIGHT = re.compile(rf"{_CODE}|<[^<>]*>|(?:'|&\#39;)(?P<opens>(?<=[\s(\[“‘>·]')|(?<=[\s(\[“‘>·]&\#39;))?", re.DOTALL)


def held_together(text: str) -> str:
    """Text or HTML with what holds it together where a line must not end.

    No line begins with a middle dot, a stroke or an arrow, or with the particle after a closing mark or a link. Numbers
    with what they count, days, codes and addresses keep to a line too, and names with initials or a number: `두 곳`,
    `총 2조 9000억 원`, `8월 2일`, `2027년 말`, `SK Telecom`, `Claude Opus 4`, `행정명령 14110호`, `M-25-21`,
    `2 August 2028`, `end of 2027`, `$1.5 billion`, `6 months`, `finance-news.co.kr`.
    Straight marks inside of curly ones are shown as curly.
    """
    if "“" in text and ("'" in text or "&#39;" in text):
        text = _QUOTED.sub(_curled, text)
    for mark in _NEVER_FIRST:
        if f" {mark} " in text:
            text = _outside_code(partial(_held_to, mark), text)
    return _outside_code(_held_to_words, _TORN.sub(_kept, text))


def _outside_code(change: Callable[[str], str], text: str) -> str:
    if "<code" not in text and "<pre" not in text:
        return change(text)
    pieces, end = [], 0
    for code in _ALL_CODE.finditer(text):
        pieces += [change(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*pieces, change(text[end:])])


def _held_to(mark: str, text: str) -> str:
    """`one · two`; in tags no space is another."""
    pieces = text.split(f" {mark}")
    made, in_tag = pieces[:1], False
    for before, piece in pairwise(pieces):
        opened, closed = before.rfind("<"), before.rfind(">")
        in_tag = in_tag if opened == closed else opened > closed
        made.append(f"{NO_BREAK if piece[:1] == ' ' and not in_tag else ' '}{mark}{piece}")
    return "".join(made)


def _held_to_words(text: str) -> str:
    """`about 65,000`, `the 24th`."""
    places = [match.start() for match in _BEFORE.finditer(text)]
    if not places:
        return text
    starts = [0, *places]
    pieces = [text[start:end] for start, end in zip(starts, [*places, None], strict=True)]
    return NO_BREAK.join([*(piece[:-1] for piece in pieces[:-1]), pieces[-1]])


def _kept(match: re.Match[str]) -> str:
    way = match.lastgroup
    if way in _WITH_NO_BREAK:
        return match[0].replace(" ", NO_BREAK)
    if way == "dot":
        return JOINER + match[0]
    return match[0] + JOINER if way in _WITH_JOINER else match[0]


def _curled(quoted: re.Match[str]) -> str:
    """A quotation whose own marks are single ones, each the way that it stands; the others are apostrophes."""
    if quoted["name"]:
        return quoted[0]
    marks = [match["opens"] is not None for match in _STRAIGHT.finditer(quoted[0]) if match[0][0] != "<"]
    ways = iter(opens and later is False for opens, later in zip(marks, [*marks[1:], None], strict=True))
    return _STRAIGHT.sub(lambda match: match[0] if match[0][0] == "<" else "‘" if next(ways) else "’", quoted[0])
