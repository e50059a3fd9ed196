"""The commands. What they do stands elsewhere; this module reads options and sets exit statuses.

0 fine; 1 errors in the content (with --strict warnings too); 2 wrong usage; 3 the machine failed.
"""

import datetime as dt
import io
import json
import os
import shlex
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TextIO, TypeVar

import click

from sitegen import __version__
from sitegen.config import BASE_HINT, SITE_FILE, base_address
from sitegen.desk import report
from sitegen.disk import leads_out
from sitegen.incremental.workspace import Options
from sitegen.output.folder import ForeignFolder
from sitegen.output.owner import other_owner

_FOLDER = click.Path(file_okay=False, path_type=Path)
_MOST_OF_ONE_RULE = 20  # on a terminal
_Command = TypeVar("_Command", bound=Callable[..., Any])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Publish a curated digest: notes in Markdown to a static site."""


def _root(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    """The folder given, or the nearest one upwards that holds content/site.yaml, if nobody else put it there."""
    try:
        start = Path(os.path.realpath(value or "."))
    except FileNotFoundError:
        raise click.UsageError("the current folder is gone; name the digest: --root DIR") from None
    folders = [start] if value else [start, *start.parents]
    for folder in folders:
        if os.path.isfile(folder / SITE_FILE) or (value and os.path.isdir((folder / SITE_FILE).parent)):
            if not value and (owner := other_owner(folder)):
                hint = f"to use it all the same, name it: --root {shlex.quote(str(folder))}"
                raise click.UsageError(f"the digest in {folder} belongs to another user ({owner}); {hint}")
            return folder
    raise click.UsageError(f"there is no {SITE_FILE} in {start}" + ("" if value else " or any folder above it"))


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:  # 20251024 and 2025-W43-5 are ISO's too, but not ours
        raise click.BadParameter(f"`{value}` is no day written YYYY-MM-DD")
    return day


def _address(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    if value is not None and not base_address(value):
        raise click.BadParameter(f"no site can live at `{value}`; {BASE_HINT}")
    return base_address(value or "")


def _output(given: str | None, root: Path) -> Path:
    """Where the site goes: never among the digest's own files, nor around them, whatever that folder holds."""
    if given == "":  # a script's variable that was never set
        raise click.BadParameter("no folder is named", param_hint="'--output'")
    output = Path(given).absolute() if given else root / "_site"
    if not given and leads_out(str(output)):
        why = f"{output} is a link that leads out of the digest; if it is yours, name it: --output {output}"
        raise click.BadParameter(why, param_hint="'--output'")
    real = Path(os.path.realpath(output))
    own = [Path(os.path.realpath(root / name)) for name in ("content", "templates", ".sitegen")]
    if root.is_relative_to(real) or any(real.is_relative_to(folder) for folder in own):
        why = f"{output} holds the digest's own files, or lies among them"
        raise click.BadParameter(why, param_hint="'--output'")
    return output


def _common(command: _Command) -> _Command:
    for option in (
        click.option("--strict", is_flag=True, help="Count warnings as errors."),
        click.option("--as-of", callback=_day, metavar="DAY", help="Hold back notes later than this day."),
        click.option("--drafts", is_flag=True, help="Show drafts."),
        click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Processes (default: the cores)."),
        click.option("--root", type=_FOLDER, callback=_root, help="The digest (default: the nearest upwards)."),
    ):
        command = option(command)
    return command


@cli.command()
@_common
@click.option("--output", metavar="DIR", help="Where to (default: _site in the root).")
@click.option("--base-url", callback=_address, metavar="URL", help="Where the site will live (default: site.yaml's).")
@click.option("--clean", is_flag=True, help="Write every file anew.")
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object on standard output.")
@click.pass_obj
def build(
    unfreed: list[object] | None,
    root: Path,
    output: str | None,
    base_url: str,
    drafts: bool,
    as_of: dt.date | None,
    jobs: int | None,
    strict: bool,
    clean: bool,
    as_json: bool,
) -> None:
    """Build the site."""
    from sitegen import pipeline

    started = time.perf_counter()
    options = Options(
        root=root, base_url=base_url, drafts=drafts, as_of=as_of, jobs=_jobs(jobs), strict=strict, clean=clean
    )
    folder = _output(output, root)
    outcome = _run(lambda: pipeline.build(options, folder, _tell, unfreed))
    seconds = time.perf_counter() - started
    _say(report.as_text(outcome.problems, _MOST_OF_ONE_RULE if _terminal(sys.stderr) else 0))
    files = outcome.files
    if outcome.failed:
        _say([f"nothing was written; {folder} is as it was"])
    elif _terminal(sys.stderr):
        changes = f"{files.written} files written, {files.removed} removed, {files.unchanged} unchanged"
        _say([f"{outcome.pages} pages in {seconds:.2f} s: {changes}"])
    if as_json:
        counts = {"pages": outcome.pages, "rendered": outcome.rendered, "written": files.written}
        counts |= {"removed": files.removed, "unchanged": files.unchanged}
        problems = [report.as_data(problem) for problem in outcome.problems]
        click.echo(json.dumps({**counts, "seconds": round(seconds, 3), "problems": problems}, ensure_ascii=False))
    sys.exit(int(outcome.failed))


@cli.command()
@_common
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--fix", "mend", is_flag=True, help="Mend what a machine can: Unicode forms, line ends.")
@click.option("--links", "outside", is_flag=True, help="Ask the addresses outside whether they are still there.")
def check(
    root: Path,
    drafts: bool,
    as_of: dt.date | None,
    jobs: int | None,
    strict: bool,
    form: str,
    mend: bool,
    outside: bool,
) -> None:
    """List every problem, without building."""
    from sitegen import pipeline
    from sitegen.desk import fix, links

    fixed = _run(lambda: fix.fix(root)) if mend else fix.Fixed()
    for line in [f"mended {path}" for path in fixed.mended] + [f"sitegen: {line}" for line in fixed.failures]:
        _tell(line)
    options = Options(root=root, drafts=drafts, as_of=as_of, jobs=_jobs(jobs), strict=strict)
    outcome = _run(lambda: pipeline.check(options, _tell))
    if outside:
        outcome = _run(lambda: links.checked(outcome, options, _tell))
    if form == "json":
        click.echo(json.dumps([report.as_data(p) for p in outcome.problems], ensure_ascii=False, indent=1))
    elif form == "github":
        for line in report.as_github(outcome.problems):
            click.echo(line)
    else:
        most = _MOST_OF_ONE_RULE if _terminal(sys.stdout) else 0
        for line in report.as_text(outcome.problems, most) if outcome.problems else ["no problems"]:
            click.echo(line)
    sys.exit(3 if fixed.failures else int(outcome.failed))


@cli.command()
@click.option("--poll", is_flag=True, help="Look for changes every half second, where no events come.")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--port", type=click.IntRange(1, 65535), help="This port and no other (default: 8000, or the next).")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--root", type=_FOLDER, callback=_root, help="The digest (default: the nearest upwards).")
def serve(root: Path, host: str, port: int | None, browse: bool, poll: bool) -> None:
    """Show the site live: each saved change at once, drafts and later notes too."""
    from sitegen.preview.serve import serve

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C
    options = Options(root=root, jobs=_jobs(None))
    try:
        serve(options, host, port, poll, browse, _tell)
    except UnicodeError:
        raise click.BadParameter(f"`{host}` is no host", param_hint="'--host'") from None
    except OSError as error:
        _fail(f"{error.strerror or error} ({host}{f':{port}' if port else ''})")


@cli.command()
@click.argument("what", type=click.Choice(["note", "term", "page"]))
@click.option("--root", type=_FOLDER, callback=_root)
def schema(what: str, root: Path) -> None:
    """Print the JSON Schema of a note's or a term's front matter, for editors that check while typing."""
    from sitegen.desk.schema import json_schema

    described, problems = json_schema(what, root)
    _say(report.as_text(problems))
    if described is None:
        sys.exit(1)
    click.echo(json.dumps(described, ensure_ascii=False, indent=2))


_Result = TypeVar("_Result")


def _run(step: Callable[[], _Result]) -> _Result:
    """A step of the pipeline; what stops it becomes a message and an exit status."""
    try:
        return step()
    except ForeignFolder as error:
        raise click.UsageError(report.one_line(str(error))) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _fail(f"{error.strerror or error}{where}; the last good site is untouched")


def _fail(message: str) -> NoReturn:
    _tell(f"sitegen: {message}")
    sys.exit(3)


def _jobs(jobs: int | None) -> int:
    return jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1


def _tell(line: str) -> None:
    _say([report.one_line(line)])


def _say(lines: Any) -> None:
    for line in lines:
        click.echo(line, err=True)


def _terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()  # None: the caller closed it


def main() -> None:
    """UTF-8 out, as content is UTF-8 in, whatever the locale; a name of bytes that are no text is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    unfreed: list[object] = []
    try:
        try:
            cli(prog_name="sitegen", obj=unfreed)
        except SystemExit as end:
            if not unfreed or not isinstance(end.code, int):
                raise
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(end.code)  # taking a digest of thousands of notes apart takes a tenth of a second
    except OSError as error:  # standard output is a file on a full disk
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python tries again while it ends
        _fail(f"{error.strerror} (standard output)")
