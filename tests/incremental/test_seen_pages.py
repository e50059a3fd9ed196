"""What pages were made of is kept in chunks, of which an edit writes few: they say what one table of all would."""

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.incremental import kept_digest
from sitegen.incremental.facts import FactKeys, holding, packed
from sitegen.incremental.kept_plan import KeptPlan, encoded
from sitegen.incremental.planned_site import planned_site
from sitegen.incremental.seen_pages import PageDependencies, SeenPages
from sitegen.incremental.workspace import Options, workspace
from sitegen.pages.page import Page
from tests.site import Site

_NUMBERS = st.sets(st.one_of(st.integers(0, 40), st.sampled_from([1 << 8, 1 << 56, 2**64 - 1, 40 << 8])), max_size=20)
_PAGES = st.dictionaries(
    st.integers(0, 400).map("notes/{}/index.html".format),
    st.builds(PageDependencies, st.binary(max_size=4), st.binary(max_size=4), _NUMBERS.map(packed), unset=st.text()),
    max_size=300,
)


@given(_NUMBERS, st.lists(_NUMBERS, max_size=30))
@example({1}, [{1 << 8, 3 << 56}])  # whose bytes, beside each other, hold those of 1
@example({*range(30)}, [set(), {3}, set(), {70, 80}])
def test_who_took_a_fact_is_found(changed: set[int], taken: list[set[int]]) -> None:
    found = {at for at, numbers in enumerate(taken) if numbers & changed}
    assert set(holding(changed, list(map(packed, taken)))) == found


@given(_PAGES, _PAGES, st.sets(st.integers(0, 400)))
def test_chunks_say_what_a_table_would(first: dict, made: dict, gone: set[int]) -> None:
    names = [f"notes/{number}/index.html" for number in gone]
    pages = (first.keys() | made.keys()) - set(names)
    made = {name: page for name, page in made.items() if name in pages}
    broken = sorted(pages - made.keys())[:3]  # stale pages that something is wrong with
    before = SeenPages().followed_by(first, first.items(), first)
    after = before.followed_by(pages, made.items(), {*made, *broken})
    table = {name: page for name, page in (first | made).items() if name in pages and name not in broken}
    assert dict(after.items()) == table and len(after) == len(table)
    assert after.unset() == {name: page.unset for name, page in table.items() if page.unset}
    assert all(after.get(name) == table.get(name) for name in [*first, *made])
    kept = sum(one == other for one, other in zip(before.chunks, after.chunks, strict=False))
    assert len(before.chunks) != len(after.chunks) or kept >= len(before.chunks) - len(made) - len(gone) - 3


@given(st.dictionaries(st.text(max_size=3), st.binary(max_size=2)), st.dictionaries(st.text(max_size=3), st.binary()))
def test_facts_that_came_went_or_are_others_have_changed(was: dict, now: dict) -> None:
    old, new = FactKeys(b"1", dict, was), FactKeys(b"1", dict, now)
    changed = {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)}
    assert new.changed_since(old) == FactKeys(b"1", dict, dict.fromkeys(changed, b"")).changed_since(
        FactKeys(b"1", dict, {})
    )
    assert FactKeys(b"2", lambda: {1: b"x", 2: b"y"}, {}).changed_since(
        FactKeys(b"1", lambda: {1: b"x", 3: b"z"}, {})
    ) == {
        2,
        3,
    }
    assert FactKeys(b"2", dict, {}).changed_since(FactKeys(b"1", lambda: None, {})) is None


def test_a_digest_and_its_plan_come_back_in_parts(full: Site) -> None:
    with workspace(Options(root=full.root), print) as ws:
        site, _ = planned_site(ws)
    assert site is not None
    digest = site.observed.real
    back = kept_digest.decoded(kept_digest.encoded(digest))
    few = [(name, key) for name in ("notes", "ledger", "terms") for key in list(getattr(digest, name))[:3]]
    assert all(getattr(back, name)[key] == getattr(digest, name)[key] for name, key in few)
    first = next(iter(back.notes))
    note = back.notes[first]
    for name in digest.__struct_fields__:
        one, other = getattr(digest, name), getattr(back, name)
        assert (list(one.items()) == list(other.items())) if hasattr(one, "items") else one == other
    assert back.notes[first] is note and "no-such-note" not in back.notes
    few_first = kept_digest.decoded(kept_digest.encoded(digest))
    note = few_first.notes[first]
    kept_digest.decode_all(few_first)
    assert list(few_first.notes) == list(digest.notes) and len(few_first.notes) == len(digest.notes)
    assert few_first.notes[first] is note and "no-such-note" not in few_first.notes
    kept_digest.decode_all(digest)  # which was joined, and is all there
    own = {name: replace(page, own_template="own.html") for name, page in list(site.pages.items())[:1]}
    planned = {**site.pages, **own}
    pages = KeptPlan(encoded(planned), site.context.urls)
    assert list(pages.items()) == list(planned.items()) and "no/such/page" not in pages
    assert Page.__struct_fields__ == ("url", "kind", "given", "origin", "own_template")  # each of them is kept
