"""Who answers for the site, and where a reader reports an error: a letter or an issue that is begun already."""

from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct

from sitegen.pages.context import PageContext
from sitegen.pages.views import Link

# The forms that are filled in by the address, by how it ends: GitHub's and Forgejo's, GitLab's.
_ISSUES = {"/-/issues/new": ("issue[title]", "issue[description]"), "/issues/new": ("title", "body")}


class Responsible(Struct, frozen=True):
    """`name`, `url`: of the publisher; `contact`: where to write, `words`: what is shown of that. Each may be empty."""

    name: str
    url: str
    contact: str
    words: str


def responsible(context: PageContext, lang: str) -> Responsible | None:
    """Nobody, where the settings name neither a publisher nor a contact."""
    publisher, contact = context.config.publisher, context.config.contact
    if not publisher and not contact:
        return None
    words = contact.removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
    name, url = (publisher.name[lang], publisher.url) if publisher else ("", "")
    return Responsible(name, url, contact, words)


def report_link(context: PageContext, title: str, full: str, lang: str) -> Link:
    """Where an error of a page is reported: the contact, told which page. Without one nothing can be reported, and the
    link says no more than where corrections stand.
    """
    contact = context.config.contact
    if not contact:
        return Link(context.urls.corrections(lang).href, context.ui("corrections.title", lang))
    subject = context.ui("report.subject", lang, title=title)
    href = prefilled(contact, subject, context.ui("report.body", lang, address=full))
    return Link(href, context.ui("corrections.report", lang))


def prefilled(contact: str, subject: str, body: str) -> str:
    """An address with a subject and a text, where it is known how that is said to it."""
    if contact.startswith("mailto:"):
        return f"{contact}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
    split = urlsplit(contact)
    names = next((names for ending, names in _ISSUES.items() if split.path.endswith(ending)), None)
    if not names or split.fragment:
        return contact
    added = urlencode(dict(zip(names, (subject, body), strict=True)), quote_via=quote)
    return split._replace(query=f"{split.query}&{added}" if split.query else added).geturl()
