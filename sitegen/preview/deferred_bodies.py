"""Bodies that nobody has read yet, where the preview began with front matter alone: read while nobody waits."""

import time

from sitegen.config import SITE_FILE, Grammar
from sitegen.content.files import File
from sitegen.content.read import texts
from sitegen.content.settings import read_config
from sitegen.incremental.cached_reader import CachedReader, read_ahead
from sitegen.incremental.workspace import Workspace
from sitegen.pages.plan import own_names

_SLICE = 0.05  # s to read on for, while nobody is kept waiting
_FEW = 10  # files to read between two looks at the clock


class DeferredBodies:
    """Other processes begin to read them into the cache; what they have not done is read here, a few at a time."""

    def __init__(self, ws: Workspace, files: list[File], grammar: Grammar) -> None:
        self._readers = read_ahead(ws.cache, files, grammar, ws.options.jobs)
        self._rest: list[File] = []  # of the files that are to be read yet

    @property
    def are_read_ahead(self) -> bool:
        return any(process.is_alive() for process in self._readers)

    def read_on(self, ws: Workspace) -> bool:
        """Reads some more; whether all are read."""
        grammar = grammar_of(ws)
        if grammar is None:  # it is being mended
            return False
        self._rest = self._rest or unread(ws, grammar)
        end = time.monotonic() + _SLICE
        while self._rest and time.monotonic() < end:
            CachedReader(ws.cache, ws.file_index, jobs=1).refresh(self._rest[-_FEW:], grammar)
            del self._rest[-_FEW:]
        return not self._rest and not unread(ws, grammar)

    def look_again(self) -> None:
        """Files have come or gone."""
        self._rest.clear()


def grammar_of(ws: Workspace) -> Grammar | None:
    config, _ = read_config(ws.files.get(SITE_FILE), own_names())
    return config.grammar if config else None


def unread(ws: Workspace, grammar: Grammar) -> list[File]:
    """The texts that were not read as they are now."""
    files, _ = texts(ws.files.values(), grammar)
    return ws.file_index.unread(files, grammar)
