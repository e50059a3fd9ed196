"""The sandbox by a shorter way, for pages on which nothing goes wrong: a tenth less of a first build.

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


class NoAttribute(Exception):
    """Python's AttributeError from within a call, which Jinja would take for its own question where it asks one."""


class _QuickMacro(Macro):
    def _at_once(self, given: tuple[Any, ...]) -> Markup:
        return Markup(self._func(*given, *(missing,) * (self._argument_count - len(given))))

    def _takes(self, count: int) -> bool:
        """Whether so many arguments are all that it must be given."""
        return count <= self._argument_count and not (self.caller or self.catch_kwargs or self.catch_varargs)


_QuickMacro.__name__ = Macro.__name__  # as it is printed


class _QuickGenerator(Generator):
    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        """Conditions of loops are worked out when the loop is asked for its next turn, wherever that is, by questions
        that take an AttributeError for a no."""
        tests = [loop.test for loop in node.find_all(nodes.For) if loop.test is not None]
        self._plain = {id(part) for test in tests for part in (test, *test.find_all(nodes.Getattr))}
        super().visit_Template(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        name = node.attr
        # Python reads `ｇi_frame` as `gi_frame`: no other letters are let through.
        harmless = name.isascii() and name.isidentifier() and name[:1] != "_" and name not in INTERNAL
        if not harmless or keyword.iskeyword(name) or id(node) in self._plain:
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
        try:
            if type(__obj) is _QuickMacro and __context.eval_ctx.autoescape:
                kwargs.pop("_loop_vars", None)
                kwargs.pop("_block_vars", None)
                if not kwargs and __obj._takes(len(args)):
                    __self.step()
                    return __obj._at_once(args)
            return super().call(__context, __obj, *args, **kwargs)
        except AttributeError as error:
            raise NoAttribute(str(error)) from error
