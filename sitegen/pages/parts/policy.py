"""The Content-Security-Policy of pages: what they do by themselves, and what the settings add to it."""

from collections.abc import Mapping, Sequence

from sitegen.pages.views import Html, Policy

_OWN = {"style-src": ("'self'",), "img-src": ("'self'",), "connect-src": ("'self'",)}
_SCRIPTS, _LAST = "script-src", "form-action"  # the one is printed first, and not by all pages, the other last


def policy(added: Mapping[str, Sequence[str]]) -> Policy:
    """`added`: checked sources by directive, in which nothing stands that HTML would take for its own."""
    scripts = added.get(_SCRIPTS, ())
    own = ["'self'", *(source for source in scripts if source != "'self'")]
    names = dict.fromkeys([*_OWN, *(name for name in added if added[name] and name not in (_SCRIPTS, _LAST))])
    others = [" ".join(dict.fromkeys([name, *_OWN.get(name, ()), *added.get(name, ())])) for name in names]
    last = " ".join([_LAST, *(added.get(_LAST) or ("'none'",))])
    return Policy(
        scripts=Html(f" {_SCRIPTS} {' '.join(scripts)};" if scripts else ""),
        own_scripts=Html(f" {_SCRIPTS} {' '.join(own)};"),
        others=Html("; ".join([*others, "base-uri 'none'", last])),
    )
