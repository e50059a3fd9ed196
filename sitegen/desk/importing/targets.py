"""What links of the former site lead to: its texts by their files, addresses and names, and the files beside them."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit

from sitegen.content.assets import PICTURES, ending, read_asset
from sitegen.content.markdown_body import parse
from sitegen.content.publish import may_be_published
from sitegen.desk.importing.heading_ids import anchors_of
from sitegen.desk.importing.model import FormerFolder, Post
from sitegen.desk.importing.notes import Comer
from sitegen.desk.new import Desk
from sitegen.disk import LARGEST_FILE
from sitegen.text.ids import anchor
from sitegen.text.normal import fold, nfc

FILES = "content/notes/files"  # where what stands beside the notes goes
_ENDINGS = ("", ".md", ".markdown", "/index.md")
_STATIC = ("", "static", "assets", "content")  # of the former site: what addresses that begin with `/` count from


def stem_of(address: str) -> str:
    """What two addresses have in common that servers take for one: `/a`, `/a/`, `/a.html`, `/A/index.html`."""
    path = nfc(unquote(address)).casefold().partition("#")[0].partition("?")[0]
    return path.removesuffix("index.html").rstrip("/").removesuffix(".html") or "/"


class Targets:
    """What is known of each post by its path: `notes`, what its file is called in the digest; `headings`, the index of
    the line that is its title now, or -1. `copied`: paths in the digest by those in the folder.
    """

    def __init__(self, former: FormerFolder, kind: str, desk: Desk, bases: tuple[str, ...]) -> None:
        """`desk`: what the digest has already; `bases`: what addresses of the former site may begin with."""
        self.former, self.kind, self.desk, self.bases = former, kind, desk, bases
        self.notes: dict[str, str] = {}
        self.posts: dict[str, Post] = {}
        self.headings: dict[str, int] = {}
        self.addresses: dict[str, str] = {}
        self.names: dict[str, list[str]] = {}
        self.copied: dict[str, str] = {}
        self._unfit: dict[str, str] = {}
        self._taken: set[str] = set()
        self._read: dict[str, tuple[str, ...]] = {}
        self._given_ids: dict[str, dict[str, str]] = {}

    def know(self, comers: Iterable[Comer]) -> None:
        """The notes that posts become. Names of files come before other names, and these before titles."""
        files: dict[str, list[str]] = defaultdict(list)
        others, titles = files.copy(), files.copy()
        for comer in sorted(comers, key=lambda comer: (comer.post.path.count("/"), comer.post.path)):
            path = comer.post.path
            self.notes[path], self.posts[path] = comer.file, comer.post
            self.headings[path] = comer.fields.heading
            files[fold(posixpath.basename(path).removesuffix(".md"))].append(path)
            for name in comer.fields.names:
                others[fold(name)].append(path)
            titles[fold(comer.fields.title)].append(path)
        self.names = {**titles, **others, **files}

    def post(self, path: str, target: str) -> str:
        """The path of the post that a link in another leads to, by its file or its address; or nothing."""
        target = nfc(unquote(target))
        if note := self._file(path, target, self.posts, _ENDINGS):
            return note
        base = next((base for base in self.bases if target.startswith(base)), "")
        address = f"/{target.removeprefix(base)}" if base else target
        return self.addresses.get(stem_of(address), "") if address.startswith("/") else ""

    def called(self, name: str) -> str:
        """The first post whose path ends so, without its ending or in a bundle; or nothing."""
        wanted = "/" + nfc(unquote(name)).strip("/")
        forms = self._by_last.get(wanted.rpartition("/")[2], ())
        return next((path for form, path in forms if form.endswith(wanted)), "")

    def named(self, name: str) -> list[str]:
        """The posts that `[[name]]` may mean: by their paths, their files' names, other names or titles."""
        plain = nfc(name).strip().removesuffix(".md").strip("/")
        if "/" in plain:
            below = [path for path in self.posts if f"/{fold(path)}".endswith(f"/{fold(plain)}.md")]
            if below:
                return below
        return self.names.get(fold(plain.rpartition("/")[2]), [])

    def is_term(self, name: str) -> bool:
        registry = self.desk.registry
        return len(registry.find(name, registry.taxonomies)) == 1

    def file(self, path: str, target: str, image: bool) -> tuple[str, str]:
        """The path in the digest of a file that is referred to, or why there is none."""
        name = self._file(path, nfc(unquote(target)), self.former.files, ("",))
        if not name and self.kind == "obsidian":
            name = self._by_name.get(fold(posixpath.basename(nfc(unquote(target)))), "")
        if not name:
            return "", "there is no such file"
        if name not in self.copied and name not in self._unfit:
            self._look(name)
        why = self._unfit.get(name, "")
        if image and not why and ending(name) not in PICTURES:
            why = "it is no kind of image that browsers show"
        return ("", why) if why else (self.copied[name], "")

    def anchored(self, path: str, heading: str) -> str:
        """The anchor in a post that a link to one of its headings means; empty where there is none."""
        anchors = self._anchors(path)
        wanted = nfc(unquote(heading)).strip()
        if wanted in self.posts[path].given_ids:
            return self._given(path).get(wanted, "")
        return next((each for each in (wanted, wanted.casefold(), anchor(wanted)) if each in anchors), "")

    def _anchors(self, path: str) -> tuple[str, ...]:
        if path not in self._read:
            self._read[path] = parse("\n".join(self._lines(path)), 1).body.anchors
        return self._read[path]

    def _given(self, path: str) -> dict[str, str]:
        if path not in self._given_ids:
            self._given_ids[path] = anchors_of(self.posts[path].given_ids, self._lines(path), self._anchors(path))
        return self._given_ids[path]

    def _lines(self, path: str) -> list[str]:
        """Those of the body, without the one that is the title now."""
        lines = self.posts[path].body.split("\n")
        if self.headings[path] >= 0:
            lines[self.headings[path]] = ""
        return lines

    @cached_property
    def _by_last(self) -> dict[str, list[tuple[str, str]]]:
        """The posts' paths, with their endings and without, by their last segments."""
        by_last: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for path in self.posts:
            for form in (f"/{path}", f"/{path}".rpartition(".")[0].removesuffix("/index")):
                by_last[form.rpartition("/")[2]].append((form, path))
        return by_last

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Of files of one name the one that stands highest, as Obsidian has it."""
        ordered = sorted(self.former.files, key=lambda path: (-path.count("/"), path))
        return {fold(posixpath.basename(path)): path for path in ordered}

    def _file(self, path: str, target: str, among: Mapping[str, object], endings: tuple[str, ...]) -> str:
        if not target or "\x00" in target:
            return ""
        post = self.posts.get(path)
        roots = (post.root, *_STATIC) if post and post.root else _STATIC
        folders = roots if target.startswith("/") else (posixpath.dirname(path), *roots)
        for folder in folders:
            joined = posixpath.normpath(posixpath.join(folder, target.lstrip("/")))
            for each in endings:
                if joined + each in among:
                    return joined + each
        return ""

    def _look(self, path: str) -> None:
        """Whether a file can be published, and what it is called then."""
        if not may_be_published(f"content/{path}", self.desk.config.publish):
            self._unfit[path] = "files of its kind are not published"
            return
        if self.former.files[path].stamp[0] > LARGEST_FILE:
            self._unfit[path] = f"it is larger than {LARGEST_FILE // 1_000_000} MB"
            return
        _, problems = read_asset(self.former.files[path])
        if problems:
            self._unfit[path] = problems[0].message
            return
        segments = [segment.lstrip("._").rstrip("~") or "x" for segment in path.split("/")]
        below, number = "/".join(segments), 1
        name = f"{FILES}/{below}"
        while fold(name) in self._taken:
            number += 1
            stem, dot, last = below.rpartition(".")
            name = f"{FILES}/{stem}-{number}{dot}{last}"
        self.copied[path] = name
        self._taken.add(fold(name))


def base_paths(*urls: str) -> tuple[str, ...]:
    """What addresses of the former site may begin with, in its own texts: the whole, or the path that it lived at."""
    given = [url.rstrip("/") + "/" for url in urls if url]
    paths = [path for url in given if (path := urlsplit(url).path) != "/"]
    return (*given, *paths)
