import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli.completion import complete_new, complete_terms
from sitegen.cli.messages import run, say, terminal
from sitegen.cli.options import FOLDER, by_language, find_root, read_day
from sitegen.cli.questions import Questions, terms_by_taxonomy
from sitegen.desk import report

if TYPE_CHECKING:
    from sitegen.config import Taxonomy
    from sitegen.desk.new import Desk, NewNote, NewTerm

_OF_A_LAW = {"summary": "Summary, in one line", "kind": "Kind", "jurisdiction": "Jurisdiction, such as KR, US or EU"}


@click.command()
@click.argument("what", metavar="note|topic|company|theme|TAXONOMY", shell_complete=complete_new)
@click.option("--root", type=FOLDER, callback=find_root, help="The digest (default: the nearest upwards).")
@click.option("--title", metavar="TEXT", help="Of a note.")
@click.option("--date", "day", callback=read_day, metavar="DAY", help="Of a note (default: today).")
@click.option("--publisher", metavar="TEXT", help="Of a note: who published its source.")
@click.option("--url", metavar="URL", help="Of a note: where its source is.")
@click.option(
    "--terms",
    multiple=True,
    metavar="TAXONOMY=A,B",
    shell_complete=complete_terms,
    help="Of a note: ids or names, --terms topics=energy.",
)
@click.option("--name", multiple=True, metavar="TEXT", help="Of a term; in two languages: --name ko=… --name en=….")
@click.option("--kind", metavar="WORD", help="Of a law or a company: what it is.")
@click.option("--jurisdiction", metavar="CODE", help="Of a law: whose it is.")
@click.option("--summary", metavar="TEXT", help="One or two sentences.")
@click.option("--id", metavar="ID", help="In its address (default: made from the title or name).")
@click.option("--from", "source", metavar="FILE|URL|-", help="Of a note: a draft of this article, as `clip` makes it.")
@click.option("--create", is_flag=True, help="Of a note: create terms that are missing, without a question.")
@click.option("--no-edit", is_flag=True, help="Do not open $EDITOR.")
def new(what: str, root: Path, source: str | None, create: bool, no_edit: bool, **given: Any) -> None:
    """Write the file of a new note or term; asks for what is required, on a terminal.

    \b
    sitegen new note
    sitegen new company --name ko=삼성전자 --name en="Samsung Electronics"
    """
    from sitegen.desk.new import desk, write
    from sitegen.desk.new_files import InTheWay

    if source:
        _clip(what, source, root, create, no_edit, given)
        return
    here, problems = desk(root)
    if here is None:
        say(report.as_text(problems))
        sys.exit(1)
    asked = Questions(here, given, create, terminal(sys.stdin) and terminal(sys.stderr))
    note, terms = _wanted(asked, here, what)
    try:
        paths = run(lambda: write(here, note, terms))
    except InTheWay as error:
        raise click.UsageError(report.one_line(f"there is {', '.join(error.paths)} already")) from None
    for path in paths:
        click.echo(os.path.relpath(root / path))
    if asked.may_ask and not no_edit and (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        click.edit(filename=str(root / paths[0]))


def _clip(what: str, source: str, root: Path, create: bool, no_edit: bool, given: dict[str, Any]) -> None:
    idle = [option for option, value in given.items() if value and option in ("name", "kind", "jurisdiction")]
    if what != "note" or create or idle:
        raise click.UsageError("--from is of a note, and creates no terms: see `sitegen clip --help`")
    from sitegen.cli.clip import clip_into

    clip_into(source, root, given, "", False, no_edit)


def _wanted(asked: Questions, here: "Desk", what: str) -> tuple["NewNote | None", list["NewTerm"]]:
    from sitegen.text.suggest import did_you_mean

    if what == "note":
        asked.refuse(("name", "kind", "jurisdiction"), "a note")
        return _note(asked)
    taxonomy = here.taxonomy(what)
    if taxonomy is None:
        known = ["note", *(each.id for each in here.config.taxonomies)]
        hint = did_you_mean(what, known) or f"there are {', '.join(known)}"
        raise click.UsageError(f"`{report.one_line(what)}` is no taxonomy of this digest; {hint}")
    asked.refuse(("title", "day", "publisher", "url", "terms"), f"one of the {taxonomy.id}")
    idle = () if taxonomy.measure else ("jurisdiction",) if taxonomy.entity else ("jurisdiction", "kind")
    asked.refuse(idle, f"one of the {taxonomy.id}")
    return None, [_term(asked, taxonomy)]


def _note(asked: Questions) -> tuple["NewNote", list["NewTerm"]]:
    from sitegen.desk.new import NewNote
    from sitegen.text.zones import today

    asked.need("title", "publisher", "summary", terms=True)
    title = asked.text("title", "Title")
    id = asked.id("", title)
    publisher = asked.text("publisher", "Publisher of the source")
    summary = asked.text("summary", "Summary, one or two sentences")
    terms, missing = asked.terms(terms_by_taxonomy(asked.desk, asked.given["terms"]))
    given = asked.given["day"]
    day = given if isinstance(given, dt.date) else today(asked.desk.config.zone)
    url = asked.text("url", "Address of the source") if asked.given["url"] else ""
    return NewNote(id, day, title, publisher, url, summary, terms), missing


def _term(asked: Questions, taxonomy: "Taxonomy") -> "NewTerm":
    from sitegen.desk.new import NewTerm

    asked.need("name", *(_OF_A_LAW if taxonomy.measure else ()))
    names = by_language("name", asked.given["name"], asked.desk.config.languages) or asked.names()
    for name in names.values():
        if known := asked.desk.registry.named(taxonomy.id, name):
            path = asked.desk.taken(taxonomy.id, known)
            raise click.UsageError(report.one_line(f"`{name}` is there already: {path}"))
    id = asked.id(taxonomy.id, names.get("en") or next(iter(names.values())))
    wanted = {key: question for key, question in _OF_A_LAW.items() if taxonomy.measure or asked.given[key]}
    more = {key: asked.text(key, question, taxonomy) for key, question in wanted.items()}
    return NewTerm(taxonomy.id, id, names, more)
