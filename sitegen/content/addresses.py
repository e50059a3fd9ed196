"""`content/addresses.txt`: when each address outside was last seen well, as `check --links` writes it down.

A line for each address, in their order, so that what changes is seen at once where the digest is kept:

    2026-11-20 https://example.org/still-there
    2026-09-01 gone 2026-11-20 https://example.org/gone-since
    never gone 2026-11-20 https://example.org/never-seen
"""

import datetime as dt
import re
from collections.abc import Mapping

from msgspec import Struct

from sitegen.content.files import File, read_text
from sitegen.problems import Position, Problem

ADDRESSES = "content/addresses.txt"
_LINE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}|never)(?: gone ([0-9]{4}-[0-9]{2}-[0-9]{2}))? (https?://\S+)")
_HEAD = "# When each address outside was last seen well. `sitegen check --links` writes this file.\n"


class AddressState(Struct, frozen=True):
    """`seen`: the last day on which an address was seen well; `gone`: the first on which it was not there any more."""

    seen: dt.date | None = None
    gone: dt.date | None = None


def read_addresses(file: File | None) -> tuple[dict[str, AddressState], list[Problem]]:
    """What is known of addresses; lines that say nothing are warnings."""
    if file is None:
        return {}, []
    text, problems = read_text(file)
    states: dict[str, AddressState] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        try:
            states[match[3]] = AddressState(_day(match[1]), _day(match[2]))  # type: ignore[index]
        except (TypeError, ValueError):  # no such line, no such day
            message, hint = (
                "this line is no day and address",
                "run `sitegen check --links`, which writes this file anew",
            )
            problems.append(Problem(rule="address", path=ADDRESSES, message=message, hint=hint, where=Position(number)))
    return states, problems


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written and written != "never" else None


def as_lines(states: Mapping[str, AddressState]) -> str:
    """The file of what is known."""
    lines = [_line(address, states[address]) for address in sorted(states)]
    return "".join([_HEAD, *lines])


def plain_address(address: str) -> str:
    """Without what stands behind `#`, which no host is told."""
    return address.partition("#")[0]


def _line(address: str, state: AddressState) -> str:
    gone = f" gone {state.gone}" if state.gone else ""
    return f"{state.seen or 'never'}{gone} {address}\n"
