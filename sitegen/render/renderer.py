"""Pages to bytes, by Jinja."""

import re
import traceback
from collections.abc import Callable, Collection, Sequence
from copy import copy
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound, pass_environment
from jinja2.runtime import Macro
from markupsafe import Markup

from sitegen.config import SITE_FILE
from sitegen.keys import key_of
from sitegen.pages.page import Page, Whole
from sitegen.pages.picture_variant import PictureVariant
from sitegen.pages.social_card import SocialCard
from sitegen.problems import Problem
from sitegen.render import closure
from sitegen.render.filters import UiTextMissing, filters
from sitegen.render.pictures.drawing import PictureDrawing
from sitegen.render.quick import QuickSandbox
from sitegen.render.safe import marked
from sitegen.render.sandbox import Sandbox
from sitegen.render.social_cards.painter import Painter
from sitegen.render.templates import Templates

# Jinja's own that are not functions of their arguments, or that print Python at readers.
_NO_FILTERS = ("random", "pprint", "safe", "xmlattr", "urlize")
_COMMENTS = re.compile(r"\{#.*?(?:#\}\n?|\Z)", re.S)  # one without an end is looked for once
_NO_FIELD = re.compile(r"'sitegen\.[\w. ]+ object' has no attribute '([^']*)'")
_KEPT = 25_000  # pieces that are printed again and again: lists that show the same stand together


class Renderer:
    """Renders pages; `problems` are those of the templates themselves, found without rendering any."""

    def __init__(
        self,
        templates: Templates,
        compiled: Callable[[str], BytecodeCache],
        address: Callable[[str], str],
        painter: Painter | None = None,
    ) -> None:
        """`compiled`: where templates are kept that were compiled one way, by its name. `address`: of an asset.

        `painter`: of pictures of pages, where these have some.
        """
        self.painter = painter
        self.pictures: PictureDrawing | None = None
        self._templates = templates
        self._names = {source.path: name for name, source in templates.sources.items()}
        texts = {name: _COMMENTS.sub("", source.text) for name, source in templates.sources.items()}
        self._empty = frozenset(name for name, text in texts.items() if not text)
        without = " ".join(["", *sorted(self._empty)])
        self._plain = _environment(Sandbox, templates, compiled("plain" + without), address, self._empty)
        self._quick = _environment(QuickSandbox, templates, compiled("quick" + without), address, self._empty)
        self._unquick: set[str] = set()  # templates that raised there, and would again

    def with_pictures(self, pictures: PictureDrawing | None) -> "Renderer":
        """The same with what draws pictures beside notes, where they can be: it knows what these are now."""
        other = copy(self)
        other.pictures = pictures
        return other

    def check(self) -> tuple[list[Problem], closure.Seen]:
        """What is wrong with the templates, and what can be seen in them."""
        return closure.check(self._templates, self._quick)

    def is_blank(self, page: Page) -> bool:
        """Whether nothing stands in its template, so that nobody need make its view."""
        return page.template in self._empty

    def render(self, page: Page, view: Any) -> bytes | Problem:
        """A page's bytes, or what its template could not do, with its line and what was being rendered."""
        if isinstance(view, Whole):
            return view.data
        if isinstance(view, SocialCard):
            return self._drawn(page, view)
        if isinstance(view, PictureVariant):
            assert self.pictures is not None
            return self.pictures.draw(view)
        if page.template not in self._unquick:
            try:
                return _rendered(self._quick, page.template, view)
            except Exception:  # which the plain one says better, or knows to be none
                self._unquick.add(page.template)
        try:
            return _rendered(self._plain, page.template, view)
        except TemplateNotFound as error:
            message = f"there is no template `{error.name}`, which /{page.url.path} is made with"
            return Problem(rule="template", path=f"templates/{error.name}", message=message)
        except Exception as error:
            return self._failure(error, page)

    def drawing(self, illustrated: bool) -> bytes:
        """Stands for what all pictures of a site are drawn with. `illustrated`: there may be some beside its notes."""
        painter = self.painter.key if self.painter else b""
        return key_of(painter, self.pictures.key if self.pictures and illustrated else b"")

    def drawn_with(self, view: Any) -> bytes:
        """Stands for what a view is drawn with; empty for one that a template shows."""
        if isinstance(view, SocialCard) and self.painter:
            return self.painter.key
        return self.pictures.key if isinstance(view, PictureVariant) and self.pictures else b""

    def look(self, page: Page, view: Any) -> Problem | str:
        """What goes wrong with a page. Of what is drawn only as much is made as says so; of a picture of a page, the
        letters that no font here has.
        """
        if isinstance(view, SocialCard) and self.painter:
            return self.painter.missing(view)
        if isinstance(view, PictureVariant) and self.pictures:
            return self.pictures.flaw(view) or ""
        rendered = self.render(page, view)
        return rendered if isinstance(rendered, Problem) else ""

    def _drawn(self, page: Page, card: SocialCard) -> bytes | Problem:
        assert self.painter is not None
        try:
            return self.painter.draw(card)
        except OSError as error:  # a font went since it was looked for
            message = f"the picture /{page.url.path} cannot be drawn: {error}"
            return Problem(rule="unreadable", path=page.origin or SITE_FILE, message=message)

    def _failure(self, error: Exception, page: Page) -> Problem:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in self._names]
        name = self._names[frames[-1].filename] if frames else page.template
        line = (frames[-1].lineno or 1) if frames else 1
        rule = "ui-text" if isinstance(error, UiTextMissing) else "template"
        said, advice = _said(error)
        hint = f"it happened on the page /{page.url.path}" + (f", made from {page.origin}" if page.origin else "")
        hint = f"{advice}; {hint}" if advice else hint
        return closure.problem_at(self._templates, name, line, said or type(error).__name__, hint, rule)


def _rendered(environment: Sandbox, template: str, view: Any) -> bytes:
    environment.begin()
    try:
        return environment.get_template(template).render(view=view).encode()
    except Exception:
        environment.forget_modules()
        raise


def _said(error: Exception) -> tuple[str, str]:
    """What went wrong, and what would mend it, if that is known."""
    if isinstance(error, RecursionError):
        return "it calls itself without end", ""
    if isinstance(error, MemoryError):
        return "it takes more memory than there is", ""
    if missing := _NO_FIELD.fullmatch(str(error)):  # the same for each kind of page, and without Python's names
        name = missing[1]
        return (
            f"there is no `{name}` here",
            f"where it may be missing, ask first: `{{% if ….{name} is defined and … %}}`",
        )
    # a KeyError says a repr
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error), ""


class _TemplateLoader(BaseLoader):
    def __init__(self, templates: Templates) -> None:
        self._sources = templates.sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._sources:
            raise TemplateNotFound(template)
        source = self._sources[template]
        return source.text, source.path, lambda: True


class _Once:
    """`{{ note_item | once(card, lang) }}`: what a macro makes of these arguments, made once.

    `{{ note_item | each(cards, lang, …, last=roles) }}`: the same of each of some things, a line for each; each may
    have a last argument of its own. A card stands in the list of each of its note's terms, so most of a large site's
    lists is repetition.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Markup] = {}

    def once(self, macro: Macro, *given: object) -> Markup:
        key = (*_named(macro), given, *map(type, given))  # 1 is equal to true, and a text to what is HTML already
        piece = self._made.get(key)
        return self._keep(key, macro(*given)) if piece is None else piece

    @pass_environment
    def each(
        self, environment: Sandbox, macro: Macro, things: Sequence[object], *given: object, last: Sequence[object] = ()
    ) -> Markup:
        environment.step(len(things))
        known, keep = self._made.get, self._keep
        alike = (*_named(macro), given, *map(type, given))  # of all of them
        own = zip(things, last, strict=True) if last else zip(things, strict=True)
        pieces = []
        for thing in own:
            key = (alike, thing, *map(type, thing))
            piece = known(key)
            pieces.append(keep(key, macro(thing[0], *given, *thing[1:])) if piece is None else piece)
        return marked("\n".join((*pieces, "")))

    def _keep(self, key: tuple[object, ...], made: str) -> Markup:
        if len(self._made) >= _KEPT:
            self._made.clear()
        piece = self._made[key] = marked(made)
        return piece


def _named(macro: Macro) -> tuple[str, int]:
    """Two macros may have one name, in two templates or in one: what a macro is compiled to begins on its own line."""
    if not isinstance(macro, Macro):
        raise TypeError("`once` and `each` are for macros")
    code = macro._func.__code__
    return code.co_filename, code.co_firstlineno


def _asset(known: Collection[str], address: Callable[[str], str]) -> Callable[[str], str]:
    """`{{ asset("logo.svg") }}`: the address of a file of `templates/assets/`."""

    def asset(name: str) -> str:
        if name not in known:
            raise LookupError(f"there is no `{name}` in templates/assets/")
        return address(name)

    return asset


def _environment(
    kind: type[Sandbox],
    templates: Templates,
    compiled: BytecodeCache,
    address: Callable[[str], str],
    empty: frozenset[str],
) -> Sandbox:
    """Everything is escaped; a name that a view does not have is a mistake, not an empty string."""
    made = kind(
        loader=_TemplateLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    once = _Once()
    made.use({**filters(templates.ui), "once": once.once, "each": once.each}, without=_NO_FILTERS)
    made.empty = empty
    made.offer("asset", _asset(frozenset(templates.assets), address))
    return made
