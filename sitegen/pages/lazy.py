"""Parts of a view that are made when they are asked for."""

from functools import cached_property
from typing import Any, Self, TypeVar, overload

_Made_co = TypeVar("_Made_co", covariant=True)


class lazy(cached_property[_Made_co]):
    """Python's `cached_property`, which before 3.12 takes a lock for each value: a thirtieth of a note's page."""

    @overload
    def __get__(self, view: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(self, view: object, owner: type[Any] | None = None) -> _Made_co: ...
    def __get__(self, view: Any, owner: type[Any] | None = None) -> Any:
        if view is None:
            return self
        made = view.__dict__[self.attrname] = self.func(view)
        return made
