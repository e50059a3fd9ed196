"""A site in memory as `bench/search.py` looks at it: planned, with its index, each file made when it is asked for."""

import gzip
import mimetypes
import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sitegen.incremental.facts import FactKeys
from sitegen.incremental.planned_site import planned_site
from sitegen.incremental.workspace import Options, Workspace, workspace
from sitegen.output.asset_names import published
from sitegen.preview.page_store import PageStore

_FOLDER = "search/"  # of the first language, Korean
_COMPRESSED = 6  # as servers do
_KILOBYTES = 1 if sys.platform == "darwin" else 1024  # bytes of what `ru_maxrss` counts


class Built(NamedTuple):
    """What an index took. `cpu`, `files_cpu`: seconds of its tokens and words, and then of all its files; `peak`: MB of
    the process, and `peak_before` when the site was only planned."""

    cpu: float
    files_cpu: float
    peak: float
    peak_before: float


class MemorySite:
    """`names`: of all files, as in the output. `sent`: bytes that were served of them."""

    def __init__(self, ws: Workspace) -> None:
        site, problems = planned_site(ws)
        if site is None:
            raise SystemExit("\n".join(problem.message for problem in problems))
        self._ws, self._lock, self._store = ws, threading.Lock(), PageStore()
        self.sent = 0
        before, started = _peak(), time.process_time()
        site.search.keys_of_files(site.ground, site.facts, FactKeys(b"", dict, {}), False)()  # nothing was known before
        indexed = time.process_time()
        self._store.take(site)
        self.names = list(site.pages)
        self.files = {name: self.file(name) or b"" for name in self.names if name.startswith(_FOLDER)}
        self.built = Built(indexed - started, time.process_time() - indexed, _peak(), before)
        self.base = site.base
        self.assets = {own: site.context.urls.asset(name).href for own, name in published(site.theme.assets).items()}

    def file(self, name: str) -> bytes | None:
        with self._lock:  # pages are made by one at a time
            file = self._store.file(name, self._ws.files)
        return file.data if file else None

    def of_index(self, beginning: str = "") -> list[int]:
        """The sizes of the index's files whose names begin so, compressed."""
        data = (data for name, data in self.files.items() if name.startswith(_FOLDER + beginning))
        return [len(compressed(each)) for each in data]


def compressed(data: bytes) -> bytes:
    return gzip.compress(data, _COMPRESSED, mtime=0)


@contextmanager
def memory_site(root: Path) -> Iterator[MemorySite]:
    with workspace(Options(root=root), lambda line: None) as ws:
        yield MemorySite(ws)


@contextmanager
def served(site: MemorySite, beside: Path | None = None) -> Iterator[str]:
    """The address of a site, compressed as servers do it; `beside`: a folder whose files it has too."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix(site.base)
            name = path + "index.html" if not path or path.endswith("/") else path
            data = site.file(name)
            if data is None and beside and (beside / name).is_file():
                data = (beside / name).read_bytes()
            self.send_response(404 if data is None else 200)
            body = compressed(data or b"")
            site.sent += len(body)
            kind = "application/wasm" if name.endswith(".wasm") else mimetypes.guess_type(name)[0]
            self.send_header("Content-Type", f"{kind or 'application/octet-stream'}; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{site.base}"
    finally:
        server.shutdown()
        server.server_close()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTES / 1024**2
