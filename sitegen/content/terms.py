"""Terms: each file to one struct, with its problems."""

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.body import Body
from sitegen.content.files import File
from sitegen.content.opened import Opened
from sitegen.content.schema import Front, TermFront
from sitegen.problems import Problem


class TermFile(Struct, frozen=True):
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


def read_term(file: File, config: Config) -> tuple[TermFile | None, list[Problem]]:
    read = Opened(file, config)
    id = read.valid_id(read.stem)
    taxonomy = file.parts[0]
    other_language = read.suffix not in ("", config.default)
    data = read.front(optional=other_language)
    if data is None or not id:
        return None, read.problems
    if other_language:
        lang = read.language(read.decoded(data, BodyFront).lang)
        return TermFile(file.path, taxonomy, id, lang, None, read.body()), read.problems
    front = read.decoded(data, TermFront)
    lang = read.language(front.lang)
    for at, given in (("name", front.name), ("summary", front.summary)):
        read.check_languages(given, (at,))
    return TermFile(file.path, taxonomy, id, lang, front, read.body()), read.problems
