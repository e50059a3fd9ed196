"""What the preview holds in memory after any edits is what a new preview of the same files would read."""

import gc
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from sitegen.incremental import search_index
from sitegen.incremental.workspace import Options
from sitegen.preview import site_state as module
from sitegen.preview.site_state import SiteState
from sitegen.problems import has_errors
from tests.incremental.test_incremental import PICTURES, QUIET, Edits
from tests.site import note

BY_HEADS = 4  # edits, the site itself being the first


class Previewed(Edits):
    """The random edits of the incremental builds, each told to a preview that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.live = SiteState(Options(root=self.site.root), print)
        self.seen = self.files()
        self.before = {"status": 0}

    def files(self) -> dict[Path, bytes]:
        roots = (self.site.root / name for name in ("content", "templates", "static"))
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
        for part in ("content", "templates", "static"):
            if (self.site.root / part).exists():
                shutil.copytree(self.site.root / part, root / part)
        fresh = SiteState(Options(root=root), print)
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


def pages(live: SiteState) -> dict[str, bytes | None]:
    """Every file of the site; None for one that cannot be made."""
    made = {name: live.file(name) for name in [*live._shown._pages, *live._shown._assets, *live._shown._own]}
    return {name: page.data if page and not page.failed else None for name, page in made.items()}


TWO, YOUR = "content/notes/2025-10-23-two.md", "content/notes/2025-10-22-your.md"


def written(live: SiteState, url: str) -> str:
    made = live.file(f"{url}index.html")
    return made.data.decode() if made else ""


def test_names_in_any_unicode_form_are_seen_when_they_come_change_and_go(site):
    digest = site("-- content/notes/2025-10-24-one.md --\n" + note())
    live = SiteState(Options(root=digest.root), print)
    folder = digest.root / "content/notes" / normalize("NFD", "정책")
    file = folder / f"2025-10-20-{normalize('NFD', '한국')}.md"
    folder.mkdir()
    file.write_text(note("첫 제목", day="2025-10-20"), "utf-8")
    live.changed([str(folder)])
    assert "첫 제목" in written(live, "notes/한국/")
    for body in ("고친 글", "다시 고친 글"):
        file.write_text(note("첫 제목", day="2025-10-20", body=body), "utf-8")
        live.changed([str(file)])
        assert body in written(live, "notes/한국/")
    moved = file.with_name(f"2025-10-20-{normalize('NFD', '나라')}.md")
    file.rename(moved)
    live.changed([str(file), str(moved)])
    assert not live.has("notes/한국/index.html") and live.has("notes/나라/index.html")
    twin = folder / f"2025-10-20-{normalize('NFC', '나라')}.md"
    twin.write_text(note(day="2025-10-20"), "utf-8")
    live.changed([str(twin)])
    assert [problem.rule for problem in live.problems] == ["unicode-twins"]
    twin.unlink()
    live.changed([str(twin)])
    assert live.problems == [] and "다시 고친 글" in written(live, "notes/나라/")
    shutil.rmtree(folder)
    live.changed([str(folder)])
    assert not live.has("notes/나라/index.html")


def test_after_a_save_the_index_of_search_is_made_of_what_is_kept(site, monkeypatch, tmp_path_factory):
    digest = site("-- content/companies/kt.md --\n---\nname: KT\n---\n")
    for at in range(12):
        day = f"2025-10-{at + 10}"
        digest.put(f"content/notes/{day}-n{at}.md", note(f"제목 {at}", day, body="본문 [[kt]]"))
    n2, kt = "content/notes/2025-10-12-n2.md", "content/companies/kt.md"
    named = ["companies/kt", "companies/kt", *(f"n{at}" for at in range(12))]  # it is a term in both languages
    live, made, real = SiteState(Options(root=digest.root), print), list[str](), search_index.tokens_of
    assert searched(live)
    monkeypatch.setattr(search_index, "tokens_of", lambda *given: (made.append(given[2][1]), real(*given))[1])
    for path, old, new, changed in (
        (n2, "본문", "초거대", ["n2"]),
        (n2, "제목 2", "새 소식", ["n2"]),
        (kt, "KT", "케이티", named),
    ):
        made.clear()
        file = digest.root / path
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        live.changed([str(file)])
        after = searched(live)
        assert sorted(made) == sorted(changed)
        root = tmp_path_factory.mktemp("fresh") / "site"
        shutil.copytree(digest.root, root, ignore=shutil.ignore_patterns(".sitegen"))
        assert after == searched(SiteState(Options(root=root), print))


def searched(live: SiteState) -> dict[str, bytes | None]:
    names = [name for name in live._shown._pages if "search/words/" in name]
    return {name: made.data if (made := live.file(name)) else None for name in names}


@pytest.mark.parametrize("target", [TWO, "content/_shared/m.md", "content/.kept/m.md", "content/notes/.m.md"])
def test_a_link_within_content_changes_with_what_it_leads_to(site, target):
    digest = site()
    digest.put(target, note("제목", day="2025-10-22", body="처음"))
    (digest.root / YOUR).parent.mkdir(exist_ok=True)
    if target == TWO:
        digest.put(TWO, note("제목", day="2025-10-23", body="처음"))
        link = digest.root / YOUR.replace("-22-", "-23-")
    else:
        link = digest.root / YOUR
    link.symlink_to(digest.root / target)
    live = SiteState(Options(root=digest.root), print)
    day = "2025-10-23" if target == TWO else "2025-10-22"
    for title, body in (("제목", "고친 글"), ("새 제목", "다시 고친 글")):
        digest.put(target, note(title, day=day, body=body))
        live.changed([str(digest.root / target)])
        assert title in written(live, "notes/your/") and body in written(live, "notes/your/")
        assert live.problems == []
    (digest.root / target).unlink()
    live.changed([str(digest.root / target)])
    assert [problem.path for problem in live.problems] == [f"content/notes/{link.name}"]


def test_any_10_scripts_of_edits_leave_what_a_new_preview_reads():
    run_state_machine_as_test(Previewed, settings=settings(max_examples=10, stateful_step_count=6, **QUIET))


def test_edits_before_all_bodies_are_read_leave_what_a_new_preview_reads():
    run_state_machine_as_test(PreviewedByHeads, settings=settings(max_examples=10, stateful_step_count=6, **QUIET))


@pytest.mark.soak
@pytest.mark.parametrize("machine", [Previewed, PreviewedByHeads])
def test_any_1000_scripts_of_edits_leave_what_a_new_preview_reads(machine):
    run_state_machine_as_test(machine, settings=settings(max_examples=1000, stateful_step_count=12, **QUIET))


def test_nothing_of_a_state_stays_once_the_next_one_is_there(site):
    def held() -> dict[str, int]:
        gc.unfreeze()  # what is frozen is not told
        counts = Counter(type(each).__name__ for each in gc.get_objects())
        return {name: counts[name] for name in ("Digest", "SearchIndex", "ObservedDigest", "Renderer", "PlannedSite")}

    digest = site()
    digest.put("content/notes/2025-10-24-x.md", note("하나"))
    state = SiteState(Options(root=digest.root), print)
    gc.collect()
    gc.disable()
    try:
        before = held()
        for title in ("둘", "셋", "넷"):
            state.changed([str(digest.put("content/notes/2025-10-24-x.md", note(title)))])
            assert title.encode() in state.file("index.html").data and state.file("search/notes/0.json")
            gc.disable()
        assert held() == before
    finally:
        gc.enable()


def test_a_pipe_among_templates_and_a_text_by_another_ending_are_said_and_pages_go_on(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(more="draft: true\n", body="![그림](p.svg)"))
    digest.put("content/notes/p.svg", PICTURES[0])
    live = SiteState(Options(root=digest.root), print)
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
