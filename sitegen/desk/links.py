"""`check --links`: are the addresses outside still there?

Only an address that says so itself (404, 410) or whose host is not known is an error. Publishers refuse robots, time
out and answer 403 all day long: that is a warning, or nobody would read the list. When each was last seen well is
written down in `content/addresses.txt`, and said on the pages of notes.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from markdown_it.common.normalize_url import normalizeLinkText
from msgspec.structs import replace

from sitegen.config import SITE_FILE
from sitegen.content.addresses import ADDRESSES, AddressState, as_lines, plain_address
from sitegen.content.edition_leads import EditionFile
from sitegen.content.files import File, read_text, scan
from sitegen.content.locations import locate
from sitegen.content.notes import NoteFile
from sitegen.content.read import Reading, read
from sitegen.content.schema import Source
from sitegen.content.settings import read_config
from sitegen.content.standing import PageFile
from sitegen.content.terms import TermFile
from sitegen.desk import one_address
from sitegen.desk.archive import copy_of
from sitegen.desk.fix import replace_text
from sitegen.desk.one_address import AddressAnswer
from sitegen.desk.polite import ask_all, longest
from sitegen.incremental.workspace import Options
from sitegen.pages.plan import own_names
from sitegen.pipeline import Outcome
from sitegen.problems import InBody, KeyPath, Problem, Where, has_errors, in_order, settled
from sitegen.text.zones import today

_SECONDS = 15.0  # for one address, from its host's name to the end of its answer's head, redirects included

_Use = tuple[str, str, Where]  # address, file, where it stands there


def checked(outcome: Outcome, options: Options, say: Callable[[str], None], archive: bool = False) -> Outcome:
    """An outcome with the problems of addresses outside added. Each address is asked once.

    `archive`: of those that do not answer, it is asked whether the Wayback Machine has a copy. Raises OSError.
    """
    files, _ = scan(options.root)
    config, _ = read_config(files.get(SITE_FILE), own_names())
    if config is None:
        return outcome
    reading, _ = read(files, config)
    uses = list(_uses(reading))
    answers = _answers(sorted({address for address, _, _ in uses}), say)
    if _is_offline(answers):
        say("no host is known: is this machine online? Nothing is written down")
        answers = {address: replace(answer, gone=False) for address, answer in answers.items()}
    else:
        text = _written_down(reading.addresses, answers, today(config.zone))
        _write_down(options.root, files.get(ADDRESSES), text, say)
    copies = _copies(reading, answers, say) if archive else {}
    each_use = [_problem(answers[address], copies, address, files[path], where) for address, path, where in uses]
    address_problems = [problem for problem in each_use if problem]
    located = locate(settled(address_problems, config.check), options.root)
    problems = in_order([*outcome.problems, *located])
    return replace(outcome, problems=problems, failed=has_errors(problems, options.strict))


def _problem(
    answer: AddressAnswer, copies: Mapping[str, str], address: str, file: File, where: Where
) -> Problem | None:
    if not answer.message:
        return None
    rule = "dead-address" if answer.gone else "doubtful-address"
    where = _written(where, file) if isinstance(where, InBody) else where
    message, hint = f"{address} {answer.message}", copies.get(address, "")
    return Problem(rule=rule, path=file.path, message=message, hint=hint, where=where)


def _uses(reading: Reading) -> Iterable[_Use]:
    items: list[NoteFile | TermFile | PageFile | EditionFile]
    items = [*reading.notes, *reading.terms, *reading.pages, *reading.editions]
    for item in items:
        for address in dict.fromkeys(reading.prose[item.path].outside):
            yield plain_address(address), item.path, InBody(1, address)
    for note in reading.notes:
        for path, source in _sources(note):
            for key in ("url", "archive"):
                address = getattr(source, key, "")
                if address:
                    yield plain_address(address), note.path, KeyPath((*path, key))
    for term in reading.terms:
        if term.front and term.front.url:
            yield plain_address(term.front.url), term.path, KeyPath(("url",))


def _sources(note: NoteFile) -> list[tuple[tuple[str | int, ...], Source]]:
    sources: list[tuple[tuple[str | int, ...], Source]] = [
        (("also", i), source) for i, source in enumerate(note.front.also)
    ]
    return [(("source",), note.front.source), *sources] if note.front.source else sources


def _written(spot: InBody, file: File) -> InBody:
    """Where an address stands that Markdown has encoded: a body may have it in letters."""
    return spot if spot.words in read_text(file)[0] else InBody(spot.line, normalizeLinkText(spot.words))


def _answers(addresses: Sequence[str], say: Callable[[str], None]) -> Mapping[str, AddressAnswer]:
    if addresses:
        most = longest(addresses, _SECONDS)
        say(f"asking {len(addresses)} address{'es' * (len(addresses) > 1)}: {most:.0f} seconds at most")
    late = one_address.doubt(f"not within {_SECONDS:g} seconds")
    return ask_all(addresses, lambda address: one_address.ask(address, _SECONDS), _SECONDS, lambda _: late)


def _is_offline(answers: Mapping[str, AddressAnswer]) -> bool:
    return bool(answers) and all(answer.unknown for answer in answers.values())


def _written_down(was: Mapping[str, AddressState], answers: Mapping[str, AddressAnswer], day: dt.date) -> str:
    """Of each address that is in use, when it was last seen well, or found to be gone."""
    states = {address: _state(was.get(address), answer, day) for address, answer in answers.items()}
    return as_lines({address: state for address, state in states.items() if state != AddressState()})


def _write_down(root: Path, file: File | None, text: str, say: Callable[[str], None]) -> None:
    """What cannot be read may hold what is known, so it is left as it is. Raises OSError."""
    path = os.path.join(root, *ADDRESSES.split("/"))
    before, problems = read_text(file) if file else ("", [])
    if os.path.islink(path):
        say(f"{ADDRESSES} is a link, and is not written to")
    elif problems:
        say(f"{ADDRESSES} is left as it is: {problems[0].message}")
    elif file:
        if text != before:
            replace_text(path, text.encode())
    elif os.path.lexists(path):
        say(f"{ADDRESSES} is no file, and is not written to")
    elif text != as_lines({}):
        with open(path, "xb") as new:
            new.write(text.encode())


def _state(was: AddressState | None, answer: AddressAnswer, day: dt.date) -> AddressState:
    """What is known from now on; who only does not answer is where they were."""
    was = was or AddressState()
    if not answer.message:
        return AddressState(seen=day)
    return replace(was, gone=was.gone or day) if answer.gone else was


def _copies(reading: Reading, answers: Mapping[str, AddressAnswer], say: Callable[[str], None]) -> dict[str, str]:
    """What to do about sources that do not answer and have no copy yet, by their addresses."""
    sources = [source for note in reading.notes for _, source in _sources(note) if source.url and not source.archive]
    asked = sorted({address for source in sources if answers[address := plain_address(source.url)].message})
    if asked:
        say(f"asking the Wayback Machine for {len(asked)} of them")
    hints: dict[str, str] = {}
    for address in asked:
        copy, day = copy_of(address)
        hints[address] = f"there is a copy of {day}: `archive: {copy}`" if copy else "the Wayback Machine has no copy"
    return hints
