"""What several commands are asked in the same words, and how it is read."""

import datetime as dt
import os
import re
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from sitegen.config import BASE_HINT, SITE_FILE, base_address
from sitegen.desk.report import one_line
from sitegen.incremental.workspace import Options
from sitegen.output.owner import other_owner
from sitegen.text.normal import nfc

Day = dt.date | Literal["today"] | None
FOLDER = click.Path(file_okay=False, path_type=Path)
_Command = TypeVar("_Command", bound=Callable[..., Any])


def common_options(command: _Command) -> _Command:
    for option in (
        click.option("--all", "every", is_flag=True, help="Say every problem, not the first 20 of each rule."),
        click.option("--strict", is_flag=True, help="Count warnings as errors."),
        click.option("--as-of", callback=read_day, metavar="DAY", help="Hold back later notes; `today` is a day too."),
        click.option("--drafts", is_flag=True, help="Show drafts."),
        click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Processes (default: the cores)."),
        click.option("--root", type=FOLDER, callback=find_root, help="The digest (default: the nearest upwards)."),
    ):
        command = option(command)
    return command


def root_or_none(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """The same where a digest is not needed: none, if none is named and there is none."""
    here = Path.cwd()
    if not value and not any(os.path.isfile(folder / SITE_FILE) for folder in (here, *here.parents)):
        return None
    return find_root(context, parameter, value)


def find_root(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
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


def options_of(
    root: Path, jobs: int | None, drafts: bool, strict: bool, as_of: Day, base_url: str = "", clean: bool = False
) -> Options:
    """What the common options ask for."""
    return Options(
        root=root,
        base_url=base_url,
        drafts=drafts,
        as_of=as_of if isinstance(as_of, dt.date) else None,
        today=as_of == "today",
        jobs=cores(jobs),
        strict=strict,
        clean=clean,
    )


def read_day(context: click.Context, parameter: click.Parameter, value: str | None) -> Day:
    if value is None:
        return None
    if value == "today":
        return "today"
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:  # 20251024 and 2025-W43-5 are ISO's too, but not ours
        raise click.BadParameter(f"`{value}` is no day written YYYY-MM-DD, nor `today`")
    return day


def read_address(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    if value is not None and not base_address(value):
        raise click.BadParameter(f"no site can live at `{value}`; {BASE_HINT}")
    return base_address(value or "")


def by_language(option: str, given: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    """`--name ko=오픈AI --name en=OpenAI`, or one text for the first language. Raises UsageError."""
    texts: dict[str, str] = {}
    for each in given:
        lang, equals, text = each.partition("=")
        if equals and re.fullmatch("[a-z]{2,3}", lang) and lang not in languages:
            known = ", ".join(languages)
            raise click.UsageError(f"--{option} {one_line(each)}: `{lang}` is none of the languages, which are {known}")
        lang, text = (lang, text) if equals and lang in languages else (languages[0], each)
        text = nfc(" ".join(text.split()))
        if text.startswith("{") and text.endswith("}"):
            raise click.UsageError(f"--{option} {one_line(each)}: write --{option} {languages[0]}=… for each language")
        if not text:
            raise click.UsageError(f"a {option} is empty: --{option}")
        if texts.setdefault(lang, text) != text:
            raise click.UsageError(f"there are two texts in `{lang}`: --{option}")
    return texts


def cores(jobs: int | None) -> int:
    return jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
