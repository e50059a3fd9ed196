"""Notes as files."""

import datetime as dt
import re
from typing import Any

from msgspec import Struct

from sitegen.desk.importing.fields import NOBODY, Fields
from sitegen.desk.importing.model import Post
from sitegen.desk.yaml_text import scalar, sequence

_INDENT = "  "


class Comer(Struct, frozen=True):
    """A post that comes over as a note. `first`: whether it is its note's first file; `address`: what its own was."""

    post: Post
    fields: Fields
    id: str
    first: bool
    file: str
    address: str = ""


def note_text(comer: Comer, terms: dict[str, list[str]], was: list[str], extra: dict[str, Any], body: str) -> str:
    """`terms`: ids for each taxonomy; a note's other files leave to the first what is the same in all."""
    fields = comer.fields
    lines = [f"title: {scalar(fields.title)}", f"date: {fields.day}"]
    if fields.updated:
        lines.append(f"updated: {fields.updated}")
    if fields.draft:
        lines.append("draft: true")
    if comer.first:
        unknown = fields.source["publisher"] == NOBODY
        lines.append("source:" + (" # who published what this note is about? the imported text did not say" * unknown))
        lines += [f"{_INDENT}{key}: {scalar(value)}" for key, value in fields.source.items()]
    lines.append(f"summary: {scalar(fields.summary)}")
    if comer.first:
        lines += [f"{taxonomy}: {sequence(ids)}" for taxonomy, ids in terms.items() if ids]
    if was:
        lines.append(f"was: {sequence(was)}")
    if extra:
        lines += ["extra:", *_block(extra, 1)]
    return "\n".join(["---", *lines, "---", "", body, ""]).rstrip("\n") + "\n"


def _block(value: Any, depth: int) -> list[str]:
    """Mappings and lists on lines of their own."""
    indent = _INDENT * depth
    lines = []
    for mark, each in (
        [(f"{_key(key)}:", each) for key, each in value.items()]
        if isinstance(value, dict)
        else [("-", each) for each in value]
    ):
        if isinstance(each, dict | list) and each:
            lines += [f"{indent}{mark}", *_block(each, depth + 1)]
        else:
            lines.append(f"{indent}{mark} {scalar(each) if isinstance(each, str) else '[]'}")
    return lines


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z_][\w -]*", text) else scalar(text)


def file_name(day: dt.date, id: str, lang: str, default: str) -> str:
    return f"{day}-{id}.md" if lang == default else f"{day}-{id}.{lang}.md"
