"""What every kind of page is planned with: the digest, addresses, the frame of each language, and shared cards."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sitegen.config import Taxonomy
from sitegen.content.body import Prose
from sitegen.digest.editions import is_week
from sitegen.digest.listings import together
from sitegen.digest.model import Digest, Note
from sitegen.digest.names import NamesByDay, names_by_day
from sitegen.digest.values import Key, Text, in_language
from sitegen.memo import LastingMemo, Memo
from sitegen.pages.page import Kind
from sitegen.pages.parts.name_links import Names
from sitegen.pages.parts.policy import policy
from sitegen.pages.parts.schema_org import Thing
from sitegen.pages.parts.structured_data import things
from sitegen.pages.social_card import HEIGHT, WIDTH
from sitegen.pages.urls import Url, Urls
from sitegen.pages.views import Alternate, Frame, Head, Link, NoteCard, Picture, Switch, TermCard, extra
from sitegen.text.days import day_text
from sitegen.text.placeholders import fill

FEED_LENGTH = 30
ICON, ICO, TOUCH_ICON = "favicon.svg", "favicon.ico", "apple-touch-icon.png"  # of the templates' assets


class PageContext:
    """Cards, links and frames are made once for each language and shared by all views that show them."""

    def __init__(
        self,
        digest: Digest,
        prose: Mapping[str, Prose],
        urls: Urls,
        ui: Mapping[str, Mapping[str, str]],
        memo: Memo,
        lasting: LastingMemo,
        kinds: Sequence[Kind],
        search: Mapping[tuple[str, int], bytes] | None = None,
        names: Mapping[tuple[str, str], Names | None] | None = None,
        pictured: Collection[str] = (),
        icons: Collection[str] = (),
        scaled: bool = False,
    ) -> None:
        """`ui`: the texts of the templates by language. `search`: the files of the index, by language and number.
        `names`: those that become links in a text, by its language and its file. `pictured`: the languages whose pages
        have pictures. `icons`: the names of those that there are. `scaled`: whether pictures beside notes can be.
        """
        self.digest, self.prose, self.urls, self._ui = digest, prose, urls, ui
        self.names = {} if names is None else names
        self.config = digest.config
        self.languages = digest.config.languages
        self.memo, self.lasting, self.kinds = memo, lasting, kinds
        self.search = {} if search is None else search
        self.pictured, self._icons, self.scaled = frozenset(pictured), icons, scaled

    @property
    def newest(self) -> dt.date | None:
        """The day of the newest note."""
        return next((note.date for note in self.digest.notes.values()), None)

    def frame(self, lang: str) -> Frame:
        return self.memo(self._frame, lang)

    def makes(self, kind: Kind) -> bool:
        """Whether a template leads to pages of a kind, so that there are some."""
        return any(each is kind for each in self.kinds)

    def ui(self, key: str, lang: str, **values: object) -> str:
        """A text of the templates; the key itself where it is missing, which the templates' check reports."""
        return fill(self._ui.get(lang, {}).get(key, key), values)

    @property
    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """Those that have terms: the others have no page."""
        return tuple(taxonomy for taxonomy in self.config.taxonomies if self.digest.in_use.get(taxonomy.id))

    def taxonomy_name(self, taxonomy: str, lang: str) -> str:
        return self.memo(self._taxonomy_name, taxonomy, lang)

    def _taxonomy_name(self, taxonomy: str, lang: str) -> str:
        names = {t.id: t.name for t in self.config.taxonomies}
        own = names[taxonomy]
        return own[lang] if own else self.ui(f"taxonomy.{taxonomy}", lang)

    def text(self, text: str | dict[str, str], lang: str) -> Text:
        return in_language(text, lang, self.config.default)

    def note(self, id: str, lang: str) -> NoteCard:
        return self.memo(self._note, id, lang)

    def notes(self, ids: Iterable[str], lang: str) -> tuple[NoteCard, ...]:
        return tuple(self.note(id, lang) for id in ids)

    def term(self, key: Key, lang: str) -> TermCard:
        return self.memo(self._term, key, lang)

    def term_with(self, key: Key, lang: str, count: int, newest: Sequence[str]) -> TermCard:
        """A card that counts something else than all of a term's notes."""
        term = self.digest.terms[key]
        return TermCard(
            href=self.urls.term(key, lang).href,
            name=self.text(term.name, lang),
            summary=self.text(term.summary, lang),
            count=count,
            kind=term.kind or "",
            country=term.country,
            newest=self.note(newest[0], lang) if newest else None,
            extra=extra(term.extra),
        )

    def link(self, key: Key, lang: str, on: dt.date | None = None) -> Link:
        """A link to a note, a term, a standing page or an edition; `on`: with the name that a term had that day."""
        link, had_others = self.memo(self._link, key, lang)
        if not on or not had_others:
            return link
        name = self.text(self.memo(self._names, key).on(on), lang)
        if name.lang or name.words == link.words:
            return link
        return Link(link.href, name.words, now=self.ui("term.now", lang, name=link.words))

    def _names(self, key: Key) -> NamesByDay:
        return names_by_day(self.digest.terms[key])

    def _note(self, id: str, lang: str) -> NoteCard:
        note = self.digest.notes[id]
        text = note.text(lang)
        return NoteCard(
            href=self.urls.note(id, text.lang).href,
            title=text.front.title,
            lang="" if text.lang == lang else text.lang,
            date=note.date,
            summary=text.front.summary,
            publisher=note.source.publisher,
            extra=extra(text.front.extra),
        )

    def _term(self, key: Key, lang: str) -> TermCard:
        ids = self.digest.listings[key]
        return self.term_with(key, lang, len(ids), ids[:1])

    def _link(self, key: Key, lang: str) -> tuple[Link, bool]:
        """The link, and whether it is to a term that was called something else once."""
        if key[0] == "notes":
            card = self.note(key[1], lang)
            return Link(card.href, card.title, card.lang), False
        if key[0] == "pages":
            texts = self.digest.pages[key[1]]
            text = texts.get(lang) or next(iter(texts.values()))
            address = self.urls.standing(key[1], text.lang).href
            return Link(address, text.title, "" if text.lang == lang else text.lang), False
        if key[0] == "editions":
            return Link(self.urls.edition(key[1], lang).href, self.edition_name(key[1], lang)), False
        term = self.digest.terms[key]
        name = self.text(term.name, lang)
        return Link(self.urls.term(key, lang).href, name.words, name.lang), bool(term.names)

    def edition_name(self, id: str, lang: str) -> str:
        """2025년 43주, October 2025."""
        year, _, number = id.partition("-")
        if is_week(id):
            return self.ui("edition.week", lang, year=year, week=int(number[1:]))
        return day_text(dt.date(int(year), int(number), 1), self.ui("date.month", lang), lang)

    def together(self, key: Key, entities: bool) -> list[tuple[Key, int]]:
        """The entities, or else the terms that are none, beside a term, with how many of its notes name them."""
        return self.memo(self._together, key)[entities]

    def _together(self, key: Key) -> tuple[list[tuple[Key, int]], list[tuple[Key, int]]]:
        """The terms that are no entities, and the entities."""
        beside: tuple[list[tuple[Key, int]], list[tuple[Key, int]]] = [], []
        for other, count in together(key, self.digest):
            beside[self.digest.terms[other].entity].append((other, count))
        return beside

    def links(self, note: Note, taxonomy: str, lang: str) -> tuple[Link, ...]:
        """Its terms of a taxonomy, as they were called then."""
        return tuple(self.link((taxonomy, id), lang, note.date) for id in note.terms.get(taxonomy, ()))

    def sections(self, lang: str) -> tuple[Link, ...]:
        """The taxonomies' indexes (subjects, who acts, the others), claims and editions; to people lead their words."""
        named = [taxonomy for taxonomy in self.taxonomies if not taxonomy.person]
        ordered = sorted(named, key=lambda t: (t.id != "topics", not t.entity))
        claims = Link(self.urls.claims(lang).href, self.ui("claims.short", lang))
        editions = Link(self.urls.editions(lang).href, self.ui("editions.short", lang))
        return (
            *(Link(self.urls.taxonomy(t.id, lang).href, self.taxonomy_name(t.id, lang)) for t in ordered),
            claims,
            editions,
        )

    def head(
        self,
        title: str,
        description: str,
        urls: Mapping[str, Url],
        lang: str,
        feed: Link | None = None,
        above: Sequence[Link] = (),
        thing: Thing | Callable[[], Thing] | None = None,
        card: Url | None = None,
        picture: Picture | None = None,
    ) -> Head:
        """`urls`: this page's url in each language that has it.

        `above`: the pages between the home page and it; `thing`: what it is about, unless it is only itself, or what
        makes that when a template asks for it; `card`: the page whose picture stands for it, where that is not the home
        page's; `picture`: one in the place of that.
        """
        site, picture = self.config.title[lang], picture or self._picture(card, title, lang)
        own = Link(self.urls.home(lang).feed.href, site)
        json = Link(self.urls.home(lang).json_feed.href, site)

        def told() -> tuple[Thing, ...]:
            about, shown = thing() if callable(thing) else thing, picture.full if picture and card else ""
            return things(self, title, description, urls[lang], lang, above, about, shown)

        return Head(
            title=f"{title} · {site}" if title else site,
            headline=title or site,
            description=description or self.config.description[lang],
            full=urls[lang].full,
            kind="website",
            alternates=self.alternates(urls),
            feeds=(own, json) if feed is None else (feed, own, json),
            _things=told,
            picture=picture,
        )

    def _picture(self, card: Url | None, title: str, lang: str) -> Picture | None:
        if lang not in self.pictured:
            return None
        address = (card or self.urls.home(lang)).card.full
        return Picture(address, title if card else self.config.title[lang], WIDTH, HEIGHT)

    def alternates(self, urls: Mapping[str, Url]) -> tuple[Alternate, ...]:
        """A page in all its languages, with `x-default` for readers of any other; nothing for a page in one."""
        if len(urls) < 2:
            return ()
        alternates = [Alternate(lang, url.full) for lang, url in urls.items()]
        return (*alternates, Alternate("x-default", alternates[0].full))

    def switches(self, urls: Mapping[str, Url], lang: str) -> tuple[Switch, ...]:
        return tuple(
            Switch(other, urls.get(other, self.urls.home(other)).href, other in urls)
            for other in self.languages
            if other != lang
        )

    @property
    def icon(self) -> str:
        """The full address of the site's icon, for feeds."""
        return self.urls.theme_asset(ICON).full

    def _frame(self, lang: str) -> Frame:
        written = {self.urls.standing(id, lang).path for id in self.digest.pages}  # and so by their own titles
        shown = sorted((*kind.footer, kind.address) for kind in self.kinds if kind.footer)
        places = [(text, self.urls.at(address, lang)) for _, text, address in shown]
        own = (Link(url.href, self.ui(text, lang)) for text, url in places if url.path not in written)
        standing = (self.link(("pages", id), lang) for id in self.digest.pages)
        return Frame(
            lang=lang,
            site=self.config.title[lang],
            description=self.config.description[lang],
            home=self.urls.home(lang).href,
            sections=self.sections(lang),
            footer=(*standing, *own),
            search=self.urls.search(lang).href,
            ico=self.urls.theme_asset(ICO).href if ICO in self._icons else "",
            touch_icon=self.urls.theme_asset(TOUCH_ICON).href if TOUCH_ICON in self._icons else "",
            policy=policy(self.config.policy),
            extra=extra(self.config.extra),
        )
