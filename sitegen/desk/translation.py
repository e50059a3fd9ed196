"""The file of a note in another language: what each language says for itself, with the original's words to go by."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from sitegen.content import frontmatter
from sitegen.content.files import read_text, scan
from sitegen.content.notes import UNWRITTEN
from sitegen.content.read import id_of
from sitegen.content.schema import OWN_TEXTS
from sitegen.desk.new import Desk
from sitegen.desk.yaml_text import scalar

_OWN_WORDS = ("speaker", "role", "what", "before")
_SHORTENED = 400  # characters of a comment


class NoOriginal(Exception):
    """Why a note cannot be translated so."""


class Original(Struct, frozen=True):
    """`path`: of the note's file in the earliest of the digest's languages; `lacking`: the languages it is not in."""

    path: str
    lang: str
    lacking: tuple[str, ...]
    front: dict[str, Any]
    body: str


def original(desk: Desk, id: str) -> Original:
    """The note that is to be translated. Raises NoOriginal."""
    files, _ = scan(desk.root)
    paths = [path for path in files if path.startswith("content/notes/") and path.endswith(".md") and id_of(path) == id]
    if not paths:
        raise NoOriginal(f"there is no note `{id}`")
    languages = desk.config.languages
    by_lang: dict[str, tuple[str, dict[str, Any], str]] = {}
    for path in sorted(paths):
        text, _ = read_text(files[path])
        cut, _ = frontmatter.split(path, text)
        front, problems = frontmatter.load(path, cut)
        if front is None:
            raise NoOriginal(f"{path} cannot be read: sitegen check says why ({problems[0].message})")
        named = path.removesuffix(".md").rpartition(".")[2]
        by_lang[named if named in languages else str(front.get("lang") or languages[0])] = path, front, cut.body
    first = next((lang for lang in languages if lang in by_lang), "")
    if not first:
        raise NoOriginal(f"{paths[0]} is in none of the digest's languages")
    path, front, body = by_lang[first]
    return Original(path, first, tuple(lang for lang in languages if lang not in by_lang), front, body)


def translation_path(note: Original, lang: str, languages: Sequence[str]) -> str:
    folder, slash, name = note.path.rpartition("/")
    stem = name.removesuffix(".md").removesuffix(f".{note.lang}")
    return f"{folder}{slash}{stem}.md" if lang == languages[0] else f"{folder}{slash}{stem}.{lang}.md"


def translation_text(note: Original, lang: str, given: Mapping[str, str]) -> str:
    """`given`: its own title and summary, where they are known; `…` stands for what is still to be written.

    Day, source, terms and claims stay with the original. The body is the original's, to be written over.
    """
    lines = []
    for key in OWN_TEXTS:
        if key in given or note.front.get(key):
            lines.append(f"{key}: {_words(given.get(key, ''), note.front.get(key))}")
    lines.insert(1, "draft: true # take this line away once it may be published")
    for key, entry in (("quotes", _quote), ("corrections", _own)):
        entries = [each for each in note.front.get(key) or () if isinstance(each, dict)]
        if entries:
            lines.append(f"{key}: # each language says its own")
            for each in entries:
                lines += [f"  {'- ' if n == 0 else '  '}{line}" for n, line in enumerate(entry(each, note.lang, lang))]
    return "\n".join(["---", *lines, "---", "", note.body.strip("\n"), ""])


def _quote(entry: Mapping[str, Any], original: str, lang: str) -> list[str]:
    """A quote. Its words stay as they were said: what they mean in the language is written beside them."""
    said_in = str(entry.get("lang") or original)
    lines = [f"text: {scalar(str(entry.get('text') or UNWRITTEN))}"]
    if said_in != lang:
        lines += [f"lang: {scalar(said_in)}", f"translation: {_words('', entry.get('translation'))}"]
    rest = {key: value for key, value in entry.items() if key not in ("text", "lang", "translation")}
    return lines + _own(rest, original, lang)


def _own(entry: Mapping[str, Any], original: str, lang: str) -> list[str]:
    """What is the same in each language, and `…` for the words that are each one's own."""
    return [f"{key}: {_words('', value) if key in _OWN_WORDS else scalar(str(value))}" for key, value in entry.items()]


def _words(own: str, original: Any) -> str:
    if own:
        return scalar(own)
    words = " ".join(str(original or "").split())
    shown = words if len(words) <= _SHORTENED else f"{words[:_SHORTENED]}…"
    return f'"{UNWRITTEN}"' + (f" # {shown}" if shown else "")
