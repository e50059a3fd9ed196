"""Who said what: the quotes of all notes by speaker, 50 a page; each with what the speaker was then, and its note."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Listed, Page
from sitegen.pages.parts.pagination import cut, numbers, page_of
from sitegen.pages.parts.quotes import Said, said, speaker_href
from sitegen.pages.views import Link, Pagination, View
from sitegen.text.initials import initial

_Line = tuple[str, str, int]  # the speaker's id, a note's, and the number of a quote in it


class SpeakerGroup(Struct, frozen=True):
    """`goes_on`: the speaker's first words are on an earlier page. `href`: the page of a person."""

    id: str
    name: str
    lang: str
    href: str
    goes_on: bool
    quotes: tuple[Said, ...]


class QuotesView(View, frozen=True, kw_only=True):
    """`letters`: to the first speaker of each, and `persons`: to the indexes of people; on the first page only."""

    total: int
    people: int
    persons: tuple[Link, ...]
    letters: tuple[Link, ...]
    speakers: tuple[SpeakerGroup, ...]
    numbers: Pagination


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        lines = [
            (key[1], place.note, place.number)
            for key, speaker in context.digest.speakers.items()
            if key[0] == lang
            for place in speaker.said
        ]
        for page_lines, here, last in cut(lines):
            yield Page(context.urls.quotes(lang, here), KIND, (lang, tuple(page_lines), here, last))


def view(context: PageContext, lang: str, page_lines: Sequence[_Line], here: int, last: int) -> QuotesView:
    urls = {other: context.urls.quotes(other, here) for other in context.languages if here == 1}
    urls.setdefault(lang, context.urls.quotes(lang, here))
    title = context.ui("quotes.title", lang)
    total, people, letters = context.memo(_overview, context, lang) if here == 1 else (0, 0, ())
    return QuotesView(
        lang=lang,
        frame=context.frame(lang),
        head=context.head(title, context.ui("quotes.about", lang), urls, lang),
        switches=context.switches(urls, lang),
        total=total,
        people=people,
        persons=_persons(context, lang) if here == 1 else (),
        letters=letters,
        speakers=tuple(
            _group(context, lang, id, list(lines), here) for id, lines in groupby(page_lines, key=lambda line: line[0])
        ),
        numbers=numbers(here, last, partial(context.urls.quotes, lang)),
    )


def _group(context: PageContext, lang: str, id: str, lines: Sequence[_Line], here: int) -> SpeakerGroup:
    quotes, href = [], ""
    for _, note_id, number in lines:
        note = context.digest.notes[note_id]
        quote = note.text(lang).quotes[number]
        quotes.append(said(quote, note, context, lang))
        href = context.link(quote.by, lang).href if quote.by else href
    speaker = context.digest.speakers[lang, id]
    return SpeakerGroup(id, speaker.name, quotes[0].note.lang, href, page_of(speaker.position) < here, tuple(quotes))


def _overview(context: PageContext, lang: str) -> tuple[int, int, tuple[Link, ...]]:
    """How many quotes and speakers there are, and the way to each initial."""
    own = [(key[1], speaker) for key, speaker in context.digest.speakers.items() if key[0] == lang]
    letters: dict[str, Link] = {}
    for id, speaker in own:
        letter = initial(speaker.name)
        if letter not in letters:
            letters[letter] = Link(speaker_href(id, context, lang), letter)
    return sum(len(speaker.said) for _, speaker in own), len(own), tuple(letters.values())


def _persons(context: PageContext, lang: str) -> tuple[Link, ...]:
    return tuple(
        Link(context.urls.taxonomy(taxonomy.id, lang).href, context.taxonomy_name(taxonomy.id, lang))
        for taxonomy in context.taxonomies
        if taxonomy.person
    )


def listed(context: PageContext) -> Iterator[Listed]:
    yield Listed(context.languages, context.urls.quotes, context.newest)


KIND = Kind(
    address="quotes/", template="quotes.html", view=view, pages=pages, listed=listed, footer=(3, "quotes.title")
)
