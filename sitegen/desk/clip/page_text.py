"""The paragraphs of a page's article: by trafilatura where it is installed, else by where the most text stands."""

import logging
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sitegen.desk.clip.markup import Block, Element, HtmlPage
from sitegen.desk.clip.model import Paragraph, Unfit

_ARTICLE = re.compile(
    r"articlebody|article[-_]?(?:body|view|content|txt|text|wrap)|artic(?:le|e)body|news[-_]?(?:body|view|text|content)|newsct|"
    r"entry[-_]content|post[-_](?:content|body)|story[-_]?body|body[-_]?text|view[-_]?(?:con|body|text|content)|dic_area|"
    r"harmonycontainer|bo_v_con"
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:share|sns|social|comments?|reply|replies|cmt|relat\w*|recommend\w*|rank\w*|popular|most|ads?|advert\w*|"
    r"banner|promo\w*|copyright|footer|breadcrumbs?|tags?|keywords?|nav\w*|menu|gnb|lnb|newsletter|subscribe\w*|"
    r"toolbar|utils?|report|jebo|profile|sidebar|login|hidden)(?:$|[\s_-])"
)
_NOT_TEXT = ("nav", "footer", "aside", "form", "button", "select", "dialog", "menu")
_CAPTION = re.compile(r"caption|photo[-_]?(?:desc|txt|info)|img[-_]?(?:desc|txt)")
_HOW = 'pip install "sitegen-digest[clip]"'
_WHOLE = 400  # characters of an article that stands by itself


class _Signs(Struct, frozen=True):
    """What an element is by its name and its words. They are looked at once, however many blocks stand in it."""

    article: bool
    around: bool  # an article
    aside: bool
    caption: bool
    heading: bool


def article_paragraphs(page: HtmlPage, source: str, title: str) -> tuple[list[Paragraph], str]:
    """The article's paragraphs, captions among them, and what must be said of how they were found. Raises Unfit."""
    signs = {element.number: _signs(element) for element in page.elements}
    own = _paragraphs(_chosen(page.blocks, signs, title), signs)
    text, remark = _extracted(source)
    captions = [each for each in own if each.caption]
    known = {each.text for each in captions}
    lines = [" ".join(line.split()).removeprefix("- ") for line in text.split("\n")]
    paragraphs = [Paragraph(line) for line in lines if line and line not in known]
    if sum(len(each.text) for each in paragraphs) * 2 < sum(len(each.text) for each in own if not each.caption):
        return own, remark  # of a page with many line breaks in one block it may take a part for the whole
    return [*paragraphs, *captions], remark


def _extracted(source: str) -> tuple[str, str]:
    """What trafilatura takes for the article's text; nothing, and why, where it cannot be asked."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it thinks of a page is no editor's business
    try:
        from trafilatura import extract
    except ImportError as error:
        if error.name == "trafilatura":
            return "", f"trafilatura is not installed, so the text was found by simple rules: look it over, or {_HOW}"
        return "", f"trafilatura cannot be used ({error}), so the text was found by simple rules: {_HOW}"
    try:
        return extract(source, include_comments=False, include_tables=False, favor_precision=True) or "", ""
    except Exception as error:  # whatever a page makes another's program do, an editor is shown no traceback
        return "", f"trafilatura failed ({type(error).__name__}), so the text was found by simple rules: look it over"


def _signs(element: Element) -> _Signs:
    name, words = element.name, element.words
    article = name == "article" or bool(_ARTICLE.search(words))
    return _Signs(
        article=article,
        around=article or name in ("main", "body"),
        aside=name in _NOT_TEXT or (name not in ("html", "body") and bool(_ASIDE.search(words))),
        caption=name == "figcaption" or bool(_CAPTION.search(words)),
        heading=name in ("h1", "header"),
    )


def _chosen(blocks: Sequence[Block], signs: Mapping[int, _Signs], title: str) -> list[Block]:
    """The blocks of the element that is most likely the article: named as one, or holding the most text."""
    kept = [block for block in blocks if not any(signs[e.number].aside for e in block.within)]
    sizes: dict[int, int] = {}
    above: dict[int, tuple[int, ...]] = {}
    for block in kept:
        text = len(block.text) - block.linked
        line = [e.number for e in block.within if signs[e.number].around]
        for i, number in enumerate(line):
            sizes[number] = sizes.get(number, 0) + text
            if number not in above:
                above[number] = tuple(line[:i])
    named = {number: size for number, size in sizes.items() if signs[number].article}
    if not named:
        return kept
    best = max(named, key=lambda number: (named[number], -number))
    inner = [number for number, outer in above.items() if best in outer]
    family = {best, *inner, *above[best]}
    others = [number for number, size in named.items() if number not in family and size >= _WHOLE]
    if others and named[best] >= _WHOLE and not _only_one_has(title, kept, [best, *others]):
        raise Unfit("several articles stand in this page: open the one that you mean, and clip that")
    # The innermost element that holds nearly all of it: `<article>` may hold tools and lists besides.
    within = [number for number in inner if named.get(number, 0) * 10 >= named[best] * 8]
    best = max(within, default=best)
    return [block for block in kept if any(element.number == best for element in block.within)]


def _only_one_has(title: str, blocks: Sequence[Block], numbers: Sequence[int]) -> bool:
    having = {e.number for block in blocks if title and block.text == title for e in block.within}
    return len(having.intersection(numbers)) == 1 and numbers[0] in having


def _paragraphs(blocks: Sequence[Block], signs: Mapping[int, _Signs]) -> list[Paragraph]:
    return [
        Paragraph(block.text, any(signs[e.number].caption for e in block.within))
        for block in blocks
        if block.linked * 2 <= len(block.text) and not any(signs[e.number].heading for e in block.within)
    ]
