"""A server with GitHub Pages' resolution rules: what a site looks like there, on this machine.

`/x/` is x/index.html; `/x` is x, or x.html, or a redirect to `/x/` when x is a folder; a miss is 404.html with status
404; names match by case, percent-encoding is decoded once, and nothing outside the base path exists. Text is
compressed, where that is asked of it, for those who take it so.
"""

import gzip
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

COMPRESSED = ("text/", "application/json", "application/xml", "image/svg")


def resolve(folder: Path, base: str, path: str) -> tuple[int, Path | str | None]:
    """Status, and the file to send or the address to go to."""
    path = unquote(path)
    missing = folder / "404.html"
    if path + "/" == base:
        return 301, base
    if not path.startswith(base) or ".." in path.split("/"):
        return 404, missing if missing.is_file() else None
    name = path.removeprefix(base)
    for candidate in (name + "index.html",) if not name or name.endswith("/") else (name, name + ".html"):
        if (folder / candidate).is_file():
            return 200, folder / candidate
    if name and (folder / name / "index.html").is_file():
        return 301, quote(path + "/")
    return 404, missing if missing.is_file() else None


class Server(ThreadingHTTPServer):
    """Takes what crawlers and browsers throw at it: many connections at once, and some that they drop."""

    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path, base: str = "/", port: int = 0, compressed: bool = False) -> Iterator[str]:
    """The address of a site served from a folder, while the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and text in one piece: apart, the second waits for the first's acknowledgement

        def do_GET(self) -> None:
            status, found = resolve(folder, base, urlsplit(self.path).path)
            self.send_response(status)
            data = found.read_bytes() if isinstance(found, Path) else b""
            if isinstance(found, str):
                self.send_header("Location", found)
            kind = (mimetypes.guess_type(str(found))[0] if isinstance(found, Path) else None) or "text/plain"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            if compressed and "gzip" in self.headers.get("Accept-Encoding", "") and kind.startswith(COMPRESSED):
                self.send_header("Content-Encoding", "gzip")
                data = gzip.compress(data, 6)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_HEAD = do_GET

        def log_message(self, *args: object) -> None:
            pass

    server = Server(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    with serving(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "/", 8000) as address:
        print(address)
        threading.Event().wait()
