"""Standing pages: each file to one struct, with its problems."""

from msgspec import Struct

from sitegen.content.body import Body
from sitegen.content.parse_context import Opened
from sitegen.content.schema import PageFront


class PageFile(Struct, frozen=True, tag=True):
    """A standing page in one language."""

    path: str
    id: str
    lang: str
    front: PageFront
    body: Body


def read_page(read: Opened) -> PageFile | None:
    """The standing page in a file; None when the file is too broken to give one."""
    id = read.valid_id(read.stem)
    data = read.front()
    if data is None or not id:
        return None
    front = read.decoded(data, PageFront)
    read.check_was(front.was)
    read.check_extra(front.extra)
    return PageFile(read.file.path, id, read.language(front.lang), front, read.body(asking=True))
