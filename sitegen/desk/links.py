"""`check --links`: are the addresses outside still there?

Only an address that says so itself (404, 410) or whose host is not known is an error. Publishers refuse robots, time
out and answer 403 all day long: that is a warning, or nobody would read the list.

What is asked is a stranger's to say: a note may name any host, one of this machine's own network too. So each address
has one time for all of it, its bodies are not read, nothing but http and https is spoken, and of an answer only the
number is told.
"""

import http.client
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from markdown_it.common.normalize_url import normalizeLink, normalizeLinkText
from msgspec.structs import replace

from sitegen.config import SITE_FILE
from sitegen.content.files import File, read_text, scan
from sitegen.content.locations import locate
from sitegen.content.notes import NoteFile
from sitegen.content.read import Reading, read
from sitegen.content.settings import read_config
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.incremental.workspace import Options
from sitegen.pages.plan import own_names
from sitegen.pipeline import Outcome
from sitegen.problems import InBody, KeyPath, Problem, Where, has_errors, in_order, settled
from sitegen.text.normal import without_forbidden

_SECONDS = 15  # for one address, from its host's name to the end of its answer's head, redirects included
_AT_ONCE = 8
_REDIRECTS = 5
_AGENT = "Mozilla/5.0 (compatible; sitegen check --links)"
_GONE = (404, 410)
_MOVED = (301, 302, 303, 307, 308)
_KEPT = ":/?#[]@!$&'()*+,;=%~"

_Answer = tuple[str, str] | None  # a rule and what is wrong; None when all is well
Use = tuple[str, str, Where]  # address, file, where it stands there


def checked(outcome: Outcome, options: Options, say: Callable[[str], None]) -> Outcome:
    """An outcome with the problems of addresses outside added. Each address is asked once."""
    files, _ = scan(options.root)
    config, _ = read_config(files.get(SITE_FILE), own_names())
    if config is None:
        return outcome
    reading, _ = read(files, config)
    uses = list(_uses(reading))
    answers = _answers(sorted({address for address, _, _ in uses}), say)
    address_problems = []
    for address, path, where in uses:
        answer = answers[address]
        if answer is not None:
            rule, message = answer
            where = _written(where, files[path]) if isinstance(where, InBody) else where
            address_problems.append(Problem(rule=rule, path=path, message=f"{address} {message}", where=where))
    found = locate(settled(address_problems, config.check), options.root)
    problems = in_order([*outcome.problems, *found])
    return replace(outcome, problems=problems, failed=has_errors(problems, options.strict))


def _uses(reading: Reading) -> Iterable[Use]:
    items: list[NoteFile | TermFile | PageFile] = [*reading.notes, *reading.terms, *reading.pages]
    for item in items:
        for address in dict.fromkeys(reading.prose[item.path].outside):
            yield _plain(address), item.path, InBody(1, address)
    for note in reading.notes:
        sources = [(("source",), note.front.source)]
        sources += [(("also", i), source) for i, source in enumerate(note.front.also)]  # type: ignore[misc]
        for path, source in sources:
            for key in ("url", "archive"):
                address = getattr(source, key, "")
                if address:
                    yield _plain(address), note.path, KeyPath((*path, key))
    for term in reading.terms:
        if term.front and term.front.url:
            yield _plain(term.front.url), term.path, KeyPath(("url",))


def _plain(address: str) -> str:
    """Without what stands behind `#`, which no host is told."""
    return address.partition("#")[0]


def _written(spot: InBody, file: File) -> InBody:
    """Where an address stands that Markdown has encoded: a body may have it in letters."""
    return spot if spot.words in read_text(file)[0] else InBody(spot.line, normalizeLinkText(spot.words))


def _answers(addresses: Sequence[str], say: Callable[[str], None]) -> Mapping[str, _Answer]:
    """What each address answers, some of them asked at once. One that takes too long is waited for no more.

    The threads are let go of with the program: neither a host that never ends nor a name that nobody resolves can hold
    it, and what no time limit of a socket reaches is under this one.
    """
    if addresses:
        most = -(-len(addresses) // _AT_ONCE) * _SECONDS
        say(f"asking {len(addresses)} address{'es' * (len(addresses) > 1)}: {most} seconds at most")
    opener, done, waiting = _opener(), SimpleQueue[tuple[str, _Answer]](), list(reversed(addresses))
    answers: dict[str, _Answer] = {}
    asked: dict[str, float] = {}  # those being asked, the first asked first; until when
    while waiting or asked:
        while waiting and len(asked) < _AT_ONCE:
            address = waiting.pop()
            asked[address] = time.monotonic() + _SECONDS
            Thread(target=lambda one: done.put((one, _ask(one, opener))), args=(address,), daemon=True).start()
        first = next(iter(asked))
        try:
            address, answer = done.get(timeout=max(asked[first] - time.monotonic(), 0))
        except Empty:
            address, answer = first, _doubt(f"not within {_SECONDS} seconds")
        if asked.pop(address, None):  # else it was given up before
            answers[address] = answer
    return answers


def _opener() -> OpenerDirector:
    """Speaks http and https, through a proxy where the environment names one; no files, no FTP, no redirects."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    opener.add_handler(UnknownHandler())
    return opener


def _ask(address: str, opener: OpenerDirector) -> _Answer:
    try:
        urlsplit(address)  # a ValueError where brackets are broken, which encoding would hide
        here = normalizeLink(address)
        for _ in range(_REDIRECTS + 1):
            try:
                with opener.open(Request(here, headers={"User-Agent": _AGENT}), timeout=_SECONDS):
                    return None
            except HTTPError as error:
                error.close()
                to = error.headers["Location"] if error.code in _MOVED else None
                if not to:
                    return _status(error.code)
                here = urljoin(here, quote(to, safe=_KEPT, encoding="latin-1"))  # the bytes, as they were sent
        return _doubt(f"it leads on more than {_REDIRECTS} times")
    except URLError as error:
        unknown = isinstance(error.reason, socket.gaierror)
        return ("dead-address", "has a host that is not known") if unknown else _doubt(error.reason)
    except http.client.HTTPException as error:
        return _doubt(f"what it sends is no HTTP ({type(error).__name__})")
    except (OSError, ValueError, ArithmeticError) as error:  # such as a port of twenty digits
        return _doubt(error)


def _status(code: int) -> tuple[str, str]:
    """Our own words for a number: the host's might be meant for a terminal."""
    rule = "dead-address" if code in _GONE else "doubtful-address"
    return rule, f"answers {code} {http.client.responses.get(code, '')}".rstrip()


def _doubt(reason: object) -> tuple[str, str]:
    return "doubtful-address", f"does not answer: {without_forbidden(str(reason))}"
