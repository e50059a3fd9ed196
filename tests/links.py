"""Where a page leads: the addresses in its elements, for tests that follow them."""

from html.parser import HTMLParser


def links(text: str) -> list[str]:
    """Every `href` and `src` of a page, in order, each once."""
    found: dict[str, None] = {}

    class Finder(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update(dict.fromkeys(value for name, value in attrs if name in ("href", "src") and value))

    Finder().feed(text)
    return list(found)
