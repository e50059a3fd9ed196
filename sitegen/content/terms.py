"""Terms: each file to one struct, with its problems."""

from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from sitegen.content.body import Body
from sitegen.content.cut_names import cut_name
from sitegen.content.parse_context import Opened
from sitegen.content.schema import Front, TermFront
from sitegen.problems import KeyPath


class TermFile(Struct, frozen=True, tag=True):
    """A term. `front` is None for the file that gives its text in another language."""

    path: str
    taxonomy: str
    id: str
    lang: str
    front: TermFront | None
    body: Body


class BodyFront(Front, frozen=True):
    """The front matter of a term's text in another language."""

    lang: str = ""


def read_term(read: Opened) -> TermFile | None:
    """The term in a file; None when the file is too broken to give one."""
    path, taxonomy = read.file.path, read.file.segments[0]
    id = read.valid_id(read.stem)
    other_language = read.suffix not in ("", read.grammar.default)
    data = read.front(optional=other_language)
    if data is None or not id:
        return None
    if other_language:
        lang = read.language(read.decoded(_own(read, data), BodyFront).lang)
        return TermFile(path, taxonomy, id, lang, None, read.body())
    front = read.decoded(data, TermFront)
    lang = read.language(front.lang)
    for at, given in (("name", front.name), ("summary", front.summary), ("jurisdiction", front.jurisdiction)):
        read.check_languages(given, (at,))
    for i, dated in enumerate(front.names):
        read.check_languages(dated.name, ("names", i, "name"))
    _check_names(read, front)
    read.check_was(front.was)
    read.check_extra(front.extra)
    return TermFile(path, taxonomy, id, lang, front, read.body())


def _check_names(read: Opened, front: TermFront) -> None:
    for key in ("aliases", "exact", "ambiguous", "no_link"):
        names = getattr(front, key)
        for i in range(len(names)):
            message, hint = cut_name(names, i)
            if message:
                read.problem("type", message, KeyPath((key, i)), hint)


def _own(read: Opened, data: dict[str, Any]) -> dict[str, Any]:
    """The keys of a text in another language, without those of the term, which say where they go."""
    of_term = {field.encode_name for field in fields(TermFront)} - {field.encode_name for field in fields(BodyFront)}
    for key in data:
        if key in of_term:
            message = f"`{key}` is no key of a term's text in another language"
            each = f": `{key}: {{{', '.join(f'{lang}: …' for lang in read.grammar.languages)}}}`"
            hint = "names go" if key in ("name", "names") else "it goes"
            hint += f" into {read.stem}.md" + (each if key in ("name", "summary", "jurisdiction") else "")
            read.problem("unknown-key", message, KeyPath((key,), key_itself=True), hint)
    return {key: value for key, value in data.items() if key not in of_term}
