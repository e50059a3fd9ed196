"""Articles in hand, and a digest that knows some of the names in them; all of both is made up, but for names."""

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import yaml

from sitegen.desk.clip.article import article_from, is_html
from sitegen.desk.clip.decode import decoded
from sitegen.desk.clip.model import Article, Document
from sitegen.desk.clip.names import LooseNames
from sitegen.desk.clip.suggest import Suggestions, suggestions
from sitegen.desk.new import Desk, desk
from tests.site import Folder

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 24)
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "expected.yaml").read_text("utf-8"))


def digest_text() -> str:
    return (HERE / "digest.txt").read_text("utf-8")


@cache
def names(digest: str = "") -> LooseNames:
    """Of the digest in `digest.txt`; of one that knows nobody, `empty`."""
    text = digest_text()
    folder = Folder(Path(mkdtemp()), text.split("-- content/companies")[0] if digest == "empty" else text)
    here, _ = desk(folder.root)
    assert isinstance(here, Desk)
    return LooseNames(here.registry)


def article(name: str) -> tuple[Article, list[str]]:
    """An article of `articles/`, in the encoding that it is to have."""
    wanted = EXPECTED[name]
    text = (HERE / "articles" / name).read_text("utf-8")
    read = decoded(text.encode(wanted.get("encoding", "utf-8")))
    said = {key: str(value) for key, value in wanted.get("given", {}).items()}
    return article_from(Document(read, "", is_html(read)), said, "Asia/Seoul", TODAY)


@cache
def found_in(name: str) -> Suggestions:
    made, _ = article(name)
    return suggestions(made.paragraphs, names(EXPECTED[name].get("digest", "")), made.head.day)


__all__ = ["EXPECTED", "HERE", "TODAY", "article", "digest_text", "found_in", "names"]
