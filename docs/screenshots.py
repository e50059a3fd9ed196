"""Make the pictures that README and docs show: builds the digest and photographs it with Chromium.

CHROMIUM=/usr/bin/chromium python docs/screenshots.py
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from sitegen.pipeline import Options, build  # noqa: E402
from tests.pages_server import serving  # noqa: E402

PICTURES = {"home": ("", 1280, 900)}  # name: page, width, height


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        outcome = build(Options(root=REPOSITORY, output=Path(folder, "site"), base_url="http://localhost/"))
        assert not outcome.failed, "the digest has errors: see `sitegen check`"
        with serving(Path(folder, "site")) as address:
            browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
            for name, (url, width, height) in PICTURES.items():
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
                page.goto(address + url)
                page.screenshot(path=str(REPOSITORY / "docs" / f"{name}.png"))


if __name__ == "__main__":
    main()
