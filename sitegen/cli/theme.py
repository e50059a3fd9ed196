import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.completion import complete_shipped
from sitegen.cli.messages import run
from sitegen.cli.options import FOLDER, find_root, root_or_none
from sitegen.desk.report import one_line

if TYPE_CHECKING:
    from sitegen.desk.theme import UnknownFile

_NAME = click.argument("name", metavar="FILE", shell_complete=complete_shipped)


@click.group()
def theme() -> None:
    """Read the templates, styles and texts that sitegen ships, or begin your own from one."""


@theme.command("list")
def list_shipped() -> None:
    """List the shipped files; of templates, the blocks that your own may say otherwise.

    \b
    sitegen theme list
    """
    from sitegen.desk.theme import listed

    for file in listed():
        click.echo(f"{file.name}  blocks: {' '.join(file.blocks)}" if file.blocks else file.name)


@theme.command()
@_NAME
@click.option("--root", type=FOLDER, callback=root_or_none, help="The digest (default: the nearest upwards, if any).")
def show(name: str, root: Path | None) -> None:
    """Print a shipped file; of i18n/LANGUAGE.yaml, the texts that the digest has none of its own for.

    \b
    sitegen theme show note.html
    sitegen theme show assets/site.css/10-ground.css
    sitegen theme show i18n/ja.yaml
    """
    from sitegen.desk.theme import UnknownFile, shown

    try:
        click.echo(shown(name, root), nl=False)
    except UnknownFile as error:
        raise _unknown(error) from None


@theme.command()
@_NAME
@click.option("--root", type=FOLDER, callback=find_root, help="The digest (default: the nearest upwards).")
def copy(name: str, root: Path) -> None:
    """Copy what `show` prints to the digest's templates/, where it takes the shipped one's place.

    \b
    sitegen theme copy i18n/ja.yaml
    """
    from sitegen.desk.new_files import InTheWay
    from sitegen.desk.theme import UnknownFile, copied

    try:
        path = run(lambda: copied(name, root))
    except UnknownFile as error:
        raise _unknown(error) from None
    except InTheWay as error:
        raise click.UsageError(one_line(f"there is {', '.join(error.paths)} already")) from None
    click.echo(os.path.relpath(root / path))


def _unknown(error: "UnknownFile") -> click.UsageError:
    return click.UsageError(one_line(f"sitegen ships no `{error.name}`; {error.hint}"))
