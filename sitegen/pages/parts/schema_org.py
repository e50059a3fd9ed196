"""What pages tell programs of themselves, in schema.org's words: one struct for a type, one field for a property.

A struct is called as its type, with `Thing` after it; a field as its property. Empty ones are left out of the JSON.
tests/pages/test_structured_data.py holds all of them to the vocabulary.
"""

from msgspec import Struct, field


class Thing(
    Struct,
    frozen=True,
    omit_defaults=True,
    kw_only=True,
    rename="camel",
    tag_field="@type",
    tag=lambda name: name.removesuffix("Thing") or name,
):
    """`id`: an address that stands for it on every page, in whatever language."""

    id: str = field(default="", name="@id")
    name: str = ""
    alternate_name: tuple[str, ...] = ()
    description: str = ""
    url: str = ""
    same_as: str = ""
    image: str = ""


class ThingReference(Struct, frozen=True):
    """Something that another address stands for."""

    id: str = field(name="@id")


class ContactPointThing(Thing, frozen=True, kw_only=True):
    contact_type: str
    email: str = ""


class OrganizationThing(Thing, frozen=True, kw_only=True):
    contact_point: ContactPointThing | None = None
    corrections_policy: str = ""


class CollegeOrUniversityThing(OrganizationThing, frozen=True, kw_only=True):
    pass


class GovernmentOrganizationThing(OrganizationThing, frozen=True, kw_only=True):
    pass


class PersonThing(Thing, frozen=True, kw_only=True):
    pass


class CreativeWorkThing(Thing, frozen=True, kw_only=True):
    """`credit_text`: a by-line as it was printed. `text`: of a claim or a quotation."""

    in_language: str | tuple[str, ...] = ""
    date_published: str = ""
    date_modified: str = ""
    date_created: str = ""
    author: Thing | None = None
    creator: Thing | None = None
    credit_text: str = ""
    publisher: Thing | None = None
    license: str = ""
    archived_at: str = ""
    text: str = ""
    is_part_of: ThingReference | None = None
    is_based_on: Thing | ThingReference | None = None
    citation: tuple[Thing, ...] = ()
    about: tuple[Thing, ...] = ()
    mentions: tuple[Thing, ...] = ()
    has_part: tuple[Thing, ...] = ()
    correction: tuple["CorrectionCommentThing", ...] = ()
    is_accessible_for_free: bool = False


class CorrectionCommentThing(CreativeWorkThing, frozen=True, kw_only=True):
    pass


class NewsArticleThing(CreativeWorkThing, frozen=True, kw_only=True):
    headline: str = ""


class QuotationThing(CreativeWorkThing, frozen=True, kw_only=True):
    pass


class ClaimThing(CreativeWorkThing, frozen=True, kw_only=True):
    appearance: tuple[Thing, ...] = ()
    first_appearance: Thing | None = None


class LegislationThing(CreativeWorkThing, frozen=True, kw_only=True):
    """`legislation_legal_force`: the address of `InForce` or `NotInForce`. `legislation_changes`: what it changes."""

    legislation_type: str = ""
    legislation_jurisdiction: str = ""
    legislation_legal_force: str = ""
    legislation_changes: tuple[Thing, ...] = ()


class DefinedTermSetThing(CreativeWorkThing, frozen=True, kw_only=True):
    pass


class DefinedTermThing(Thing, frozen=True, kw_only=True):
    in_defined_term_set: Thing | None = None


class DataDownloadThing(CreativeWorkThing, frozen=True, kw_only=True):
    encoding_format: str
    content_url: str


class DatasetThing(CreativeWorkThing, frozen=True, kw_only=True):
    distribution: tuple[DataDownloadThing, ...] = ()


class WebPageThing(CreativeWorkThing, frozen=True, kw_only=True):
    pass


class AboutPageThing(WebPageThing, frozen=True, kw_only=True):
    pass


class EntryPointThing(Thing, frozen=True, kw_only=True):
    url_template: str


class SearchActionThing(Thing, frozen=True, kw_only=True):
    """`query_input`: which place of the target's template is to be filled (schema.org/docs/actions.html)."""

    target: EntryPointThing
    query_input: str = field(name="query-input")


class WebSiteThing(CreativeWorkThing, frozen=True, kw_only=True):
    potential_action: SearchActionThing | None = None


class ListItemThing(Thing, frozen=True, kw_only=True):
    position: int
    item: ThingReference


class BreadcrumbListThing(Thing, frozen=True, kw_only=True):
    item_list_element: tuple[ListItemThing, ...] = ()
