"""`check --links`: are the addresses outside still there?

Only an address that says so itself (404, 410) or whose host is not known is an error. Publishers refuse robots, time
out and answer 403 all day long: that is a warning, or nobody would read the list.
"""

import http.client
import socket
import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from msgspec.structs import replace

from sitegen.build.start import Options
from sitegen.config import SITE_FILE
from sitegen.content.files import scan
from sitegen.content.notes import NoteFile
from sitegen.content.places import locate
from sitegen.content.read import Reading, read
from sitegen.content.settings import read_config
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.pipeline import Outcome
from sitegen.problems import KeyPath, Problem, Spot, Where, has_errors, in_order

_SECONDS = 15
_AT_ONCE = 8
_AGENT = "Mozilla/5.0 (compatible; sitegen check --links)"
_GONE = (404, 410)

Use = tuple[str, str, Where]  # address, file, place


def checked(outcome: Outcome, options: Options) -> Outcome:
    """An outcome with the problems of addresses outside added. Each address is asked once."""
    files, _ = scan(options.root)
    config, _ = read_config(files.get(SITE_FILE))
    if config is None:
        return outcome
    reading, _ = read(files, config)
    uses = list(_uses(reading))
    addresses = sorted({address for address, _, _ in uses})
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        answers = dict(zip(addresses, threads.map(_ask, addresses), strict=True))
    found = []
    for address, path, where in uses:
        answer = answers[address]
        if answer is not None:
            rule, message = answer
            found.append(Problem(rule=rule, path=path, message=f"{address} {message}", where=where))
    problems = in_order([*outcome.problems, *locate(found, options.root)])
    return replace(outcome, problems=problems, failed=has_errors(problems, options.strict))


def _uses(reading: Reading) -> Iterable[Use]:
    items: list[NoteFile | TermFile | PageFile] = [*reading.notes, *reading.terms, *reading.pages]
    for item in items:
        for address in dict.fromkeys(reading.prose[item.path].outside):
            yield _plain(address), item.path, Spot(1, address)
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
    """Without the part behind `#`, which no host is told."""
    return address.partition("#")[0]


def _ask(address: str) -> tuple[str, str] | None:
    """A rule and what is wrong with an address; None when it answers."""
    try:
        request = Request(quote(address, safe=":/?#[]@!$&'()*+,;=%~"), headers={"User-Agent": _AGENT})
        with urlopen(request, timeout=_SECONDS):
            return None
    except HTTPError as error:
        rule = "dead-address" if error.code in _GONE else "doubtful-address"
        return rule, f"answers {error.code} {error.reason}"
    except URLError as error:
        unknown = isinstance(error.reason, socket.gaierror)
        return ("dead-address", "has a host that is not known") if unknown else _doubt(error.reason)
    except (OSError, http.client.HTTPException, ssl.SSLError, ValueError) as error:
        return _doubt(error)


def _doubt(reason: object) -> tuple[str, str]:
    return "doubtful-address", f"does not answer: {reason}"
