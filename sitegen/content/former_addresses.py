"""Whole addresses among the former ones (`was`): a path below this site is what they are to be."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from sitegen.content.notes import NoteFile
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.problems import KeyPath, Problem
from sitegen.text.paths import address_flaw, is_path


def whole_addresses(items: Iterable[object], base_url: str) -> list[Problem]:
    """A problem for each. `base_url`: where the site lives by its settings."""
    return [
        Problem(
            rule="url",
            path=item.path,
            message=f"the former address `{former}` is not a path below this site",
            hint=_hint(former, base_url),
            where=KeyPath(("was", i)),
        )
        for item in items
        if isinstance(item, NoteFile | TermFile | PageFile) and item.front and item.front.was
        for i, former in enumerate(item.front.was)
        if "://" in former and not is_path(former)
    ]


def _hint(former: str, base_url: str) -> str:
    """The path that makes the redirect: of an address of this site what follows its own, or else all of it."""
    try:
        old, base = urlsplit(former), urlsplit(base_url)
    except ValueError:  # brackets around no IPv6 address
        return "leave it out"
    path = old.path or "/"
    if old.netloc.lower() == base.netloc.lower():
        if not f"{path}/".startswith(base.path):
            return f"leave it out: this site makes no pages outside of {base_url}"
        path = f"/{path[len(base.path) :]}"
    flaw, hint = address_flaw(path)
    return f"`{path}` {flaw}: {hint}" if flaw else f"write `{path}`"
