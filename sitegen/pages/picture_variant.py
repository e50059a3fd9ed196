"""What is made of a picture beside notes: as a view, plain data. It is drawn by `render/pictures/`."""

from msgspec import Struct


class PictureVariant(Struct, frozen=True):
    """`path`: of the file; `name`: what it is called by its bytes; `kind`: what these are, as an ending.

    `width`, `height`: in pixels. Where that is another shape than the picture's, its middle is taken. `most`: how wide
    the largest variant is.
    """

    path: str
    name: str
    kind: str
    size: tuple[int, int]
    width: int
    height: int
    most: int
    ending: str
