"""`sitegen init`: a small digest that builds at once, with what its repository on GitHub needs.

Its files stand in `starter/`, as templates with `<< … >>`; `dot-x` there is `.x` in the digest.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jinja2
from msgspec import Struct

from sitegen import __version__
from sitegen.desk.new_files import InTheWay, write_new
from sitegen.desk.schema import site_schema
from sitegen.desk.yaml_text import mapping, scalar
from sitegen.text.ids import as_id

DISTRIBUTION = "sitegen-digest"  # what the program is called where it is installed from
SOMEWHERE = "https://example.org/"  # until the digest has an address

_STARTER = Path(__file__).with_name("starter")
# A day before today is not in the future anywhere, so no zone's build holds the newest back.
_DAYS_AGO = {"welcome": 1, "data-centre-contract": 3, "data-centre-plan": 40}
# In English, in Korean, or of two names, of which each page takes its language's.
_OUTLETS = ("Example Times", "예시일보", "예시일보 (Example Times)")
_EXAMPLES = (  # as they are deleted by one command
    "content/notes/*-welcome*.md",
    "content/notes/*-data-centre-*.md",
    "content/companies/example-*.md",
    "content/themes/power-for-ai.md",
)
_IN_EACH_LANGUAGE = ("content/notes/welcome.md", "content/pages/about.md")
_TRANSLATED = ("en", "ko")  # the languages that the starter's own texts are in


class Wanted(Struct, frozen=True):
    """What a new digest is asked to be. `languages`: codes, the first is the default. `titles`: by language, if any."""

    languages: tuple[str, ...]
    titles: Mapping[str, str]
    base_url: str = SOMEWHERE


class Begun(Struct, frozen=True):
    """The paths of a new digest; `english`: the languages whose texts in it are English, for somebody to translate."""

    paths: list[str]
    english: list[str]


def init(folder: Path, wanted: Wanted, today: dt.date) -> Begun:
    """Writes a digest into a folder, made where there is none. Raises OSError; InTheWay with nothing written."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "content").exists():
        raise InTheWay(["content"])  # other notes would be part of this digest
    files = dict(sorted(_files(wanted, today)))
    write_new(folder, files)
    return Begun(list(files), [lang for lang in wanted.languages if lang not in _TRANSLATED])


def _files(wanted: Wanted, today: dt.date) -> Iterator[tuple[str, bytes]]:
    environment = jinja2.Environment(
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    for file in sorted(_STARTER.rglob("*")):
        if file.is_file():
            path = file.relative_to(_STARTER).as_posix().replace("dot-", ".")
            template = environment.from_string(file.read_text("utf-8"))
            for lang in wanted.languages if path in _IN_EACH_LANGUAGE else wanted.languages[:1]:
                day = today - dt.timedelta(_DAYS_AGO.get(file.stem, 0))
                yield _named(path, lang, day, wanted), template.render(_values(wanted, lang, day)).encode()
    schema = json.dumps(site_schema(), ensure_ascii=False, indent=2)
    yield ".vscode/site.schema.json", f"{schema}\n".encode()


def _named(path: str, lang: str, day: dt.date, wanted: Wanted) -> str:
    folder, _, name = path.rpartition("/")
    if folder == "content/notes":
        name = f"{day}-{name}"
    if lang != wanted.languages[0]:
        name = name.replace(".md", f".{lang}.md")
    return f"{folder}/{name}".lstrip("/")


def _values(wanted: Wanted, lang: str, day: dt.date) -> dict[str, Any]:
    """What the files of the starter are made with: texts are English, or Korean in Korean."""
    ko = lang == "ko"
    called = "나의 다이제스트" if ko else "My digest"
    titles = {each: wanted.titles[each] for each in wanted.languages if each in wanted.titles} or {lang: called}
    title = titles.get("en", next(iter(titles.values())))

    def each(english: str, korean: str) -> str:
        """A value for every language of the digest: one text, or one for each."""
        texts = {lang: korean if lang == "ko" else english for lang in wanted.languages}
        if len(set(texts.values())) == 1:
            return scalar(next(iter(texts.values())))
        return mapping(texts)

    return {
        "ko": ko,
        "first": lang == wanted.languages[0],
        "t": lambda english, korean: scalar(korean if ko else english),
        "each": each,
        "day": day.isoformat(),
        "year": day.year,
        "title": mapping(titles) if len(titles) > 1 else scalar(title),
        "outlet": _OUTLETS[("ko" in wanted.languages) + ({*wanted.languages} > {"ko"})],
        "examples": f"rm {' '.join(_EXAMPLES)}",
        "cards": find_spec("PIL") is not None,
        "base_url": wanted.base_url,
        "id": f"tag:{_host(wanted.base_url)},{day}:{as_id(title) if title.isascii() else 'digest'}",
        "languages": wanted.languages,
        "other": wanted.languages[1] if wanted.languages[1:] else "en" if ko else "ko",
        "zone": "Asia/Seoul" if ko else "UTC",
        "requirement": requirement(),
    }


def _host(base_url: str) -> str:
    return base_url.split("/")[2].partition(":")[0]


def requirement() -> str:
    """How others install the very program that runs: a release by its number, or the commit that it was taken from.

    With what draws pictures of pages, which the digest asks for.
    """
    try:
        told = json.loads(metadata.distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        told = {}
    commit = told.get("vcs_info", {}).get("commit_id", "")
    if commit and told["url"].startswith("https://"):
        return f"{DISTRIBUTION}[cards] @ {told['vcs_info']['vcs']}+{told['url']}@{commit}"
    return f"{DISTRIBUTION}[cards]=={__version__}"
