"""The pipeline: read → join → plan → render → write. `build` walks all of it, `check` all but the last step."""

import datetime as dt
import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from operator import lt
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.disk import LARGEST_FILE, contents, trouble
from sitegen.incremental.workspace import Options, Workspace, inputs_key, options_key, workspace
from sitegen.keys import key_of
from sitegen.output.manifest import FileEntry, Manifest
from sitegen.output.staging import Output, Written, output_in
from sitegen.output.static_files import published_as
from sitegen.problems import Problem, has_errors, in_order
from sitegen.render.social_cards.machine_fonts import machine_key

if TYPE_CHECKING:
    from sitegen.incremental.planned_site import PlannedSite


class Outcome(Struct, frozen=True):
    """`rendered`: of the `pages`, how many were made anew.

    `ahead`: the days of notes on the site that lay after that of the build, in the site's `zone`.
    """

    problems: list[Problem]
    failed: bool
    pages: int = 0
    rendered: int = 0
    files: Written = Written()
    ahead: tuple[dt.date, ...] = ()
    zone: str = "UTC"


class _Summary(Struct, frozen=True):
    """What a build came to, to be said again when nothing has changed since. `output`: a key of what it wrote.

    `fonts`: of the machine's, where they have to do with what was written.
    """

    outcome: Outcome
    output: bytes = b""
    fonts: bytes = b""


def build(options: Options, folder: Path, say: Callable[[str], None], unfreed: list[object] | None = None) -> Outcome:
    """Builds the site into a folder. With errors (or, when strict, warnings) the folder stays as it was.

    `unfreed`: of a process that ends with the build; takes what it need not take apart, which takes a moment.
    Raises ForeignFolder for a folder that holds other things, OSError when the machine fails.
    """
    with _no_collection(), workspace(options, say) as ws, output_in(folder, options.clean, say) as output:
        return _unchanged(ws, output) or _build(ws, output, say, unfreed)


def check(options: Options, say: Callable[[str], None]) -> Outcome:
    """Every problem of the content and the templates, and what an editor should look at. Writes nothing."""
    with _no_collection(), workspace(options, say) as ws:
        key = _checked_key(ws)
        stored = ws.cache.get([key]) if key else {}
        if stored and _of_these_fonts(summary := msgspec.msgpack.decode(stored[key], type=_Summary)):
            ws.file_index.save()
            return replace(summary.outcome, failed=has_errors(summary.outcome.problems, options.strict))
        summary = _check(ws)
        if key := _checked_key(ws):
            ws.cache.put([(key, msgspec.msgpack.encode(summary))])
        return summary.outcome


def _checked_key(ws: Workspace) -> bytes:
    """Stands for all that is looked at; articles are compared that are kept beside the digest."""
    from sitegen.desk.clip.store import clips_here

    inputs = inputs_key(ws)
    return (
        key_of(b"checked", inputs, *(clip.encode() for clip in sorted(clips_here(ws.options.root)))) if inputs else b""
    )


def _check(ws: Workspace) -> _Summary:
    from sitegen.incremental.editorial_rules import editorial_problems
    from sitegen.incremental.planned_site import planned_site

    site, problems = planned_site(ws)
    problems += ws.file_index.look_at(ws.static.values())
    ws.file_index.save()
    if site is None:
        problems += editorial_problems(ws, None)
        return _Summary(_outcome(ws, problems))
    problems += _check_pages(ws, site)  # first: what the other rules say would weigh on each of its processes
    problems += editorial_problems(ws, site.observed.real)
    site.observed.release()
    return _Summary(_outcome(ws, problems, len(site.pages)), fonts=_fonts(site))


def _check_pages(ws: Workspace, site: "PlannedSite") -> list[Problem]:
    from sitegen.incremental.dependencies import load, save
    from sitegen.incremental.render_pages import check_pages

    seen_key = key_of(b"seen", options_key(ws.options))
    was = load(ws.cache, seen_key)
    now = site.dependencies(was, was.names)
    pages, problems = check_pages(
        *(site.pages, was, now, site.context, site.observed, site.prose, site.theme.renderer, ws.options.jobs)
    )
    save(ws.cache, seen_key, was, now.with_pages(pages, site.pages))
    return problems


def _fonts(site: "PlannedSite | None") -> bytes:
    """Stands for the machine's fonts, where they have to do with what a site is."""
    return machine_key() if site and site.theme.cards.asked else b""


def _of_these_fonts(summary: _Summary) -> bool:
    return not summary.fonts or summary.fonts == machine_key()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nearly all that a build makes stays to its end, and looking for garbage in it takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _unchanged(ws: Workspace, output: Output) -> Outcome | None:
    """What the last build came to, if nothing at all has changed since."""
    inputs = inputs_key(ws)
    stored = ws.cache.get([key_of(b"summary", inputs)]) if inputs and output.key else {}
    if not stored:
        return None
    summary = msgspec.msgpack.decode(*stored.values(), type=_Summary)
    outcome = summary.outcome
    if summary.output != output.key or has_errors(outcome.problems, ws.options.strict) or not _of_these_fonts(summary):
        return None
    ws.file_index.save()
    files = Written(unchanged=outcome.files.written + outcome.files.unchanged)
    return replace(outcome, rendered=0, files=files)


def _build(ws: Workspace, output: Output, say: Callable[[str], None], unfreed: list[object] | None) -> Outcome:
    # What a build needs that finds nothing to do stands above; all of this takes 0.1 s to load.
    from sitegen.incremental.planned_site import planned_site

    site, problems = planned_site(ws)
    problems += ws.file_index.look_at(ws.static.values())
    ws.file_index.save()
    if site is None:
        return _outcome(ws, problems)
    for line in site.advice:
        say(line)
    try:
        return _write(ws, site, problems, output, say, unfreed)
    finally:
        if unfreed is None:
            site.observed.release()
        else:
            unfreed.append(site)
            gc.freeze()  # a look for garbage would take as long


def _write(
    ws: Workspace,
    site: "PlannedSite",
    problems: list[Problem],
    output: Output,
    say: Callable[[str], None],
    unfreed: list[object] | None,
) -> Outcome:
    from sitegen.incremental.dependencies import load, save
    from sitegen.incremental.render_pages import render_pages
    from sitegen.output.asset_names import published
    from sitegen.pages.gone_addresses import gone
    from sitegen.text.zones import today

    if has_errors(problems, ws.options.strict):
        return _outcome(ws, problems, len(site.pages))
    seen_key = key_of(b"seen", options_key(ws.options))
    named = published(site.theme.assets)
    was = load(ws.cache, seen_key)
    now = site.dependencies(was, named)
    made = render_pages(
        *(site.pages, was, now, site.context, site.observed, site.prose, site.theme.renderer, output, ws.options.jobs)
    )
    problems += made.problems
    if unfreed is not None:
        unfreed += (was, now, made)
    if has_errors(problems, ws.options.strict):
        return _outcome(ws, problems, len(site.pages), made.rendered)
    staged = [*made.staged, *_copy_assets(ws, site, named, made.files, output, problems)]
    staged += _copy_static(ws, made.files, output, problems)
    if has_errors(problems, ws.options.strict):
        return _outcome(ws, problems, len(site.pages), made.rendered)
    files, key, removed = output.swap(Manifest(files=dict(sorted(made.files.items()))), staged)
    for line in gone(removed, site.observed.config.languages):
        say(line)
    save(ws.cache, seen_key, was, replace(now.with_pages(made.dependencies, site.pages), output=key))
    zone = site.observed.config.zone
    ahead = tuple(takewhile(partial(lt, today(zone)), _days(site)))
    outcome = replace(_outcome(ws, problems, len(site.pages), made.rendered), files=files, ahead=ahead, zone=zone)
    if inputs := inputs_key(ws):
        ws.cache.put([(key_of(b"summary", inputs), msgspec.msgpack.encode(_Summary(outcome, key, _fonts(site))))])
    ws.cache.trim(most=10_000 + 20 * len(ws.files))
    return outcome


def _days(site: "PlannedSite") -> Iterator[dt.date]:
    """Of all notes, the newest first."""
    notes = site.observed.real.notes
    return (notes[id].date for id in notes)


def _copy_assets(
    ws: Workspace,
    site: "PlannedSite",
    named: Mapping[str, str],
    files: dict[str, FileEntry],
    output: Output,
    problems: list[Problem],
) -> list[str]:
    """Adds what is published beside pages to what the site is to hold; which of them were staged."""
    staged = []
    for name, path, data in _assets(ws, site, named, problems):
        if name in files:
            if files[name].data != key_of(data):
                problems.append(_twice(name, path))
            continue
        files[name] = FileEntry(key_of(data))
        if output.manifest.files.get(name) != files[name]:
            output.stage(name, data)
            staged.append(name)
    return staged


def _assets(
    ws: Workspace, site: "PlannedSite", named: Mapping[str, str], problems: list[Problem]
) -> Iterator[tuple[str, str, bytes]]:
    """What is published beside pages, file by file, for all may not fit into memory: as what, whence, its bytes."""
    from sitegen.content.assets import published_bytes

    url = site.context.urls.asset
    for plain, data in site.theme.assets.items():
        yield url(named[plain]).file, f"templates/assets/{plain}", data
    for path, asset in site.assets.items():
        try:
            data = published_bytes(ws.files[path], asset)
        except OSError as error:  # it went, or changed, since it was read
            problems.append(trouble(path, error))
        else:
            yield url(asset.name).file, path, data


def _copy_static(ws: Workspace, files: dict[str, FileEntry], output: Output, problems: list[Problem]) -> list[str]:
    """Adds the files of `static/` to what the site is to hold; which of them were staged. What stands is not read."""
    staged = []
    for path, file in ws.static.items():
        name, known = published_as(path), FileEntry(ws.file_index.data(path))
        if name in files:  # an asset, with its key in its name; a page was told from it before
            problems.append(_twice(name, path))
        elif output.manifest.files.get(name) == known:
            files[name] = known
        else:
            try:
                data = contents(file, LARGEST_FILE)
            except OSError as error:  # it went since it was looked at
                problems.append(trouble(path, error))
                continue
            files[name] = FileEntry(key_of(data))
            output.stage(name, data)
            staged.append(name)
    return staged


def _twice(name: str, path: str) -> Problem:
    message = f"another file would be published as {name} too"
    return Problem(rule="duplicate-url", path=path, message=message, hint="rename one of them")


def _outcome(ws: Workspace, problems: list[Problem], pages: int = 0, rendered: int = 0) -> Outcome:
    from sitegen.content.locations import locate

    located = in_order(locate(problems, ws.options.root)) if problems else []
    return Outcome(located, has_errors(located, ws.options.strict), pages, rendered)
