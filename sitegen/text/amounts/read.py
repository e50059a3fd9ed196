"""Reads an amount as printed: 총 5000억 달러(약 700조 원), up to 2.9 trillion won."""

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from sitegen.text.amounts.figure import Item, read_figure
from sitegen.text.amounts.model import Amount, AmountProblem, Beside, Role, Unread
from sitegen.text.amounts.numerals import Number, with_numbers
from sitegen.text.amounts.tokens import Token, plain, tokens
from sitegen.text.amounts.units import MONEY

_LONGEST = 200  # characters; longer texts are sentences
_TIME = r"(?:years?|months?|weeks?|days?)"
_WHEN = re.compile(
    r"(?<![0-9~])(?<![천만억조]\s)(?:(?:오는|향후|앞으로)\s)?(?:20[0-9]{2}(?:[~-]20[0-9]{2})?년(?:\s?(?:까지|부터|말까지|말|초|상반기|하반기|기준))?"
    r"|[0-9]{1,3}(?:년|개월|주|일)(?:\s(?:내|안|뒤|후|동안)에?|간|내에?|안에))(?=[\s)]|$)"
    r"|\b(?:in|by|until|through|before|since|by the end of|by late|by early)\s20[0-9]{2}(?![0-9])"
    rf"|\b(?:over|within|in|for|during)\s(?:the\s)?(?:(?:next|coming|past|first)\s)?(?:[0-9]{{1,3}}|[a-z]{{3,9}})\s{_TIME}\b"
)


class _FigureItems(Struct):
    items: list[Item]
    asides: list[list[Item]]
    role: Role | None = None  # None: it may be the main one


@lru_cache(maxsize=4096)  # the reports of one claim print one amount
def read_amount(text: str) -> Amount | AmountProblem:
    """The amount, exact, or why it cannot be read; never a guess. The text is in normal form C.

    Of several figures the one that the others explain is the main one: 15% of 8%에서 15%, 10개 팀 of 15개 팀 중
    10개 팀, 총 512장 beside 팀당 256장, else the first.
    """
    if len(text) > _LONGEST:
        return AmountProblem(text[:_LONGEST], "is too long to be an amount", "write the figure alone")
    flat = plain(text)
    try:
        when = _WHEN.search(flat)
        blanked = _WHEN.sub(lambda match: " " * len(match[0]), flat) if when else flat
        items = with_numbers(tokens(blanked))
        if when and not any(isinstance(item, Number) for item in items):
            when, items = None, with_numbers(tokens(flat))  # within 180 days
        amount = _whole(items, text)
        said = " ".join(text[m.start() : m.end()] for m in _WHEN.finditer(flat)) if when else ""
        return replace(amount, text=text, when=said)
    except Unread as unread:
        return AmountProblem(text, unread.message, unread.hint)


def _whole(items: list[Item], text: str) -> Amount:
    figures = _figures(items)
    mains = [figure for figure in figures if figure.role is None]
    if not mains:
        raise Unread("says what other figures are to one, but not the one")
    totals = [figure for figure in mains if any(item.kind == "total" for item in figure.items)]
    main = totals[0] if len(totals) == 1 else mains[0]
    amount, unit = read_figure(main.items, text)
    if not unit:
        unit = next((u for each in figures if each.role == "whole" for u in [read_figure(each.items, text)[1]]), None)
        amount = replace(amount, unit=unit.id) if unit and not unit.power else amount
    amount = _with_asides(amount, main.asides, text)
    beside = list(amount.beside)
    for figure in figures:
        if figure is not main:
            other, _ = read_figure(figure.items, text, unit if figure.role == "before" else None)
            if figure.role == "same" and other.unit in ("", amount.unit):
                raise Unread("leaves open which of two figures it is")
            other = _with_asides(other, figure.asides, text)
            beside.append(Beside(figure.role or ("part" if totals and other.per else "and"), other))
    return replace(amount, beside=tuple(beside))


def _with_asides(amount: Amount, asides: list[list[Item]], text: str) -> Amount:
    """What brackets say of the amount before them: 약 140조 원 is an amount, MW a spelling, 그래픽처리장치 a word."""
    for aside in asides:
        if any(isinstance(item, Number) for item in aside):
            other = _whole(aside, text)
            same = not other.words or (other.unit in MONEY and amount.unit in MONEY)
            amount = replace(amount, beside=(*amount.beside, Beside("same" if same else "and", other)))
        elif not all(isinstance(item, Token) and item.unit and item.unit.id == amount.unit for item in aside):
            words = text[aside[0].start : aside[-1].end]
            amount = replace(amount, words=f"{amount.words} ({words})".strip())
    return amount


def _figures(items: list[Item]) -> list[_FigureItems]:
    """The text cut where one figure ends and the next begins."""
    last = max((i for i, item in enumerate(items) if isinstance(item, Number)), default=-1)
    figures = [_FigureItems([], [])]
    aside: list[Item] | None = None
    start = counted = False  # after `from`; a number in this figure
    between = any(item.kind == "between" and not item.says.isascii() for item in items if isinstance(item, Token))
    for i, item in enumerate(items):
        figure = figures[-1]
        if item.kind == "close":
            if aside is None:
                raise Unread("has a bracket that nothing opens")
            if aside:
                figure.asides.append(aside)
            aside = None
        elif aside is not None:
            aside.append(item)
        elif item.kind == "open":
            aside = []
        elif isinstance(item, Number):
            counted = True
            figure.items.append(item)
        elif item.kind == "between" and not counted:
            between = True
        elif item.kind == "from" and not counted:
            start = True
        elif item.kind == "or" and not figure.items and len(figures) > 1:
            figure.role = "same"
        elif counted and i < last and (cut := _cut(item, start, between)):
            if cut == "range":
                figure.items.append(item._replace(kind="range"))
                between = False
                continue
            figure.role = "before" if cut == "before" else "whole" if cut == "whole" else figure.role
            role: Role | None = "whole" if cut == "of" else "same" if cut == "or" else None
            figures.append(_FigureItems([item] if cut == "total" else [], [], role))
            start = counted = False
        elif item.kind != "to" or not counted or i < last:
            figure.items.append(item)
    if aside is not None:
        raise Unread("has a bracket that nothing closes")
    return figures


def _cut(item: Token, start: bool, between: bool) -> str:
    """How the figure before an item and the one behind it belong together."""
    match item.kind:
        case "and":
            return "range" if between else "and"
        case "before":
            return "range" if between else "before"  # 10에서 20 사이
        case "or" | "total":
            return item.kind
        case "to":
            return "before" if start or item.says == "→" else "range"
        case "from":
            return "range"  # 10부터 20까지
        case "of":
            return "of" if item.says.isascii() else "whole"  # 3 of 15 teams, 15개 팀 중 3개 팀
    return ""
