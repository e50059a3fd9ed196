"""Texts of a site's own that nothing asks for: a key is mistyped, or a file is of no language of the digest."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sitegen.problems import KeyPath, Problem
from sitegen.text.suggest import Words, did_you_mean

_RULE = "unused-text"


class OwnText(Struct, frozen=True):
    """A text of a site's own, and where it stands. `group`: its key without `.one` and `.other`."""

    lang: str
    key: str
    group: str
    path: str
    where: KeyPath


def unused_texts(added: Iterable[OwnText], shipped: Iterable[str], templates: Iterable[str]) -> Iterator[OwnText]:
    """Those that are not shipped, and that no template names, as `"own.x" | t` does, or `("own." ~ x) | t`.

    `shipped`: groups; `templates`: the text of the site's own.
    """
    known, said = frozenset(shipped), "\n".join(templates)
    for text in added:
        begun = [text.group[: i + 1] for i, sign in enumerate(text.group) if sign == "."]
        asked = [f"{text.group}'", f'{text.group}"', *begun]
        if text.group not in known and not any(f"{quote}{words}" in said for words in asked for quote in "'\""):
            yield text


def of_nobody(text: OwnText, shipped: Iterable[str]) -> Problem:
    message = f"no shipped text is called `{text.group}`, and no template of yours asks for it: it is shown nowhere"
    hint = (
        did_you_mean(text.group, Words(shipped)) or "`sitegen theme show i18n/en.yaml` prints the texts that there are"
    )
    return Problem(rule=_RULE, path=text.path, message=message, hint=hint, where=KeyPath(text.where.keys, True))


def of_no_language(lang: str, path: str, languages: Sequence[str]) -> Problem:
    message = f"`{lang}` is none of the digest's languages, so these texts are shown nowhere"
    hint = f"name the file after one of {', '.join(languages)}, or add `{lang}` to `languages` in content/site.yaml"
    return Problem(rule=_RULE, path=path, message=message, hint=hint)
