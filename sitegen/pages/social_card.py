"""What a page's picture says: as a view, plain data. It is drawn by `render/social_cards/`."""

from typing import Literal

from msgspec import Struct

WIDTH, HEIGHT = 1200, 630

Tone = Literal["note", "claim", "law", "term", "edition", "site"]


class SocialCard(Struct, frozen=True):
    """From the top down. `over`: what it belongs to, or who acts; `figure`: an amount, set largest; `under`: a sentence
    where there is room for one; `foot`: what is shown apart by dots, such as the day and the outlet. What is not said
    is empty.
    """

    tone: Tone
    lang: str
    site: str
    headline: str
    over: str = ""
    figure: str = ""
    under: str = ""
    foot: tuple[str, ...] = ()
