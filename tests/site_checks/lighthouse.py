"""Lighthouse, as on a slow phone, for each kind of page: `make lighthouse`.

Fails where one of the four scores is below 100. What depends on the machine's pace wavers under load: nothing else
should run.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.site_checks.conftest import BASE, NODE_MODULES, kinds_of, serve

LEAST = 100
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def main() -> int:
    low = 0
    with tempfile.TemporaryDirectory() as folder:
        for served in serve(Path(folder, "site"), BASE, compressed=True):
            print(f"{'':<28}" + "".join(f"{name:>16}" for name in CATEGORIES), flush=True)
            for kind in kinds_of(served):
                if kind.name == "404":  # Lighthouse measures no page that is missing
                    continue
                unfound = ("is-crawlable",) if kind.name == "search" else ()  # it keeps itself out of search engines
                scores, failed = measure(served.address + kind.url, unfound)
                row = "".join(f"{score:>16}" for score in scores)
                print(f"{kind.name + ' (' + kind.lang + ')':<28}{row}  {', '.join(failed)}", flush=True)
                low += min(scores) < LEAST
    print(f"{low} kinds of page below {LEAST}")
    return int(low > 0)


def measure(address: str, skipped: tuple[str, ...] = ()) -> tuple[list[int], list[str]]:
    """The four scores out of 100, and the audits that were not passed in full."""
    command = ["node", str(NODE_MODULES / "lighthouse" / "cli" / "index.js"), address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME}"]
    command += [f"--skip-audits={','.join(skipped)}"] if skipped else []
    environment = {**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=180)
    if not done.stdout:
        sys.exit(done.stderr)
    report = json.loads(done.stdout)
    weighed = {ref["id"] for c in report["categories"].values() for ref in c["auditRefs"] if ref["weight"]}
    failed = [id for id in sorted(weighed) if (report["audits"][id]["score"] or 0) < 0.9]
    failed = [id for id in failed if report["audits"][id]["scoreDisplayMode"] in ("binary", "numeric")]
    return [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES], failed


if __name__ == "__main__":
    sys.exit(main())
