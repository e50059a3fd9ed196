"""`content/site.yaml`: the digest's settings."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import fields, replace

from sitegen.config import (
    BASE_HINT,
    BUILT_IN,
    IN_CONTENT,
    PARTS,
    SITE_FILE,
    Config,
    License,
    Publisher,
    Taxonomy,
    base_address,
)
from sitegen.content import yaml
from sitegen.content.decode import decode
from sitegen.content.extra import extra_flaws
from sitegen.content.files import File, read_text
from sitegen.content.policy import checked
from sitegen.content.schema import NoteFront, SiteFront
from sitegen.content.severities import severity_flaws
from sitegen.problems import KeyPath, Problem
from sitegen.text.ids import id_flaw
from sitegen.text.zones import today, zone_flaw

_MOST = 100  # languages, and taxonomies of its own


def read_config(file: File | None, own: tuple[str, ...]) -> tuple[Config | None, list[Problem]]:
    """The settings; None when they are too broken for anything else to be read by them, or when there are none.

    `own`: what the site's own pages at its root are called, which no taxonomy can be.
    """
    if file is None:
        hint = "it needs title, base_url and languages"
        return None, [Problem(rule="missing", path=SITE_FILE, message="there is no site.yaml", hint=hint)]
    text, problems = read_text(file)
    if problems:
        return None, problems
    data, slips = yaml.load(text)
    problems = [Problem(rule=s.rule, path=file.path, message=s.message, hint=s.hint, where=s.place) for s in slips]
    if not isinstance(data, dict):
        message = "`site.yaml` must be keys and values: title, base_url, languages"
        return None, problems or [Problem(rule="type", path=file.path, message=message)]
    front, flaws = decode(yaml.one_line(data), SiteFront)
    policy, policy_flaws = checked(front.policy)
    front = replace(front, policy=policy)
    flaws += [*extra_flaws(front.extra), *policy_flaws, *severity_flaws(front.check)]
    problems += [Problem(rule=f.rule, path=file.path, message=f.message, hint=f.hint, where=f.where) for f in flaws]
    if crowds := _crowds(file, front):
        return None, problems + crowds
    problems += _clashes(file, front, own)
    if front.base_url and not base_address(front.base_url):
        message = f"no site can live at `{front.base_url}`"
        problems.append(
            Problem(rule="url", path=file.path, message=message, hint=BASE_HINT, where=KeyPath(("base_url",)))
        )
        front = replace(front, base_url="")
    why, hint = zone_flaw(front.zone) if front.zone else ("", "")
    if why:
        problems.append(Problem(rule="type", path=file.path, message=why, hint=hint, where=KeyPath(("zone",))))
    if why or not front.zone:
        front = replace(front, zone="UTC")
    settled = front.languages and not {"languages", "taxonomies"} & {_top(flaw.where) for flaw in flaws}
    return (_config(front, own) if settled else None), problems


def today_in(file: File | None) -> dt.date:
    """What day it is in the digest's zone; in UTC's, where its settings cannot be read."""
    config, _ = read_config(file, ())
    return today(config.zone if config else "UTC")


def _config(front: SiteFront, own: tuple[str, ...]) -> Config:
    declared = [
        Taxonomy(id, t.entity, t.measure, t.person, _each(t.name, front.languages))
        for id, t in front.taxonomies.items()
    ]
    built_in = [taxonomy for taxonomy in BUILT_IN if taxonomy.id not in front.taxonomies]
    base_url = base_address(front.base_url)
    return Config(
        title=_each(front.title, front.languages),
        description=_each(front.description, front.languages),
        base_url=base_url,
        id=front.id or f"tag:{urlsplit(base_url).hostname},2020:digest",
        languages=front.languages,
        taxonomies=tuple(built_in + declared),
        zone=front.zone,
        cname=front.cname,
        license=License(front.license.name, front.license.url) if front.license else None,
        publisher=_publisher(front),
        contact=front.contact,
        subscribe=front.subscribe,
        hub=front.hub,
        check=front.check,
        publish=front.publish,
        images=front.images,
        link_names=front.link_names,
        policy=_policy(front),
        social_cards=front.social_cards,
        fonts={use: name for use, name in (("korean", front.fonts.korean), ("latin", front.fonts.latin)) if name},
        extra=front.extra,
        own=own,
    )


def _publisher(front: SiteFront) -> Publisher | None:
    given = front.publisher
    return Publisher(_each(given.name, front.languages), given.url) if given else None


def _policy(front: SiteFront) -> dict[str, tuple[str, ...]]:
    """What pages may load: images of any host, where texts may show them."""
    if front.images != "allow":
        return front.policy
    return front.policy | {"img-src": tuple(dict.fromkeys([*front.policy.get("img-src", ()), "https:"]))}


def _each(text: str | dict[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """A text for every language; the default's, or else any, where one is missing."""
    if isinstance(text, str):
        return dict.fromkeys(languages, text)
    fallback = text.get(languages[0]) or next(iter(text.values()), "")
    return {lang: text.get(lang, fallback) for lang in languages}


def _crowds(file: File, front: SiteFront) -> list[Problem]:
    """Every file is read for each language and each taxonomy."""
    return [
        Problem(
            rule="too-many",
            path=file.path,
            message=f"a digest can have {_MOST} {key} at most; here are {len(many)}",
            where=KeyPath((key,)),
        )
        for key, many in (("languages", front.languages), ("taxonomies", front.taxonomies))
        if len(many) > _MOST
    ]


def _clashes(file: File, front: SiteFront, own: tuple[str, ...]) -> list[Problem]:
    problems = []
    seen = set[str]()
    for i, lang in enumerate(front.languages):
        if lang in seen:
            problems.append(
                Problem(
                    rule="language",
                    path=file.path,
                    message=f"the language `{lang}` is declared twice",
                    where=KeyPath(("languages", i)),
                )
            )
        seen.add(lang)
    for id in front.taxonomies:
        taken, (flaw, hint) = _taken(id, front.languages, own), id_flaw(id)
        if taken or flaw:
            problems.append(
                Problem(
                    rule="reserved-id" if taken else "file-name",
                    path=file.path,
                    message=f"a taxonomy cannot be called `{id}`: {taken or f'it {flaw}'}",
                    hint="choose another id; its `name` may be any" if taken else hint,
                    where=KeyPath(("taxonomies", id), key_itself=True),
                )
            )
    return problems


def _taken(id: str, languages: tuple[str, ...], own: tuple[str, ...]) -> str:
    """What a taxonomy of this id would hide, of the site, of `content/` or of a note's front matter."""
    if id in (taxonomy.id for taxonomy in BUILT_IN):
        return "it is built in"
    if id in languages:
        return "a language is called so"
    if id in IN_CONTENT:
        held = {"pages": "standing pages", "editions": "leads of editions"}.get(id, id)
        return f"content/{id}/ holds the {held}"
    if id in (field.encode_name for field in fields(NoteFront)):
        return "a key of a note is called so"
    return "a page of the site is called so" if id in (*own, PARTS) else ""


def _top(where: KeyPath) -> Any:
    return where.keys[0] if where.keys else None
