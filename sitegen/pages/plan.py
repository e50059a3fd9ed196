"""plan: every page of the site."""

from collections.abc import Mapping

from sitegen.content.body import Prose
from sitegen.digest.model import Digest
from sitegen.pages import (
    archive,
    changes,
    claim,
    claimfeeds,
    corrections,
    data,
    directory,
    edition,
    editions,
    feeds,
    home,
    ledger,
    machines,
    matrix,
    note,
    notfound,
    redirects,
    relations,
    speakers,
    standing,
    taxonomy,
    term,
    themed,
)
from sitegen.pages.kit import Kit
from sitegen.pages.routes import Routes, file_of
from sitegen.pages.views import Page
from sitegen.problems import Problem
from sitegen.share import Share, each_time

# To add a kind of page: a module with `pages(kit)`, named here, and a template. The files of data are the largest, and
# are made first, before a process holds much else.
KINDS = (
    *(data, home, archive, note, taxonomy, term, ledger, claim, relations, matrix, themed, speakers, editions, edition),
    *(standing, directory, feeds, claimfeeds, changes, corrections, machines, notfound, redirects),
)


def plan(
    digest: Digest,
    prose: Mapping[str, Prose],
    base_url: str,
    ui: Mapping[str, Mapping[str, str]],
    share: Share = each_time,
) -> tuple[dict[str, Page], list[Problem]]:
    """All pages by their files, and a problem for each address that two of them claim.

    `prose`: of each file, by path; `ui`: the templates' texts by language; `share`: how views share what they show.
    """
    kit = Kit(digest, prose, Routes(base_url, digest.config.default), ui, share)
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for page in (page for kind in KINDS for page in kind.pages(kit)):
        name = file_of(page.url)
        first = pages.setdefault(name, page)
        if first is not page:
            problems += _clash(first, page)
    return pages, problems


def _clash(one: Page, other: Page) -> list[Problem]:
    pairs = [(a.origin, b.origin) for a, b in ((one, other), (other, one)) if a.origin]
    return [
        Problem(
            rule="duplicate-url",
            path=path,
            message=f"two pages would have the address /{one.url}",
            hint=f"the other comes from {twin or 'the site itself'}; change an id, or an entry of `was`",
        )
        for path, twin in pairs
    ]
