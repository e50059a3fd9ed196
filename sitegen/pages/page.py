"""What a page is, and what its kind is: declared once, at the end of a kind's module.

A page is made of what it was planned with and of the digest, which notes what is taken from it. So that nothing else
reaches its view, a view is a function of a module, and what it is given is plain data.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from types import FunctionType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sitegen.pages.urls import Url

if TYPE_CHECKING:
    from sitegen.pages.context import PageContext

_PLAIN = (str, int, bool, type(None))


class Whole(Struct, frozen=True):
    """A file that needs no template."""

    data: bytes


class Listed(Struct, frozen=True):
    """A page that a reader may look for. What is a function of a language is worked out where it is shown."""

    languages: Collection[str]
    url: Callable[[str], Url]
    modified: Callable[[str], dt.date | None] | dt.date | None = None


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of page. Raises TypeError for a view that could know more than it is given.

    `template`: its file; empty where the view is a `Whole`. `view`: of the context and what a page is given, the same
    at each call. `pages`: all of this kind, unless another kind's module makes them. `address`: where they stand in the
    default language; no standing page and no taxonomy is called as it begins. `footer`: where in the footer its address
    stands, from 1, and by what text of the interface; of two numbers that are equal the texts' keys decide. `listed`:
    what of it sitemaps hold, the later pages of lists left out. `led_to_by`: templates, and the fields that these lead
    to such pages by; where none of them asks for its field, there are none. With no field named, a template leads there
    unless it is empty.
    """

    view: Callable[..., Any]
    template: str = ""
    address: str = ""
    pages: "Callable[[PageContext], Iterator[Page]] | None" = None
    footer: tuple[int, str] | None = None
    listed: "Callable[[PageContext], Iterator[Listed]] | None" = None
    led_to_by: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        view = self.view
        if not isinstance(view, FunctionType) or view.__closure__ or view.__defaults__ or view.__kwdefaults__:
            raise TypeError(f"a view is a function of its module, and {view!r} may hold something")


class Page(Struct, frozen=True):
    """One output file. `given`: plain data, such as ids, and the same for good.

    `origin`: the file of `content/` that it comes from, for messages; empty for lists. `own_template`: in place of its
    kind's; the facts that its view takes say which.
    """

    url: Url
    kind: Kind
    given: tuple[Any, ...] = ()
    origin: str = ""
    own_template: str = ""

    @property
    def template(self) -> str:
        return self.own_template or self.kind.template

    def view(self, context: "PageContext") -> Any:
        """What the template sees. Raises TypeError for what is given and is no plain data, or may change."""
        if not _is_plain(self.given):
            raise TypeError(f"/{self.url.path} is given what is no plain data: {self.given!r}")
        return self.kind.view(context, *self.given)


def _is_plain(given: tuple[Any, ...]) -> bool:
    """Whether all of it comes back as it is, when it is written down and read again."""
    return all(type(each) in _PLAIN or (type(each) is tuple and _is_plain(each)) for each in given)
