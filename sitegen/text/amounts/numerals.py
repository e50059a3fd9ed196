"""Numbers as Korean and English write them: 1조 5000억, 7천 5백만, 1.5 billion, sixteen."""

import re
from decimal import Context, Decimal, Inexact, InvalidOperation

from msgspec import Struct

from sitegen.text.amounts.model import Unread
from sitegen.text.amounts.tokens import Token
from sitegen.text.amounts.words import KOREAN_POWERS

# So wide that no number of an amount's text is ever rounded; were one, it would be an error.
EXACT = Context(prec=1000, traps=[Inexact, InvalidOperation])
_DIGITS = re.compile(r"(0|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]*)(\.[0-9]+)?")
_NONE, _ONE = Decimal(0), Decimal(1)


class Number(Struct, frozen=True):
    """`first` are the digits before the first 만, 억 or billion, `worth` is what one of them is worth.

    1~2조 says 1조 to 2조: the lower number of a range borrows the worth of the higher.
    """

    value: Decimal
    first: Decimal
    worth: Decimal
    single: bool  # not so 1조 5000억, whose digits are worth different things
    start: int
    end: int
    kind: str = "number"


def with_numbers(tokens: list[Token]) -> list[Token | Number]:
    """The tokens with those that make a number joined to one."""
    joined: list[Token | Number] = []
    at = 0
    while at < len(tokens):
        token, follows = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        if token.kind == "native" and not (follows and follows.kind == "unit"):
            joined.append(token._replace(kind="word"))  # 한, 세 and 열 are words too
            at += 1
            continue
        if token.kind in ("digits", "numeral", "native"):
            korean = follows and follows.kind == "power" and follows.says in KOREAN_POWERS
            number, at = _korean(tokens, at) if korean else _english(tokens, at)
        elif token.says in ("a", "an") and follows and follows.kind == "power":
            number, at = _english(tokens, at)
        else:
            joined.append(token)
            at += 1
            continue
        joined.append(number)
    return joined


def whole(value: Decimal) -> Decimal:
    """Without an exponent where the value is whole: 2.50조 is 2500000000000; 2.50 stays as it was printed."""
    return value.quantize(_ONE, context=EXACT) if int(value.as_tuple().exponent) > 0 else value


def _digits(token: Token) -> Decimal:
    if token.kind != "digits":
        return Decimal(token.power)
    if not _DIGITS.fullmatch(token.says):
        raise Unread(f"`{token.says}` is no number as Korean or English write it")
    return EXACT.create_decimal(token.says.replace(",", ""))


def _korean(tokens: list[Token], start: int) -> tuple[Number, int]:
    """십, 백 and 천 make sections of four digits; 만, 억 and 조 say what a section is worth. Both must fall."""
    total = section = _NONE
    pending: Decimal | None = None
    small, big, groups, at, worth = 4, 99, 0, start, 0  # the powers of ten that were last
    first = _digits(tokens[start])
    while at < len(tokens):
        token = tokens[at]
        if token.kind in ("digits", "numeral") and pending is None:
            pending, groups = _digits(token), groups + 1
            if groups > 1 and (pending >= 10 ** min(small, big) or pending != int(pending) or first != int(first)):
                raise Unread(f"`{token.says}` does not follow from what stands before it")
        elif token.kind == "power" and token.says in KOREAN_POWERS:
            if token.power >= (small if token.power < 4 else big):
                raise Unread(f"`{token.says}` does not follow from what stands before it")
            worth += token.power if groups == 1 else 0
            if token.power < 4:
                section = EXACT.add(section, EXACT.scaleb(_ONE if pending is None else pending, token.power))
                pending, small = None, token.power
            else:
                total = EXACT.add(total, EXACT.scaleb(EXACT.add(section, pending or _NONE), token.power))
                section, pending, small, big = _NONE, None, 4, token.power
        else:
            break
        at += 1
    value = EXACT.add(EXACT.add(total, section), pending or _NONE)
    ends = tokens[at - 1].end
    return Number(whole(value), first, _ONE.scaleb(worth), groups == 1, tokens[start].start, ends), at


def _english(tokens: list[Token], start: int) -> tuple[Number, int]:
    """Digits and powers, or words: one hundred twenty thousand."""
    token, at = tokens[start], start + 1
    first = _ONE if token.kind == "word" else _digits(token)
    total, current, worth = _NONE, first, 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "power" and token.says not in KOREAN_POWERS:
            current, worth = EXACT.scaleb(current, token.power), worth + token.power
            if token.power > 2 and tokens[start].kind != "digits":
                total, current = EXACT.add(total, current), _NONE
        elif token.kind == "numeral" and tokens[start].kind != "digits" and not current % 100:
            current = EXACT.add(current, Decimal(token.power))
        elif token.says == "and" and tokens[at - 1].says == "hundred" and _kind(tokens, at + 1) == "numeral":
            pass  # one hundred and five
        else:
            break
        at += 1
    value = whole(EXACT.add(total, current)) if at > start + 1 else first
    return Number(value, first, _ONE.scaleb(worth), True, tokens[start].start, tokens[at - 1].end), at


def _kind(tokens: list[Token], at: int) -> str:
    return tokens[at].kind if at < len(tokens) else ""
