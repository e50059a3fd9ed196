import datetime as dt
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from sitegen.cli.completion import complete_notes, complete_terms
from sitegen.cli.messages import run, say, tell, terminal
from sitegen.cli.options import FOLDER, find_root, read_day
from sitegen.cli.questions import terms_by_taxonomy
from sitegen.desk import report

if TYPE_CHECKING:
    from sitegen.desk.clip.clip import Clipped, ClipRequest
    from sitegen.desk.clip.model import ArticleHead, Told
    from sitegen.desk.new import Desk

_OF_A_SOURCE = {"headline": "title", "publisher": "publisher", "author": "author", "url": "address"}
_LARGEST_PIPED = 5_000_001  # bytes, one more than an article may hold
_SIGNS = {
    "address": "has this article's address",
    "text": "was made of this very text",
    "headline": "has a headline like this one's, of the same days",
}
_MOST_SHOWN = 12  # terms that are named on the screen; the draft has all of them


@click.command()
@click.argument("what", metavar="FILE|URL|-")
@click.option("--root", type=FOLDER, callback=find_root, help="The digest (default: the nearest upwards).")
@click.option("--published", callback=read_day, metavar="DAY", help="When the article came out.")
@click.option("--url", metavar="URL", help="Where the article is, for a file.")
@click.option("--publisher", metavar="TEXT", help="Whose article it is.")
@click.option("--author", metavar="TEXT", help="Who wrote it.")
@click.option("--headline", metavar="TEXT", help="Its headline.")
@click.option("--title", metavar="TEXT", help="Of the note, in your own words (default: the headline).")
@click.option("--summary", metavar="TEXT", help="Of the note: one or two sentences of yours.")
@click.option(
    "--date", "day", callback=read_day, metavar="DAY", help="Of the note (default: when the article came out)."
)
@click.option(
    "--terms",
    multiple=True,
    metavar="TAXONOMY=A,B",
    shell_complete=complete_terms,
    help="Of the note: ids or names, --terms topics=energy.",
)
@click.option("--id", metavar="ID", help="Of the note (default: made from its title).")
@click.option(
    "--also",
    metavar="ID",
    shell_complete=complete_notes,
    help="Add the article to this note's sources, in place of a draft.",
)
@click.option("--new", "anew", is_flag=True, help="Write a draft even if a note seems to tell of the article already.")
@click.option("--no-edit", is_flag=True, help="Do not open $EDITOR.")
def clip(what: str, root: Path, also: str | None, anew: bool, no_edit: bool, **given: Any) -> None:
    """Make a draft of an article: a text, a saved page, an address, or - for standard input.

    What it names is suggested in comments, each with where it stands; nothing of it is on a page until you say so.

    \b
    sitegen clip article.html
    sitegen clip https://example.org/news/1 --terms topics=energy
    pbpaste | sitegen clip - --published 2025-10-24 --publisher 더팩트
    """
    clip_into(what, root, given, also or "", anew, no_edit)


def clip_into(what: str, root: Path, given: Mapping[str, Any], also: str, anew: bool, no_edit: bool) -> None:
    """The command, and `sitegen new note --from`. `given`: options by their names; what is missing is not said."""
    from sitegen.desk.clip.clip import clip as read_article
    from sitegen.desk.clip.clip import document_from
    from sitegen.desk.clip.model import Unfit
    from sitegen.desk.fetch import Unfetched
    from sitegen.desk.new import desk

    here, problems = desk(root)
    if here is None:
        say(report.as_text(problems))
        sys.exit(1)
    wanted = _wanted(here, given)
    _insist_on_note(here, also)
    try:
        piped = sys.stdin.buffer.read(_LARGEST_PIPED) if what == "-" and sys.stdin else b""  # None: it was closed
        clipped = read_article(here, document_from(what, piped), wanted)
    except Unfit as error:
        _refuse(f"{what}: {error}")
    except Unfetched as error:
        _refuse(f"{what} {error}")
    except OSError as error:
        _refuse(f"{what} cannot be read: {error.strerror}")
    say(report.one_line(line) for line in _told(clipped))
    may_ask = terminal(sys.stdin) and terminal(sys.stderr)
    if path := _other_note(here, clipped, also, anew, may_ask):
        _add(here, clipped, path)
    else:
        _write(here, clipped, wanted, may_ask and not no_edit)


def _wanted(here: "Desk", given: Mapping[str, Any]) -> "ClipRequest":
    from sitegen.desk.clip.clip import ClipRequest
    from sitegen.desk.new import flaw
    from sitegen.text.zones import today

    if given.get("url") and (wrong := flaw("url", given["url"], None)):
        raise click.UsageError(report.one_line(wrong))
    days = {
        key: today(here.config.zone) if given.get(key) == "today" else given.get(key) for key in ("published", "day")
    }
    published = days["published"]
    if isinstance(published, dt.date) and published > today(here.config.zone):
        raise click.UsageError(f"--published {published} is after today")
    said = {key: " ".join(given[option].split()) for option, key in _OF_A_SOURCE.items() if given.get(option)}
    if published:
        said["published"] = str(published)
    text = {key: " ".join((given.get(key) or "").split()) for key in ("title", "summary")}
    return ClipRequest(said, text["title"], text["summary"], _id(here, given), days["day"] or None, _terms(here, given))


def _id(here: "Desk", given: Mapping[str, Any]) -> str:
    from sitegen.text.ids import id_flaw

    id: str = given.get("id") or ""
    flaw, hint = id_flaw(id) if id else ("", "")
    if flaw:
        raise click.UsageError(report.one_line(f"--id: `{id}` {flaw}" + (f"; {hint}" if hint else "")))
    if taken := here.taken("", id):
        raise click.UsageError(f"--id: `{id}` is the id of {taken} already")
    return id


def _terms(here: "Desk", given: Mapping[str, Any]) -> dict[str, list[str]]:
    from sitegen.desk.new import resolved

    terms: dict[str, list[str]] = {}
    for taxonomy, names in terms_by_taxonomy(here, given.get("terms") or ()).items():
        ids, unknown = resolved(here, taxonomy, names)
        for name, hint in unknown.items():
            how = hint or f"create it first: sitegen new {taxonomy}"
            raise click.UsageError(report.one_line(f"--terms: there is no `{name}` in {taxonomy}; {how}"))
        terms[taxonomy] = list(dict.fromkeys(ids))
    return terms


def _insist_on_note(here: "Desk", id: str) -> None:
    from sitegen.text.suggest import did_you_mean

    if id and id not in here.notes:
        hint = did_you_mean(id, here.notes)
        raise click.UsageError(report.one_line(f"--also: there is no note `{id}`" + (f"; {hint}" if hint else "")))


def _other_note(here: "Desk", clipped: "Clipped", also: str, anew: bool, may_ask: bool) -> str:
    """The path of a note that the article is to be added to; empty for a draft. Nothing is added without a word."""
    if also:
        return here.notes[also]
    if anew or not clipped.known:
        return ""
    for known in clipped.known:
        tell(f"{known.path} {_SIGNS[known.by]}: {known.title}")
    first = clipped.known[0]
    if first.by != "headline":
        _refuse("nothing was written; --new writes a draft all the same")
    if may_ask and click.confirm(f"Add the article to the sources of {first.id}?", default=False, err=True):
        return first.path
    if may_ask and click.confirm("Write a draft of its own?", default=False, err=True):
        return ""
    _refuse(f"nothing was written; --also {first.id} adds the article to that note's sources, --new writes a draft")


def _add(here: "Desk", clipped: "Clipped", path: str) -> None:
    from sitegen.desk.clip.also import NoPlace
    from sitegen.desk.clip.clip import add_to_note, source_lines
    from sitegen.desk.clip.model import Unfit

    if any(known.by != "headline" and known.path == path for known in clipped.known):
        _refuse(f"{path} names this article already; nothing was written")
    try:
        kept = run(lambda: add_to_note(here, clipped, path))
    except Unfit as error:
        _refuse(f"nothing was written: {error}")
    except NoPlace:
        _refuse(
            f"{path}: its front matter is written so that no line can be added safely; add this under `also`:\n"
            + "\n".join(source_lines(here, clipped))
        )
    tell(f"the article is now under `also` of the note; its text is kept in {kept}")
    click.echo(os.path.relpath(here.root / path))


def _write(here: "Desk", clipped: "Clipped", wanted: "ClipRequest", edit: bool) -> None:
    from sitegen.desk.clip.clip import write_draft
    from sitegen.desk.clip.model import Unfit
    from sitegen.desk.new_files import InTheWay

    try:
        path, kept = run(lambda: write_draft(here, clipped, wanted))
    except InTheWay as error:
        raise click.UsageError(report.one_line(f"there is {', '.join(error.paths)} already")) from None
    except Unfit as error:
        _refuse(f"nothing was written: {error}")
    tell(f"a draft was written, and the article's text kept in {kept}, which git does not see")
    click.echo(os.path.relpath(here.root / path))
    if edit and (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        click.edit(filename=str(here.root / path))


def _told(clipped: "Clipped") -> list[str]:
    from sitegen.desk.clip.article import kinds_dropped

    article, suggested = clipped.article, clipped.suggested
    paragraphs = sum(not each.caption for each in article.paragraphs)
    dropped = kinds_dropped(article.dropped)
    lines = [*_head(article.head), f"text: {paragraphs} paragraphs" + (f"; left out: {dropped}" if dropped else "")]
    names = [f"{term.key[1]} ({term.times})" for term in suggested.terms]
    more = f" and {len(names) - _MOST_SHOWN} more" if len(names) > _MOST_SHOWN else ""
    lines += [f"names: {', '.join(names[:_MOST_SHOWN])}{more}"] if names else []
    lines += [f"amounts: {', '.join(amount.text for amount, _ in suggested.amounts)}"] if suggested.amounts else []
    dates = [f"{date.text} = {date.days or '?'}" for date, _ in suggested.dates]
    lines += [f"dates: {', '.join(dates)}"] if dates else []
    lines += [f"quotes: {len(suggested.quotes)}, claims: {len(suggested.claims)}"]
    return lines + [f"note: {remark}" for remark in clipped.remarks]


def _head(head: "ArticleHead") -> list[str]:
    told = {"title": head.title, "publisher": head.publisher, "author": head.author, "url": head.address}
    told["published"] = head.published
    return [f"{key}: {_from(value)}" for key, value in told.items() if value.value]


def _from(told: "Told") -> str:
    from sitegen.desk.clip.model import PLACES

    origin = "as you say" if told.origin == "option" else f"from {PLACES.get(told.origin, told.origin)}"
    others = "".join(f"; {PLACES.get(other, other)} says {value}" for other, value in told.otherwise)
    return f"{told.value} ({origin}{others})"


def _refuse(message: str) -> NoReturn:
    for line in message.split("\n"):
        tell(line)
    sys.exit(1)
