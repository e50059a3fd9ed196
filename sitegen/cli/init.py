import datetime as dt
import re
import shlex
from pathlib import Path

import click

from sitegen.cli.messages import run, say
from sitegen.cli.options import FOLDER, by_language, read_address
from sitegen.desk import report


def read_languages(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    codes = tuple(code.strip() for each in value for code in each.split(","))
    for code in codes:
        if not re.fullmatch("[a-z]{2,3}", code):
            raise click.BadParameter(f"`{code}` is no code of a language, such as en, ko or fr")
    if len(set(codes)) < len(codes):
        raise click.BadParameter("a language is named twice")
    return codes


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--title", multiple=True, metavar="TEXT", help="What it is called; in two languages: --title ko=… --title en=…."
)
@click.option(
    "--lang",
    "languages",
    multiple=True,
    default=["en"],
    show_default="en",
    callback=read_languages,
    metavar="CODE",
    help="Its languages, the first is the default: --lang ko,en.",
)
@click.option("--base-url", callback=read_address, metavar="URL", help="Where the site will live.")
def init(folder: Path, title: tuple[str, ...], languages: tuple[str, ...], base_url: str) -> None:
    """Begin a digest in DIR: a small one that builds at once.

    \b
    sitegen init ~/my-digest --lang ko,en --title ko="나의 다이제스트" --title en="My digest"
    """
    from sitegen.desk.init import SOMEWHERE, Wanted, init
    from sitegen.desk.new_files import InTheWay

    titles = by_language("title", title, languages)
    if titles and languages[0] not in titles:
        raise click.UsageError(f"--title is missing in `{languages[0]}`, the first language")
    wanted = Wanted(languages, titles, base_url or SOMEWHERE)
    try:
        begun = run(lambda: init(folder, wanted, dt.datetime.now(dt.UTC).date()))
    except InTheWay as error:
        there = ", ".join(error.paths)
        raise click.UsageError(report.one_line(f"nothing was written, for {folder} has already: {there}")) from None
    say([f"{len(begun.paths)} files written: a digest with three invented notes"])
    if begun.english:
        lacking = ", ".join(f"`{lang}`" for lang in begun.english)
        say(
            [
                f"sitegen brings no texts in {lacking}: what stands there is in English, for you to translate "
                f"(sitegen theme copy i18n/{begun.english[0]}.yaml)"
            ]
        )
    root = "" if folder == Path(".") else f" --root {shlex.quote(str(folder))}"
    say(["", "What to type next:", f"  sitegen serve --open{root}", f"  sitegen new note{root}"])
