"""What a command says: everything but its product goes to standard error, and what stops it is one line."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NoReturn, TextIO, TypeVar

import click

from sitegen.desk import report
from sitegen.output.folder import ForeignFolder
from sitegen.problems import Problem

_MOST_OF_ONE_RULE = 20
_Result = TypeVar("_Result")


def run(step: Callable[[], _Result]) -> _Result:
    """A step of the pipeline; what stops it becomes a message and an exit status."""
    try:
        return step()
    except ForeignFolder as error:
        raise click.UsageError(report.one_line(str(error))) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        fail(f"{error.strerror or error}{where}; the last good site is untouched")


def fail(message: str) -> NoReturn:
    tell(f"sitegen: {message}")
    sys.exit(3)


def as_text(problems: Sequence[Problem], every: bool) -> Iterator[str]:
    """Problems for people, in a pipe too: a log of a thousand lines is read by nobody."""
    return report.as_text(problems) if every else report.as_text(problems, _MOST_OF_ONE_RULE, "; --all says all")


def tell(line: str) -> None:
    say([report.one_line(line)])


def say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()  # None: the caller closed it
