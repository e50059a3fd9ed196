import datetime as dt
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli.completion import complete_new, complete_notes, complete_terms
from sitegen.cli.messages import run, say, terminal
from sitegen.cli.options import FOLDER, by_language, find_root, read_day
from sitegen.cli.questions import Questions, terms_by_taxonomy
from sitegen.desk import report
from sitegen.text.suggest import did_you_mean

if TYPE_CHECKING:
    from sitegen.config import Taxonomy
    from sitegen.desk.new import Desk, NewNote, NewTerm

_OF_A_NOTE = ("day", "publisher", "url", "terms")
_OF_A_LAW = {"summary": "Summary, in one line", "kind": "Kind", "jurisdiction": "Jurisdiction, such as KR, US or EU"}


@click.command()
@click.argument("what", metavar="note|page|edition|topic|company|theme|TAXONOMY", shell_complete=complete_new)
@click.argument("called", required=False, metavar="[ID]")
@click.option("--root", type=FOLDER, callback=find_root, help="The digest (default: the nearest upwards).")
@click.option("--title", metavar="TEXT", help="Of a note, a page or the lead of an edition.")
@click.option("--lang", metavar="CODE", help="Of these: its language (default: the digest's first).")
@click.option(
    "--translates",
    metavar="ID",
    shell_complete=complete_notes,
    help="Of a note: the note that it is in another language.",
)
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
def new(
    what: str, called: str | None, root: Path, source: str | None, create: bool, no_edit: bool, **given: Any
) -> None:
    """Write the file of a new note, term, page or lead of an edition; asks for what is required, on a terminal.

    \b
    sitegen new note
    sitegen new note --translates 2025-10-24-plan --lang en
    sitegen new page --title Imprint --id imprint
    sitegen new edition 2025-w43
    sitegen new company --name ko=삼성전자 --name en="Samsung Electronics"
    """
    from sitegen.desk.new import desk
    from sitegen.desk.new_files import InTheWay

    if called and given["id"]:
        raise click.UsageError("the id is given twice: leave out --id")
    given["id"] = called or given["id"]
    if source:
        _clip(what, source, root, create, no_edit, given)
        return
    here, problems = desk(root)
    if here is None:
        say(report.as_text(problems))
        sys.exit(1)
    asked = Questions(here, given, create, terminal(sys.stdin) and terminal(sys.stderr))
    _check_language(given["lang"], here)
    wanted = _wanted(asked, here, what)
    try:
        paths = run(wanted)
    except InTheWay as error:
        raise click.UsageError(report.one_line(f"there is {', '.join(error.paths)} already")) from None
    for path in paths:
        click.echo(os.path.relpath(root / path))
    if asked.may_ask and not no_edit and (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        click.edit(filename=str(root / paths[0]))


def _clip(what: str, source: str, root: Path, create: bool, no_edit: bool, given: dict[str, Any]) -> None:
    idle = [
        option
        for option, value in given.items()
        if value and option in ("name", "kind", "jurisdiction", "lang", "translates")
    ]
    if what != "note" or create or idle:
        raise click.UsageError("--from is of a note, and creates no terms: see `sitegen clip --help`")
    from sitegen.cli.clip import clip_into

    clip_into(source, root, given, "", False, no_edit)


def _check_language(lang: str | None, here: "Desk") -> None:
    known = here.config.languages
    if lang and lang not in known:
        raise click.UsageError(report.one_line(f"--lang {lang}: the digest's languages are {', '.join(known)}"))


def _wanted(asked: Questions, here: "Desk", what: str) -> Callable[[], list[str]]:
    """What writes the files, and gives their paths."""
    from sitegen.desk.new import write

    if what == "note" and asked.given["translates"]:
        return _translation(asked)
    if what == "note":
        asked.refuse(("name", "kind", "jurisdiction"), "a note")
        note, terms = _note(asked)
        return lambda: write(here, note, terms)
    if what == "page":
        return _page(asked)
    if what == "edition":
        return _edition(asked)
    taxonomy = here.taxonomy(what)
    if taxonomy is None:
        known = ["note", "page", "edition", *(each.id for each in here.config.taxonomies)]
        hint = did_you_mean(what, known) or f"there are {', '.join(known)}"
        raise click.UsageError(f"`{report.one_line(what)}` is no taxonomy of this digest; {hint}")
    asked.refuse(("title", "lang", "translates", *_OF_A_NOTE), f"one of the {taxonomy.id}")
    idle = () if taxonomy.measure else ("jurisdiction",) if taxonomy.entity else ("jurisdiction", "kind")
    asked.refuse(idle, f"one of the {taxonomy.id}")
    term = _term(asked, taxonomy)
    return lambda: write(here, None, [term])


def _translation(asked: Questions) -> Callable[[], list[str]]:
    """Of a note that there is; its title and summary may be left to whoever writes on."""
    from sitegen.desk.new_files import write_new
    from sitegen.desk.translation import NoOriginal, original, translation_path, translation_text

    asked.refuse(("name", "kind", "jurisdiction", "id", *_OF_A_NOTE), "a note in another language")
    given, here = asked.given, asked.desk
    try:
        note = original(here, re.sub(r"\A\d{4}-\d{2}-\d{2}-", "", given["translates"]))
    except NoOriginal as error:
        hint = did_you_mean(given["translates"], here.notes)
        raise click.UsageError(report.one_line("; ".join(filter(None, (str(error), hint))))) from None
    if not note.lacking:
        raise click.UsageError(f"{note.path} is there in all of the digest's languages")
    lang = given["lang"] or note.lacking[0]
    path = translation_path(note, lang, here.config.languages)
    own = {key: " ".join(given[key].split()) for key in ("title", "summary") if given[key]}
    text = translation_text(note, lang, own).encode()
    if lang not in note.lacking:
        raise click.UsageError(f"the note is there in `{lang}` already; it lacks {', '.join(note.lacking)}")

    def write() -> list[str]:
        write_new(here.root, {path: text})
        return [path]

    return write


def _page(asked: Questions) -> Callable[[], list[str]]:
    from sitegen.desk.new import NewPage, write_page

    asked.refuse(("name", "kind", "jurisdiction", "translates", *_OF_A_NOTE), "a standing page")
    asked.need("title")
    title = asked.text("title", "Title")
    lang = asked.given["lang"] or asked.desk.config.default
    page = NewPage(asked.id("pages", title), lang, title, " ".join((asked.given["summary"] or "").split()))
    return lambda: write_page(asked.desk, page)


def _edition(asked: Questions) -> Callable[[], list[str]]:
    from sitegen.desk.new_edition import NoEdition, write_edition

    asked.refuse(("name", "kind", "jurisdiction", "translates", "summary", *_OF_A_NOTE), "the lead of an edition")
    asked.need("id")
    id, lang = asked.text("id", "Week or month, as 2025-w43 or 2025-10"), asked.given["lang"] or ""
    title = " ".join((asked.given["title"] or "").split())

    def write() -> list[str]:
        try:
            return write_edition(asked.desk, id, lang, title)
        except NoEdition as error:
            raise click.UsageError(report.one_line(str(error))) from None

    return write


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
    return NewNote(id, day, title, publisher, url, summary, terms, asked.given["lang"] or ""), missing


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
