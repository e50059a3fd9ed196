import json
import os
import sys
import time
from pathlib import Path

import click

from sitegen.cli.messages import as_text, run, say, tell, terminal
from sitegen.cli.options import Day, common_options, options_of, read_address
from sitegen.desk import report
from sitegen.disk import leads_out


@click.command()
@common_options
@click.option("--output", metavar="DIR", help="Where to (default: _site in the root).")
@click.option(
    "--base-url", callback=read_address, metavar="URL", help="Where the site will live (default: site.yaml's)."
)
@click.option("--clean", is_flag=True, help="Write every file anew.")
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object on standard output.")
@click.pass_obj
def build(
    unfreed: list[object] | None,
    root: Path,
    output: str | None,
    base_url: str,
    drafts: bool,
    as_of: Day,
    jobs: int | None,
    strict: bool,
    every: bool,
    clean: bool,
    as_json: bool,
) -> None:
    """Build the site.

    \b
    sitegen build --strict
    sitegen build --as-of today --output ~/public --base-url https://example.org/digest/
    """
    from sitegen import pipeline

    started = time.perf_counter()
    options = options_of(root, jobs, drafts, strict, as_of, base_url, clean)
    folder = _output(output, root)
    outcome = run(lambda: pipeline.build(options, folder, tell, unfreed))
    seconds = time.perf_counter() - started
    say(as_text(outcome.problems, every))
    if not as_of and (later := report.later(outcome.ahead, outcome.zone)):
        say([later])
    files = outcome.files
    if outcome.failed:
        say([f"nothing was written; {folder} is as it was"])
    elif terminal(sys.stderr):
        changes = f"{files.written} files written, {files.removed} removed, {files.unchanged} unchanged"
        say([f"{outcome.pages} pages in {seconds:.2f} s: {changes}"])
    if as_json:
        counts = {"pages": outcome.pages, "rendered": outcome.rendered, "written": files.written}
        counts |= {"removed": files.removed, "unchanged": files.unchanged}
        problems = [report.as_data(problem) for problem in outcome.problems]
        click.echo(json.dumps({**counts, "seconds": round(seconds, 3), "problems": problems}, ensure_ascii=False))
    sys.exit(int(outcome.failed))


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
