"""Parts of files: HTTP's byte ranges, as players and download programs ask for them."""

import re
from http import HTTPStatus

_DIGITS = 18  # of a number that counts; no file is so long


def byte_range(wanted: str, data: bytes) -> tuple[int, bytes, str]:
    """Status, bytes and Content-Range for one range; several, or what is no range, get everything (RFC 9110, 14.2)."""
    match = re.fullmatch(r"bytes=([0-9]*)-([0-9]*)", wanted.strip())
    if not match or match[1] == match[2] == "":
        return HTTPStatus.OK, data, ""
    first, last = _number(match[1]), _number(match[2] or "9" * _DIGITS)
    if match[1] and match[2] and last < first:
        return HTTPStatus.OK, data, ""
    start, end = (first, min(last, len(data) - 1)) if match[1] else (max(len(data) - last, 0), len(data) - 1)
    if start > end:
        return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", f"bytes */{len(data)}"
    return HTTPStatus.PARTIAL_CONTENT, data[start : end + 1], f"bytes {start}-{end}/{len(data)}"


def _number(digits: str) -> int:
    """Of any length: Python reads no more than 4,300 digits."""
    digits = digits.lstrip("0")
    return int(digits or "0") if len(digits) <= _DIGITS else 10**_DIGITS
