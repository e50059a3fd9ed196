"""What a template may do: read its view, call macros, filters and a few methods, and come to an end.

A digest's templates may come from anybody, and they and the shipped ones include each other, so all are held alike.
Jinja's sandbox does it. What is here makes it cheap enough for that, lets templates call only what is known to be
harmless, and bounds what one page may take, as far as that is cheap: memory is not bounded.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import wraps
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import Template, nodes, pass_environment
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Namespace

# What leads from an object into the program, beside what begins with an underscore.
INTERNAL = frozenset(["mro", "gi_frame", "gi_code", "gi_yieldfrom", "cr_frame", "cr_code", "ag_frame", "ag_code"])
_CALLED = (Macro, BlockReference, LoopContext, Undefined)
_NUMBERS = (int, float, Undefined)
_DATA = (str, dict, list, tuple, range, dt.date)
_METHODS = frozenset([  # of data, that only look at it; those that pad or format make much of little
    "capitalize", "casefold", "count", "endswith", "find", "get", "index", "isalnum", "isalpha", "isdigit", "isoformat",
    "isoweekday", "items", "join", "keys", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace",
    "rfind", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title",
    "upper", "values", "weekday",
])  # fmt: skip

_MOST_STEPS = 1_000_000  # turns of loops and calls, for one page
_A_TURN = 100  # characters or values that a method looks at while a loop turns once
_MOST_BITS = 128  # of a product
_WIDEST = 1000
_DEEPEST = 20
_SIZED = ("batch", "center", "indent", "json", "round", "slice", "tojson")  # filters that make much of little
_LOOPS = (  # filters that go through what they are given
    "batch", "dictsort", "groupby", "items", "join", "list", "map", "max", "min", "reject", "rejectattr", "reverse",
    "select", "selectattr", "slice", "sort", "sum", "unique",
)  # fmt: skip
_PLACEHOLDER = re.compile(r"%(?:%|(?:\(\w+\))?[-+ #0]*[0-9]{0,2}(?:\.[0-9]{0,2})?[a-zA-Z])")


class TooMuch(Exception):
    """A template asks for more than any page needs."""


class _Namespace(Namespace):
    """What a template remembers, the one thing that can grow turn by turn: Python crashes on a tuple of tuples of …"""

    def __setitem__(self, name: str, value: Any) -> None:
        _check(_depth(value), _DEEPEST, "tuples in each other")
        super().__setitem__(name, value)


class _Shared(_Namespace):
    """What an imported template remembers, which is made once for all pages."""

    def __setitem__(self, name: str, value: Any) -> None:
        raise SecurityError(f"`{name}` belongs to an imported template, which is the same for all pages")


class SharedTemplate(Template):
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What an import without context makes, once."""
        environment: Any = self.environment
        before, environment.importing = environment.importing, True
        try:
            return super()._get_default_module(ctx)
        finally:
            environment.importing = before


def _depth(value: Any) -> int:
    """How deep tuples stand in each other, but no more than one further than may be."""
    level, depth = [value] if isinstance(value, tuple) else [], 0
    while level and depth <= _DEEPEST:
        below = {id(inner): inner for outer in level for inner in outer if isinstance(inner, tuple)}  # each once
        level, depth = list(below.values()), depth + 1
    return depth


class Generator(CodeGenerator):
    """Has every loop count its turns. What includes nothing costs nothing."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        for loop in node.find_all(nodes.For):
            loop.iter = nodes.Filter(
                loop.iter, "_counted", [], [], None, None, lineno=loop.lineno, environment=self.environment
            )
        super().visit_Template(node, frame)

    def visit_Include(self, node: nodes.Include, frame: Any) -> None:
        wanted = node.template
        if not (isinstance(wanted, nodes.Const) and wanted.value in self.environment.empty):  # type: ignore[attr-defined]
            super().visit_Include(node, frame)


class Sandbox(ImmutableSandboxedEnvironment):
    """`begin` is said before each page. `empty`: templates that print nothing, such as the slots of the shipped theme:
    to include one takes as long as a thirtieth of a page."""

    code_generator_class = Generator
    template_class = SharedTemplate
    intercepted_binops = frozenset(["*", "**", "%"])

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.empty: frozenset[str] = frozenset()
        self.importing = False  # a template that others import, for all pages that are to come
        self.globals = {"range": safe_range, "namespace": _Namespace}
        self._offered: tuple[Callable[..., Any], ...] = (safe_range, _Namespace)
        self.begin()

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A dictionary, where Jinja has a chain of them, through which it would go for each page."""
        return {**self.globals, **(d or {})}

    def begin(self) -> None:
        self._steps = 0

    def offer(self, name: str, made: Callable[..., Any]) -> None:
        """A function that every template may call."""
        self.globals[name] = made
        self._offered = (*self._offered, made)

    def forget_modules(self) -> None:
        """Something was raised: what imported templates remember, and how they escape, is left as it was then."""
        for template in (self.cache or {}).values():
            template._module = None

    def step(self, count: int = 1) -> None:
        self._steps += count
        if self._steps > _MOST_STEPS:
            raise TooMuch(f"a page may take {_MOST_STEPS:,} turns of loops and calls of macros, and this takes more")

    def use(self, filters: Mapping[str, Callable[..., Any]], without: Iterable[str]) -> None:
        """Adds filters to Jinja's, and takes some away."""
        every = {name: made for name, made in (self.filters | dict(filters)).items() if name not in without}
        every |= {name: _bounded(every[name]) for name in _SIZED}
        every |= {name: _counting(self, every[name]) for name in _LOOPS}
        wordwrap = _wrapping(self, every["wordwrap"])
        self.filters = every | {"format": _format(every["format"]), "wordwrap": wordwrap, "_counted": _counted}

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)
        if attribute[:1] != "_" and attribute not in INTERNAL:  # as below; it is asked two million times
            return value
        return self.unsafe_undefined(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr[:1] != "_" and attr not in INTERNAL

    def is_safe_callable(self, obj: Any) -> bool:
        if isinstance(obj, (MethodType, BuiltinMethodType)):
            whose = obj.__self__
            return isinstance(whose, LoopContext) or (isinstance(whose, _DATA) and obj.__name__ in _METHODS)
        return isinstance(obj, _CALLED) or any(obj is offered for offered in self._offered)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        __self.step()
        if type(__obj) is Macro:  # most calls; `Context.call` comes to the same, by more questions
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __obj(__context.eval_ctx, *args, **kwargs)
        if isinstance(__obj, LoopContext) and args:  # a loop that calls itself
            args = (_counted(__self, args[0]), *args[1:])
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"a template cannot call `{getattr(__obj, '__name__', type(__obj).__name__)}`")
        if isinstance(__obj, BuiltinMethodType) and hasattr(__obj.__self__, "__len__"):
            __self.step(len(__obj.__self__) // _A_TURN)
        if __obj is _Namespace and __self.importing:
            __obj = _Shared
        return __context.call(__obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "*" and (isinstance(left, str) or isinstance(right, str)):
            text, times = (left, right) if isinstance(left, str) else (right, left)
            _check(len(text) * times if isinstance(times, int) else 0, _WIDEST, "characters")
        elif not isinstance(left, _NUMBERS) or not isinstance(right, _NUMBERS):
            raise SecurityError(f"`{operator}` is for numbers")
        if operator == "**" and isinstance(left, int) and isinstance(right, int):
            _check(left.bit_length() * right, _MOST_BITS, "bits")
        made = super().call_binop(context, operator, left, right)
        _check(made.bit_length() if isinstance(made, int) else 0, _MOST_BITS, "bits")
        return made


def _check(size: int, most: int, what: str) -> None:
    if size > most:
        raise TooMuch(f"what comes of this would have more than {most} {what}")


@pass_environment
def _counted(environment: Sandbox, items: Iterable[Any]) -> Iterable[Any]:
    if type(items) is not tuple and type(items) is not list:
        return _each(environment, items)
    environment.step(len(items))
    return items


def _each(environment: Sandbox, items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        environment.step()
        yield item


def _counting(environment: Sandbox, made: Callable[..., Any]) -> Callable[..., Any]:
    """A filter each turn of which counts as one of a loop: `map` may call it for each of many lists."""
    at = 1 if hasattr(made, "jinja_pass_arg") else 0

    @wraps(made)
    def counting(*given: Any, **named: Any) -> Any:
        if len(given) > at:
            items = given[at]
            if hasattr(items, "__len__"):
                environment.step(len(items))
            elif isinstance(items, Iterator):
                given = (*given[:at], _each(environment, items), *given[at + 1 :])
        return made(*given, **named)

    return counting


def _wrapping(environment: Sandbox, made: Callable[..., Any]) -> Callable[..., Any]:
    """A word that is longer than a line is copied for each line that it fills."""

    @wraps(made)
    def wrapping(given: Any, text: str, width: int = 79, *more: Any, **named: Any) -> Any:
        environment.step(len(text) * (len(text) // max(int(width), 1)) // 1000)
        return made(given, text, width, *more, **named)

    return wrapping


def _bounded(made: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses to be given a larger number than a page needs."""
    first = 2 if hasattr(made, "jinja_pass_arg") else 1  # the value stands before it

    @wraps(made)
    def bounded(*given: Any, **named: Any) -> Any:
        for size in (*given[first:], *named.values()):
            if isinstance(size, int) and abs(size) > _WIDEST:
                raise TooMuch(f"a size here can be {_WIDEST} at most")
        return made(*given, **named)

    return bounded


def _format(made: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(made)
    def bounded(text: Any, *given: Any, **named: Any) -> Any:
        if "%" in _PLACEHOLDER.sub("", str(text)):
            raise TooMuch("`format` knows placeholders such as %s and %04d, with widths of two digits at most")
        return made(text, *given, **named)

    return bounded
