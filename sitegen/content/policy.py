"""`policy` of the settings: what pages may load and do beyond what they do by themselves, source by source.

It ends up in the Content-Security-Policy of every page (https://www.w3.org/TR/CSP3/), in an attribute: so a source is a
host, a hash or one of a few words, and nothing else. What would let any text on a page be a script is refused.
"""

import re
from collections.abc import Mapping, Sequence

from sitegen.content.decode import Flaw
from sitegen.problems import KeyPath
from sitegen.text.suggest import did_you_mean

# What each loads or does, in the order that they are printed in.
DIRECTIVES = (
    *("script-src", "style-src", "img-src", "connect-src", "font-src", "media-src", "frame-src", "worker-src"),
    *("manifest-src", "form-action"),
)
_MOST = 50  # sources of one directive
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(
    rf"\A(?:(?:https|wss)://)?(?:\*\.)?(?:{_LABEL}\.)+(?=[a-z0-9-]*[a-z]){_LABEL}(?::[0-9]{{1,5}})?(?:/[\w.~/%-]*)?",
    re.ASCII | re.IGNORECASE,
)
_HASH = re.compile(r"sha(?:256|384|512)-[A-Za-z0-9+/]{40,90}={0,2}")
_WORDS = {"self": DIRECTIVES, "wasm-unsafe-eval": ("script-src",)}
_SCHEMES = ("data:", "blob:", "https:")
_SCHEMED = ("img-src", "font-src", "media-src")
_HASHED = ("script-src", "style-src")


def checked(policy: Mapping[str, Sequence[str]]) -> tuple[dict[str, tuple[str, ...]], list[Flaw]]:
    """The sources that can be added, by directive, as they are printed; and what is wrong with the others."""
    sources: dict[str, tuple[str, ...]] = {}
    flaws: list[Flaw] = []
    for name, given in policy.items():
        if name not in DIRECTIVES:
            where = KeyPath(("policy", name), key_itself=True)
            hint = did_you_mean(name, DIRECTIVES) or f"it may widen {', '.join(DIRECTIVES)}"
            flaws.append(Flaw("policy", f"`policy` cannot widen `{name}`", where, hint))
            continue
        if len(given) > _MOST:
            message = f"`{name}` names {len(given)} sources; {_MOST} are the most"
            flaws.append(Flaw("too-many", message, KeyPath(("policy", name)), "take one with `*.` before a host"))
            continue
        printed = [_source(source, name) for source in given]
        for i, (source, as_printed) in enumerate(zip(given, printed, strict=True)):
            if not as_printed:
                message = f"`{source}` is no source that `{name}` can have"
                flaws.append(Flaw("policy", message, KeyPath(("policy", name, i)), _hint(source, name)))
        sources[name] = tuple(dict.fromkeys(filter(None, printed)))
    return sources, flaws


def _source(written: str, name: str) -> str:
    """A source as a policy has it; nothing where it is none. YAML takes the quotes of `'self'` for its own."""
    word = written.strip("'")
    if name in _WORDS.get(word, ()) or (name in _HASHED and _HASH.fullmatch(word)):
        return f"'{word}'"
    if _HOST.fullmatch(written) or (name in _SCHEMED and written in _SCHEMES):
        return written
    return ""


def _hint(source: str, name: str) -> str:
    word = source.strip("'")
    if word in ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "data:", "blob:", "https:", "http:"):
        what = "put it into a file of templates/assets/ and name that by `asset`, or give its hash: `sha256-…`"
        return what if name in _HASHED else "name the host that it comes from"
    if source.startswith("http://"):
        return f"write `https://{source[7:]}`"
    return "a source is a host, such as https://stats.example.org or *.example.org, or `self`"
