"""What the address of a text was, by the patterns of Jekyll and Hugo."""

import datetime as dt
import re
from collections.abc import Mapping
from unicodedata import category

from sitegen.desk.importing.model import Post
from sitegen.text.normal import nfc

_PLACE = re.compile(r":([a-z_]+)")
_PRETTY = "._~!$&'()+,;=@"
_JEKYLL = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """An address by a pattern; empty where it asks for what is not known."""
    pattern = _JEKYLL.get(pattern, pattern)
    if any(name not in values for name in _PLACE.findall(pattern)):
        return ""
    path = _PLACE.sub(lambda match: values[match[1]], pattern)
    return nfc(re.sub("/{2,}", "/", f"/{path}"))


def jekyll_address(post: Post, pattern: str, moment: dt.date, slug: str) -> str:
    data = post.head.data
    given = [*post.sections, *_words(data.get("categories")), *_words([data.get("category")])]
    categories = "/".join(dict.fromkeys(name.lower() for name in given))
    called = slug or post.stem
    values = {"categories": categories, "title": jekyll_slug(called, _PRETTY), "slug": jekyll_slug(called).lower()}
    return filled(pattern, values | of_day(moment) | {"output_ext": ".html"})


def hugo_address(post: Post, pattern: str, moment: dt.date, slug: str, title: str) -> str:
    called = hugo_slug(post.called or post.stem)
    values = {
        "section": hugo_slug(post.sections[0]) if post.sections else "",
        "sections": "/".join(map(hugo_slug, post.sections)),
        "slug": hugo_slug(slug or title),
        "title": hugo_slug(title),
        "filename": called,
        "contentbasename": called,
        "slugorfilename": hugo_slug(slug) or called,
        "slugorcontentbasename": hugo_slug(slug) or called,
    }
    return filled(pattern or "/:sections/:slugorcontentbasename/", values | of_day(moment))


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def of_day(moment: dt.date) -> dict[str, str]:
    """The parts of a day, or of a moment, that addresses name."""
    at = moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, dt.time())
    return {
        "year": f"{at:%Y}",
        "short_year": f"{at:%y}",
        "month": f"{at:%m}",
        "i_month": str(at.month),
        "monthname": f"{at:%B}".lower(),
        "day": f"{at:%d}",
        "i_day": str(at.day),
        "y_day": f"{at:%j}",
        "yearday": str(int(f"{at:%j}")),
        "week": f"{at:%V}",
        "short_day": f"{at:%a}",
        "hour": f"{at:%H}",
        "minute": f"{at:%M}",
        "second": f"{at:%S}",
    }


def jekyll_slug(text: str, kept: str = "") -> str:
    """As Jekyll's `slugify` does: what is neither letter nor digit, nor among `kept`, becomes a hyphen."""
    letters = "".join(char if char in kept or _is_letter(char) else "-" for char in text)
    return re.sub("-+", "-", letters).strip("-")


def hugo_slug(text: str) -> str:
    """As Hugo's `urlize` does: lower case, hyphens for spaces, and what stands in no address left out."""
    kept = (char for char in text.strip() if char in "-_. /+~" or category(char)[0] in "LMN")
    return re.sub("-{2,}", "-", re.sub(r"\s+", "-", "".join(kept))).lower()


def _is_letter(char: str) -> bool:
    return category(char)[0] in "LM" or category(char) == "Nd"
