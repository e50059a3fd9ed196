"""Make the pictures that README and docs show: builds the digest and photographs it with Chromium.

CHROMIUM=/usr/bin/chromium python docs/screenshots.py
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from tests.pages_server import serving  # noqa: E402

PICTURES = {  # name: page, width, height, colour scheme
    "home": ("", 1280, 900, "light"),
    "note": ("en/notes/openai-korea-blueprint/", 1280, 900, "light"),
    "company": ("companies/openai/", 1280, 900, "light"),
    "dark": ("en/themes/korea-ai-hub/", 1280, 900, "dark"),
    "phone": ("notes/openai-korea-blueprint/", 390, 844, "light"),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        words = ["build", "--root", str(REPOSITORY), "--output", f"{folder}/site", "--base-url", "http://localhost/"]
        subprocess.run([sys.executable, "-m", "sitegen", *words], check=True)
        with serving(Path(folder, "site")) as address:
            browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
            for name, (url, width, height, scheme) in PICTURES.items():
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                answer = page.goto(address + url)
                assert answer.ok, f"there is no page {url}"
                page.screenshot(path=str(REPOSITORY / "docs" / f"{name}.png"))


if __name__ == "__main__":
    main()
