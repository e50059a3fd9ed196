"""Title, publisher, author and day of an article: what JSON-LD says, then Open Graph and its like, then the page."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from sitegen.desk.clip.addresses import canonical, without_trackers
from sitegen.desk.clip.clean import no_text
from sitegen.desk.clip.json_ld import article_of
from sitegen.desk.clip.markup import Block, HtmlPage, unescaped
from sitegen.desk.clip.model import ORIGINS, ArticleHead, Document, Origin, Told
from sitegen.desk.clip.shown import author_shown, day_shown, headline, publisher_shown
from sitegen.desk.importing.days import moment_of
from sitegen.text.normal import nfc
from sitegen.text.zones import zone_of

Said = dict[Origin, str]

_META: dict[str, tuple[tuple[Origin, tuple[str, ...]], ...]] = {
    "title": (("Open Graph", ("og:title",)), ("meta", ("twitter:title", "citation_title", "dc.title", "title"))),
    "publisher": (
        ("Open Graph", ("og:site_name", "og:article:publisher")),
        ("meta", ("citation_publisher", "dc.publisher", "publisher", "application-name", "copyright")),
    ),
    "author": (
        ("Open Graph", ("og:article:author", "article:author")),
        ("meta", ("dable:author", "author", "citation_author", "dc.creator", "byl", "parsely-author")),
    ),
    "published": (
        ("Open Graph", ("article:published_time", "og:article:published_time")),
        ("meta", ("datepublished", "pubdate", "citation_publication_date", "dc.date.issued", "dc.date", "date",
                  "parsely-pub-date", "sailthru.date", "regdate")),
    ),
    "address": (("Open Graph", ("og:url",)), ("meta", ("twitter:url", "citation_public_url"))),
}  # fmt: skip
_SUFFIX = re.compile(r"\s(?:[-–—|<:·]|::)\s([^|<>\n]{2,30})$")
_EMAIL = re.compile(r"[(<]?[\w.+-]{1,40}@[\w.-]{1,60}[)>]?")
_ROLE = re.compile(r"\s?(?:인턴|수습|선임|전문|객원)?\s?(?:기자|특파원)$|^(?:By|by|BY)\s")
_HANGUL = re.compile(r"[가-힣]")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{4,500}")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{4,6})?")


def head_of(
    document: Document, page: HtmlPage | None, lines: Sequence[str], given: Mapping[str, str], zone: str
) -> ArticleHead:
    """All that is known of an article. `lines`: what the page shows, or the text; `given`: what the editor said."""
    told = article_of(page.scripts) if page else {}
    said: dict[str, Said] = {key: {} for key in _META}
    for key in said:
        if given.get(key):
            said[key]["option"] = given[key]
        if told.get(key):
            said[key]["JSON-LD"] = unescaped(told[key])
        for origin, names in _META[key] if page else ():
            if value := next((page.metas[name] for name in names if page and page.metas.get(name)), ""):
                said[key][origin] = value
    _add_shown(said, page, lines)
    if said["author"].get("Open Graph", "").startswith("http"):
        del said["author"]["Open Graph"]  # the address of a profile
    lang = _language(page, told, lines)
    _set_address(said, document, page, lines)
    published = {origin: day for origin, value in said["published"].items() if (day := _day(value, zone))}
    told_day = _told({origin: day.isoformat() for origin, day in published.items()})
    publisher = _told(said["publisher"])
    return ArticleHead(
        title=_title(said["title"], publisher.value),
        publisher=publisher,
        author=_told({origin: _author(value) for origin, value in said["author"].items()}),
        address=_told(said["address"]),
        published=told_day,
        day=dt.date.fromisoformat(told_day.value) if told_day.value else None,
        lang=lang,
    )


def _add_shown(said: dict[str, Said], page: HtmlPage | None, lines: Sequence[str]) -> None:
    """What the page itself prints counts last: the words of a reader may stand among them."""
    title = page.title if page else ""
    headings = (
        [b.text for name in ("h1", "h2", "h3") for b in _within(page, name)] if not title or _within(page, "h1") else []
    )
    shown = {"published": day_shown(lines), "author": author_shown(lines), "publisher": publisher_shown(lines)}
    shown["title"] = headings[0] if headings else title
    if not page and (first := headline([line for line in lines if not no_text(line)])):
        said["title"]["line"] = first
    if not shown["published"] and page and page.times:
        shown["published"] = page.times[0]
    if not shown["publisher"] and (suffix := _SUFFIX.search(title)):
        shown["publisher"] = suffix[1].strip()
    for key, value in shown.items():
        if value:
            said[key]["page"] = value


def _within(page: HtmlPage | None, name: str) -> list[Block]:
    return [block for block in page.blocks if any(e.name == name for e in block.within)] if page else []


def _set_address(said: dict[str, Said], document: Document, page: HtmlPage | None, lines: Sequence[str]) -> None:
    start = said["address"].get("option") or document.address
    addresses: Said = {}
    for origin, value in said["address"].items():
        named = without_trackers(value) if origin == "option" else canonical(value, start)
        if named:
            addresses[origin] = named
    if page and (own := canonical(page.canonical, start)):
        addresses["page"] = own  # `rel=canonical` is as good as what Open Graph says
    if document.address:
        addresses["address"] = without_trackers(document.address)
    elif (
        not page
        and not addresses
        and (first := next((m[0] for line in lines[:5] if (m := _ADDRESS.fullmatch(line.strip()))), ""))
    ):
        addresses["page"] = without_trackers(first)
    said["address"] = addresses
    if not any(said["publisher"].values()) and addresses:
        host = urlsplit(next(iter(addresses.values()))).hostname or ""
        said["publisher"]["address"] = host.removeprefix("www.")


def _told(said: Said) -> Told:
    """The surest origin wins; what others say otherwise is kept."""
    values = [(origin, nfc(" ".join(said[origin].split()))) for origin in ORIGINS if said.get(origin, "").strip()]
    if not values:
        return Told()
    (origin, value), *rest = values
    return Told(value, origin, tuple((other, says) for other, says in rest if says != value))


def _title(said: Said, publisher: str) -> Told:
    """The outlet's name at its end is no part of a headline."""
    plain = {}
    for origin, value in said.items():
        suffix = _SUFFIX.search(value)
        outlet = suffix and (origin in ("page", "line") or suffix[1].strip().lower() == publisher.lower())
        plain[origin] = value[: suffix.start()] if suffix and outlet and origin != "option" else value
    return _told(plain)


def _author(value: str) -> str:
    names = [_ROLE.sub("", _EMAIL.sub("", each).strip()).strip() for each in value.split(",")]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _day(value: str, zone: str) -> dt.date | None:
    """The outlet's own day: one given with its distance from UTC as it stands there, one in UTC where the digest is."""
    compact = _COMPACT.fullmatch(value.strip())
    moment = moment_of("-".join(compact.groups()) if compact else value, zone_of(zone))
    if isinstance(moment, dt.datetime):
        try:
            return moment.astimezone(zone_of(zone)).date() if moment.utcoffset() == dt.timedelta() else moment.date()
        except OverflowError:
            return None
    if moment is None and (shown := day_shown([value])):
        return dt.date.fromisoformat(shown)
    return moment


def _language(page: HtmlPage | None, told: Mapping[str, str], lines: Sequence[str]) -> str:
    text = " ".join(lines)[:5000]
    letters = sum(char.isalpha() for char in text)
    if letters and len(_HANGUL.findall(text)) * 5 > letters:
        return "ko"
    named = (page.lang or page.metas.get("og:locale", "") or told.get("lang", "")) if page else ""
    code = re.split(r"[-_]", named.lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code != "ko" else "en"
