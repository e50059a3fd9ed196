from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sitegen.cli.completion import complete_notes, complete_term
from sitegen.cli.messages import run, tell
from sitegen.cli.options import FOLDER, by_language, find_root, options_of
from sitegen.desk import report

if TYPE_CHECKING:
    from sitegen.desk.terms.command import TermRequest

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _two_terms(command: _Command) -> _Command:
    for option in (
        click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing."),
        click.option("--root", type=FOLDER, callback=find_root, help="The digest (default: the nearest upwards)."),
        click.argument("new", metavar="NEW", shell_complete=complete_term),
        click.argument("old", metavar="OLD", shell_complete=complete_term),
    ):
        command = option(command)
    return command


@click.group()
def term() -> None:
    """Rename, merge or split terms, and change whatever names them.

    Terms are named by their ids, or by TAXONOMY/ID where several have one id.
    """


@term.command()
@_two_terms
def rename(old: str, new: str, root: Path, dry_run: bool) -> None:
    """Give the term OLD the id NEW, in all texts; its former address leads on.

    \b
    sitegen term rename openai open-ai --dry-run
    """
    from sitegen.desk.terms.command import TermRequest

    _move(root, TermRequest("rename", old, new), dry_run)


@term.command()
@_two_terms
def merge(old: str, new: str, root: Path, dry_run: bool) -> None:
    """Make the term OLD part of the term NEW: its names are aliases there, its address leads there.

    \b
    sitegen term merge topics/chips topics/semiconductors
    """
    from sitegen.desk.terms.command import TermRequest

    _move(root, TermRequest("merge", old, new), dry_run)


@term.command()
@_two_terms
@click.option("--name", multiple=True, metavar="TEXT", help="Of NEW; by language: --name ko=… --name en=….")
@click.option(
    "--notes", metavar="ID,ID", default="", shell_complete=complete_notes, help="Notes that name NEW from now on."
)
def split(old: str, new: str, root: Path, dry_run: bool, name: tuple[str, ...], notes: str) -> None:
    """Make the term NEW beside OLD, and list the notes that name OLD, for you to decide which of them move.

    \b
    sitegen term split energy solar --name ko=태양광 --name en=Solar
    sitegen term split energy solar --notes vena-taean-mou,kepco-plan
    """
    from sitegen.desk.new import desk
    from sitegen.desk.terms.command import TermRequest

    here, _ = desk(root)
    names = by_language("name", name, here.config.languages) if here else {}
    ids = [id.strip() for id in notes.split(",") if id.strip()]
    _move(root, TermRequest("split", old, new, names, ids), dry_run)


def _move(root: Path, asked: "TermRequest", dry: bool) -> None:
    """What would change goes to standard output, what was done to standard error."""
    from sitegen.desk.terms.command import moved
    from sitegen.desk.terms.model import Refused
    from sitegen.incremental.workspace import workspace

    def step() -> Any:
        with workspace(options_of(root, None, True, False, None), tell) as ws:
            return moved(ws, asked, dry)

    try:
        done = run(step)
    except Refused as error:
        raise click.UsageError(report.one_line(str(error))) from None
    for line in done.diff if dry else ():
        click.echo(report.one_line(line))
    for line in done.said:
        tell(f"{'would be: ' if dry else ''}{line}")
    for id, title in done.left:
        click.echo(report.one_line(f"{id}  {title}"))
