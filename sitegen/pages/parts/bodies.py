"""Bodies with their addresses filled in at the cuts."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from html import escape

from sitegen.content.body import Body, Reference
from sitegen.digest.edition_model import EditionText
from sitegen.digest.model import Note, PageText, Target, Term
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.parts.name_links import link_names
from sitegen.pages.parts.pictures import image
from sitegen.pages.urls import Urls, at_anchor
from sitegen.pages.views import Html

TABLE = re.compile("\x00([0-9]+)\x00")  # no text holds U+0000
# An id, or a link to one; escaped text holds no `"`.
_WITHIN = re.compile(r' id="[^"]*"|(?<= href=")(?=#)')


def fill(
    body: Body,
    path: str,
    lang: str,
    context: PageContext,
    full: bool = False,
    on: dt.date | None = None,
    tables: bool = False,
    below_picture: bool = False,
) -> Html:
    """A file's body as HTML for readers of a language, with the links that it has itself.

    `full`: with the host in each address, as feeds want it; `on`: the day whose names it has for terms; `tables`: with
    marks (`TABLE`) where these stand, which are left out else; `below_picture`: the page has a picture above, so that
    the first of the body can wait until it is scrolled to.
    """
    prose = context.prose[path]
    targets = context.digest.targets.get(path, ())
    segments, can_wait = [prose.pieces[0]], below_picture
    for cut, piece in zip(prose.cuts, prose.pieces[1:], strict=True):
        if cut.part == "table":
            segments += (f"\x00{cut.reference}\x00" if tables else "", piece)
            continue
        target, reference = targets[cut.reference], body.references[cut.reference]
        if cut.part == "image":
            segments.append(_image(target, reference, context, full, can_wait))
            can_wait |= target.kind in ("asset", "outside")
        elif cut.part == "close":
            segments.append("</a>" if target.kind != "none" else "")
        else:
            opening = _opening(target, reference, lang, context, full)
            segments.append(opening)
            if cut.part == "name":
                segments.append(_name(target, reference, lang, context, on) + ("</a>" if opening else ""))
        segments.append(piece)
    return Html("".join(segments))


def note_body(note: Note, lang: str, context: PageContext, full: bool = False, below_picture: bool = False) -> Html:
    """What a note says in one of its languages, with links on the names of terms."""
    text = note.texts[lang]
    body = fill(text.body, text.path, lang, context, full, note.date, below_picture=below_picture)
    return _with_names(body, (lang, text.path), lang, context, None, note.named, full)


def page_body(text: PageText, context: PageContext) -> Html:
    """What a standing page says, with such links, and with a mark (`TABLE`) where each of its tables stands."""
    body = fill(text.body, text.path, text.lang, context, tables=True)
    return _with_names(body, (text.lang, text.path), text.lang, context)


def edition_body(text: EditionText, context: PageContext, full: bool = False) -> Html:
    """What stands at the head of an edition, with such links; `full`: as programs want it, which say each address."""
    body = fill(text.body, text.path, text.lang, context, full)
    return body if full else _with_names(body, (text.lang, text.path), text.lang, context)


def linked_term_body(term: Term, lang: str, context: PageContext) -> tuple[Html, str]:
    """A term's text with links on the names of the others, and its language where it is not the reader's."""
    body, other = term_body(term, lang, context)
    if not body.text:
        return body, other
    written_in = other or lang
    return _with_names(body, (written_in, term.paths[written_in]), lang, context, term.key), other


def apart(body: Html, address: str) -> Html:
    """A body as feeds want it, beside others of its kind: without ids, its footnotes linked to those of its page."""
    return Html(_WITHIN.sub(lambda match: "" if match[0] else escape(address), body.text))


def term_body(term: Term, lang: str, context: PageContext) -> tuple[Html, str]:
    """A term's text, and its language where it is not the reader's."""
    own = lang if lang in term.bodies else context.config.default
    if own not in term.bodies:
        return Html(), ""
    return fill(term.bodies[own], term.paths[own], lang, context), "" if own == lang else own


def first_paragraph(body: Html) -> Html:
    """A body's beginning, to be shown by itself; nothing where it is no paragraph or needs what is below it."""
    text, end, _ = body.text.partition("</p>")
    return Html(text + end) if text.startswith("<p>") and end and "footnote" not in text else Html()


def _with_names(
    body: Html,
    text: tuple[str, str],
    lang: str,
    context: PageContext,
    own: Key | None = None,
    named: Collection[Key] = (),
    full: bool = False,
) -> Html:
    """`text`: its language and its file; `own`: the term whose page it stands on; `named`: the terms of its note."""
    names = context.names.get(text)
    if names is None:
        return body
    if any(target.kind == "none" for target in context.digest.targets.get(text[1], ())):
        context.names.get((text[0], ""))  # its words stand in no prose, in which names are looked for that have changed
    addresses = context.memo(_TermAddresses, context.urls, lang, full)
    return Html(link_names(body.text, names, addresses, own, named))


class _TermAddresses(dict[Key, str]):
    """Addresses of terms' pages as they stand in HTML, each made when it is asked for."""

    def __init__(self, urls: Urls, lang: str, full: bool) -> None:
        self._urls, self._lang, self._full = urls, lang, full

    def __missing__(self, term: Key) -> str:
        url = self._urls.term(term, self._lang)
        address = self[term] = escape(url.full if self._full else url.href)
        return address


def _opening(target: Target, reference: Reference, lang: str, context: PageContext, full: bool) -> str:
    if target.kind == "none":
        return ""
    title = f' title="{escape(reference.title)}"' if reference.title else ""
    return f'<a href="{escape(_address(target, lang, context, full))}"{title}>'


def _name(target: Target, reference: Reference, lang: str, context: PageContext, on: dt.date | None) -> str:
    """The words of a `[[name]]` that gives none: what its target is, or was, called in the reader's language."""
    if target.kind == "none":
        return escape(reference.target)
    link = context.link(target.key, lang, on)
    words = escape(link.words)
    return f'<span lang="{link.lang}">{words}</span>' if link.lang else words


def _image(target: Target, reference: Reference, context: PageContext, full: bool, can_wait: bool) -> str:
    if target.kind == "none":
        return escape(reference.words)
    title = [f'title="{escape(reference.title)}"'] if reference.title and not reference.captioned else []
    told = [*title, 'loading="lazy"'] if can_wait else title
    if target.kind == "outside":
        return _outside(target.key[1], reference, context.config.images == "allow", told)
    return image(context.digest.assets[target.key[1]], reference.words, context, full, told, anchor=target.anchor)


def _outside(address: str, reference: Reference, shown: bool, told: Sequence[str]) -> str:
    """An image of another host: shown, or a link to it; no link stands in another."""
    words = escape(reference.words)
    if shown:
        more = " ".join((*told, 'referrerpolicy="no-referrer"'))
        return f'<img src="{escape(address)}" alt="{words}" {more}>'
    return words if reference.linked else f'<a href="{escape(address)}">{words or escape(address)}</a>'


def _address(target: Target, lang: str, context: PageContext, full: bool) -> str:
    urls, (room, id) = context.urls, target.key
    if target.kind == "asset":
        url = urls.asset(context.digest.assets[id].name)
    elif target.kind == "note":
        url = urls.note(id, _language(target, lang, context.digest.notes[id].texts))
    elif target.kind == "page":
        url = urls.standing(id, _language(target, lang, context.digest.pages[id]))
    elif target.kind == "edition":
        url = urls.edition(id, target.lang or lang)
    else:
        url = urls.term((room, id), target.lang or lang)
    address = url.full if full else url.href
    return at_anchor(address, target.anchor)


def _language(target: Target, lang: str, texts: Iterable[str]) -> str:
    """The language asked for by the link, else the reader's, else one that there is."""
    available = list(texts)
    return next(wanted for wanted in (target.lang, lang, *available) if wanted in available)
