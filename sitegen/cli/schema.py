import json
import sys
from pathlib import Path

import click

from sitegen.cli.messages import say
from sitegen.cli.options import FOLDER, root_or_none
from sitegen.desk import report


@click.command()
@click.argument("what", type=click.Choice(["note", "term", "page", "edition", "site"]))
@click.option(
    "--root",
    type=FOLDER,
    callback=root_or_none,
    help="The digest (default: the nearest upwards, if any).",
)
def schema(what: str, root: Path | None) -> None:
    """Print the JSON Schema of site.yaml, or of a file's front matter, for programs that check by it.

    \b
    sitegen schema note > note.schema.json
    """
    from sitegen.desk.schema import json_schema, site_schema

    described, problems = (site_schema(), []) if what == "site" else json_schema(what, root)
    say(report.as_text(problems))
    if described is None:
        sys.exit(1)
    click.echo(json.dumps(described, ensure_ascii=False, indent=2))
