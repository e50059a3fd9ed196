"""What is wrong with templates before any is rendered: mistakes of writing, names, loops, missing texts."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes
from msgspec import Struct

from sitegen.problems import Position, Problem
from sitegen.render.blocks import Blocks, blocks_of, unused_blocks
from sitegen.render.files import FOLDER
from sitegen.render.templates import SHIPPED, Templates
from sitegen.render.ui_texts import text_group
from sitegen.text.suggest import Words, did_you_mean

_Node = TypeVar("_Node", bound=nodes.Node)
_REFERRING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@dataclass(frozen=True, slots=True)
class _Written:
    """What a template's own text says, whatever other templates and texts there are."""

    references: tuple[tuple[str | None, int], ...]  # names of other templates, or None for one that is put together
    texts: tuple[tuple[str | None, int, frozenset[str]], ...]  # keys given to `t`, likewise; the names they are given
    assets: tuple[tuple[str | None, int], ...]  # names given to `asset`, likewise
    fields: frozenset[str]  # whatever it may ask of what it sees; the empty one where it says anything
    blocks: Blocks


class Seen(Struct, frozen=True):
    """What can be seen in the templates' own text: each one's closure, it and all it uses; and the assets they name.

    `fields`: what each by itself may ask of what it sees; the empty name where it says anything at all.
    """

    closures: dict[str, tuple[str, ...]]
    assets: tuple[str, ...]
    fields: dict[str, frozenset[str]]

    def asked(self) -> dict[str, frozenset[str]]:
        """The same fields of each template with all it uses."""
        of = self.fields.get  # those that cannot be read have none
        return {name: frozenset().union(*(of(each, ()) for each in uses)) for name, uses in self.closures.items()}


def check(templates: Templates, environment: Environment) -> tuple[list[Problem], Seen]:
    """Every problem that can be seen in the templates' own text, and what else can."""
    problems: list[Problem] = []
    references: dict[str, list[tuple[str, int]]] = {}
    given: dict[str, set[str]] = {}
    assets: set[str] = set()
    fields: dict[str, frozenset[str]] = {}
    blocks: dict[str, Blocks] = {}
    for name in templates.sources:
        written = _understood(name, templates, environment, problems)
        if written is not None:
            references[name] = list(_references(name, written, templates, problems))
            problems += _missing_texts(name, written, templates)
            assets.update(_assets(name, written, templates, problems))
            fields[name], blocks[name] = written.fields, written.blocks
            for key, _, names in written.texts:
                given.setdefault(text_group(key or ""), set()).update(names)
    problems += _unknown_names(templates, given)
    for name, line, message, hint in unused_blocks(blocks):
        if templates.sources[name].path.startswith(f"{FOLDER}/"):  # a base of one's own need not hold all there is
            problems.append(problem_at(templates, name, line, message, hint, "unused-block"))
    reached = {name: _reached(name, references) for name in templates.sources}
    for name, refers in references.items():
        for other, line in refers:
            if name in reached[other]:
                message = f"`{other}` leads back to this template: they would go round for ever"
                there_is = f"{SHIPPED}{other}" in templates.shipped
                hint = f"the one that sitegen ships is called `{SHIPPED}{other}`" if there_is else ""
                problems.append(problem_at(templates, name, line, message, hint))
    closures = {name: tuple(sorted(reached[name])) for name in references}
    return problems, Seen(closures, tuple(sorted(assets)), fields)


def unused(templates: Templates, closures: Mapping[str, tuple[str, ...]], roots: Collection[str]) -> Iterator[Problem]:
    """A site's own templates that nothing is made with: a later version may have given the page's another name.

    `roots`: those that pages are made with.
    """
    shipped = Words(name.removeprefix(SHIPPED).rpartition(".")[0] for name in templates.shipped)
    used = {name for root in roots for name in closures.get(root, ())}
    for name in sorted(closures.keys() - used):
        stem, _, ending = name.rpartition(".")
        near = shipped.nearest(stem)
        hint = "refer to it, remove it, or give it the name of a page's template: docs/theme.md lists them"
        hint = f"did you mean `{near}.{ending}`? else {hint}" if near else hint
        path = templates.sources[name].path
        if path.startswith(f"{FOLDER}/"):  # and not a shipped one, whose page has another template here
            yield Problem(rule="unused-template", path=path, message="no page is made with this template", hint=hint)


def problem_at(
    templates: Templates, name: str, line: int, message: str, hint: str = "", rule: str = "template"
) -> Problem:
    source = templates.sources[name]
    lines = source.text.split("\n")
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    column = len(excerpt) - len(excerpt.lstrip()) + 1
    return Problem(
        rule=rule, path=source.path, message=message, hint=hint, where=Position(line, column), excerpt=excerpt
    )


def _understood(name: str, templates: Templates, environment: Environment, problems: list[Problem]) -> _Written | None:
    source = templates.sources[name]
    try:
        environment.get_template(name)  # compiling it finds filters and tests that do not exist
        return _written(source.text)
    except TemplateSyntaxError as error:
        message = error.message or "this template cannot be read"
        hint = did_you_mean(message.split("'")[1], environment.filters) if "No filter named" in message else ""
        problems.append(problem_at(templates, name, error.lineno, message.rstrip("."), hint))
    except SyntaxError as error:  # Python's, of what a template was compiled to
        message = "what stands in each other here is too deep" if "nested" in str(error) else error.msg
        problems.append(problem_at(templates, name, 1, message))
    except (RecursionError, MemoryError):
        problems.append(problem_at(templates, name, 1, "what stands in each other here is too deep"))
    except (ValueError, OverflowError) as error:  # a number of thousands of digits, half a character
        problems.append(problem_at(templates, name, 1, str(error)))
    return None


@lru_cache(maxsize=512)  # the preview asks again at each save of a template, of which one is new
def _written(text: str) -> _Written:
    parsed = Environment().parse(text)
    tree = list(parsed.find_all(nodes.Node))
    references = []
    for node in _of(_REFERRING, tree):
        wanted = node.template  # type: ignore[attr-defined]
        literal = isinstance(wanted, nodes.Const) and isinstance(wanted.value, str)
        references.append((wanted.value if literal else None, node.lineno))
    texts = []
    for filter in _of(nodes.Filter, tree):
        if filter.name == "t":
            key = str(filter.node.value) if isinstance(filter.node, nodes.Const) else None
            texts.append((key, filter.lineno, frozenset(str(named.key) for named in filter.kwargs)))
    return _Written(
        tuple(references), tuple(texts), tuple(_asked_for(tree)), frozenset(_fields(tree)), blocks_of(parsed)
    )


def _fields(tree: Sequence[nodes.Node]) -> Iterator[str]:
    """Every name behind a dot, and every text that may be one: `view["markdown"]`, `map(attribute="href")`."""
    if tree:
        yield ""
    for node in _of((nodes.Getattr, nodes.Const), tree):
        name = node.attr if isinstance(node, nodes.Getattr) else node.value  # type: ignore[attr-defined]
        if isinstance(name, str) and name.isidentifier():
            yield name


def _of(kind: type[_Node] | tuple[type[_Node], ...], tree: Iterable[nodes.Node]) -> Iterator[_Node]:
    """Jinja's `find_all`, of a tree that was walked through once."""
    return (node for node in tree if isinstance(node, kind))


def _asked_for(tree: Sequence[nodes.Node]) -> Iterator[tuple[str | None, int]]:
    """What `asset(…)` is given; a template may call something else so."""
    names = [node for node in _of(nodes.Name, tree) if node.name == "asset"]
    own = {macro.name for macro in _of(nodes.Macro, tree)}
    if "asset" in own or any(name.ctx != "load" for name in names):
        return
    calls = {id(call.node): call for call in _of(nodes.Call, tree)}
    for name in names:
        call = calls.get(id(name))
        [given] = call.args if call and len(call.args) == 1 and not call.kwargs else [None]
        literal = isinstance(given, nodes.Const) and isinstance(given.value, str)
        yield (given.value if literal else None), name.lineno  # type: ignore[union-attr]


def _references(
    name: str, written: _Written, templates: Templates, problems: list[Problem]
) -> Iterator[tuple[str, int]]:
    for wanted, line in written.references:
        if wanted is None:
            message = "the name of a template must be written out, between quotes"
            problems.append(problem_at(templates, name, line, message))
        elif wanted not in templates.sources:
            message = f"there is no template `{wanted}`"
            known = templates.shipped if wanted.startswith(SHIPPED) else templates.sources
            problems.append(problem_at(templates, name, line, message, did_you_mean(wanted, known)))
        else:
            yield wanted, line


def _assets(name: str, written: _Written, templates: Templates, problems: list[Problem]) -> Iterator[str]:
    for wanted, line in written.assets:
        if wanted is None:
            message, hint = "the name of an asset must be written out, between quotes", "write `asset('logo.svg')`"
            problems.append(problem_at(templates, name, line, message, hint))
        elif wanted not in templates.assets:
            message = f"there is no `{wanted}` in {FOLDER}/assets/"
            hint = did_you_mean(wanted, templates.assets)
            problems.append(problem_at(templates, name, line, message, hint, "dangling-asset"))
        else:
            yield wanted


def _reached(start: str, references: Mapping[str, list[tuple[str, int]]]) -> set[str]:
    """A template and all that it leads to."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [other for other, _ in references.get(name, ())]
    return seen


def _missing_texts(name: str, written: _Written, templates: Templates) -> Iterator[Problem]:
    """`"key" | t(…)` with a key that no language has; keys that are put together are found when rendered.

    A key that only some languages have is a problem of their files (see `templates.py`).
    """
    known = {key for texts in templates.ui.values() for key in texts}
    for key, line, _ in written.texts:
        if key is not None and not {key, f"{key}.other"} & known:
            message = f"there is no text `{key}` in {', '.join(f'i18n/{lang}.yaml' for lang in templates.ui)}"
            yield problem_at(templates, name, line, message, did_you_mean(key, known), rule="ui-text")


def _unknown_names(templates: Templates, given: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Names that a site's own text asks for, which nobody gives it."""
    for text in templates.texts.asking:
        known = text.known | given.get(text.key, set())
        for name in sorted(text.names - known - given.get("", set())):
            message = f"the text `{text.key}` asks for `{{{name}}}`, which it is not given"
            hint = did_you_mean(name, known) or (f"it is given {', '.join(sorted(known))}" if known else "")
            yield Problem(rule="ui-text", path=text.path, message=message, hint=hint, where=text.where)
