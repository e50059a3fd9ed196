"""The site in memory: its pages are made when they are asked for, by the same steps as a build's.

What is wrong keeps the last good site on screen: a page is made from what its site was made from, whatever the files
hold by now.
"""

import gc
import os
import threading
from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from sitegen.content.files import CONTENT, File, passed_over
from sitegen.content.publish import mistaken
from sitegen.incremental.cached_reader import Shelf
from sitegen.incremental.joined_digest import keep
from sitegen.incremental.planned_site import PlannedSite, planned_site
from sitegen.incremental.session import Known, Session
from sitegen.incremental.workspace import Options, every_file, workspace
from sitegen.output.static_files import STATIC
from sitegen.preview.deferred_bodies import DeferredBodies, grammar_of, unread
from sitegen.preview.page_store import PageStore, ServedFile
from sitegen.preview.problem_places import Placed
from sitegen.problems import Problem, has_errors
from sitegen.render.files import FOLDER, template_files
from sitegen.render.templates import Templates, read_templates
from sitegen.text.normal import nfc

_MANY = 500  # files that are new: so many, and a quarter of all, are worth a look at their front matter alone first
_IDLE = 0.2  # s without a change, after which there is time for what can wait
_BREATH = 0.01  # s; the same where it cannot wait for long
_REST = 2.0  # s; the same for a look at everything that is held, which takes as long as a change
_UNTIDY = 20  # states after which there is something to look for: changed templates leave theirs, in circles
_PATIENCE = 2.0  # s that the end waits for a change that is being taken up
_NO_LONGER = 500  # and after which that waits for no rest


class SiteState:
    """The pages of a digest; its files may change at any time, and `changed` is told."""

    def __init__(self, options: Options, say: Callable[[str], None]) -> None:
        """Reads everything, or front matter alone where there is much to read. Raises OSError."""
        self._lock = threading.RLock()
        self._untidy = 0  # how many times the site was prepared since the last `tidy`
        self.former: set[str] = set()  # paths that the site lived at before
        self._unscanned = False  # whether there may be files that nobody has seen, but that nobody asked for yet
        self._memory = Session()
        self._bodies: DeferredBodies | None = None  # while some are unread
        self._site: PlannedSite | None = None
        self._shown = PageStore()
        self._site_problems: list[Problem] = []  # of the content and the templates themselves
        self._placed = Placed()
        with workspace(replace(options, drafts=True), say) as ws:
            self._ws = ws
            grammar = grammar_of(ws)
            new = unread(ws, grammar) if grammar else []
            if len(new) > max(_MANY, len(ws.files) // 4) and ws.cache.put(()):
                self._memory.known = Known.FRONT_MATTER
            self._prepare()
            for line in self._advice():
                say(line)
            ws.file_index.save()
        if grammar and self._memory.known is Known.FRONT_MATTER:
            self._bodies = DeferredBodies(ws, new, grammar)
        self._ws = replace(ws, options=replace(ws.options, jobs=1))  # threads and forks do not go together

    @property
    def ready(self) -> bool:
        """Whether there has ever been a site."""
        return self._site is not None

    @property
    def base(self) -> str:
        """The path that the site lives at, decoded."""
        return self._site.base if self._site else "/"

    @property
    def problems(self) -> list[Problem]:
        """All that is known to be wrong, in order; of pages that nobody asked for, nothing."""
        with self._lock:
            problems = [*self._site_problems, *self._shown.failures.values()]
            return self._placed(problems, self._ws.file_index, self._ws.options.root)

    def has(self, name: str) -> bool:
        """Whether the site has a file of this name."""
        with self._lock:
            return self._shown.has(name)

    def file(self, name: str) -> ServedFile | None:
        """A file of the site. None where there is none, or where it has never yet been possible to make it.

        A picture is drawn while others may ask, and files change.
        """
        with self._lock:
            picture = self._shown.undrawn(name)
            if picture is None:
                return self._shown.file(name, self._ws.files)
        drawn = picture.drawn()
        with self._lock:
            return self._shown.with_picture(name, picture, drawn)

    def url(self, origin: str) -> str | None:
        """The url of the page that comes from a file of `content/`; the first if there are several."""
        with self._lock:
            return self._shown.url(origin)

    def changed(self, paths: Iterable[str]) -> list[str]:
        """Takes up what became of files and folders, given by their absolute paths.

        Which of them are files of the digest's content, in order.
        """
        with self._lock:
            root = str(self._ws.options.root)
            named = [(nfc(os.path.relpath(path, root)).replace(os.sep, "/"), path) for path in paths]
            content = {name for name, real in named if self._matters(name, real)}
            content |= self._links_to([os.path.realpath(real) for _, real in named])
            in_templates = any(name.startswith(f"{FOLDER}/") or name == FOLDER for name, _ in named)
            templates = in_templates and self._read_templates()
            if any(name.startswith(f"{STATIC}/") or name == STATIC for name, _ in named):
                self._rescan(content)
                self._prepare()
            elif any(name in self._ws.files and self._ws.files[name].real != real for name, real in named):
                self._rescan(content)  # a file of the same name in another Unicode form has come or gone
                self._prepare()
            elif not self._only_prose(content) or templates:
                if self._unscanned:
                    self._rescan(content)
                self._prepare()
            self._shown.forget()
            if self._site is not None:
                self._site.search.forget()
            return sorted(name for name, _ in named if name in self._ws.files)

    @property
    def idle(self) -> float | None:
        """Seconds without a change after which `tidy` has something to do; None when it has nothing."""
        if self._bodies is None:
            return _IDLE if self._memory.known is Known.SNAPSHOT else _REST if self._untidy >= _UNTIDY else None
        return _IDLE if self._bodies.are_read_ahead else _BREATH

    def tidy(self) -> bool:
        """Does what can wait: joins what was only taken over from an earlier run; reads the bodies that nobody has read
        yet, a few at a time; later frees what earlier states left. Whether pages may be others now."""
        with self._lock:
            if self._memory.known is Known.SNAPSHOT:
                self._prepare()  # so that the next one has something to go by
            elif self._bodies is None:
                self._free(after=_UNTIDY)
            elif not self._bodies.are_read_ahead and self._bodies.read_on(self._ws):
                self._bodies, self._memory.known = None, Known.ALL
                self._memory.heads.clear()
                self._prepare()
                self._ws.file_index.save()
                self._shown.forget()
                return True
            return False

    def save(self) -> None:
        """Keeps what is known for the next start; nothing where a change is being taken up that does not end."""
        if not self._lock.acquire(timeout=_PATIENCE):
            return
        try:
            if self._bodies is None:
                keep(self._ws, self._memory)
            self._ws.file_index.save()
            self._ws.cache.close()
        finally:
            self._lock.release()

    def _free(self, after: int) -> None:
        """Frees what earlier states left, if they are so many: it takes a moment. The present one is let alone then."""
        if self._untidy < after:
            return
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._untidy = 0

    def _matters(self, name: str, real: str) -> bool:
        """Whether a path in `content/` may change anything. Programs leave all sorts of files there for a moment."""
        if name in self._ws.files or name == CONTENT:
            return True
        if not name.startswith(f"{CONTENT}/"):
            return False
        if os.path.exists(real):
            if passed_over(name):
                return bool(self._ws.problems)  # what a link led to may be there again
            if os.path.isdir(real) or name.endswith((".md", ".yaml")) or mistaken(name):
                return True
            self._unscanned = True  # an image, say, that a note will name
            return bool(self._site_problems)  # or names already
        return any(path.startswith(f"{name}/") for path in self._ws.files)

    def _links_to(self, reals: Collection[str]) -> set[str]:
        """The links within `content/` that lead to these files, or into these folders."""
        links = [(file.target, path) for path, file in self._ws.files.items() if file.target]
        return {path for target, path in links for real in reals if target == real or target.startswith(real + os.sep)}

    def _read_templates(self) -> bool:
        """Whether more has changed than what assets hold."""
        ws, site = self._ws, self._site
        self._ws = replace(ws, templates=template_files(ws.options.root))
        if site is None:
            return True
        templates, problems = read_templates(self._ws.templates, tuple(site.theme.templates.ui))
        old, fonts = site.theme.templates, frozenset(site.context.config.fonts.values())
        was, now = ((each.sources, each.ui, _naming(each, fonts)) for each in (old, templates))
        if has_errors(problems) or self._unsound or was != now:
            return True
        assets = {name: templates.assets[name].data for name in site.theme.assets}
        self._site = replace(site, theme=replace(site.theme, templates=templates, assets=assets))
        self._shown.take(self._site)
        return False

    def _only_prose(self, content: set[str]) -> bool:
        """Reads changed files again; whether all say what they said before but for their prose."""
        ws, shelf = self._ws, self._site.prose if self._site else None
        known = isinstance(shelf, Shelf) and shelf.grammar == ws.file_index.grammar and content <= shelf.keys()
        files = [_file(path, ws.files[path].real) for path in content if known and path in ws.files]
        there = [file for file in files if file is not None]
        if not isinstance(shelf, Shelf) or len(there) < len(content):  # or else files have come or gone
            self._rescan(content)
            return not content
        before = {file.path: ws.file_index[file.path].facts for file in there}
        self._ws = replace(ws, files=ws.files | {file.path: file for file in there})
        refreshed = shelf.refresh(there)
        ws.file_index.update(refreshed, shelf.grammar)
        return all(record.facts == before[path] for path, record in refreshed)

    def _rescan(self, changed: set[str]) -> None:
        files, static, hidden, problems = every_file(self._ws.options.root)
        self._ws.file_index.follow(files | static, changed)
        if self._bodies:
            self._bodies.look_again()
        for path in changed:
            self._memory.heads.pop(path, None)
        self._unscanned = False
        self._ws = replace(self._ws, files=files, static=static, hidden=hidden, problems=problems)

    def _advice(self) -> tuple[str, ...]:
        return self._site.advice if self._site else ()

    def _prepare(self) -> None:
        self._free(after=_NO_LONGER)
        self._untidy += 1
        gc.disable()  # it would look at every note again and again, and take as long as the rest
        try:
            site, self._site_problems = planned_site(self._ws, self._memory)
        finally:
            gc.freeze()  # or else the first look comes now, at all that was made meanwhile; `_free` takes one later
            gc.enable()
        self._unsound = site is None
        if site is not None:
            old, self._site = self._site, site
            self._shown.take(site)
            if old is not None:
                self.former = (self.former | {old.base}) - {site.base}
                old.observed.release()
                old.search.release()


def _naming(templates: Templates, fonts: Collection[str]) -> dict[str, tuple[frozenset[str], bytes]]:
    """Which assets there are, what each names of the others, and those that pictures are set in."""
    assets = templates.assets.items()
    return {name: (asset.names, asset.data if name in fonts else b"") for name, asset in assets}


def _file(path: str, real: str) -> File | None:
    """A file as it is now; None when it is none, or leads elsewhere."""
    try:
        status = os.lstat(real)
    except OSError:
        return None
    regular = os.path.isfile(real) and not os.path.islink(real)
    return File(path, real, (status.st_size, status.st_mtime_ns, status.st_ino)) if regular else None
