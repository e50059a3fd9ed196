import json
import sys
from pathlib import Path

import click

from sitegen.cli.completion import complete_rule
from sitegen.cli.messages import as_text, run, tell
from sitegen.cli.options import Day, common_options, options_of
from sitegen.desk import report


def _explain(context: click.Context, parameter: click.Parameter, rule: str | None) -> None:
    """Says what a rule is, wherever one is, and ends the command."""
    if rule is None or context.resilient_parsing:
        return
    from sitegen.desk.explain import explained, unknown_rule

    text = explained(rule)
    if text is None:
        raise click.BadParameter(f"there is no rule `{rule}`; {unknown_rule(rule)}")
    click.echo(text)
    context.exit()


@click.command()
@common_options
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option(
    "--fix",
    "mend",
    is_flag=True,
    help="Show, and mend, what a machine can: Unicode forms, particles, suggestions left over.",
)
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be mended, and leave it as it is.")
@click.option("--links", "outside", is_flag=True, help="Ask the addresses outside whether they are still there.")
@click.option("--archive", is_flag=True, help="With --links: look for copies of what does not answer.")
@click.option("--languages", "translations", is_flag=True, help="List what a language lacks, and what is older in it.")
@click.option(
    "--explain",
    metavar="RULE",
    callback=_explain,
    is_eager=True,
    expose_value=False,
    shell_complete=complete_rule,
    help="Say what a rule is about.",
)
def check(
    root: Path,
    drafts: bool,
    as_of: Day,
    jobs: int | None,
    strict: bool,
    every: bool,
    form: str,
    mend: bool,
    dry_run: bool,
    outside: bool,
    archive: bool,
    translations: bool,
) -> None:
    """List every problem, without building.

    \b
    sitegen check --strict
    sitegen check --fix --dry-run
    sitegen check --explain no-why
    """
    from sitegen import pipeline
    from sitegen.desk import fix, languages, links

    if dry_run and not mend:
        raise click.UsageError("`--dry-run` shows what `--fix` would mend: say both")
    if archive and not outside:
        raise click.UsageError("`--archive` looks for copies of what `--links` finds gone: say both")
    fixed = run(lambda: fix.fix(root, tell, dry_run)) if mend else fix.Fixed()
    for line in [f"mended {path}" for path in fixed.mended] + [f"sitegen: {line}" for line in fixed.failures]:
        tell(line)
    options = options_of(root, jobs, drafts, strict, as_of)
    outcome = run(lambda: pipeline.check(options, tell))
    if outside:
        outcome = run(lambda: links.checked(outcome, options, tell, archive))
    if translations:
        outcome = run(lambda: languages.checked(outcome, options))
    if form == "json":
        click.echo(json.dumps([report.as_data(p) for p in outcome.problems], ensure_ascii=False, indent=1))
    elif form == "github":
        for line in report.as_github(outcome.problems):
            click.echo(line)
    else:
        for line in as_text(outcome.problems, every) if outcome.problems else ["no problems"]:
            click.echo(line)
    sys.exit(3 if fixed.failures else int(outcome.failed))
