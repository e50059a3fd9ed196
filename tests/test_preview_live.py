"""What the preview holds in memory after any edits is what a new preview of the same files would read."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from sitegen.build.start import Options
from sitegen.preview.live import Live
from sitegen.problems import has_errors
from tests.test_incremental import QUIET, Edits


class Previewed(Edits):
    """The random edits of the incremental builds, each told to a preview that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.live = Live(Options(root=self.site.root), print)
        self.seen = self.files()
        self.before = {"status": 0}

    def files(self) -> dict[Path, bytes]:
        roots = (self.site.root / name for name in ("content", "templates"))
        return {file: file.read_bytes() for root in roots for file in root.rglob("*") if file.is_file()}

    @invariant()
    def equals_a_clean_build(self):
        now = self.files()
        changed = {str(file) for file in now.keys() | self.seen.keys() if now.get(file) != self.seen.get(file)}
        self.seen = now
        if changed:
            self.live.changed(changed)
        root = Path(tempfile.mkdtemp(dir=self.folder))
        for part in ("content", "templates"):
            if (self.site.root / part).exists():
                shutil.copytree(self.site.root / part, root / part)
        fresh = Live(Options(root=root), print)
        if fresh.ready:
            assert pages(self.live) == pages(fresh)
        assert self.live.problems == fresh.problems
        self.before = {"status": int(has_errors(fresh.problems))}
        shutil.rmtree(root)


def pages(live: Live) -> dict[str, bytes | None]:
    """Every file of the site; None for one that cannot be made."""
    made = {name: live.file(name) for name in [*live._pages, *live._assets]}
    return {name: page.data if page and not page.failed else None for name, page in made.items()}


def test_any_10_scripts_of_edits_leave_what_a_new_preview_reads():
    run_state_machine_as_test(Previewed, settings=settings(max_examples=10, stateful_step_count=6, **QUIET))


@pytest.mark.soak
def test_any_1000_scripts_of_edits_leave_what_a_new_preview_reads():
    run_state_machine_as_test(Previewed, settings=settings(max_examples=1000, stateful_step_count=12, **QUIET))
