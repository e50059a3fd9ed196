"""Addresses that stand bare in a text: `https://…` becomes a link; the bytes of an image (`data:`) are refused.

Where an address ends is a matter of convention: with the punctuation behind it left out, as GitHub has it, and before
Hangul that is glued to it, which is a particle: `https://www.korea.kr/news에서`. Hangul after `/` and the like is
within the address (`…/wiki/인공지능`) unless it is nothing but a particle (`https://openai.com/에서`).
"""

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from sitegen.content.rules import report

_LETTER = r"[^\W\x00-\x7f]"  # of another script than Latin
_LABEL = r"[a-z0-9][a-z0-9_-]*"
_HOST = re.compile(
    rf"://(?:{_LABEL}(?:\.{_LABEL})+|(?:www\.)?{_LETTER}+(?:\.(?:{_LABEL}|{_LETTER}+))+)(?::\d{{1,5}})?", re.IGNORECASE
)
_ASCII = re.compile(r"[\w.~:/?#@!$&'()+,;=%-]*", re.ASCII)
_JOINTS = "/=?&#_-%"  # what Hangul within an address stands behind
_PART = re.compile(rf"{_LETTER}\w*")
_WORD = re.compile(rf"{_LETTER}+")
_PARTICLE = re.compile(
    "(?:에서|에게|에|으로|로|이라고|라고|이라는|라는|이라며|라며|이나|나|이며|며|이고|고|이다|다|입니다|인|은|는|이|가|을|를"
    "|의|와|과|도|만|까지|부터|처럼|보다|랑|이랑|등|및)(?:서|는|도|만|의|부터|까지)?"
)
_ENTITY = re.compile(r"&[a-z0-9#]{1,12};\Z", re.IGNORECASE)
_BYTES = re.compile(r":image/[a-z0-9.+-]+(?:;[a-z0-9=.-]+)*,[^\s<>()\"]*", re.IGNORECASE)


def address(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != ":":
        return False
    if state.src.startswith("://", state.pos):
        return not state.linkLevel and _link(state)
    return state.src.startswith("image/", state.pos + 1) and _image(state)


def _link(state: StateInline) -> bool:
    host = _HOST.match(state.src, state.pos, state.posMax)
    scheme = _before(state, "https") or _before(state, "http")
    if host is None or not scheme:
        return False
    end = _end(state.src, host.end(), state.posMax)
    url = unescapeAll(scheme + state.src[state.pos : end])  # `&amp;` is `&`
    href = state.md.normalizeLink(url)
    if not state.md.validateLink(href):
        return False
    state.pending = state.pending[: -len(scheme)]
    link = state.push("link_open", "a", 1)
    link.attrs, link.markup, link.info = {"href": href}, "linkify", "auto"
    state.push("text", "", 0).content = state.md.normalizeLinkText(url)
    link = state.push("link_close", "a", -1)
    link.markup, link.info = "linkify", "auto"
    _check_end(state, scheme, end)
    state.pos = end
    return True


def _before(state: StateInline, word: str) -> str:
    """The word as it is written before this position, where nothing is glued to it."""
    pending = state.pending
    glued, written = pending[-len(word) - 1 : -len(word)], pending[-len(word) :]
    if written.lower() != word or (glued.isascii() and (glued.isalnum() or glued in ("+", "-", "."))):
        return ""
    return written


def _end(text: str, pos: int, limit: int) -> int:
    start = pos
    if text[pos : pos + 1] not in ("/", "?", "#"):
        return pos
    while True:
        pos = _ASCII.match(text, pos, limit).end()  # type: ignore[union-attr]
        word = _PART.match(text, pos, limit)
        joint = text[pos - 2 : pos] == "_(" or text[pos - 1] in _JOINTS  # as Wikipedia tells names apart: 삼성_(기업)
        if word is None or not joint or (text[pos - 1] == "/" and _is_particle(text, word)):
            return _without_punctuation(text, start, pos)
        pos = word.end()


def _is_particle(text: str, word: re.Match[str]) -> bool:
    return _PARTICLE.fullmatch(word[0]) is not None and text[word.end() : word.end() + 1] not in tuple(_JOINTS)


def _without_punctuation(text: str, start: int, end: int) -> int:
    """The end of an address whose text behind the host is given, without what ends a sentence or a bracket."""
    unopened = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last == ";" and (entity := _ENTITY.search(text, max(start, end - 15), end)):
            end = entity.start()
            continue
        if (last == ")" and unopened <= 0) or last not in "?!.,:;'_~()&":
            break
        unopened -= {")": 1, "(": -1}.get(last, 0)
        end -= 1
    return end


def _check_end(state: StateInline, scheme: str, end: int) -> None:
    """Says so where it is not clear that the address ends here."""
    word = _WORD.match(state.src, end, state.posMax)
    invisible = state.src[end : end + 1] in ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
    if invisible or (word and not _PARTICLE.fullmatch(word[0])):
        message = f"this address ends before {'an invisible character' if invisible else f'`{word[0]}`'}"  # type: ignore[index]
        written = scheme + state.src[state.pos : end]
        report(state.env, "address", message, written, "put a space behind it, or all of it between `<` and `>`")


def _image(state: StateInline) -> bool:
    match = _BYTES.match(state.src, state.pos, state.posMax)
    if match is None or not _before(state, "data"):
        return False
    hint = "save it as a file beside the note, and write `![words](photo.png)`"
    report(state.env, "bad-image", "this image stands in the text itself", match[0][1:40], hint)
    state.pending += ":…"
    state.pos = match.end()
    return True
