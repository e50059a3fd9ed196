"""An article without what its page prints around it: tip-off lines, reporters, notices, comments, a second copy."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.desk.clip.model import Paragraph, Unfit

_BYLINE = r"[가-힣]{2,4}\s?(?:인턴|수습|선임|전문|객원)?\s?(?:기자|특파원)"
_MAIL = r"[(\[<]?[\w.+-]{1,40}@[\w-]{1,30}\.[\w.-]{1,30}[)\]>]?"
_STAMP = r"(?:입력|등록|송고|승인|수정)"
_DATE = r"[0-9]{4}[-./]\s?[0-9]{1,2}[-./]\s?[0-9]{1,2}"
_WORDS = r"(?:[A-Z][a-z]{2,8}\.?\s[0-9]{1,2},\s[0-9]{4}|[0-9]{1,2}\s[A-Z][a-z]{2,8}\.?,?\s[0-9]{4})"
# Each of these is a whole paragraph that is no part of an article, by what it is.
# fmt: off
_NO_TEXT = {
    "tip-off lines": re.compile(
        r"[▶☞▷★☎✉].{0,120}|.{0,60}(?:여러분의\s(?:소중한\s)?제보|기사\s?제보|제보하기|제보를\s기다).{0,60}"
        r"|(?:카카오톡|이메일|전화|뉴스\s?홈페이지)\s?[:：].{0,80}"
        r"|.{0,40}(?:구독하기|채널\s?추가|앱\s?다운로드|바로가기)"
        r"|.{0,30}(?:Got a tip|Send us a tip|Sign up for|Subscribe to).{0,90}"
    ),
    "reporter lines": re.compile(
        rf"[(\[]?(?:글|사진|취재|편집)?\s?[=:]?\s?(?:[가-힣]{{2,4}}\s?[·,]\s?){{0,5}}{_BYLINE}(?:\s?[·,/]\s?{_BYLINE}){{0,5}}(?:\s?[=:])?(?:\s?{_MAIL})?[)\]]?"
        rf"|[\[(][^\[\]()]{{1,30}}\s?[|ㅣ│=/]\s?[^\[\]()]{{0,20}}{_BYLINE}[\])]|{_MAIL}"
        r"|(?:By|Reporting by|Writing by|Editing by)\s[A-Z][\w.'’-]+"
        r"(?:\s[A-Z][\w.'’-]+){0,3}(?:\s(?:and|in|;)\s.{1,80})?"
    ),
    "lines of a press release": re.compile(
        r"\[?보도\s?자료\]?|(?:보도|배포)\s?(?:시점|일시|일자|일)\s?[:：]?\s.{0,60}|(?:담당\s?(?:부서|자)|문의처?)\s?[:：]?\s.{0,120}"
        r"|(?:※\s?)?(?:자세한\s내용은\s)?(?:붙임|첨부).{0,60}|※.{0,40}(?:붙임|첨부).{0,60}"
        r"|(?:Media|Press)\s(?:contacts?|enquiries|inquiries)\s?:.{0,120}|(?:FOR IMMEDIATE RELEASE|###)"
    ),
    "dates of the page": re.compile(
        r"(?:기사\s?)?(?:입력|수정|등록|승인|최종\s?수정|송고|업데이트|발행|게재|작성"
        r"|Published|Updated|Posted|Last updated)"
        r"(?:\s?(?:일시|시간|일|on))?\s?[:：]?\s?(?:[A-Z][a-z]{2,8}\.?\s)?[0-9].{0,90}"
        r"|[0-9]{4}[.년/-]\s?[0-9]{1,2}[.월/-]\s?[0-9]{1,2}[.일]?(?:\s.{0,20})?(?:\s(?:입력|수정|등록|승인))?"
        rf"|{_WORDS}(?:[,\s].{{0,20}})?"
    ),
    "dates and reporters": re.compile(
        rf".{{0,40}}(?:{_STAMP}\s?[:：]?\s?{_DATE}|{_DATE}.{{0,20}}{_STAMP}|{_BYLINE}\s?[|│].{{0,20}}{_DATE}).{{0,40}}"
        rf"|(?:By\s)?(?<![\w.'’-])[A-Z][\w.'’-]++(?:\s[A-Z][\w.'’-]+){{1,3}}\s?[,|]\s?{_WORDS}"
    ),
    "copyright notices": re.compile(
        r".{0,60}(?:무단\s?(?:전재|복제|배포).{0,25}금지|저작권자\s?[ⓒ©(<]|재배포\s?금지|All rights reserved).{0,120}"
        r"|.{0,40}AI\s?학습.{0,20}(?:금지|불허)|(?:ⓒ|©|\(c\)|Copyright).{0,80}",
        re.IGNORECASE,
    ),
    "comments": re.compile(
        r"댓글\s?(?:목록|쓰기|보기|달기|[0-9,]{1,7})?(?:\s?개)?|등록된\s댓글이\s없습니다\.?|첫\s?댓글을\s.{0,30}"
        r"|로그인\s(?:후|하).{0,40}|(?:No |[0-9,]{1,7} )?comments?(?: yet)?\.?|Leave a (?:comment|reply).{0,30}",
        re.IGNORECASE,
    ),
    "buttons": re.compile(
        r"(?:공유|공유하기|기사\s?공유|페이스북|트위터|카카오톡|카카오스토리|카톡|네이버\s?(?:블로그|밴드)|밴드|라인"
        r"|(?:URL|링크)\s?복사|스크랩|인쇄|프린트|글자\s?(?:크기|크게|작게).{0,20}|가\s?가|북마크|목록|맨\s?위로"
        r"|(?:본문|기사)\s?(?:듣기|요약|번역).{0,10}|(?:좋아요|추천|싫어요).{0,8}|(?:이전|다음)\s?(?:기사|글)|뉴스레터.{0,20}|광고"
        r"|top|share.{0,25}|tweet|facebook|twitter|x|linkedin|e-?mail|print|copy link|save|listen|follow us.{0,30}"
        r"|advertisement)",
        re.IGNORECASE,
    ),
    "lists of other articles": re.compile(
        r"[\[<【]?(?:관련\s?(?:기사|뉴스)|(?:많이|가장\s많이)\s?본\s?(?:뉴스|기사)|(?:인기|추천)\s?(?:기사|뉴스)|핫\s?이슈"
        r"|주요\s?뉴스|실시간\s.{0,12}|related(?: articles| stories)?|read more.{0,90}|most (?:read|popular)"
        r"|recommended.{0,20}|see also.{0,90}|more from.{0,40})[\]>】]?",
        re.IGNORECASE,
    ),
}
# fmt: on
_BULLET = re.compile(r"^[□■◇◆○●◦ㅇ▪•‣]\s+")
_TAIL = ("copyright notices", "comments", "lists of other articles")  # behind these only lists follow
_DATELINE = re.compile(
    rf"(?:\([^()\n]{{1,20}}=[^()\n]{{1,20}}\)\s?(?:{_BYLINE}(?:[·,]\s?{_BYLINE})*\s?=\s?)?"
    rf"|\[[^\[\]\n]{{0,30}}{_BYLINE}\]\s?|【[^【】\n]{{1,30}}】\s?(?:{_BYLINE}\s?=\s?)?)"
)
_CREDIT = re.compile(
    r"(?:[.…)\]\"”다]\s?/\s?(?:사진\s?[=:]?\s?)?[^\s/.][^/.]{0,24}"
    r"|[\[(]?사진\s?(?:제공)?\s?[=:ⓒ|].{1,24}|[\[(]?(?:자료|제공)\s?[=:].{1,24}|(?:ⓒ|©)\s?.{1,24}"
    r"|\((?:Photo|Image)(?: by|:|/).{1,40}|(?:Photo|Image|Picture)(?: credit)?:\s.{1,40}|\((?:Reuters|AP|AFP|Yonhap)\)"
    r")[\])]?\s*$"
)
_CAPTION = re.compile(r"[▲△▼]|\[?사진\s?[=:|]|(?:Photo|Image|Picture)(?: credit)?:")
_SENTENCES = re.compile(r"(?<=[.?!다])[\"”’']?\s+")
_ENDED = re.compile(r"[.?!…][\"”’')\]]?\s*$")
_SAME, _ALIKE = 10, 25  # letters of a paragraph, or a sentence, that is not printed twice by chance
_OWN = 250  # letters of an article that stands by itself


def cleaned(paragraphs: Iterable[Paragraph]) -> tuple[tuple[Paragraph, ...], dict[str, int]]:
    """The article's own paragraphs and captions, and how many others there were, by what they are. Raises Unfit."""
    kept: list[Paragraph] = []
    dropped: Counter[str] = Counter()
    seen: set[str] = set()
    begins: list[int] = []  # where in `kept` an article may have begun
    tail = False
    for paragraph in paragraphs:
        text = _BULLET.sub("", " ".join(paragraph.text.split()))
        if what := no_text(text):
            dropped[what] += 1
            tail = tail or what in _TAIL
            continue
        dateline = _DATELINE.match(text)
        if dateline:
            begins.append(len(kept))
            text = text[dateline.end() :].strip()
        text, repeated = _without_repeated(text, seen)
        if repeated:
            dropped["printed twice"] += 1
        if not text:
            continue
        if tail and not repeated:
            if not _ENDED.search(text):
                dropped["lists of other articles"] += 1
                continue
            begins.append(len(kept))
            tail = False
        caption = paragraph.caption or bool(_CAPTION.match(text) or _CREDIT.search(text))
        kept.append(Paragraph(_CREDIT.sub(_end_of_sentence, text).strip() if caption else text, caption))
    _insist_on_one(kept, begins)
    return tuple(each for each in kept if each.text), dict(dropped)


def no_text(text: str) -> str:
    """What a line is, if it is no part of an article; or nothing."""
    return next((what for what, pattern in _NO_TEXT.items() if pattern.fullmatch(text)), "") if text else ""


def _end_of_sentence(credit: re.Match[str]) -> str:
    return credit[0][0] if credit[0][0] in '.…)]"”다' else ""


def _without_repeated(text: str, seen: set[str]) -> tuple[str, bool]:
    """A paragraph without the sentences that stood before; nothing where that leaves nothing of it."""
    bare = "".join(text.split())
    if bare in seen and len(bare) >= _SAME:
        return "", True
    sentences = _SENTENCES.split(text)
    new = [each for each in sentences if len(each) < _ALIKE or "".join(each.split()) not in seen]
    long = [each for each in new if len(each) >= _ALIKE]
    seen.add(bare)
    seen.update("".join(each.split()) for each in sentences)
    if len(new) < len(sentences):
        return (" ".join(new), True) if long else ("", True)
    return text, False


def _insist_on_one(kept: Sequence[Paragraph], begins: Sequence[int]) -> None:
    """Two articles in one text are no one's: each of them is as long as one, and begins as one."""
    starts = sorted({0, *begins})
    pieces = [kept[start:end] for start, end in zip(starts, [*starts[1:], len(kept)], strict=True)]
    whole = [piece for piece in pieces if sum(len(each.text) for each in piece if not each.caption) >= _OWN]
    if len(whole) > 1:
        second = whole[1][0].text
        raise Unfit(f"two articles stand in it; the second begins with “{second[:40]}…”: clip each by itself")
