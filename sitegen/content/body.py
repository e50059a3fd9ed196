"""A body: Markdown to HTML that is cut where it refers to something else in the digest.

The addresses of notes, terms and images are no business of a file. So the HTML is kept in pieces, with a cut
between each two; what a cut refers to is resolved by join, and its address filled in by plan. Renaming a term or
moving the site never runs Markdown again.
"""

from html import escape
from typing import Literal

from msgspec import Struct

from sitegen.content.queries import QueryBlock


class Reference(Struct, frozen=True):
    """What a body refers to.

    `name`: a `[[name]]`, of which `whole` is all that stands there where it holds a `#`; `path`: a link by path, as
    written, which may be empty when only an `anchor` is meant; `image`: an image, with `words` as its alternative text
    and `title`; `linked`: it stands in a link; `captioned`: its title stands below it; `lead`: it is the note's own
    picture, not in the body, and the last of the references. Of an image on another host the target is its address.
    """

    kind: Literal["name", "path", "image"]
    target: str
    anchor: str = ""
    words: str = ""
    title: str = ""
    linked: bool = False
    captioned: bool = False
    lead: bool = False
    whole: str = ""


class Cut(Struct, frozen=True):
    """`open` and `close` surround a link's words; a `name` has none of its own; an `image` has no inside.

    Of a `table` the number is that of a query.
    """

    part: Literal["open", "close", "name", "image", "table"]
    reference: int


class Body(Struct, frozen=True):
    """What others must know of a body: what it refers to, the anchors of its headings, what its tables ask for."""

    references: tuple[Reference, ...] = ()
    anchors: tuple[str, ...] = ()
    queries: tuple[QueryBlock, ...] = ()


class Prose(Struct, frozen=True):
    """What only a page that shows the body needs. `pieces` has one entry more than `cuts`; `outside`: links out."""

    pieces: tuple[str, ...] = ("",)
    cuts: tuple[Cut, ...] = ()
    outside: tuple[str, ...] = ()


def as_words(body: Body, prose: Prose) -> Prose:
    """Prose that refers to nothing: where it did, its words stand. Its tables stay."""
    pieces, tables = [prose.pieces[0]], []
    for cut, piece in zip(prose.cuts, prose.pieces[1:], strict=True):
        if cut.part == "table":
            tables.append(cut)
            pieces.append(piece)
            continue
        reference = body.references[cut.reference]
        words = {"name": reference.target, "image": reference.words}.get(cut.part, "")
        pieces[-1] += escape(words) + piece
    return Prose(pieces=tuple(pieces), cuts=tuple(tables), outside=prose.outside)
