"""What a sentence of a claim is made of: words of one language, as its report has them."""

from msgspec import Struct


class Name(Struct, frozen=True):
    """`reading`: how a Latin name is read in Korean. `institution`: English says "the" before what needs it."""

    words: str
    reading: str = ""
    institution: bool = False


class Facts(Struct, frozen=True, kw_only=True):
    """One report of a claim in one language.

    `amount`: with its unit, as the language writes it; `money`: it is one of money. `due` and `when` as in front
    matter, a day or less than that; `dated`: `when` is the day of the event, else that on which it was told, or empty.
    `speaker`: who says it, where that is neither `by` (then `own`) nor the outlet. `outlet` is empty where it is `by`.
    `in_court`: a court acts, and so its case is not its own.
    """

    kind: str
    stage: str
    certainty: str
    by: Name
    what: str
    when: str
    with_: tuple[Name, ...] = ()
    court: Name | None = None
    law: Name | None = None
    amount: str = ""
    money: bool = False
    due: str = ""
    dated: bool = False
    own: bool = False
    speaker: Name | None = None
    outlet: Name | None = None
    in_court: bool = False

    @property
    def told(self) -> str:
        """The day on which it was told, where that is all that is known."""
        return "" if self.dated else self.when

    @property
    def statement(self) -> bool:
        return self.kind in ("forecast", "position")

    @property
    def measure(self) -> bool:
        return self.kind in ("regulation", "ruling")
