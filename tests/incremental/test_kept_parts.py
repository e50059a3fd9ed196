"""Parts of pages are found again where they are what would be made now, and nowhere else."""

from pathlib import Path

from sitegen.incremental.cache import Cache
from sitegen.incremental.facts import FactKeys
from sitegen.incremental.kept_parts import KeptParts
from sitegen.incremental.observed_digest import prose_facts

FACTS = {1: b"a", 2: b"b", 3: b"c"}


def parts(
    tmp_path: Path, facts: dict[int, bytes] = FACTS, ground: bytes = b"ground", options: bytes = b""
) -> KeptParts:
    return KeptParts(Cache(tmp_path / "cache.db"), options, ground, FactKeys(b"digest", lambda: facts, {}))


def test_a_part_is_found_as_long_as_all_that_it_was_made_of_is_the_same(tmp_path):
    parts(tmp_path).put("data/notes/x", ("x", "y"), b"made", {1, 2, 9})
    found = parts(tmp_path, FACTS | {3: b"other"}).find("data/notes/x", ("x", "y"))
    assert found and (found[0], set(found[1])) == (b"made", {1, 2, 9})
    for facts in (FACTS | {2: b"other"}, {1: b"a", 3: b"c"}, FACTS | {9: b"came"}, {}):
        assert parts(tmp_path, facts).find("data/notes/x", ("x", "y")) is None
    assert parts(tmp_path).find("data/notes/x", ("x", "z")) is None
    assert parts(tmp_path).find("data/notes/y", ("x", "y")) is None
    assert parts(tmp_path, ground=b"other").find("data/notes/x", ("x", "y")) is None
    assert parts(tmp_path, options=b"other").find("data/notes/x", ("x", "y")) is None


def test_of_each_place_the_last_part_is_kept(tmp_path):
    for given, made in ((("x",), b"first"), (("x", "y"), b"second")):
        parts(tmp_path).put("data/notes/x", given, made, {1})
    assert parts(tmp_path).find("data/notes/x", ("x",)) is None
    assert parts(tmp_path).find("data/notes/x", ("x", "y"))


def test_what_took_more_than_the_tables_of_a_digest_is_not_kept(tmp_path):
    [of_prose] = prose_facts({"content/notes/x.md": b""})
    parts(tmp_path).put("x", (), b"made", {1, of_prose})
    assert parts(tmp_path).find("x", ()) is None
    lost = KeptParts(Cache(tmp_path / "cache.db"), b"", b"ground", FactKeys(b"digest", lambda: None, {}))
    lost.put("x", (), b"made", {1})
    assert lost.find("x", ()) is None
