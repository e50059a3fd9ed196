"""What an SVG must not hold. As an image it runs nothing, but a link opens it as a page of the site itself.

Only elements that draw are let through, and only what stands in the file itself is referred to: no scripts and no
handlers of events, no HTML or MathML, no animation (which can set an address), no other hosts.
"""

import re
from xml.parsers import expat

from msgspec import Struct

from sitegen.problems import Position

_SVG = "http://www.w3.org/2000/svg"
_W3 = "http://www.w3.org/"  # HTML, MathML and more that browsers act on; what drawing programs add is inert
_INERT = (_SVG, f"{_W3}1999/02/22-rdf-syntax-ns#", f"{_W3}2000/01/rdf-schema#")
_PUBLIC = "-//W3C//DTD SVG"  # a DOCTYPE of others brings their entities
_ELEMENTS = frozenset((
    "svg", "g", "defs", "symbol", "use", "switch", "a", "title", "desc", "metadata", "style", "view", "path",
    "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image", "marker",
    "pattern", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "filter", "feBlend", "feColorMatrix",
    "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
    "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
    "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting",
    "feSpotLight", "feTile", "feTurbulence",
))  # fmt: skip
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
# In styles: other hosts, by whatever word CSS has for them, and escapes, which could spell any of these. Functions that
# take several addresses are refused whatever they are given.
_OUTSIDE = re.compile(
    r"""@import|\\|(?:image|image-set|cross-fade)\(|(?:url|src)\(\s*+(?!["']?\s*+(?:#|data:(?:image/(?!svg)|font/)))""",
    re.IGNORECASE,
)
_ITSELF = "draw everything in the file itself"


class SvgFlaw(Struct, frozen=True):
    """A rule, what is wrong, and what would mend it."""

    rule: str
    message: str
    hint: str
    where: Position


class _FlawFound(Exception):
    """Of a flaw, the first three."""


def flaw(data: bytes) -> SvgFlaw | None:
    """The first thing in an SVG that it must not hold; None for one that is harmless."""
    entity = data.find(b"<!ENTITY")  # these could grow without end, so such a file is not even parsed
    if entity >= 0:
        where = Position(data.count(b"\n", 0, entity) + 1)
        return SvgFlaw("unsafe-svg", "it declares entities", "save it as plain SVG, or delete `<!DOCTYPE … ]>`", where)
    if b"\0" in data:
        return SvgFlaw("bad-image", "this is no SVG in UTF-8", "save it again as plain SVG, in UTF-8", Position())
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    check = _Check(parser)
    try:
        parser.Parse(data, True)
    except _FlawFound as raised:
        rule, message, hint = raised.args
        return SvgFlaw(rule, message, hint, check.where)
    except expat.ExpatError as error:
        message, hint = f"this is no SVG: {expat.ErrorString(error.code)}", "save it again as plain SVG, in UTF-8"
        return SvgFlaw("bad-image", message, hint, Position(max(error.lineno, 1), error.offset + 1))
    return None


class _Check:
    """Expat's handlers. `where`: of what was looked at last; expat itself goes on to the end whatever they raise."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.where = Position()
        self._parser = parser
        self._begun = False
        self._style: list[str] | None = None  # of the style sheet that is being read
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise _FlawFound("bad-image", f"this is written in {encoding}", "save it as UTF-8")

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        self._look()
        if has_subset or not (public or _PUBLIC).startswith(_PUBLIC):
            raise _unsafe("its DOCTYPE declares something", "save it as plain SVG, or delete `<!DOCTYPE … >`")

    def instruction(self, target: str, data: str) -> None:
        self._look()
        raise _unsafe(f"`<?{target} …?>` stands in it", "delete it")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._look()
        space, _, own = name.rpartition(" ")
        if not self._begun and name != f"{_SVG} svg":
            hint = f'an SVG begins with `<svg xmlns="{_SVG}"`'
            raise _FlawFound("bad-image", f"this is no SVG: it begins with `{own}`", hint)
        self._begun = True
        if self._style is not None:  # browsers leave out what stands in it, and read what is around it as one
            raise _unsafe(f"`{own}` stands in its style sheet", "delete it")
        if space == _SVG and own not in _ELEMENTS:
            raise _unsafe(f"`{own}` stands in it", "only what draws may: save it as plain SVG")
        if space.startswith(_W3) and space not in _INERT:
            raise _unsafe(f"`{own}` of {space} stands in it", "only what draws may: save it as plain SVG")
        if space == _SVG:
            for attribute, value in attributes.items():
                _check_attribute(own, attribute, value)
        if name == f"{_SVG} style":
            self._style = []

    def text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def end(self, name: str) -> None:
        if self._style is not None and name == f"{_SVG} style":
            if _OUTSIDE.search("".join(self._style)):
                raise _unsafe("its style sheet refers to other files", _ITSELF)
            self._style = None

    def _look(self) -> None:
        self.where = Position(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)


def _check_attribute(element: str, attribute: str, value: str) -> None:
    space, _, own = attribute.rpartition(" ")
    if own.lower().startswith("on"):
        raise _unsafe(f"`{own}` of `{element}` runs something", "delete it")
    if own == "base":
        raise _unsafe("`xml:base` stands in it", "delete it")
    if own == "href":
        address = value.strip()
        picture = element in ("image", "feImage") and _PICTURE.match(address)
        if address and not address.startswith("#") and not picture:
            raise _unsafe(f"`{element}` refers to `{address[:60]}`", _ITSELF)
    elif not space and not own.startswith(("aria-", "data-")) and _OUTSIDE.search(value):
        raise _unsafe(f"`{own}` of `{element}` refers to other files", _ITSELF)


def _unsafe(message: str, hint: str) -> _FlawFound:
    return _FlawFound("unsafe-svg", message, hint)
