"""Names of output files, and the addresses that a former site had: which of them there may be."""

import re
from urllib.parse import unquote

from sitegen.text.normal import forbidden, nfc, without_forbidden

LONGEST_NAME = 255  # bytes of one segment of a path; file systems take no more
_DEEPEST = 64  # segments; a page has six at most
_LONGEST_PATH = 500  # bytes of a whole one: macOS takes 1,024 with the folders that the output stands in
_STATE = re.compile(r"\.sitegen(/|\Z)", re.IGNORECASE)  # file systems differ in whether case counts
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# Folders of the former site that nothing may stand in: the site's own files go there, or one is called so.
_OWN = ("assets", "cname")


def unfit(name: str) -> str:
    """Why no file of the output can have this path below it; empty when one can."""
    plain = len(name) < 64 and name.isprintable() and "\\" not in name and "//" not in name and "/." not in name
    if plain and name[:1] not in ("", ".", "/") and name[-1:] != "/":
        return ""  # as nearly all are, of tens of thousands
    if _UNSEEN.search(name):
        return "it holds control characters"
    if "\\" in name:
        return "it holds a backslash"
    if _STATE.match(name):
        return "sitegen keeps its own files there"
    segments = name.split("/")
    if not {"", ".", ".."}.isdisjoint(segments):
        return "a part of it is empty, `.` or `..`"
    if len(segments) > _DEEPEST:
        return f"it leads through more than {_DEEPEST} folders"
    longest = max(len(segment.encode()) for segment in segments)
    return f"a part of it takes {longest} bytes of {LONGEST_NAME}" if longest > LONGEST_NAME else ""


def is_address(was: str) -> bool:
    """Whether an entry of `was` is a whole address, not an id."""
    return is_path(was) or "://" in was


def is_path(was: str) -> bool:
    """Whether an entry of `was` is a path below the site."""
    return was.startswith("/")


def apart(was: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Former ids, and former addresses as their files are called: `/2024/%EA%B8%80/` is `/2024/글/`."""
    if not was:
        return (), ()
    addresses = tuple(without_forbidden(nfc(unquote(former))) for former in was if is_address(former))
    return tuple(former for former in was if not is_address(former)), addresses


def address_flaw(was: str) -> tuple[str, str]:
    """Why no page can stand at a former path, as the end of a sentence, and a hint; both empty when one can."""
    if "?" in was or "#" in was:
        path = re.split("[?#]", was)[0]
        return "holds more than a path", f"a page has one address, whatever follows `?` or `#`: write `{path}`"
    try:
        path = nfc(unquote(was, errors="strict"))
    except UnicodeDecodeError:
        return "is not UTF-8", "write it as it is read"
    if control := forbidden(path):
        return f"holds the control character {control[1]}", "delete it"
    *folders, name = path[1:].split("/")
    if any(segment.startswith(".") for segment in (*folders, name)) or (folders and folders[0].casefold() in _OWN):
        return "is no place for a page", "other files stand there, or would lie outside of the site"
    if "." in name and not _is_file(name):
        ending = name.rpartition(".")[2]
        return f"ends in `.{ending}`, and servers show no page there", "an address that ends in `/` or `.html` can stay"
    size = len(path.encode())
    if size > _LONGEST_PATH:
        return f"is {size} bytes long, of {_LONGEST_PATH}", "leave it out"
    why = unfit(file_of_address(path)[1:])
    return (f"is no address: {why}", "") if why else ("", "")


def file_of_address(path: str) -> str:
    """As GitHub Pages finds files: `/x/` is x/index.html, `/x` is x.html."""
    if path.endswith("/"):
        return f"{path}index.html"
    return path if _is_file(path) else f"{path}.html"


def _is_file(path: str) -> bool:
    return path.lower().endswith((".html", ".htm"))
