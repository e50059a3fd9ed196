"""The site, the watch and the open pages, put together: what the server answers, and what pages are told."""

import secrets
import socket
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sitegen.build.start import Options
from sitegen.cache import key_of
from sitegen.preview.asked import OWN, Asked, asked, hosts_of, resolve
from sitegen.preview.inject import stub, with_preview
from sitegen.preview.live import Live
from sitegen.preview.server import Answer
from sitegen.preview.shown import Made
from sitegen.preview.streams import Stream, Streams
from sitegen.preview.told import Told, editor
from sitegen.preview.watch import Watch

_GRACE = 0.06  # s; a file that was read while it was being saved is read again before anybody is told that it is wrong
_GRACE_OF_MANY = 0.5  # s; the same where a program writes many files, which depend on each other
_NOTHING = "nothing"  # the key of a page that has never yet been possible to make
_SCRIPTS = ("client.js", "patch.js", "overlay.js")


class Preview:
    """What the server answers, and what open pages are told."""

    def __init__(self, options: Options, host: str, poll: bool, say: Callable[[str], None]) -> None:
        """Raises OSError."""
        self.say = say
        self._root = options.root
        self._hosts = hosts_of(host, [socket.gethostname().lower()])
        self._id, self._nonce = secrets.token_hex(8), secrets.token_hex(16)
        self._live = Live(options, say)
        self._watch = _watch(options.root, poll, say)
        self._streams = Streams()
        self._saved: dict[str, str] = {}
        self._told = Told(options.root, say)
        self._tell_problems()

    @property
    def base(self) -> str:
        return self._live.base

    def asked(self, target: str, headers: Any) -> Asked:
        return asked(target, headers, self._hosts, self._live.base, self._live.has)

    def answer(self, asked: Asked) -> Answer:
        if asked.kind == "refused":
            return Answer(asked.status, f"{asked.target}\n".encode())
        if asked.kind == "elsewhere":
            return Answer(asked.status, location=asked.target)
        if asked.kind == "own":
            if asked.target not in _SCRIPTS:
                return Answer(404)
            return Answer(200, files(__package__).joinpath(asked.target).read_bytes(), asked.target)
        if not self._live.ready:
            return self._page(Made("index.html", stub("sitegen"), _NOTHING), 503)
        return self._file(asked)

    def open(self, query: dict[str, str]) -> Stream | None:
        """A stream for a page, which learns at once what it has missed."""
        stream = Stream(query.get("page", ""), query.get("key", ""))
        if not self._streams.add(stream):
            return None
        stream.send("hello", {"server": self._id, "styles": self._live.styles})
        stream.send(*self._told.event)
        if self._saved:
            stream.send("saved", self._saved)
        self._compare([stream])
        return stream

    def close(self, stream: Stream) -> None:
        self._streams.remove(stream)

    def follow(self) -> None:
        """Takes up changes until the preview stops."""
        while not self._watch.closed:
            paths = self._watch.take(self._live.idle)
            if not paths:
                if self._live.tidy():
                    self._compare(self._streams)
                    self._tell_problems()
                continue
            while paths:
                self._take_up(paths)
                grace = _GRACE if len(paths) == 1 else _GRACE_OF_MANY
                paths = self._watch.take(grace) if self._told.new_errors(self._live.problems) else set()
            self._tell_problems()

    def stop(self) -> None:
        self._watch.close()
        self._streams.close()
        self._live.save()

    def _file(self, asked: Asked) -> Answer:
        made, status = self._live.file(asked.target), asked.status
        if made is None and not self._live.has(asked.target):  # it went since it was looked for
            made, status = self._live.file("404.html"), 404
        if made is None or made.failed:
            self._tell_problems()
        if made is None and status == 404:
            return Answer(404, b"there is no such page\n")
        if made is None:
            return self._page(Made(asked.target, stub("sitegen"), _NOTHING), 503)
        if not made.name.endswith(".html"):
            return Answer(status, made.data, made.name, made.key)
        return self._page(made, status)

    def _page(self, made: Made, status: int) -> Answer:
        about = {
            "server": self._id,
            "key": made.key,
            "styles": self._live.styles,
            "file": made.origin,
            "open": editor(self._root, made.origin) if made.origin else "",
            "draft": made.draft,
            "later": made.later,
        }
        data = with_preview(made.data, quote(self._live.base) + OWN, self._nonce, about)
        return Answer(status, data, made.name, key_of(data).hex())

    def _compare(self, streams: Iterable[Stream]) -> None:
        """Tells the pages that are no longer what they show."""
        for stream in streams:
            key = self._key(stream.path)
            if key and key != stream.key:
                stream.key = key
                stream.send("reload", {"paths": [stream.path]})

    def _key(self, path: str) -> str:
        """Stands for what the server would answer for a page; empty where that is older than its files."""
        if not self._live.ready:
            return _NOTHING
        found = resolve(unquote(path), self._live.base, self._live.has)
        if found.kind != "file":
            return found.target
        made = self._live.file(found.target)
        return _NOTHING if made is None else "" if made.failed else made.key

    def _take_up(self, paths: set[str]) -> None:
        try:
            change = self._live.changed(paths)
        except Exception as error:  # the preview outlives whatever it was that nobody thought of
            self.say(f"sitegen: a change could not be taken up: {error!r}")
            return
        self._compare(self._streams)
        for file in change.saved[-1:]:
            url = self._live.url(file)
            if url is not None:
                self._saved = {"file": file, "path": quote(self._live.base + url)}
                self._tell("saved", self._saved)
        base = quote(self._live.base)
        for event, is_style in (("css", True), ("reload", False)):
            assets = [base + quote(name) for name in change.assets if name.endswith(".css") == is_style]
            if assets:
                self._tell(event, {"paths": assets, "styles": self._live.styles})

    def _tell_problems(self) -> None:
        self._told.take(self._live.problems, self._tell)

    def _tell(self, event: str, data: dict[str, Any]) -> None:
        for stream in self._streams:
            stream.send(event, data)


def _watch(root: Path, poll: bool, say: Callable[[str], None]) -> Watch:
    try:
        return Watch(root, poll)
    except OSError as error:
        if poll:
            raise
        say(f"this system sends no word of changes ({error.strerror}); looking every half second")
        return Watch(root, poll=True)
