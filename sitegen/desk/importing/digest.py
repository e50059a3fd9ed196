"""The digest that posts go into: one that is there, or a new one with what the former site's settings say."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.config import SITE_FILE, base_address
from sitegen.content.files import File
from sitegen.content.settings import read_config
from sitegen.desk.importing.model import FormerSite
from sitegen.desk.init import SOMEWHERE
from sitegen.desk.new import Desk, desk
from sitegen.desk.yaml_text import scalar, sequence
from sitegen.digest.registry import build
from sitegen.pages.plan import own_names
from sitegen.problems import Problem
from sitegen.text.zones import zone_flaw


def there(into: Path) -> tuple[Desk | None, list[Problem]]:
    """The digest in a folder; None without problems where there is none."""
    return desk(into) if (into / SITE_FILE).is_file() else (None, [])


def new(
    into: Path,
    site: FormerSite,
    languages: Iterable[str],
    taxonomies: Mapping[str, str],
    base: str,
    today: dt.date,
) -> tuple[Desk | None, bytes, list[Problem]]:
    """A digest that is to be written, its settings, and what is wrong with these. `taxonomies`: what asks for them."""
    base_url = base_address(base) or base_address(site.url) or SOMEWHERE
    title = site.title or into.resolve().name
    zone = site.zone if site.zone and not zone_flaw(site.zone)[0] else "UTC"
    declared = [id for id in dict.fromkeys(taxonomies.values()) if id not in ("topics", "companies", "themes")]
    lines = [
        f"title: {scalar(title)}",
        *([f"description: {scalar(site.description)}"] if site.description else []),
        f"base_url: {base_url}",
        f"id: tag:{urlsplit(base_url).hostname},{today}:digest",
        f"languages: {sequence(languages)}",
        *(["taxonomies:"] if declared else []),
        *(f"  {scalar(id)}: {{name: {scalar(id.capitalize())}}}" for id in declared),
        f"zone: {scalar(zone)}",
    ]
    data = "\n".join([*lines, ""]).encode()
    config, problems = read_config(File(SITE_FILE, "", data=data), own_names())
    if config is None or problems:
        return None, data, problems
    registry, _ = build(config, ())
    return Desk(into, config, registry, {}), data, []
