"""The digest of `content/`, built and served: what its readers get.

`site` tests need Java or Node; what they need is in .venv/node (`make test-site` puts it there).
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from msgspec import Struct

from sitegen.incremental.planned_site import planned_site
from sitegen.incremental.workspace import Options, workspace
from tests.conftest import REPOSITORY
from tests.other_digests import DIGESTS
from tests.pages_server import serving
from tests.site import Site, is_page

NODE_MODULES = REPOSITORY / ".venv" / "node" / "node_modules"
BASE = "/digest/"


class Served(Struct, frozen=True):
    """A built digest: where its files are, the address that serves them, and what they are built from."""

    folder: Path
    address: str
    root: Path = REPOSITORY

    @property
    def base(self) -> str:
        return urlsplit(self.address).path

    def html(self) -> list[Path]:
        return sorted(file for file in self.folder.rglob("*.html") if is_page(str(file)))


class Kind(Struct, frozen=True):
    """One page of a kind: the heaviest that there is."""

    name: str
    url: str
    lang: str


def serve(folder: Path, base: str, compressed: bool = False) -> Iterator[Served]:
    """Builds for the very address that serves the files, so that full addresses can be followed too."""
    folder.mkdir()
    with serving(folder, base, compressed=compressed) as address:
        Site.there(REPOSITORY, folder).build("--output", str(folder), "--base-url", address)
        yield Served(folder, address)


@pytest.fixture(scope="session", params=DIGESTS)
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small digest that has little in common with this one's."""
    root = tmp_path_factory.mktemp(request.param)
    digest = Site.there(root, root / "_site")
    digest.write(DIGESTS[request.param])
    digest.output.mkdir()
    with serving(digest.output, BASE) as address:
        digest.build("--base-url", address)
        yield Served(digest.output, address, root)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serve(tmp_path_factory.mktemp("digest") / "site", BASE)


def kinds_of(served: Served) -> tuple[Kind, ...]:
    """Pages of one kind have a template, a language and, for terms and their lists, a taxonomy in common.

    Those that send on are left out: a browser does not stay on them. test_policy.py has one of its own.
    """
    found: dict[tuple[str, str, str], tuple[int, Kind]] = {}
    with workspace(Options(root=served.root, base_url=served.address), print) as ws:
        site, _ = planned_site(ws)
        assert site is not None
        for page in site.pages.values():
            if not is_page(page.url.file) or page.template == "redirect.html":
                continue
            kind, lang = page.template.removesuffix(".html"), page.view(site.context).lang
            of = page.url.path.removeprefix(f"{lang}/").split("/")[0] if kind in ("term", "taxonomy") else ""
            size = (served.folder / page.url.file).stat().st_size
            heaviest = found.get((kind, of, lang))
            if heaviest is None or size > heaviest[0]:
                found[kind, of, lang] = size, Kind(f"{kind} {of}".strip(), page.url.path, lang)
    return tuple(kind for _, kind in found.values())


@pytest.fixture(scope="session")
def kinds(served: Served) -> tuple[Kind, ...]:
    return kinds_of(served)
