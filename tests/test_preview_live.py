"""What the preview holds in memory after any edits is what a new preview of the same files would read."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from sitegen.build.start import Options
from sitegen.preview import live as module
from sitegen.preview.live import Live
from sitegen.problems import has_errors
from tests.site import note
from tests.test_incremental import PICTURES, QUIET, Edits

BY_HEADS = 4  # edits, the site itself being the first


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

    def changes(self) -> set[str]:
        """What has changed since this was asked last."""
        before, self.seen = self.seen, self.files()
        every = before.keys() | self.seen.keys()
        return {str(file) for file in every if before.get(file) != self.seen.get(file)}

    @invariant()
    def equals_a_clean_build(self):
        if changed := self.changes():
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


class PreviewedByHeads(Previewed):
    """The same, where the first edits fall before the bodies are read."""

    edits = 0

    def __init__(self) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(module, "_MANY", 0)
            super().__init__()
        assert self.live.idle is not None

    @invariant()
    def equals_a_clean_build(self):
        self.edits += 1
        if self.edits <= BY_HEADS:
            self.live.changed(self.changes())
            return
        while self.live.idle is not None:
            self.live.tidy()
        super().equals_a_clean_build()


def pages(live: Live) -> dict[str, bytes | None]:
    """Every file of the site; None for one that cannot be made."""
    made = {name: live.file(name) for name in [*live._shown._pages, *live._shown._assets]}
    return {name: page.data if page and not page.failed else None for name, page in made.items()}


def test_any_10_scripts_of_edits_leave_what_a_new_preview_reads():
    run_state_machine_as_test(Previewed, settings=settings(max_examples=10, stateful_step_count=6, **QUIET))


def test_edits_before_all_bodies_are_read_leave_what_a_new_preview_reads():
    run_state_machine_as_test(PreviewedByHeads, settings=settings(max_examples=10, stateful_step_count=6, **QUIET))


@pytest.mark.soak
@pytest.mark.parametrize("machine", [Previewed, PreviewedByHeads])
def test_any_1000_scripts_of_edits_leave_what_a_new_preview_reads(machine):
    run_state_machine_as_test(machine, settings=settings(max_examples=1000, stateful_step_count=12, **QUIET))


def test_a_pipe_among_templates_and_a_text_by_another_ending_are_said_and_pages_go_on(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(more="draft: true\n", body="![그림](p.svg)"))
    digest.put("content/notes/p.svg", PICTURES[0])
    live = Live(Options(root=digest.root), print)
    (picture,) = [name for name in live._shown._assets if name.startswith("assets/p.")]
    assert live.problems == [] and live.file(picture).data == PICTURES[0].encode()  # of a draft, which it shows
    pipe = digest.root / "templates/assets/pipe"
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    live.changed([str(pipe)])
    assert [(p.path, p.rule) for p in live.problems] == [("templates/assets/pipe", "unreadable")]
    assert live.file("index.html") is not None
    pipe.unlink()
    live.changed([str(pipe), str(digest.put("content/notes/2025-10-24-y.markdown", note()))])
    assert [(p.path, p.rule) for p in live.problems] == [("content/notes/2025-10-24-y.markdown", "stray-file")]
