"""The sixteen colours of a picture: paper, and steps from it to each of three inks, so that edges are smooth.

They are those of the theme's style sheet (`10-ground.css`), by daylight.
"""

from sitegen.pages.social_card import Tone
from sitegen.render.social_cards.png import Colour

_PAPER, _WASH, _INK, _QUIET = (253, 253, 251), (242, 244, 241), (20, 24, 26), (88, 96, 100)
_ACCENT, _DEEP, _PALE = (0, 101, 92), (0, 70, 64), (186, 220, 213)

# Where each ink ends, the full colour; its steps stand before it.
INK, ACCENT, QUIET = 6, 10, 14
SIDE = 15
RULE = QUIET - 3
_STEPS = {INK: 6, ACCENT: 4, QUIET: 4}
SHADES = {
    ink: [0 if not (step := round(cover * steps / 255)) else ink - steps + step for cover in range(256)]
    for ink, steps in _STEPS.items()
}
_Inks = tuple[Colour, Colour, Colour, Colour, Colour]  # paper, ink, accent, quiet, and what is beside the sheet
_TONES: dict[Tone, _Inks] = {
    "note": (_PAPER, _INK, _ACCENT, _QUIET, _ACCENT),
    "claim": (_PAPER, _INK, _ACCENT, _QUIET, _INK),
    "law": (_INK, _PAPER, (116, 203, 187), (160, 168, 165), (8, 10, 11)),
    "term": (_PAPER, _INK, _ACCENT, _QUIET, (220, 228, 223)),
    "edition": (_ACCENT, _PAPER, _PALE, _PALE, _DEEP),
    "site": (_ACCENT, _PAPER, _PALE, _PALE, _DEEP),
}


def palette(tone: Tone) -> list[Colour]:
    paper, *inks, side = _TONES[tone]
    colours = [paper]
    for ink, steps in zip(inks, _STEPS.values(), strict=True):
        colours += [_mixed(paper, ink, step / steps) for step in range(1, steps + 1)]
    return [*colours, side]


def _mixed(paper: Colour, ink: Colour, part: float) -> Colour:
    red, green, blue = (round(p + (i - p) * part) for p, i in zip(paper, ink, strict=True))
    return red, green, blue
