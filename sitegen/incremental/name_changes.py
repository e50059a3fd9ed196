"""Which texts a change of names concerns: those in which a name stands that came, went or means something else.

Which names are linked in a text is a fact of that text, and what stands for it would be found by looking for all names
in all texts. Nobody does: where names have changed, the texts are looked through for these alone.
"""

from collections.abc import Iterator, Mapping
from html import unescape

from sitegen.content.body import Prose
from sitegen.digest.model import LinkedName
from sitegen.pages.parts.name_links import without_word_tags

LinkedNames = Mapping[str, Mapping[str, LinkedName]]  # by language

_MOST = 50  # names, after which all texts of a language are taken to hold one


def texts_with_other_names(was: LinkedNames, now: LinkedNames, prose: Mapping[str, Prose]) -> Iterator[tuple[str, str]]:
    """Languages and files of the texts that may have other links for it, whatever language each is written in.

    No file stands for those texts that show words which stand in no prose.
    """
    changed = {lang: _changed(was.get(lang, {}), now.get(lang, {})) for lang in was.keys() | now.keys()}
    changed = {lang: names for lang, names in changed.items() if names}
    if not changed:
        return
    yield from ((lang, "") for lang in changed)
    for path in prose:
        text = ""
        for lang, names in changed.items():
            if len(names) <= _MOST and not text:
                text = unescape(without_word_tags("\n".join(prose[path].pieces)).replace("\n", " "))
            if len(names) > _MOST or any(name in text for name in names):
                yield lang, path


def _changed(was: Mapping[str, LinkedName], now: Mapping[str, LinkedName]) -> list[str]:
    return [name for name in was.keys() | now.keys() if was.get(name) != now.get(name)]
