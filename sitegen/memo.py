"""Work whose results are shared: between pages, or between one joining of the digest and the next.

Steps call the functions below them through what they are given here, and know nothing of what it keeps.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

_Made = TypeVar("_Made")


class Memo(Protocol):
    """Calls what makes something of what is given, or gives what it made of the same before. Nobody may change it."""

    def __call__(self, make: Callable[..., _Made], *given: Any) -> _Made: ...


def no_memo(make: Callable[..., _Made], *given: Any) -> _Made:
    """Keeps nothing."""
    return make(*given)
