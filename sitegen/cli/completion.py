"""What shells offer to complete, by click's own mechanism (`_SITEGEN_COMPLETE`).

Ids are read from the names of files: who presses Tab does not wait for a digest to be read.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
from click.shell_completion import CompletionItem

_NOTES, _PAGES = "notes", "pages"


def complete_term(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Ids of terms; of an id that several taxonomies have, and where it is begun so, `taxonomy/id`."""
    by_taxonomy = _terms(context)
    often = Counter(id for ids in by_taxonomy.values() for id in ids)
    twice = {id for id, times in often.items() if times > 1}
    bare = [id for id in often if id not in twice]
    qualified = [
        f"{taxonomy}/{id}" for taxonomy, ids in by_taxonomy.items() for id in ids if "/" in begun or id in twice
    ]
    return sorted(word for word in (*bare, *qualified) if word.startswith(begun))


def complete_terms(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """`topics=`, then its ids, one after another with commas between."""
    taxonomy, equals, names = begun.partition("=")
    by_taxonomy = _terms(context)
    if not equals:
        return [CompletionItem(f"{each}=") for each in by_taxonomy if each.startswith(begun)]
    before, comma, last = names.rpartition(",")
    ids = [id for id in by_taxonomy.get(taxonomy, ()) if id.startswith(last)]
    return [CompletionItem(f"{taxonomy}={before}{comma}{id}") for id in ids]


def complete_notes(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Ids of notes, one after another with commas between."""
    before, comma, last = begun.rpartition(",")
    ids = sorted(set(_ids(_content(context) / _NOTES, deep=True)))
    return [CompletionItem(f"{before}{comma}{id}") for id in ids if id.startswith(last)]


def complete_rule(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from sitegen.problems import RULES

    return [rule for rule in RULES if rule.startswith(begun)]


def complete_kind(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from sitegen.content.schema import ClaimKind

    return [kind for kind in get_args(ClaimKind) if kind.startswith(begun)]


def complete_stage(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from sitegen.content.schema import Stage

    return [stage for stage in get_args(Stage) if stage.startswith(begun)]


def complete_new(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    return [word for word in ("note", "page", "edition", *_terms(context)) if word.startswith(begun)]


def _terms(context: click.Context) -> dict[str, list[str]]:
    """The ids of all terms by taxonomy, as far as there are any."""
    content = _content(context)
    names = _folders(content)
    return {name: sorted(set(_ids(content / name))) for name in sorted(names) if name not in (_NOTES, _PAGES)}


def _content(context: click.Context) -> Path:
    root = context.params.get("root")
    return Path(root, "content") if root else Path(os.devnull)


def _folders(content: Path) -> list[str]:
    try:
        with os.scandir(content) as entries:
            return [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith((".", "_"))]
    except OSError:
        return []


def _ids(folder: Path, deep: bool = False) -> Iterator[str]:
    from sitegen.content.read import id_of
    from sitegen.text.normal import nfc

    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = nfc(entry.name)
                if name.startswith((".", "_")) or name.endswith("~"):
                    continue
                if deep and entry.is_dir(follow_symlinks=False):
                    yield from _ids(Path(entry.path), deep)
                elif name.endswith(".md"):
                    yield id_of(name)
    except OSError:
        return


def complete_shipped(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Names of the files of the shipped theme."""
    from sitegen.render.files import shipped_files

    return sorted(file.name for file in shipped_files() if file.name.startswith(begun))
