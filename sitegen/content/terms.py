"""Terms: each file to one struct, with its problems."""

from msgspec import Struct

from sitegen.content.body import Body
from sitegen.content.opened import Opened
from sitegen.content.schema import Front, TermFront


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
    path, taxonomy = read.file.path, read.file.parts[0]
    id = read.valid_id(read.stem)
    other_language = read.suffix not in ("", read.grammar.default)
    data = read.front(optional=other_language)
    if data is None or not id:
        return None
    if other_language:
        lang = read.language(read.decoded(data, BodyFront).lang)
        return TermFile(path, taxonomy, id, lang, None, read.body())
    front = read.decoded(data, TermFront)
    lang = read.language(front.lang)
    for at, given in (("name", front.name), ("summary", front.summary)):
        read.check_languages(given, (at,))
    read.check_was(front.was)
    return TermFile(path, taxonomy, id, lang, front, read.body())
