"""What is wrong with templates before any is rendered: mistakes of writing, names, loops, missing texts."""

from collections.abc import Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from sitegen.problems import Position, Problem
from sitegen.render.templates import Templates, text_group
from sitegen.text.suggest import did_you_mean

_REFERRING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def check(templates: Templates, environment: Environment) -> tuple[list[Problem], dict[str, tuple[str, ...]]]:
    """Every problem that can be seen in the templates' own text, and each template's closure: it and all it uses."""
    problems: list[Problem] = []
    references: dict[str, list[tuple[str, int]]] = {}
    given: dict[str, set[str]] = {}
    for name in templates.sources:
        tree = _parsed(name, templates, environment, problems)
        if tree is not None:
            references[name] = list(_references(name, tree, templates, problems))
            problems += _missing_texts(name, tree, templates)
            _take_given(tree, given)
    problems += _unknown_names(templates, given)
    reached = {name: _reached(name, references) for name in templates.sources}
    for name, refers in references.items():
        for other, line in refers:
            if name in reached[other]:
                message = f"`{other}` leads back to this template: they would go round for ever"
                problems.append(problem_at(templates, name, line, message))
    return problems, {name: tuple(sorted(reached[name])) for name in references}


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


def _parsed(
    name: str, templates: Templates, environment: Environment, problems: list[Problem]
) -> nodes.Template | None:
    source = templates.sources[name]
    try:
        environment.get_template(name)  # compiling it finds filters and tests that do not exist
        return environment.parse(source.text, name, source.path)
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


def _references(
    name: str, tree: nodes.Template, templates: Templates, problems: list[Problem]
) -> Iterator[tuple[str, int]]:
    for node in tree.find_all(_REFERRING):
        wanted = node.template  # type: ignore[attr-defined]
        if not isinstance(wanted, nodes.Const) or not isinstance(wanted.value, str):
            message = "the name of a template must be written out, between quotes"
            problems.append(problem_at(templates, name, node.lineno, message))
        elif wanted.value not in templates.sources:
            message = f"there is no template `{wanted.value}`"
            hint = did_you_mean(wanted.value, templates.sources)
            problems.append(problem_at(templates, name, node.lineno, message, hint))
        else:
            yield wanted.value, node.lineno


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


def _missing_texts(name: str, tree: nodes.Template, templates: Templates) -> Iterator[Problem]:
    """`"key" | t(…)` with a key that no language has; keys that are put together are found when rendered.

    A key that only some languages have is a problem of their files (see `templates.py`).
    """
    known = {key for texts in templates.ui.values() for key in texts}
    for node in tree.find_all(nodes.Filter):
        if node.name != "t" or not isinstance(node.node, nodes.Const):
            continue
        key = node.node.value
        if not {key, f"{key}.other"} & known:
            message = f"there is no text `{key}` in {', '.join(f'i18n/{lang}.yaml' for lang in templates.ui)}"
            yield problem_at(templates, name, node.lineno, message, did_you_mean(str(key), known), rule="ui-text")


def _take_given(tree: nodes.Template, given: dict[str, set[str]]) -> None:
    """The names of what `t` is given, by key; by an empty one where the key is put together."""
    for node in tree.find_all(nodes.Filter):
        if node.name == "t":
            key = node.node.value if isinstance(node.node, nodes.Const) else ""
            given.setdefault(text_group(str(key)), set()).update(named.key for named in node.kwargs)  # type: ignore[misc]


def _unknown_names(templates: Templates, given: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Names that a site's own text asks for, which nobody gives it."""
    for text in templates.asking:
        known = text.known | given.get(text.key, set())
        for name in sorted(text.names - known - given.get("", set())):
            message = f"the text `{text.key}` asks for `{{{name}}}`, which it is not given"
            hint = did_you_mean(name, known) or (f"it is given {', '.join(sorted(known))}" if known else "")
            yield Problem(rule="ui-text", path=text.path, message=message, hint=hint, where=text.where)
