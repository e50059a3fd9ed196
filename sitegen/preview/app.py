"""The site, the watch and the open pages, put together: what the server answers, and what pages are told."""

import os
import secrets
import socket
from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any
from urllib.parse import quote, unquote

from msgspec.structs import replace

from sitegen.content.files import CONTENT
from sitegen.incremental.workspace import Options
from sitegen.keys import key_of
from sitegen.preview.handler import Answer
from sitegen.preview.inject import stub, with_preview
from sitegen.preview.page_store import ServedFile
from sitegen.preview.problem_feed import ProblemFeed, editor
from sitegen.preview.requests import OWN, Request, asked, hosts_of, resolve
from sitegen.preview.site_state import SiteState
from sitegen.preview.streams import Stream, Streams
from sitegen.preview.watch import Watch
from sitegen.problems import Problem

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
        self._live = SiteState(options, say)
        self._watch = Watch(options.root, poll, say)
        self._streams = Streams()
        self._saved: dict[str, str] = {}
        self._told = ProblemFeed(options.root, say)
        self._missed: set[str] = set()  # changes that could not be taken up
        self._failure: list[Problem] = []
        self._tell_problems()

    @property
    def base(self) -> str:
        return self._live.base

    def asked(self, target: str, headers: Any) -> Request:
        return asked(target, headers, self._hosts, self._live.base, self._live.has, self._live.former)

    def answer(self, asked: Request) -> Answer:
        if asked.kind == "refused":
            return Answer(asked.status, f"{asked.target}\n".encode())
        if asked.kind == "elsewhere":
            return Answer(asked.status, location=asked.target)
        if asked.kind == "own":
            if asked.target == "page":  # as its address gives it; a policy may forbid the script to ask for that
                return self.answer(replace(self._resolve(unquote(asked.query.get("of", ""))), host=asked.host))
            if asked.target not in _SCRIPTS:
                return Answer(404)
            return Answer(200, files(__package__).joinpath(asked.target).read_bytes(), asked.target)
        if not self._live.ready:
            return self._page(ServedFile("index.html", stub("sitegen"), _NOTHING), 503, asked.host)
        return self._file(asked)

    def open(self, query: dict[str, str]) -> Stream | None:
        """A stream for a page, which learns at once what it has missed."""
        stream = Stream(query.get("page", ""), query.get("key", ""))
        if not self._streams.add(stream):
            return None
        stream.send("hello", {"server": self._id})
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
                self._tidy()
                continue
            while paths:
                self._take_up(paths)
                grace = _GRACE if len(paths) == 1 else _GRACE_OF_MANY
                paths = self._watch.take(grace) if self._told.new_errors(self._problems) else set()
            self._tell_problems()

    def stop(self) -> None:
        self._watch.close()
        self._streams.close()
        self._live.save()

    def _file(self, asked: Request) -> Answer:
        made, status = self._live.file(asked.target), asked.status
        if made is None and not self._live.has(asked.target):  # it went since it was looked for
            made, status = self._live.file("404.html"), 404
        if made is None or made.failed:
            self._tell_problems()
        if made is None and status == 404:
            return Answer(404, b"there is no such page\n")
        if made is None:
            return self._page(ServedFile(asked.target, stub("sitegen"), _NOTHING), 503, asked.host)
        if not made.is_page:
            return Answer(status, made.data, made.name, made.key)
        return self._page(made, status, asked.host)

    def _page(self, made: ServedFile, status: int, host: str) -> Answer:
        about = {
            "server": self._id,
            "key": made.key,
            "file": made.origin,
            "open": editor(self._root, made.origin) if made.origin else "",
            "draft": made.draft,
            "later": made.later,
            "held": made.held,
        }
        data = with_preview(made.data, quote(self._live.base) + OWN, host, self._nonce, about)
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
        request = self._resolve(unquote(path))
        if request.kind != "file":
            return request.target
        made = self._live.file(request.target)
        return _NOTHING if made is None else "" if made.failed else made.key

    def _resolve(self, path: str) -> Request:
        return resolve(path, self._live.base, self._live.has, self._live.former)

    def _tidy(self) -> None:
        try:
            if self._live.tidy():
                self._compare(self._streams)
                self._tell_problems()
        except Exception as error:
            self._failed(str(self._root / CONTENT), error)
            self._tell_problems()

    def _take_up(self, paths: set[str]) -> None:
        try:
            saved = self._live.changed(paths | self._missed)
            self._missed, self._failure = set(), []
            self._compare(self._streams)
        except Exception as error:
            self._missed |= paths
            self._failed(min(paths), error)
            return
        for file in saved[-1:]:
            url = self._live.url(file)
            if url is not None:
                self._saved = {"file": file, "path": quote(self._live.base + url)}
                self._tell("saved", self._saved)

    def _failed(self, path: str, error: Exception) -> None:
        """The preview outlives whatever it was that nobody thought of."""
        message = f"this change could not be taken up: {error!r}"
        path = os.path.relpath(path, self._root)
        self._failure = [Problem(rule="unreadable", path=path, message=message, hint="save it again")]

    def _tell_problems(self) -> None:
        self._told.take(self._problems, self._tell)

    @property
    def _problems(self) -> list[Problem]:
        return [*self._failure, *self._live.problems]

    def _tell(self, event: str, data: dict[str, Any]) -> None:
        for stream in self._streams:
            stream.send(event, data)
