"""What every page tells programs: that it is a page of this site, and the way to it. And whose site it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sitegen.pages.parts.schema_org import (
    BreadcrumbListThing,
    ContactPointThing,
    CreativeWorkThing,
    EntryPointThing,
    ListItemThing,
    OrganizationThing,
    SearchActionThing,
    Thing,
    ThingReference,
    WebPageThing,
    WebSiteThing,
)
from sitegen.pages.urls import Url

if TYPE_CHECKING:
    from sitegen.pages.context import PageContext
    from sitegen.pages.views import Link


def things(
    context: "PageContext",
    title: str,
    description: str,
    url: Url,
    lang: str,
    above: Sequence["Link"],
    thing: Thing | None,
    image: str,
) -> tuple[Thing, ...]:
    """What a page is about, or that it is a page, and the way to it from the home page.

    `image`: the address of its own picture, where it has one; of a work it is shown with, and no likeness of others.
    """
    if not title:
        return (thing,) if thing else ()
    page = thing or WebPageThing(
        id=url.full, name=title, description=description, url=url.full, in_language=lang, is_part_of=site(context, lang)
    )
    if image and isinstance(page, CreativeWorkThing):
        page = replace(page, image=image)
    return page, _way(context, title, url, lang, above)


def site(context: "PageContext", lang: str) -> ThingReference:
    """What stands for the site in a language."""
    return ThingReference(context.urls.home(lang).standing_for("website"))


def website(context: "PageContext", lang: str) -> WebSiteThing:
    """The site itself, with its search."""
    home, license = context.urls.home(lang), context.config.license
    return WebSiteThing(
        id=site(context, lang).id,
        name=context.config.title[lang],
        description=context.config.description[lang],
        url=home.full,
        in_language=lang,
        publisher=_whole_publisher(context, lang),
        license=license.url if license else "",
        potential_action=SearchActionThing(
            target=EntryPointThing(url_template=f"{context.urls.search(lang).full}?q={{words}}"),
            query_input="required name=words",
        ),
    )


def publisher(context: "PageContext", lang: str) -> OrganizationThing:
    """Who answers for the site, in short; the site itself where nobody is named."""
    given = context.config.publisher
    return OrganizationThing(
        id=context.urls.home(context.config.default).standing_for("publisher"),
        name=given.name[lang] if given else context.config.title[lang],
        url=(given.url if given else "") or context.urls.home(lang).full,
    )


def _whole_publisher(context: "PageContext", lang: str) -> OrganizationThing:
    short, contact = publisher(context, lang), context.config.contact
    email = contact.removeprefix("mailto:") if contact.startswith("mailto:") else ""
    point = ContactPointThing(contact_type="corrections", email=email, url="" if email else contact)
    return OrganizationThing(
        id=short.id,
        name=short.name,
        url=short.url,
        contact_point=point if contact else None,
        corrections_policy=context.urls.corrections(lang).full,
    )


def _way(context: "PageContext", title: str, url: Url, lang: str, above: Sequence["Link"]) -> BreadcrumbListThing:
    steps = [(context.config.title[lang], context.urls.home(lang).full)]
    steps += [(link.words, context.urls.host + link.href) for link in above]
    steps.append((title, url.full))
    return BreadcrumbListThing(
        item_list_element=tuple(
            ListItemThing(position=position, name=name, item=ThingReference(full))
            for position, (name, full) in enumerate(steps, 1)
        )
    )
