"""The road: read → join → plan → render → write. `build` walks all of it, `check` all but the last step."""

import datetime as dt
import os
from pathlib import Path

from msgspec import Struct

from sitegen.build.output import Output, Written
from sitegen.content.assets import Asset
from sitegen.content.read import locate, read
from sitegen.digest.join import join
from sitegen.pages.plan import plan
from sitegen.pages.routes import file_of
from sitegen.pages.views import Page
from sitegen.problems import Problem, has_errors, in_order
from sitegen.render.parallel import render_all
from sitegen.render.renderer import Renderer
from sitegen.render.templates import Templates, read_templates


class Options(Struct, frozen=True, kw_only=True):
    """`base_url`: instead of site.yaml's. `as_of`: the day to build for; later notes are held back."""

    root: Path
    output: Path
    base_url: str = ""
    drafts: bool = False
    as_of: dt.date | None = None
    strict: bool = False
    clean: bool = False
    jobs: int = 0  # 0: as many as there are cores


class Site(Struct, frozen=True):
    """A site ready to be rendered."""

    pages: list[Page]
    assets: dict[str, Asset]
    templates: Templates
    renderer: Renderer


class Outcome(Struct, frozen=True):
    problems: list[Problem]
    failed: bool
    pages: int = 0
    rendered: int = 0
    files: Written = Written()


def build(options: Options) -> Outcome:
    """Builds the site. With errors (or, when strict, warnings) the output stays as it was.

    Raises ForeignFolder for an output folder that holds other things, OSError when the machine fails.
    """
    output = Output(options.output, options.clean)
    try:
        return _build(options, output)
    finally:
        output.abandon()


def check(options: Options) -> Outcome:
    """Every problem of the content and the templates. Writes nothing."""
    site, problems = prepare(options)
    rendered = 0
    if site is not None:
        for _, result in render_all(site.renderer, site.pages, _jobs(options)):
            rendered += 1
            if isinstance(result, Problem):
                problems.append(result)
    return _outcome(options, problems, site, rendered)


def prepare(options: Options) -> tuple[Site | None, list[Problem]]:
    """read, join and plan: the pages, unless there are errors; and all problems found on the way."""
    reading, problems = read(options.root)
    if reading is None:
        return None, problems
    config = reading.config
    templates, found = read_templates(options.root, config.languages)
    renderer = Renderer(templates)
    problems += found + renderer.check()
    digest, found = join(reading, options.as_of, options.drafts)
    problems += found
    if has_errors(problems):
        return None, problems
    pages, found = plan(digest, options.base_url or config.base_url, templates.ui, templates.files)
    problems += found
    if has_errors(problems):
        return None, problems
    return Site(pages, reading.assets, templates, renderer), problems


def _build(options: Options, output: Output) -> Outcome:
    site, problems = prepare(options)
    if site is None or has_errors(problems, options.strict):
        return _outcome(options, problems, site, 0)
    rendered = 0
    for name, result in render_all(site.renderer, site.pages, _jobs(options)):
        rendered += 1
        if isinstance(result, Problem):
            problems.append(result)
        else:
            output.stage(name, result)
    if has_errors(problems, options.strict):
        return _outcome(options, problems, site, rendered)
    for asset in site.assets.values():
        output.stage(file_of(f"assets/{asset.name}"), Path(asset.real).read_bytes())
    for name, data in site.templates.assets.items():
        output.stage(file_of(f"assets/{name}"), data)
    return _outcome(options, problems, site, rendered, output.swap())


def _outcome(
    options: Options, problems: list[Problem], site: Site | None, rendered: int, files: Written | None = None
) -> Outcome:
    return Outcome(
        problems=in_order(locate(problems, options.root)),
        failed=has_errors(problems, options.strict),
        pages=len(site.pages) if site else 0,
        rendered=rendered,
        files=files or Written(),
    )


def _jobs(options: Options) -> int:
    return options.jobs or os.cpu_count() or 1
