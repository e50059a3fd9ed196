"""Functions that are worth remembering: pure, and called again and again with the same.

A step calls them as any other. What is kept of their results, and for how long, is decided by who runs the step
`remembering`; otherwise nothing is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Memo(Protocol):
    """Calls what makes something of what is given, or gives what it made of the same before. Nobody may change it."""

    def __call__(self, make: Callable[..., _Made], *given: Any) -> _Made: ...


class LastingMemo(Protocol):
    """The same of bytes that take long to make and are worth finding in a later run.

    `place`: says what is made, in words that stay; of each place, the last is kept. `given`: plain data, such as ids,
    that it is made of beside what `make` takes from the digest; of a digest's own tables, that is, not of prose.
    """

    def __call__(self, place: str, given: tuple[Any, ...], make: Callable[[], bytes]) -> bytes: ...


def remembered(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Marks a function whose result depends on what it is given alone, by position, and is changed by nobody."""

    @wraps(make)
    def call(*given: _Given.args, **named: _Given.kwargs) -> _Made:
        if named:
            raise TypeError(f"{make.__name__} is remembered by what it is given by position, not by name")
        return _memo.get()(make, *given)

    return call


@contextmanager
def remembering(memo: Memo) -> Iterator[None]:
    """Within, marked functions are called by way of a memo."""
    token = _memo.set(memo)
    try:
        yield
    finally:
        _memo.reset(token)


def _keeps_nothing(make: Callable[..., _Made], *given: Any) -> _Made:
    return make(*given)


_memo: ContextVar[Memo] = ContextVar("memo", default=_keeps_nothing)
