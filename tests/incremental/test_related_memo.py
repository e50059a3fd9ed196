"""Related notes found only near what changed are the ones that are found of all notes."""

import datetime as dt
from collections import defaultdict
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.content.schema import Source
from sitegen.digest.listings import Listings
from sitegen.digest.model import Note
from sitegen.digest.related import Relations
from sitegen.incremental import related_memo
from sitegen.incremental.cache import Cache
from sitegen.incremental.related_memo import RelatedMemo

TERMS = [f"t{i}" for i in range(6)]
DAYS = [dt.date(2025, 1, 1) + dt.timedelta(days=i) for i in range(40)]
SAID = st.tuples(st.sampled_from(DAYS), st.lists(st.sampled_from(TERMS), max_size=3, unique=True))
IDS = st.sampled_from([f"n{i:02}" for i in range(70)])
EDITS = st.lists(st.tuples(IDS, SAID | st.none()), min_size=1, max_size=3)


def digest(said: dict[str, tuple[dt.date, list[str]]]) -> tuple[dict[str, Note], Listings]:
    made = [
        Note(id, date, False, Source(publisher=""), (), {"topics": tuple(terms)}, (), (), {})
        for id, (date, terms) in said.items()
    ]
    made.sort(key=lambda note: note.id)
    made.sort(key=lambda note: note.date, reverse=True)
    own: dict[tuple[str, str], list[str]] = defaultdict(list)
    for note in made:
        for key in note.named:
            own[key].append(note.id)
    return {note.id: note for note in made}, {key: tuple(ids) for key, ids in own.items()}


@given(st.dictionaries(IDS, SAID, min_size=40), st.lists(EDITS, min_size=1, max_size=6))
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_after_any_edits_related_notes_are_those_of_a_clean_build(tmp_path_factory, said, edits):
    cache = Cache(Path(tmp_path_factory.mktemp("relating")) / "cache.db")
    notes, own = digest(said)
    assert RelatedMemo(cache, b"place", 1)(notes, own) == dict(Relations(notes, own))
    for edit in edits:
        for id, what in edit:
            if what is None:
                said.pop(id, None)
            else:
                said[id] = what
        notes, own = digest(said)
        found = RelatedMemo(cache, b"place", 1)(notes, own)
        assert found == dict(Relations(notes, own))
        assert list(found) == list(notes)
    cache.close()


def test_an_edit_asks_only_for_the_notes_near_it(tmp_path, monkeypatch):
    asked: list[str] = []
    find = Relations.__getitem__
    monkeypatch.setattr(Relations, "__getitem__", lambda self, id: asked.append(id) or find(self, id))
    cache = Cache(tmp_path / "cache.db")
    said = {f"n{i:03}": (DAYS[0] + dt.timedelta(days=i), ["t0", f"t{i % 5}"][: 1 + i % 2]) for i in range(200)}
    RelatedMemo(cache, b"place", 1)(*digest(said))
    asked.clear()
    said["n100x"] = (DAYS[0] + dt.timedelta(days=100), ["t0"])
    RelatedMemo(cache, b"place", 1)(*digest(said))
    assert 2 <= len(asked) <= 2 * related_memo.EACH_SIDE + 1, asked


def test_what_another_program_left_is_not_even_read(tmp_path):
    cache = Cache(tmp_path / "cache.db")
    notes, own = digest({"a": (DAYS[0], ["t0"]), "b": (DAYS[1], ["t0"])})
    cache.put([(b"place", b"left by another program")])
    assert RelatedMemo(cache, b"place", 1)(notes, own) == dict(Relations(notes, own))
