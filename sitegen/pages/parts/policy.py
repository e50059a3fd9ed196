"""The Content-Security-Policy of pages: what they do by themselves, and what the settings add to it."""

from collections.abc import Mapping, Sequence

from sitegen.pages.views import Html

_OWN = dict.fromkeys(("script-src", "style-src", "img-src", "connect-src"), ("'self'",))
_LAST = {"base-uri": ("'none'",), "form-action": ("'self'",)}  # the form is that of search


def policy(added: Mapping[str, Sequence[str]]) -> Html:
    """All directives but the first. `added`: checked sources, with nothing in them that HTML takes for its own."""
    names = dict.fromkeys([*_OWN, *(name for name in added if added[name] and name not in _LAST)])
    directives = {**{name: _OWN.get(name, ()) for name in names}, **_LAST}
    return Html(
        "; ".join(" ".join(dict.fromkeys([name, *by, *added.get(name, ())])) for name, by in directives.items())
    )
