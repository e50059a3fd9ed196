"""In which order pages are made, when several processes make them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sitegen.pages.page import Page


def alike_together(pages: Mapping[str, Page], languages: Sequence[str]) -> list[str]:
    """The names of pages, those of one language together: what lists show of a note is made once for a language.

    Processes begin at both ends (`workers.py`), and each remembers what it made. So lists, which show much of the
    same, stand at the ends, and pages of notes, the most, in the middle.
    """
    places = {lang: place for place, lang in enumerate(languages)}
    at = {name: places.get(page.url.path.partition("/")[0], 0) for name, page in pages.items()}
    counts = Counter((at[name], page.kind.address) for name, page in pages.items())

    def key(name: str) -> tuple[int, int, str]:
        place, kind = at[name], pages[name].kind.address
        count = counts[place, kind]
        return place, -count if place else count, kind

    return sorted(pages, key=key)
