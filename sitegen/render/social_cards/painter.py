"""Draws pictures of pages: a sheet in the middle, as wide as a square that somebody may cut out, with its text alone.

What messengers show of 1200 × 630 is often 1200 × 600, or a square of 630: all that is to be read lies in both.
"""

import zlib
from collections.abc import Sequence
from typing import Any

from sitegen.keys import key_of
from sitegen.pages.social_card import HEIGHT, WIDTH, SocialCard
from sitegen.render.social_cards.alphabet import Alphabet
from sitegen.render.social_cards.faces import Faces, Style, layout
from sitegen.render.social_cards.lines import cut_lines, lines
from sitegen.render.social_cards.metrics import Metrics
from sitegen.render.social_cards.palette import ACCENT, INK, QUIET, RULE, SHADES, SIDE, palette
from sitegen.render.social_cards.png import FILTERS, png
from sitegen.render.social_cards.typeface import Typeface

LEFT, RIGHT, TOP, BOTTOM = 320, 880, 44, 586  # of all that is to be read
_WIDE = RIGHT - LEFT
_SHEET = (244, 956)
_NAME, _FIRST, _RULE, _FOOT = 92, 130, 534, 575  # the digest's name, the text below it, the rule over the last line
_ABOVE_RULE = 18
_SMALL, _SMALLER, _SMALLEST, _LABEL = 25, 22, 19, 28  # pixels
_Sizes = tuple[tuple[int, int], ...]  # in pixels, the first to be tried first, each with the most lines for it
_NAMES: _Sizes = ((104, 2), (92, 2), (80, 2))
_HEADLINES: _Sizes = ((68, 4), (62, 4), (56, 5), (50, 5), (44, 6), (40, 6), (36, 6))
_UNDER_FIGURE: _Sizes = ((46, 5), (42, 6), (38, 6), (34, 6))
_ONE_LINE, _TWO_LINES = (132, 116, 100, 88, 76, 64), (88, 76, 64, 54, 46)
_FIGURES: _Sizes = (*((size, 1) for size in _ONE_LINE), *((size, 2) for size in _TWO_LINES), (46, 3), (40, 4), (34, 5))
_UNDER: _Sizes = ((30, 4), (27, 5), (24, 5))
_NAMED = ("term", "site")  # tones of what has a name for a headline
_GAP, _BETWEEN = 16, 30
_BEARING = 6  # what a glyph may stand out to the left and right of its place
_LEADING = 1.42  # of all but headlines
_DOT = "  ·  "
_SHORT = (0.36, *(0.5,) * 5)  # of the widest line, from the last one up: a line below it looks forgotten


class Painter:
    """Keeps what it drew of each letter; not for two threads at once."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._types: dict[tuple[Style, bool, int], Typeface] = {}
        self._metrics: dict[tuple[Style, bool], Metrics] = {}
        self._alphabets: dict[tuple[Style, bool], Alphabet] = {}

    @property
    def key(self) -> bytes:
        """Stands for what pictures are drawn with, beside the program and its libraries."""
        return key_of(self.faces.key.encode(), zlib.ZLIB_RUNTIME_VERSION.encode(), layout().name.encode())

    def draw(self, card: SocialCard) -> bytes:
        """A picture as PNG. Texts with letters that cannot be set are left out. Raises OSError where a font went."""
        from PIL import Image

        canvas = Image.new("P", (WIDTH + FILTERS, HEIGHT), 0)
        _Drawing(self, canvas, self._settable(card)).draw()
        return png(canvas, palette(card.tone))

    def missing(self, card: SocialCard) -> str:
        """The letters that cannot be set."""
        texts: tuple[tuple[Style, str], ...] = (
            *(("label", text) for text in (card.site, card.over)),
            *(("headline", text) for text in (card.headline, card.figure)),
            *(("text", text) for text in (card.under, *card.foot)),
        )
        missing = (character for style, text in texts for character in self._alphabet(style, card).missing(text))
        return "".join(dict.fromkeys(missing))

    def _settable(self, card: SocialCard) -> SocialCard:
        label, headline, text = (self._alphabet(style, card).settable for style in ("label", "headline", "text"))
        return SocialCard(
            tone=card.tone,
            lang=card.lang,
            site=label(card.site),
            headline=headline(card.headline),
            over=label(card.over),
            figure=headline(card.figure),
            under=text(card.under),
            foot=tuple(filter(None, map(text, card.foot))),
        )

    def _alphabet(self, style: Style, card: SocialCard) -> Alphabet:
        key = (style, card.lang == "ko")
        if key not in self._alphabets:
            self._alphabets[key] = Alphabet(self.faces, style, card.lang)
        return self._alphabets[key]

    def type(self, style: Style, lang: str, size: int) -> Typeface:
        key = (style, lang == "ko", size)
        if key not in self._types:
            if key[:2] not in self._metrics:
                tracking = 0.0 if style != "headline" else -0.022 if lang == "ko" else -0.012
                self._metrics[key[:2]] = Metrics(self.faces, style, lang, tracking)
            self._types[key] = Typeface(self._metrics[key[:2]], size)
        return self._types[key]


class _Drawing:
    """One picture. `at`: how far down it is drawn; `foot`: its last lines, all of one size, and `rule` over them."""

    def __init__(self, painter: Painter, canvas: Any, card: SocialCard) -> None:
        self._painter, self._canvas, self._card = painter, canvas, card
        self._leading = 1.3 if card.lang == "ko" else 1.16
        self._at = _FIRST
        self._foot, self._foot_type = self._set_foot()
        self._rule = _RULE - (len(self._foot) - 1) * _BETWEEN
        self._last = self._rule - _ABOVE_RULE

    def draw(self) -> None:
        card = self._card
        for left, right in ((0, _SHEET[0]), (_SHEET[1], WIDTH)):
            self._fill((left, 0, right, HEIGHT), SIDE)
        self._fill((LEFT, TOP, LEFT + 56, TOP + 8), ACCENT)
        if card.site != card.headline:
            self._line(card.site, self._type("label", _SMALL), _NAME, INK)
        if card.over:
            self._block(card.over, "label", ((_LABEL, 2),), ACCENT)
            self._at += 8
        if card.figure:
            kept = self._height(card.headline, "headline", _UNDER_FIGURE[-1])
            self._block(card.figure, "headline", _FIGURES, ACCENT, kept, short=())
            self._at += 12
        sizes = _UNDER_FIGURE if card.figure else (*_NAMES, *_HEADLINES) if card.tone in _NAMED else _HEADLINES
        self._block(card.headline, "headline", sizes, INK, self._height(card.under, "text", _UNDER[1]))
        if card.under and self._last - self._at > _GAP + _LEADING * _UNDER[-1][0]:
            self._at += _GAP
            self._block(card.under, "text", _UNDER, QUIET)
        if card.foot:
            self._fill((LEFT, self._rule, RIGHT, self._rule + 2), RULE)
            for number, line in enumerate(reversed(self._foot)):
                self._line(line, self._foot_type, _FOOT - number * _BETWEEN, QUIET)

    def _type(self, style: Style, size: int) -> Typeface:
        return self._painter.type(style, self._card.lang, size)

    def _set_foot(self) -> tuple[list[str], Typeface]:
        """Its facts in a line, or the last of them, which is an outlet, in one of its own."""
        facts = self._card.foot
        one, two = [_DOT.join(facts)], [_DOT.join(facts[:-1]), *facts[-1:]] if len(facts) > 1 else [*facts]
        for made, size in ((one, _SMALL), (one, _SMALLER), (two, _SMALLER), (two, _SMALLEST)):
            type = self._type("text", size)
            if all(type.width(line) <= _WIDE for line in made):
                break
        return made, type

    def _height(self, text: str, style: Style, size: tuple[int, int]) -> int:
        """What to leave for a text below what is being set: its height in a size, with the gap above it."""
        pixels, most = size
        made = cut_lines(text, self._type(style, pixels).width, _WIDE, most)
        return _GAP + round(self._leading_of(style) * pixels * len(made)) if made else 0

    def _leading_of(self, style: Style) -> float:
        return self._leading if style == "headline" else _LEADING

    def _block(
        self, text: str, style: Style, sizes: _Sizes, ink: int, kept: int = 0, short: Sequence[float] = _SHORT
    ) -> None:
        """A block from here down, in the first size in which it fits well. `kept`: pixels, if that can be."""
        made, type = self._set(text, style, sizes, kept, short)
        leading, top = self._leading_of(style), self._at
        baselines = []
        for _ in made:
            self._at += round(type.size * leading)
            baselines.append(self._at - round(type.size * ((leading - 1) / 2 + 0.14)))
        self._print(made, baselines, type, (top, self._at + type.size // 12), ink)

    def _set(
        self, text: str, style: Style, sizes: _Sizes, kept: int, short: Sequence[float]
    ) -> tuple[list[str], Typeface]:
        rejected: tuple[list[str], Typeface] | None = None
        for size, most in sizes:
            type, leading = self._type(style, size), self._leading_of(style)
            room = max(int((self._last - self._at) / (size * leading)), 1)
            made = lines(text, type.width, _WIDE, min(most, room))
            if made is None:
                continue
            wide = [type.width(line) for line in made]
            fits = self._at + len(made) * size * leading + kept <= self._last
            if fits and all(each >= part * max(wide) for each, part in zip(reversed(wide), short, strict=False)):
                return made, type
            rejected = rejected or (made, type)
        return rejected or (cut_lines(text, type.width, _WIDE, min(most, room)), type)

    def _line(self, text: str, type: Typeface, baseline: int, ink: int) -> None:
        made = cut_lines(text, type.width, _WIDE, 1)
        self._print(made, [baseline], type, (baseline - type.size, baseline + type.size // 2), ink)

    def _print(self, made: list[str], baselines: list[int], type: Typeface, rows: tuple[int, int], ink: int) -> None:
        """Lines on a plate of their own, whose edges no glyph passes, then in their ink."""
        from PIL import Image

        top, bottom = rows
        plate = Image.new("L", (_WIDE + 2 * _BEARING, bottom - top), 0)
        for line, baseline in zip(made, baselines, strict=False):
            type.draw(plate, _BEARING, baseline - top, line)
        left = LEFT + FILTERS - _BEARING
        self._canvas.paste(plate.point(SHADES[ink]), (left, top, left + plate.width, bottom))

    def _fill(self, box: tuple[int, int, int, int], colour: int) -> None:
        left, top, right, bottom = box
        self._canvas.paste(colour, (left + FILTERS, top, right + FILTERS, bottom))
