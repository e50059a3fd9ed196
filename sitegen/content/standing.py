"""Standing pages: each file to one struct, with its problems."""

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.body import Body
from sitegen.content.files import File
from sitegen.content.opened import Opened
from sitegen.content.schema import PageFront
from sitegen.problems import Problem


class PageFile(Struct, frozen=True):
    """A standing page in one language."""

    path: str
    id: str
    lang: str
    front: PageFront
    body: Body


def read_page(file: File, config: Config) -> tuple[PageFile | None, list[Problem]]:
    read = Opened(file, config)
    id = read.valid_id(read.stem)
    data = read.front()
    if data is None or not id:
        return None, read.problems
    front = read.decoded(data, PageFront)
    return PageFile(file.path, id, read.language(front.lang), front, read.body()), read.problems
