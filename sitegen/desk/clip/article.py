"""An article from what was given: its text, what is known of it, and what must be said of either."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from sitegen.desk.clip.clean import cleaned, no_text
from sitegen.desk.clip.head import head_of
from sitegen.desk.clip.json_ld import article_of
from sitegen.desk.clip.markup import HtmlPage, parse_page
from sitegen.desk.clip.model import Article, Document, Paragraph, Told, Unfit
from sitegen.desk.clip.page_text import article_paragraphs
from sitegen.desk.clip.shown import may_be_headline

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|table)[\s>]", re.IGNORECASE)
_WALL = re.compile(
    r"유료\s?(?:회원|기사|구독)|구독(?:자|\s?회원)\s?전용|로그인\s?(?:후|하시면|하면)|회원\s?전용"
    r"|이어서\s?읽|전문을\s보"
    r"|subscribers? only|subscribe (?:to|now|for)|sign in to|log in to|already a subscriber"
    r"|to (?:continue|keep) reading",
    re.IGNORECASE,
)
_SAY = "another: --headline"
_FEW = 3  # paragraphs
_SHORT = 250  # letters
_WRAPPED = 50  # letters of a line that a program may have broken
_ENDS = re.compile(r"[.?!…:;\"”’')\]】]$")


def is_html(text: str) -> bool:
    return bool(_HTML.search(text[:3000]))


def article_from(document: Document, given: Mapping[str, str], zone: str, today: dt.date) -> tuple[Article, list[str]]:
    """The article, and what its editor must know. `given`: what the editor says of it, by the keys of a source.

    Raises Unfit where there is no article, or more than one.
    """
    remarks: list[str] = []
    page = parse_page(document.text) if document.html else None
    lines = [block.text for block in page.blocks] if page else [line.strip() for line in document.text.split("\n")]
    head = head_of(document, page, [line for line in lines if line], given, zone)
    uncleaned = _page_paragraphs(page, document, head.title.value, remarks) if page else _text_paragraphs(document.text)
    paragraphs, dropped = cleaned(each for each in uncleaned if each.text not in _heads(head.title, head.address))
    article = Article(head, paragraphs, dropped)
    if head.title.origin == "line":
        also = [line for line in lines if line and not no_text(line)][1:2]
        several = f", one of several short ones: it may be a sub-headline ({_SAY})" if _short(also) else f" ({_SAY})"
        remarks.append(f"the headline is the text's first line{several}")
    elif not head.title.value:
        remarks.append(f"no headline was found ({_SAY})")
    if not article.text:
        raise Unfit("no text of an article stands in it")
    if head.day and head.day > today:
        remarks.append(f"it says it was published on {head.day}, which is after today: that is left out (--published)")
        article = replace(article, head=replace(head, day=None, published=Told()))
    elif not head.day:
        remarks.append("no day of publication was found, so relative dates mean nothing: say it with --published DAY")
    own = [each for each in paragraphs if not each.caption]
    walled = any(_WALL.search(line) for line in lines[-40:] + lines[:40])
    if len(article.text) < _SHORT or (len(own) <= _FEW and walled):
        wall = ": the rest seems to be for subscribers" if walled else ""
        remarks.append(f"only {len(own)} paragraphs of {len(article.text)} letters stand there{wall}")
    return article, remarks


def _short(lines: Sequence[str]) -> bool:
    return any(may_be_headline(line) for line in lines)


def _heads(*told: Told) -> set[str]:
    """As they are printed, whatever the editor says in place of them."""
    return {value for each in told for value in (each.value, *(says for _, says in each.otherwise)) if value}


def _page_paragraphs(page: HtmlPage, document: Document, title: str, remarks: list[str]) -> list[Paragraph]:
    paragraphs, remark = article_paragraphs(page, document.text, title)
    if remark:
        remarks.append(remark)
    body = article_of(page.scripts).get("text", "")
    if len(body) > 2 * sum(len(each.text) for each in paragraphs):
        return _text_paragraphs(body)  # a page that scripts write holds its text there alone
    return paragraphs


def _text_paragraphs(text: str) -> list[Paragraph]:
    """Each line is one. Where empty lines part them, a long line that ends within a sentence goes on in the next."""
    paragraphs: list[list[str]] = []
    lines = [" ".join(line.split()) for line in text.split("\n")]
    parted = sum(not line for line in lines) * 4 > len(lines)
    open_line = False
    for line in lines:
        if line and open_line:
            paragraphs[-1].append(line)
        elif line:
            paragraphs.append([line])
        open_line = parted and len(line) >= _WRAPPED and not _ENDS.search(line)
    return [Paragraph(" ".join(each)) for each in paragraphs]


def kinds_dropped(dropped: Mapping[str, int]) -> str:
    """What was left out, for the editor: 3 tip-off lines, 9 printed twice."""
    return ", ".join(f"{number} {what}" for what, number in dropped.items())
