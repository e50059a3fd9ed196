"""Addresses that readers may have kept, and that a build takes away: a term was renamed, say, without `was`."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.pages.plan import own_names

_MOST = 20  # lines; a whole site may have been replaced
_LEFT = "for `languages` in site.yaml does not name it any more"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def gone(removed: Iterable[str], languages: Sequence[str]) -> Iterator[str]:
    """What to say of removed files: the addresses of notes, terms, claims and standing pages among them, and former
    ones. Where one is gone in the default language too, that is said alone; so is a language
    that is gone as a whole.
    """
    urls = {file.removesuffix("index.html") for file in removed if file.endswith(".html")} - {"", "404.html"}
    left = [url for url in urls if _LANGUAGE.fullmatch(url.rstrip("/")) and url.rstrip("/") not in languages]
    lines = [f"gone since the last build: /{home} and all below it, {_LEFT}" for home in sorted(left)]
    kept = sorted(url for url in urls if not url.startswith(tuple(left)) and _is_kept(url, languages))
    twins = {f"{lang}/{url}" for lang in languages for url in kept}
    lines += [
        f"gone since the last build: /{url}; add `was` if it has another id now" for url in kept if url not in twins
    ]
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"and {len(lines) - _MOST} more addresses"


def _is_kept(url: str, languages: Sequence[str]) -> bool:
    """Whether a page has an address by an id, or is a file that was an address of another program's. A language may be
    one that the site no longer has.
    """
    if url.endswith(".html"):
        return True
    segments = url.rstrip("/").split("/")
    if len(segments) > 1 and (segments[0] in languages or (len(segments) == 3 and _LANGUAGE.fullmatch(segments[0]))):
        del segments[0]
    own = {*own_names()} - {"notes", "claims"}  # which come and go with notes
    return len(segments) <= 2 and segments[0] not in own and segments != ["notes"] and segments != ["claims"]
