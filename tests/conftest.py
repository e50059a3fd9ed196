import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket
from playwright.sync_api import Browser, sync_playwright

from sitegen.incremental.compiled_templates import CompiledTemplates
from sitegen.problems import KeyPath, Problem
from sitegen.render import ui_texts
from sitegen.render.files import TemplateFile
from tests.full import FULL
from tests.site import Site

settings.register_profile(
    "quick", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# The tests write some hundred thousand small files, and there are disks on which each takes half a millisecond.
if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free > 4 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = "/dev/shm"

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
]
REPOSITORY = Path(__file__).resolve().parent.parent
OF_THE_DIGEST = ("digest_content", "site_checks")  # rooms of tests that look at content/ alone
# A digest is known by its id: a fork writes one of its own.
SETTINGS = REPOSITORY / "content" / "site.yaml"
IS_OWN = SETTINGS.is_file() and bool(
    re.search(r"^id: tag:example\.org,2026:digest\b", SETTINGS.read_text("utf-8"), re.MULTILINE)
)


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Compiling the templates is three quarters of a small build: the tests of a process share what came of it."""
    code: dict[tuple[str, str, str], CodeType | None] = {}
    load = CompiledTemplates.load_bytecode

    def load_shared(self: CompiledTemplates, bucket: Bucket) -> None:
        bucket.code = code.get((self.way, bucket.key, bucket.checksum))
        if bucket.code is None:
            load(self, bucket)

    dump = CompiledTemplates.dump_bytecode

    def dump_shared(self: CompiledTemplates, bucket: Bucket) -> None:
        code[self.way, bucket.key, bucket.checksum] = bucket.code
        dump(self, bucket)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CompiledTemplates, "load_bytecode", load_shared)
        patch.setattr(CompiledTemplates, "dump_bytecode", dump_shared)
        yield


@pytest.fixture(scope="session", autouse=True)
def texts_read_once() -> Iterator[None]:
    """Reading the texts of the interface is a sixth of what is left of it."""
    known: dict[tuple[str, bytes], dict[str, tuple[str, KeyPath]]] = {}
    read = ui_texts._in_file

    def read_once(file: TemplateFile, problems: list[Problem]) -> dict[str, tuple[str, KeyPath]]:
        key, before = (file.path, file.data), len(problems)
        if key in known:
            return known[key]
        texts = read(file, problems)
        if len(problems) == before:
            known[key] = texts
        return texts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ui_texts, "_in_file", read_once)
        yield


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Makes a small site with some terms, and what the test adds to it."""
    return lambda text="": Site(tmp_path / "site", text)


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Has a line printed at the end of the run, whether the test passes or not."""
    return lambda line: record_property("counted", line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In a fork whose content/ holds another digest, what is true of this one alone is left out."""
    for item in items:
        if item.path.is_relative_to(REPOSITORY) and item.path.parent.name in OF_THE_DIGEST:
            item.add_marker("own_digest")
        if not IS_OWN and item.get_closest_marker("own_digest"):
            item.add_marker(pytest.mark.skip(reason="content/ holds another digest"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    own = "those of the digest in content/" if IS_OWN else "not those of a digest: content/ holds another than theirs"
    terminalreporter.write_line(f"Tests of the program, and {own}")
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.getreports(kind)]
    for report in sorted(reports, key=lambda report: report.nodeid):
        for name, value in report.user_properties:
            if name == "counted":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests of a process: Playwright cannot be begun a second time while it runs."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of `tests/full.py`, built. Only to be read."""
    digest = Site(tmp_path_factory.mktemp("full") / "site", FULL)
    assert digest.build().err == ""
    return digest
