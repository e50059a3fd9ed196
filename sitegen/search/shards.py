"""The index as files: each token stands in one of them, by its hash, with the numbers of what holds it.

A line of a file is a token, a tab, and the numbers for each column, apart by spaces. The first line says of what kind
and language the file is, and of how many: a browser that has an older one in store sees that it is none of these. The
last says that it is whole.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from sitegen.search.postings import decoded, encoded
from sitegen.search.tokens import PREFIX

FORMAT = 1  # rises when a browser's script of before could not read the files
Column = Literal[0, 1, 2, 3, 4]
TITLE: Column = 0
SUMMARY: Column = 1
BODY: Column = 2
CLAIM: Column = 3
TERM: Column = 4
_COLUMNS = 5
_PER_SHARD = 10  # documents
_END = b"."  # a file that does not end so was cut off on its way
_FEWEST, _MOST = 16, 8192

Tokens = dict[Column, str]  # of one document, apart by spaces
Change = tuple[int, Tokens]  # a document's number and tokens
_Lists = list[list[int]]


def shard_count(documents: int) -> int:
    """A power of two, so that it changes seldom: with it, every file does."""
    count = _FEWEST
    while count < _MOST and count * _PER_SHARD < documents:
        count *= 2
    return count


def shard_of(token: str, count: int) -> int:
    """FNV-1a of the token; of a word, of its first letters, so that all words of one beginning stand together."""
    value = 2166136261
    for letter in token if token[0] >= "\u3041" else token[:PREFIX]:
        value = (value ^ ord(letter)) * 16777619 & 0xFFFFFFFF
    return (value ^ value >> 15) % count


def shards(documents: Iterable[Change], lang: str, count: int) -> list[bytes]:
    """All files, of documents in the order of their numbers."""
    columns: list[defaultdict[str, array[int]]] = [defaultdict(lambda: array("I")) for _ in range(_COLUMNS)]
    for number, by_column in documents:
        for column, tokens in by_column.items():
            index = columns[column]
            for token in tokens.split():
                index[token].append(number)
    lines: list[list[bytes]] = [[] for _ in range(count)]
    for token in sorted(set().union(*columns)):
        line = _line(token, [index.pop(token, ()) for index in columns])  # of many documents, lists and lines are large
        lines[shard_of(token, count)].append(line.encode())
    head = f"search {FORMAT} {lang} {count}".encode()
    return [_whole(head, lines.pop()) for _ in range(count)][::-1]


def changed_shards(before: Iterable[Change], after: Iterable[Change], count: int) -> dict[int, "Changes"]:
    """What is to be changed in which files where some documents were something else before."""
    changes: defaultdict[int, Changes] = defaultdict(Changes)
    was = dict(_by_place(before))

    def compare(place: tuple[Column, int], old: str, new: str) -> None:
        gone, come = set(old.split()), set(new.split())
        for token in gone - come:
            changes[shard_of(token, count)].gone.append((token, *place))
        for token in come - gone:
            changes[shard_of(token, count)].come.append((token, *place))

    for place, tokens in _by_place(after):
        compare(place, was.pop(place, ""), tokens)
    for place, tokens in was.items():
        compare(place, tokens, "")
    return dict(changes)


class Changes:
    """Of one file: what no longer stands in it, and what has come, each a token, a column and a number."""

    def __init__(self) -> None:
        self.gone: list[tuple[str, Column, int]] = []
        self.come: list[tuple[str, Column, int]] = []


def patched(data: bytes, changes: Changes) -> bytes:
    """A file with changes made: the same bytes as if it had been made with them."""
    head, *lines, _, _ = data.split(b"\n")
    by_token = {line.partition(b"\t")[0].decode(): line for line in lines}
    lists: dict[str, _Lists] = {}
    for all_of, put in ((changes.gone, False), (changes.come, True)):
        for token, column, number in all_of:
            if token not in lists:
                lists[token] = _lists(by_token.get(token, b"").decode())
            numbers = lists[token][column]
            numbers.append(number) if put else numbers.remove(number)
    for token, columns in lists.items():
        if any(columns):
            by_token[token] = _line(token, [sorted(numbers) for numbers in columns]).encode()
        else:
            by_token.pop(token, None)
    return _whole(head, [by_token[token] for token in sorted(by_token)])


def _by_place(documents: Iterable[Change]) -> Iterator[tuple[tuple[Column, int], str]]:
    """The tokens of each column of each document."""
    return (((column, number), tokens) for number, by_column in documents for column, tokens in by_column.items())


def _lists(line: str) -> _Lists:
    columns = [decoded(text) for text in line.partition("\t")[2].split(" ")]
    return columns + [[] for _ in range(_COLUMNS - len(columns))]


def _line(token: str, columns: Iterable[Sequence[int]]) -> str:
    return f"{token}\t{' '.join(map(encoded, columns)).rstrip()}"


def _whole(head: bytes, lines: list[bytes]) -> bytes:
    return b"\n".join([head, *lines, _END, b""])
