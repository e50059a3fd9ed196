import datetime as dt
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.init import read_languages
from sitegen.cli.messages import run, say
from sitegen.cli.options import FOLDER, read_address
from sitegen.desk import report

if TYPE_CHECKING:
    from sitegen.desk.importing.come_over import Imported


def read_map(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    pairs = [each.partition("=") for each in value]
    for key, equals, taxonomy in pairs:
        if not (key.strip() and equals and taxonomy.strip()):
            raise click.BadParameter(f"`{key}{equals}{taxonomy}` is not KEY=TAXONOMY, such as tags=topics")
    return {key.strip(): taxonomy.strip() for key, _, taxonomy in pairs}


def read_language(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    return read_languages(context, parameter, (value,))[0] if value else ""


@click.command("import")
@click.argument("kind", metavar="jekyll|hugo|obsidian", type=click.Choice(["jekyll", "hugo", "obsidian"]))
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--into", required=True, type=FOLDER, help="The digest, or a folder for a new one.")
@click.option(
    "--map",
    "taxonomies",
    multiple=True,
    callback=read_map,
    metavar="KEY=TAXONOMY",
    help="Whose values become which terms; as often as wanted (default: tags=topics).",
)
@click.option(
    "--publisher", default="", metavar="TEXT", help="Who published texts that name no source: the former site."
)
@click.option("--base", callback=read_address, metavar="URL", help="Where the former site lives.")
@click.option("--lang", callback=read_language, metavar="CODE", help="The language of texts that name none.")
@click.option("--dry-run", is_flag=True, help="Say what would not come over, and write nothing.")
def import_(
    kind: str,
    folder: Path,
    into: Path,
    taxonomies: dict[str, str],
    publisher: str,
    base: str,
    lang: str,
    dry_run: bool,
) -> None:
    """Take the texts of a Jekyll or Hugo site, or of an Obsidian vault, into a digest.

    What has no place there is said with its file and line.

    \b
    sitegen import hugo ~/blog --into ~/my-digest --dry-run
    """
    from sitegen.desk.importing.come_over import Asked, UnfitTaxonomy, import_posts, write
    from sitegen.desk.new_files import InTheWay

    one, other = os.path.join(os.path.realpath(folder), ""), os.path.join(os.path.realpath(into), "")
    if one.startswith(other) or other.startswith(one):
        raise click.UsageError("the folder that is imported and the digest cannot lie in each other")
    asked = Asked(kind, folder, into, taxonomies or {"tags": "topics"}, " ".join(publisher.split()), base, lang)
    try:
        imported = run(lambda: import_posts(asked, dt.datetime.now(dt.UTC).date()))
    except UnfitTaxonomy as error:
        raise click.UsageError(f"--map: {error}") from None
    if imported.problems:
        say(report.as_text(imported.problems))
        sys.exit(1)
    if not dry_run:
        try:
            run(lambda: write(into, imported))
        except InTheWay as error:
            there = ", ".join(error.paths)
            raise click.UsageError(report.one_line(f"nothing was written, for {into} has already: {there}")) from None
    _say_what_came(imported, into, dry_run)
    if imported.lost:
        sys.exit(1)


def _say_what_came(imported: "Imported", into: Path, dry_run: bool) -> None:
    for remark in imported.remarks:
        click.echo(report.one_line(f"{remark.path}:{remark.line}: {remark.message}"))
    said = f"{len(imported.remarks)} remarks above" if imported.remarks else "nothing was left out"
    say(
        [
            f"{'would become' if dry_run else 'now'} {imported.notes} notes ({imported.drafts} of them drafts), "
            f"{imported.terms} new terms, {imported.copied} files beside notes; {said}"
        ]
    )
    if imported.lost:
        say([f"{imported.lost} texts did not come over"])
    if not dry_run:
        say(["", "What to type next:", f"  sitegen check --drafts --root {shlex.quote(str(into))}"])
