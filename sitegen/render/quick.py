"""The sandbox by a shorter way, for pages on which nothing goes wrong: a tenth less of a first build.

What Jinja does anew for each value is done once here: an attribute whose name is harmless is compiled to an attribute
(the sandbox asks for each what its name may be, and Jinja whether there is an item of that name); a string that is
printed is escaped without becoming `Markup`, and what a filter made as HTML is not looked at; a macro whose arguments
are all given by position is called at once. A page that raises anything is rendered again in the plain sandbox, which
knows items and undefined names, and says what is wrong.
"""

import keyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import Frame, optimizeconst
from jinja2.runtime import Context, Macro, markup_join
from jinja2.utils import missing
from markupsafe import Markup

from sitegen.render.safe import escape_text, escaped, marked
from sitegen.render.sandbox import INTERNAL, Generator, Sandbox, SharedTemplate


def _joined(values: tuple[Any, ...]) -> str:
    """What `~` makes; mostly of texts that are no HTML."""
    for value in values:
        if type(value) is not str:
            return markup_join(values)
    return "".join(values)


class NoAttribute(Exception):
    """Python's AttributeError from within a call, which Jinja would take for its own question where it asks one."""


class _QuickMacro(Macro):
    """`_rest`: by how many arguments are given, what its function takes beside them; of one that may take more than
    it names, nothing."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        names = self._argument_count
        more = self.caller or self.catch_kwargs or self.catch_varargs
        self._rest = () if more else tuple((missing,) * (names - count) for count in range(names + 1))


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

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """A block is joined where it stands: by itself each of its pieces comes through all generators around it."""
        pieces = x.removeprefix("yield from ")
        super().writeline(x if pieces == x else f"yield concat({pieces})", node, extra)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Without the variables around it, which Jinja hands to functions that ask for them: templates have none."""
        around = frame.loop_frame, frame.block_frame
        frame.loop_frame = frame.block_frame = False
        super().visit_Call(node, frame, forward_caller=forward_caller)
        frame.loop_frame, frame.block_frame = around

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(" if self._is_html(node) else "(escape_text(printed) if type(printed := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")" if self._is_html(node) else ") is str else escape(printed))")

    def _is_html(self, node: nodes.Expr) -> bool:
        """Whether it comes from a filter that makes nothing else."""
        made = self.environment.filters.get(node.name) if isinstance(node, nodes.Filter) else None
        return getattr(made, "__annotations__", {}).get("return") is Markup


class _QuickTemplate(SharedTemplate):
    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> Any:
        namespace |= {"escape": escaped, "escape_text": escape_text, "markup_join": _joined, "Macro": _QuickMacro}
        return super()._from_namespace(environment, namespace, globals)


class QuickSandbox(Sandbox):
    """Prints what `Sandbox` prints, or raises."""

    code_generator_class = _QuickGenerator
    template_class = _QuickTemplate

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            if type(__obj) is _QuickMacro:
                if not kwargs and len(args) < len(__obj._rest) and __context.eval_ctx.autoescape:
                    __self.step()
                    return marked(__obj._func(*args, *__obj._rest[len(args)]))
                __self.step()
                return __obj(__context.eval_ctx, *args, **kwargs)
            return super().call(__context, __obj, *args, **kwargs)
        except AttributeError as error:
            raise NoAttribute(str(error)) from error
