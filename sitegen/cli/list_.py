import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from sitegen.cli.completion import complete_kind, complete_stage, complete_terms
from sitegen.cli.messages import run, say, tell
from sitegen.cli.options import FOLDER, Day, find_root, options_of, read_day
from sitegen.desk import report

if TYPE_CHECKING:
    from sitegen.digest.model import Digest, Query

_NOTE_COLUMNS = ("date", "id", "languages", "draft", "publisher", "title")
_CLAIM_COLUMNS = ("date", "key", "kind", "stage", "outcome", "by", "amount", "due", "what")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def _query_options(command: _Command) -> _Command:
    for option in (
        click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table"),
        click.option("--drafts", is_flag=True, help="With drafts."),
        click.option("--lang", metavar="LANGUAGE", default="", help="Only what has a text in it, and shown in it."),
        click.option("--until", callback=read_day, metavar="DAY", help="Up to that day; `today` is a day too."),
        click.option("--since", callback=read_day, metavar="DAY", help="From that day on."),
        click.option(
            "--terms",
            multiple=True,
            metavar="TAXONOMY=A,B",
            shell_complete=complete_terms,
            help="One of these, ids or names, or one below them; of several taxonomies, one of each.",
        ),
        click.option("--root", type=FOLDER, callback=find_root, help="The digest (default: the nearest upwards)."),
    ):
        command = option(command)
    return command


@click.group("list")
def list_() -> None:
    """List notes or claims: as a table, as JSON or as CSV."""


@list_.command("notes")
@_query_options
def notes(root: Path, drafts: bool, form: str, **given: Any) -> None:
    """List notes, the newest first.

    \b
    sitegen list notes --terms topics=energy --since 2025-10-01
    sitegen list notes --lang en --format csv > notes.csv
    """
    from sitegen.desk.listing import ListedNote, listed_notes

    def rows(digest: "Digest", query: "Query") -> list[Any]:
        return list(listed_notes(digest, query))

    _list(root, drafts, form, given, rows, ListedNote, _NOTE_COLUMNS)


@list_.command("claims")
@_query_options
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", shell_complete=complete_kind, help="Of this kind: investment."
)
@click.option(
    "--stage", "stages", multiple=True, metavar="STAGE", shell_complete=complete_stage, help="That stand there: mou."
)
@click.option("--no-outcome", "open_only", is_flag=True, help="Of which no note says what became of them.")
def claims(root: Path, drafts: bool, form: str, **given: Any) -> None:
    """List claims, the one that was reported last first; days are those of the report by which a claim stands.

    \b
    sitegen list claims --terms companies=openai --stage mou --no-outcome
    sitegen list claims --kind investment --terms topics=data-centres --format json
    """
    from sitegen.content.schema import ClaimKind, Stage
    from sitegen.desk.listing import ListedClaim, listed_claims

    _known(given["kinds"], get_args(ClaimKind), "kind of claim")
    _known(given["stages"], get_args(Stage), "stage")

    def rows(digest: "Digest", query: "Query") -> list[Any]:
        return list(listed_claims(digest, query))

    _list(root, drafts, form, given, rows, ListedClaim, _CLAIM_COLUMNS)


def _known(given: tuple[str, ...], known: tuple[str, ...], what: str) -> None:
    from sitegen.text.suggest import did_you_mean

    for word in given:
        if word not in known:
            hint = did_you_mean(word, known) or f"there are {', '.join(known)}"
            raise click.UsageError(report.one_line(f"`{word}` is no {what}; {hint}"))


def _list(
    root: Path,
    drafts: bool,
    form: str,
    given: dict[str, Any],
    rows: Callable[["Digest", "Query"], list[Any]],
    kind: type[Any],
    columns: tuple[str, ...],
) -> None:
    """Prints what is asked for. What cannot be read is not listed, and the exit status says so."""
    from sitegen.desk.table import as_csv, as_json, as_table
    from sitegen.incremental.joined_digest import joined_digest
    from sitegen.incremental.workspace import workspace
    from sitegen.problems import has_errors

    terms = _terms(root, given.pop("terms"))

    def listed() -> tuple[list[Any] | None, list[Any]]:
        with workspace(options_of(root, None, drafts, False, None), tell) as ws:
            digest, problems = joined_digest(ws)
            return (rows(digest, _query(digest, terms, given)) if digest else None), problems

    chosen, problems = run(listed)
    if chosen is None:
        say(report.as_text(problems))
        sys.exit(1)
    if form == "json":
        click.echo(as_json(chosen))
    elif form == "csv":
        click.echo(as_csv(chosen, kind), nl=False)
    elif chosen:
        for line in as_table(chosen, columns):
            click.echo(report.one_line(line))
    else:
        tell("nothing is like that")
    if has_errors(problems):
        tell("there are errors in the content: what they are about may be missing here; `sitegen check` says them all")
        sys.exit(1)


def _terms(root: Path, given: tuple[str, ...]) -> dict[str, list[str]]:
    """The ids of the terms that are asked for, which may be named in any of their ways."""
    from sitegen.cli.questions import terms_by_taxonomy
    from sitegen.desk.new import desk, resolved

    here, problems = desk(root)
    if here is None:
        say(report.as_text(problems))
        sys.exit(1)
    terms = {}
    for taxonomy, names in terms_by_taxonomy(here, given).items():
        terms[taxonomy], unknown = resolved(here, taxonomy, names)
        for name, hint in unknown.items():
            raise click.UsageError(
                report.one_line(f"there is no `{name}` in {taxonomy}" + (f"; {hint}" if hint else ""))
            )
    return terms


def _query(digest: "Digest", terms: dict[str, list[str]], given: dict[str, Any]) -> "Query":
    from sitegen.digest.model import Query

    lang = given["lang"]
    if lang and lang not in digest.config.languages:
        known = ", ".join(digest.config.languages)
        raise click.UsageError(report.one_line(f"`{lang}` is no language of this digest; there are {known}"))

    since, until = (_day(given.pop(name), digest) for name in ("since", "until"))
    return Query(
        terms={taxonomy: tuple(ids) for taxonomy, ids in terms.items()},
        since=since or dt.date.min,
        until=until or dt.date.max,
        **given,
    )


def _day(given: Day, digest: "Digest") -> dt.date | None:
    from sitegen.text.zones import today

    return today(digest.config.zone) if given == "today" else given
