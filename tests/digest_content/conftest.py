"""The digest in `content/`, joined once."""

import pytest

from sitegen.config import SITE_FILE
from sitegen.content.files import scan
from sitegen.content.read import read
from sitegen.content.settings import read_config
from sitegen.digest.join import join
from sitegen.digest.model import Digest
from sitegen.pages.plan import own_names
from tests.conftest import REPOSITORY


@pytest.fixture(scope="package")
def digest() -> Digest:
    files, _ = scan(REPOSITORY)
    config, _ = read_config(files[SITE_FILE], own_names())
    assert config is not None
    return join(read(files, config)[0], None, drafts=False)[0]
