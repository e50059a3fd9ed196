"""What a page says of its article in JSON-LD (schema.org)."""

import json
from collections.abc import Iterator
from typing import Any

from sitegen.desk.clip.decode import plain_text

_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "Report",
    "TechArticle",
)
_DEEPEST, _MOST = 12, 2000  # levels and objects that are looked at


def article_of(scripts: tuple[str, ...]) -> dict[str, str]:
    """`title`, `publisher`, `author`, `published`, `address`, `lang` and `text`, as far as the article names them."""
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        every = list(_objects(data))
        if article := next((each for each in every if _is_article(each)), None):
            by_id = {each["@id"]: each for each in every if isinstance(each.get("@id"), str) and len(each) > 1}
            return {key: value for key, value in _fields(article, by_id).items() if value}
    return {}


def _fields(article: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, str]:
    page = article.get("mainEntityOfPage")
    return {
        "title": _text(article.get("headline") or article.get("name")),
        "publisher": _name(article.get("publisher"), by_id),
        "author": _name(article.get("author") or article.get("creator"), by_id),
        "published": _text(article.get("datePublished") or article.get("dateCreated")),
        "address": _text(article.get("url")) or _text(page.get("@id") if isinstance(page, dict) else page),
        "lang": _text(article.get("inLanguage")),
        "text": plain_text(article["articleBody"]) if isinstance(article.get("articleBody"), str) else "",
    }


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting, looked = [(data, 0)], 0
    while waiting and looked < _MOST:
        value, depth = waiting.pop(0)
        looked += 1
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(each, depth + 1) for each in inner if isinstance(each, dict | list) and depth < _DEEPEST]


def _is_article(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    return any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _name(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    """A name, or the names of several with commas between."""
    several = value[:20] if isinstance(value, list) else [value]
    return ", ".join(dict.fromkeys(name for each in several if (name := _name_of_one(each, by_id))))


def _name_of_one(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, dict):
        id = value.get("@id")
        return _text(value.get("name")) or (_text(by_id[id].get("name")) if isinstance(id, str) and id in by_id else "")
    return _text(value)


def _text(value: Any) -> str:
    return " ".join(plain_text(value).split()) if isinstance(value, str) else ""
