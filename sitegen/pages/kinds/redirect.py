"""Pages at the former addresses of notes and terms (`was`), which send readers on.

GitHub Pages knows no redirects of its own; a page that refreshes and names its successor as canonical is what there is.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen.pages.context import Kit
from sitegen.pages.views import Page

TEMPLATE = "redirect.html"


class RedirectView(Struct, frozen=True):
    lang: str
    href: str
    full: str
    title: str


def pages(kit: Kit) -> Iterator[Page]:
    """A former id has an address in each language; a whole address leads to the language of the file that names it."""
    routes = kit.routes
    for note in kit.digest.notes.values():
        for lang, text in note.texts.items() if note.was or any(text.old for text in note.texts.values()) else ():
            formers = [routes.note(old, lang) for old in note.was] + [routes.former(old) for old in text.old]
            yield from _redirects(kit, formers, routes.note(note.id, lang), text.front.title, lang, text.path)
    for id, pages in kit.digest.pages.items():
        was = dict.fromkeys(old for page in pages.values() for old in page.was)
        for lang, page in pages.items():
            formers = [routes.standing(old, lang) for old in was] + [routes.former(old) for old in page.old]
            yield from _redirects(kit, formers, routes.standing(id, lang), page.title, lang, page.path)
    for key, term in kit.digest.terms.items():
        for lang in kit.languages:
            formers = [routes.term((key[0], old), lang) for old in term.was]
            formers += [routes.former(old) for old in term.old] if lang == kit.config.default else []
            name = kit.text(term.name, lang).words
            yield from _redirects(kit, formers, routes.term(key, lang), name, lang, term.path)


def _redirects(kit: Kit, formers: Iterable[str], new: str, title: str, lang: str, origin: str) -> Iterator[Page]:
    given = (lang, kit.routes.address(new), kit.routes.full(new), title)
    for former in formers:
        yield Page(former, TEMPLATE, RedirectView, given, origin)
