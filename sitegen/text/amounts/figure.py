"""One figure from its numbers, units and words: 월 최대 90만 장, 16 AI technology companies."""

from collections.abc import Sequence
from decimal import Decimal

from sitegen.text.amounts.model import Amount, Qualifier, Unread
from sitegen.text.amounts.numerals import EXACT, Number, whole
from sitegen.text.amounts.tokens import Token
from sitegen.text.amounts.units import GPU_NAME, PERSONS, THINGS, UNITS, Unit

Item = Token | Number

_PREPOSITIONS = frozenset(
    ("in", "for", "by", "at", "with", "across", "on", "through", "who", "that", "which", "including")
)
_OPEN = {
    "vague": "leaves open how much it is",
    "ordinal": "says which one, not how many",
    "unknown": "is not understood",
    "power": "belongs to no number",
}
_LARGEST = Decimal(10) ** 24  # sums of a digest's amounts stay below what is reckoned with exactly, 28 digits
_BOUNDS = {"up-to": "high", "at-most": "high", "under": "high", "at-least": "low", "over": "low"}


class Figure:
    """What has been gathered of one figure so far."""

    def __init__(self) -> None:
        self.numbers: list[Number] = []
        self.range = ""
        self.closed = False  # the range's first number has a unit of its own: 1원~2만원
        self.minus = False
        self.unit: Unit | None = None
        self.per = ""
        self.qualifier: Qualifier = ""
        self.before: list[Token] = []
        self.after: list[Token] = []


def read_figure(items: Sequence[Item], text: str, unit: Unit | None = None) -> tuple[Amount, Unit | None]:
    """The figure and its unit; `unit` is taken where the items name none. Raises Unread."""
    figure = Figure()
    for i, item in enumerate(items):
        _gather(figure, item, items[i - 1] if i else None)
    if not figure.numbers:
        raise Unread("holds no number", "write the number in digits: 20조원, $1.5 billion")
    low, high = _values(figure)
    figure_unit, words = _unit_and_words(figure, text)
    figure_unit = figure_unit or unit
    if figure_unit and figure_unit.power:
        low, high = (whole(EXACT.scaleb(value, figure_unit.power)) for value in (low, high))
    if max(abs(low), abs(high)) >= _LARGEST:
        raise Unread("is larger than what is reckoned with here")
    id = figure_unit.id if figure_unit else ""
    first = figure.numbers[0]
    if id in ("", "years") and not figure.qualifier and 1900 <= low <= 2100 and first.worth == 1 == len(figure.numbers):
        raise Unread(f"`{low}` may be a year", "say what it counts")
    amount = Amount(_as_printed(items, text), low, high, id, figure.per, figure.qualifier, words)
    return amount, figure_unit


def _gather(figure: Figure, item: Item, before: Item | None) -> None:
    if isinstance(item, Number):
        if len(figure.numbers) > bool(figure.range):
            raise Unread("holds two numbers, and nothing says how they belong together")
        figure.numbers.append(item)
        return
    kind, says = item.kind, item.says
    if kind in _OPEN:
        raise Unread(f"`{says}` {_OPEN[kind]}")
    if kind == "range":
        if not figure.numbers or figure.range:
            raise Unread(f"`{says}` stands where no range can be")
        figure.range = says
        figure.closed = before is not None and before.kind == "unit"
    elif kind == "minus":
        figure.minus = True
    elif kind == "qualifier":
        figure.qualifier = _combined(figure.qualifier, says)
    elif kind == "per" or (before and before.kind == "per one"):
        thing = item.unit.id if item.unit else says
        per = THINGS[thing].one if thing in THINGS else thing
        if figure.per not in ("", per):
            raise Unread(f"is both per {figure.per} and per {per}")
        figure.per = per
    elif kind == "every":
        figure.per = figure.per or "each"
    elif kind == "unit" and item.unit and item.unit.kind not in ("thing", "time"):
        _set_unit(figure, item, item.unit, before)
    elif figure.range and item.unit and any(token.unit == item.unit for token in figure.after):
        pass  # 10개국~20개국
    elif kind not in ("filler", "total", "between", "per one"):
        (figure.after if figure.numbers else figure.before).append(item)


def _set_unit(figure: Figure, item: Token, unit: Unit, before: Item | None) -> None:
    if not figure.numbers and unit.kind != "money":
        figure.before.append(item)
    elif figure.unit:
        if figure.unit != unit:
            raise Unread(f"`{item.says}` is a second unit")
    elif figure.after and unit.kind in ("money", "measure"):
        raise Unread(f"`{figure.after[-1].says} {item.says}` is no unit that is known here")
    elif figure.after:
        figure.after.append(item)
    else:
        figure.unit = unit


def _combined(one: Qualifier, other: str) -> Qualifier:
    """A bound with a vague figure is still a bound; of two bounds on one side the second is the closer word."""
    if not one or one == "about" or one == other:
        return other  # type: ignore[return-value]
    if other == "about":
        return one
    if _BOUNDS[one] != _BOUNDS[other]:
        raise Unread("is said to be both more and less")
    return other  # type: ignore[return-value]


def _values(figure: Figure) -> tuple[Decimal, Decimal]:
    low = high = figure.numbers[0]
    if figure.range:
        if len(figure.numbers) == 1:
            raise Unread(f"nothing stands after `{figure.range}`")
        high = figure.numbers[1]
        named = figure.unit or figure.after or figure.before
        if figure.range == "-" and not named:
            raise Unread("may be a range, a vote or a score", "say what it counts, and write a range as 10~20%")
        if low.worth == 1 and not figure.closed and high.worth != 1 and low.first <= high.first:
            if not high.single:
                raise Unread("leaves open what the first number of the range is worth", "write it out: 1조~1조5000억원")
            low = Number(whole(EXACT.multiply(low.value, high.worth)), low.first, high.worth, True, low.start, low.end)
        if low.value >= high.value:
            raise Unread("is a range that does not rise")
        if figure.minus:
            raise Unread("is a range below zero", "write one number")
    if figure.minus:
        return -low.value, -low.value
    return low.value, high.value


def _unit_and_words(figure: Figure, text: str) -> tuple[Unit | None, str]:
    """What is counted: a counter gives way to the thing that is named beside it, before or after."""
    unit = figure.unit
    after, rest = _noun(figure.after)
    before = figure.before
    words = [*before, *figure.after]
    takes_noun = unit is None or unit.kind in ("counter", "person")
    if takes_noun and after:
        joined = any(token.kind == "and" for token in after)
        head = None if joined else after[-1]
        thing = head.unit if head else None
        if thing and (unit is None or (thing.kind == "thing" and (thing.id in PERSONS) == (unit.kind == "person"))):
            unit, words = thing, [*before, *after[:-1], *rest]
        elif unit is None or unit.kind == "counter":
            noun = text[after[0].start : after[-1].end] if joined else after[-1].says
            if any(token.says.startswith(("원", "달러", "유로", "엔화", "위안")) for token in after):
                raise Unread(f"`{noun}` is no unit that is known here")
            unit, words = Unit(noun, "thing"), [*before, *([] if joined else after[:-1]), *rest]
    elif takes_noun and unit is not None:
        for token in before:
            if token.unit and token.unit.kind == "thing" and (token.unit.id in PERSONS) == (unit.kind == "person"):
                return token.unit, _said([t for t in words if t is not token], text)
    said = _said(words, text)
    if unit and unit.kind == "counter" and GPU_NAME.fullmatch(said.rpartition(" ")[2]):
        return UNITS["GPUs"], said  # 엔비디아 B200 768장
    return unit, said


def _noun(after: list[Token]) -> tuple[list[Token], list[Token]]:
    """The noun behind a number and the words from there on: 2-year | grace period, 28 countries | and the EU."""
    if after and after[0].unit and after[0].unit.kind == "time":
        return after[:1], after[1:]
    for i, token in enumerate(after):
        further = after[i + 1].says if i + 1 < len(after) else ""
        if token.kind in ("of", "from", "to", "before") or token.says in _PREPOSITIONS:
            return after[:i], after[i:]
        if token.kind == "and" and further.lower() in ("the", "a", "an", "others", "other", ""):
            return after[:i], after[i:]
    return after, []


def _said(words: list[Token], text: str) -> str:
    """The words as printed; what was taken out between them leaves a space."""
    said = ""
    end = 0
    for token in words:
        if said or token.says.lower() not in ("the", "a", "an"):
            gap = text[end : token.start] if said else ""
            said += (gap if len(gap) < 2 else " ") + text[token.start : token.end]
            end = token.end
    return said


def _as_printed(items: Sequence[Item], text: str) -> str:
    return text[items[0].start : items[-1].end].strip()
