"""What stands on the first page of a term's list alone: what it is, its claims, and with whom it appears."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from sitegen.digest.model import Term
from sitegen.digest.values import Key
from sitegen.pages.lazy import lazy
from sitegen.pages.parts import entity, term_context
from sitegen.pages.parts.bodies import linked_term_body
from sitegen.pages.parts.charts import MonthCount, of_notes
from sitegen.pages.parts.entity import Former, PartCount
from sitegen.pages.parts.foremost import Foremost, foremost
from sitegen.pages.parts.promises import Promises, Statements, promises, statements
from sitegen.pages.parts.quotes import Said
from sitegen.pages.parts.relation_rows import Partners, partners
from sitegen.pages.parts.sizes import Sizes, sizes
from sitegen.pages.parts.term_context import TermBeside, TermGroup
from sitegen.pages.parts.theme_members import Member, cast
from sitegen.pages.parts.timeline import Timeline, timeline
from sitegen.pages.views import Html, LazyView, Link, TermCard

_T = TypeVar("_T")


def _on_first_page(otherwise: Any) -> "Callable[[Callable[[TermParts], _T]], lazy[_T]]":
    """Marks a part that stands on the first page of the term's list alone; `otherwise`: what it is on later ones."""

    def part(make: "Callable[[TermParts], _T]") -> "lazy[_T]":
        @wraps(make)
        def made(view: "TermParts") -> _T:
            return otherwise if view._number else make(view)

        return lazy(made)

    return part


class TermParts(LazyView, frozen=True, kw_only=True, eq=False):
    """`_number`: of the page in the term's list; 0 for the first."""

    _term: Term
    _number: int
    acts: bool

    @property
    def _key(self) -> Key:
        return self._term.key

    @property
    def _ids(self) -> Sequence[str]:
        return self._context.digest.listings[self._key]

    @property
    def _claimed(self) -> Sequence[str]:
        return self._context.digest.claimed.get(self._key, ())

    @lazy
    def _text(self) -> tuple[Html, str]:
        return linked_term_body(self._term, self.lang, self._context)

    @_on_first_page(0)
    def count(self) -> int:
        return len(self._ids)

    @_on_first_page(None)
    def first(self) -> dt.date | None:
        return self._context.digest.notes[self._ids[-1]].date if self._ids else None

    @_on_first_page(None)
    def last(self) -> dt.date | None:
        return self._context.digest.notes[self._ids[0]].date if self._ids else None

    @_on_first_page(())
    def former_names(self) -> tuple[Former, ...]:
        return entity.former(self._context, self._term, self.lang)

    @_on_first_page(())
    def children(self) -> tuple[TermCard, ...]:
        return term_context.children(self._context, self._term, self.lang)

    @_on_first_page(Html())
    def body(self) -> Html:
        return self._text[0]

    @_on_first_page("")
    def body_lang(self) -> str:
        return self._text[1]

    @_on_first_page(())
    def chart(self) -> tuple[MonthCount, ...]:
        return () if self.promises or self.foremost or self.timeline else of_notes(self._context, self._ids)

    @_on_first_page(None)
    def timeline(self) -> Timeline | None:
        """Of what acts, each promise has its own."""
        told = self._claimed and not self.acts and self._key[0] != "topics"
        return timeline(self._context, self._key, self.lang) if told else None

    @_on_first_page(None)
    def promises(self) -> Promises | None:
        return promises(self._key, self._context, self.lang) if self.acts else None

    @_on_first_page(None)
    def statements(self) -> Statements | None:
        return statements(self._key, self._context, self.lang) if self.acts else None

    @_on_first_page(None)
    def foremost(self) -> Foremost | None:
        return None if self.acts else foremost(self._key, self._context, self.lang)

    @_on_first_page(None)
    def sizes(self) -> Sizes | None:
        return None if self.acts else sizes(self._key, self._context, self.lang)

    @_on_first_page(None)
    def partners(self) -> Partners | None:
        return partners(self._key, self._context, self.lang) if self.acts else None

    @_on_first_page(())
    def quotes(self) -> tuple[Said, ...]:
        return entity.words(self._context, self._key, self.lang)

    @_on_first_page(0)
    def quotes_count(self) -> int:
        return entity.words_count(self._context, self._key, self.lang)

    @_on_first_page(())
    def together(self) -> tuple[TermBeside, ...]:
        """Where nothing says more of them."""
        return (
            ()
            if self.partners or self._key[0] == "themes"
            else term_context.together(self._context, self._key, self.lang)
        )

    @_on_first_page(())
    def cast(self) -> tuple[Member, ...]:
        """Of a theme, in place of those together with it."""
        return cast(self._context, self._key, self.lang) if self._key[0] == "themes" else ()

    @_on_first_page(())
    def subjects(self) -> tuple[TermGroup, ...]:
        return term_context.subjects(self._context, self._term, self.lang)

    @_on_first_page(())
    def mentions(self) -> tuple[Link, ...]:
        return term_context.mentions(self._context, self._key, self.lang)

    @_on_first_page(())
    def parts(self) -> tuple[PartCount, ...]:
        return entity.parts(self._context, self._key) if self.acts else ()
