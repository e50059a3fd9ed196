"""Terms as programs are told of them: who acts is an organization or person, a law is legislation, all else a word."""

from msgspec.structs import replace

from sitegen.digest.model import Term
from sitegen.digest.values import Key
from sitegen.pages.context import PageContext
from sitegen.pages.parts.law_status import jurisdiction, status
from sitegen.pages.parts.schema_org import (
    CollegeOrUniversityThing,
    DefinedTermSetThing,
    DefinedTermThing,
    GovernmentOrganizationThing,
    LegislationThing,
    OrganizationThing,
    PersonThing,
    Thing,
)

_ORGANIZATIONS = {
    "university": CollegeOrUniversityThing,
    **dict.fromkeys(("ministry", "agency", "government", "legislature", "court"), GovernmentOrganizationThing),
}
_FORCE = {
    "in-force": "https://schema.org/InForce",
    "amended": "https://schema.org/InForce",
    "repealed": "https://schema.org/NotInForce",
}


def named(context: PageContext, key: Key, lang: str) -> Thing:
    """A term in short, as others name it."""
    return context.memo(_named, context, key, lang)


def taxonomy_thing(context: PageContext, taxonomy: str, lang: str) -> Thing | None:
    """A taxonomy whose terms are words."""
    of = next(each for each in context.config.taxonomies if each.id == taxonomy)
    if of.entity or of.person or of.measure:
        return None
    index = context.urls.taxonomy(taxonomy, context.config.default)
    return DefinedTermSetThing(
        id=index.standing_for("terms"),
        name=context.taxonomy_name(taxonomy, lang),
        url=context.urls.taxonomy(taxonomy, lang).full,
    )


def whole(context: PageContext, key: Key, lang: str) -> Thing:
    """A term as its own page tells of it."""
    term = context.digest.terms[key]
    name = context.text(term.name, lang).words
    thing = _kind(context, term)(
        id=_id(context, key),
        name=name,
        alternate_name=_other_names(term, name),
        description=context.text(term.summary, lang).words,
        url=context.urls.term(key, lang).full,
        same_as=term.url,
    )
    if isinstance(thing, DefinedTermThing):
        return replace(thing, in_defined_term_set=taxonomy_thing(context, key[0], lang))
    if not isinstance(thing, LegislationThing):
        return thing
    return replace(
        thing,
        legislation_type=context.ui(f"law.kind.{term.kind}", lang) if term.kind else "",
        legislation_jurisdiction=jurisdiction(context, term, lang).words if term.jurisdiction else "",
        legislation_legal_force=_force(context, key, lang),
        legislation_changes=tuple(named(context, (key[0], id), lang) for id in (*term.amends, *term.repeals)),
    )


def _named(context: PageContext, key: Key, lang: str) -> Thing:
    term = context.digest.terms[key]
    name, full = context.text(term.name, lang).words, context.urls.term(key, lang).full
    return _kind(context, term)(id=_id(context, key), name=name, url=full)


def _id(context: PageContext, key: Key) -> str:
    return context.urls.term(key, context.config.default).standing_for("term")


def _kind(context: PageContext, term: Term) -> type[Thing]:
    if term.measure:
        return LegislationThing
    if term.entity:
        return _ORGANIZATIONS.get(term.kind or "", OrganizationThing)
    people = {taxonomy.id for taxonomy in context.config.taxonomies if taxonomy.person}
    return PersonThing if term.key[0] in people else DefinedTermThing


def _other_names(term: Term, name: str) -> tuple[str, ...]:
    names = term.name.values() if isinstance(term.name, dict) else ()
    return tuple(dict.fromkeys(other for other in (*names, *term.aliases) if other != name))


def _force(context: PageContext, key: Key, lang: str) -> str:
    """Whether it is in force, where all reports say the same of that."""
    said = {_FORCE.get(each.stage, "") for each in status(context, key, lang)}
    return said.pop() if len(said) == 1 else ""
