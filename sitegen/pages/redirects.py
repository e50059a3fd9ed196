"""Pages at the former addresses of notes and terms (`was`), which send readers on.

GitHub Pages knows no redirects of its own; a page that refreshes and names its successor as canonical is what there is.
"""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.pages.kit import Kit
from sitegen.pages.views import Page


class RedirectView(Struct, frozen=True):
    lang: str
    href: str
    full: str
    title: str


def pages(kit: Kit) -> Iterator[Page]:
    for note in kit.digest.notes.values():
        for old in note.was:
            for lang, text in note.texts.items():
                url = kit.routes.note(note.id, lang)
                yield _redirect(kit, kit.routes.note(old, lang), url, text.front.title, lang, text.path)
    for key, term in kit.digest.terms.items():
        for old in term.was:
            for lang in kit.languages:
                name = kit.text(term.name, lang).words
                url = kit.routes.term(key, lang)
                yield _redirect(kit, kit.routes.term((key[0], old), lang), url, name, lang, term.path)


def _redirect(kit: Kit, old: str, new: str, title: str, lang: str, origin: str) -> Page:
    given = (lang, kit.routes.address(new), kit.routes.full(new), title)
    return Page(old, "redirect.html", RedirectView, given, origin)
