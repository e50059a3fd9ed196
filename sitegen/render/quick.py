"""The sandbox at half the price, for pages on which nothing goes wrong.

What Jinja does anew for each value is done once here: an attribute whose name is harmless is compiled to an attribute
(the sandbox asks for each what its name may be, and Jinja whether there is an item of that name); a string that is
printed is escaped without becoming `Markup`; a macro whose arguments are all given by position is called at once. A
page that raises anything is rendered again in the plain sandbox, which knows items and undefined names, and says what
is wrong.
"""

import keyword
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import Frame, optimizeconst
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from sitegen.render.sandbox import INTERNAL, Generator, Sandbox, SharedTemplate

_escape_text = getattr(markupsafe, "_escape_inner", escape)  # of a string to a string; a release may call it otherwise


def _printed(value: Any) -> str:
    """What `escape` gives, for a string that is only joined with others."""
    kind = type(value)
    if kind is str:
        return _escape_text(value)
    return value if kind is Markup else escape(value)


class _QuickMacro(Macro):
    def at_once(self, given: tuple[Any, ...]) -> Markup:
        return Markup(self._func(*given, *(missing,) * (self._argument_count - len(given))))

    def takes(self, count: int) -> bool:
        """Whether so many arguments are all that it must be given."""
        return count <= self._argument_count and not (self.caller or self.catch_kwargs or self.catch_varargs)


class _QuickGenerator(Generator):
    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        name = node.attr
        if name[:1] == "_" or name in INTERNAL or not name.isidentifier() or keyword.iskeyword(name):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{name}")


class _QuickTemplate(SharedTemplate):
    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> Any:
        namespace |= {"escape": _printed, "Macro": _QuickMacro}
        return super()._from_namespace(environment, namespace, globals)


class QuickSandbox(Sandbox):
    """Prints what `Sandbox` prints, or raises."""

    code_generator_class = _QuickGenerator
    template_class = _QuickTemplate

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        if type(__obj) is _QuickMacro and __context.eval_ctx.autoescape:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            if not kwargs and __obj.takes(len(args)):
                __self.step()
                return __obj.at_once(args)
        return super().call(__context, __obj, *args, **kwargs)
