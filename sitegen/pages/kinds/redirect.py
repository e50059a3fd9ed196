"""Pages at the former addresses of notes, terms, claims and standing pages (`was`), and of weeks that are no editions,
which send readers on.

GitHub Pages knows no redirects of its own; a page that refreshes and names its successor as canonical is what there is.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen.digest.edition_moves import month_of, week_of
from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Page
from sitegen.pages.urls import Url


class RedirectView(Struct, frozen=True):
    lang: str
    href: str
    full: str
    title: str


def pages(context: PageContext) -> Iterator[Page]:
    """A former id has an address in each language; a whole address leads to the language of the file that names it."""
    urls = context.urls
    for note in context.digest.notes.values():
        for lang, text in note.texts.items() if note.renamed else ():
            formers = [urls.note(old, lang) for old in note.was] + [urls.former(old) for old in text.old]
            yield from _redirects(context, formers, urls.note(note.id, lang), text.front.title, lang, text.path)
    for id, pages in context.digest.pages.items():
        was = dict.fromkeys(old for page in pages.values() for old in page.was)
        for lang, page in pages.items():
            formers = [urls.standing(old, lang) for old in was] + [urls.former(old) for old in page.old]
            yield from _redirects(context, formers, urls.standing(id, lang), page.title, lang, page.path)
    for key, term in context.digest.terms.items():
        for lang in context.languages:
            formers = [urls.term((key[0], old), lang) for old in term.was]
            formers += [urls.former(old) for old in term.old] if lang == context.config.default else []
            name = context.text(term.name, lang).words
            yield from _redirects(context, formers, urls.term(key, lang), name, lang, term.path)
    yield from _folded_weeks(context)
    for entry in context.digest.ledger.values():
        for lang in context.languages if entry.id and entry.was else ():
            formers = [urls.claim(old, lang) for old in entry.was]
            what = context.text(entry.claim.what, lang).words
            note = context.digest.notes[entry.newest.note]
            yield from _redirects(context, formers, urls.claim(entry.key, lang), what, lang, note.text(lang).path)


def _folded_weeks(context: PageContext) -> Iterator[Page]:
    """Weeks with too few notes to be editions lead to the month of their newest: they may have been, or be some day."""
    editions, months = context.digest.editions, dict[str, str]()
    for note in context.digest.notes.values():
        months.setdefault(week_of(note.date), month_of(note.date))
    for week, month in months.items():
        for lang in context.languages if week not in editions else ():
            name = context.edition_name(month, lang)
            yield from _redirects(
                context, [context.urls.edition(week, lang)], context.urls.edition(month, lang), name, lang, ""
            )


def _redirects(
    context: PageContext, formers: Iterable[Url], new: Url, title: str, lang: str, origin: str
) -> Iterator[Page]:
    given = (lang, new.href, new.full, title)
    for former in formers:
        yield Page(former, KIND, given, origin)


def view(context: PageContext, lang: str, href: str, full: str, title: str) -> RedirectView:
    return RedirectView(lang, href, full, title)


KIND = Kind(address="<former>", template="redirect.html", view=view, pages=pages)
