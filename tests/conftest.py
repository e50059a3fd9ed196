import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.full import FULL
from tests.site import Site

settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """Makes a small site with some terms, and what the test adds to it."""
    return lambda text="": Site(tmp_path / "site", text)


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of `tests/full.py`, built. Only to be read."""
    digest = Site(tmp_path_factory.mktemp("full") / "site", FULL)
    assert digest.build().err == ""
    return digest
