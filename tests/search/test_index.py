"""The index of search: what is found by what, its numbers, and that an edit changes it as a clean build would."""

import datetime as dt
import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.numbers import by_day, by_name
from sitegen.search.postings import decoded, encoded
from sitegen.search.shards import Tokens, changed_shards, patched, shard_of, shards
from sitegen.search.tokens import fold, text_of, tokens
from sitegen.text.held import NO_BREAK
from tests.conftest import REPOSITORY
from tests.site import Site, clean, note

_SYLLABLES = st.text(st.sampled_from("가나다라인공지능기본법한미·의를 AI5"), max_size=40)


def found(site: Site, token: str, lang: str = "ko") -> list[list[int]]:
    """The numbers of what holds a token, column by column."""
    folder = site.output / ("" if lang == "ko" else lang) / "search" / "words"
    count = len(list(folder.iterdir()))
    lines = (folder / f"{shard_of(token, count)}.txt").read_text("utf-8").splitlines()
    assert (lines[0], lines[-1]) == (f"search 1 {lang} {count}", ".")
    rows = dict(line.split("\t") for line in lines[1:-1])
    return [decoded(column) for column in rows.get(token, "").split(" ")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("인공지능기본법", {"인공", "공지", "지능", "능기", "기본", "본법"}),
        ("한·미 정상", {"한미", "정상"}),
        ("SK하이닉스", {"sk", "하이", "이닉", "닉스"}),
        ("ＯｐｅｎＡＩ의 법", {"openai", "의", "법"}),
        ("㈜카카오", {"주", "카카", "카오"}),
        ("데이터\u200b센터", {"데이", "이터", "터센", "센터"}),
        ("GPT-4o", {"gpt", "4o"}),
        ("東京タワー", {"東京", "京タ", "タワ", "ワー"}),
        ("", set()),
    ],
)
def test_tokens(text: str, expected: set[str]) -> None:
    assert tokens(text) == expected


@given(_SYLLABLES, st.integers(0, 40), st.integers(2, 8))
def test_any_part_of_a_text_is_found(text: str, start: int, length: int) -> None:
    """Whoever asks for two or more letters of a text that stand together asks for nothing that is not in it."""
    asked = fold(text)[start : start + length]
    if re.fullmatch("[가-힣]{2,}", asked):
        assert tokens(asked) <= tokens(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.sets(st.integers(0, 10**7), max_size=60))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert decoded(encoded(sorted(numbers))) == sorted(numbers)


@pytest.mark.parametrize("number", [0, 63, 64, 1811, 1812, 69523, 69524, 71_000_000])
def test_numbers_at_the_edges_come_back(number: int) -> None:
    assert decoded(encoded([number, number + 1])) == [number, number + 1]


_WORDS = st.sets(st.sampled_from(["인공", "공지", "지능", "ai", "law"])).map(" ".join)
_DOCUMENTS = st.dictionaries(st.integers(0, 5000), st.dictionaries(st.integers(0, 4), _WORDS, max_size=3), max_size=8)


@given(_DOCUMENTS, _DOCUMENTS)
def test_files_that_are_changed_are_those_made_anew(before: dict[int, Tokens], after: dict[int, Tokens]) -> None:
    files = shards(sorted(before.items()), "ko", 16)
    for at, changes in changed_shards(before.items(), after.items(), 16).items():
        files[at] = patched(files[at], changes)
    assert files == shards(sorted(after.items()), "ko", 16)


def test_words_of_html() -> None:
    html = '<p>인공<strong>지능</strong></p>\n<p>법<br>안 &amp; <a href="/x/">규칙</a></p>'
    assert text_of(html).split() == ["인공지능", "법", "안", "&", "규칙"]


def test_a_day_that_is_full_moves_nothing_on_other_days() -> None:
    days = {f"note-{at}": dt.date(2025, 3, 1 + at) for at in range(9)}
    before = by_day(days).numbers
    after = by_day({**days, "a-new-one": dt.date(2025, 3, 4)}).numbers
    assert {key for key in days if before[key] != after[key]} == {"note-3"}


def test_terms_keep_their_numbers() -> None:
    before, after = by_name(["companies/a", "topics/b"]), by_name(["companies/a", "companies/new", "topics/b"])
    assert before.items() <= after.items()


def test_a_note_is_found_in_its_columns(tmp_path: Path) -> None:
    site = Site(tmp_path, f"-- content/notes/2025-10-24-a.md --\n{note('인공지능기본법 시행', body='초**거대**')}")
    site.build()
    title, *_ = found(site, "본법")
    assert len(title) == 1
    assert found(site, "소버")[1] == title  # the name of its topic
    assert found(site, "초거")[2] == title
    assert found(site, "본법", "en") == [[]]


def test_what_is_shown_of_what_was_found(tmp_path: Path) -> None:
    """Held together as on pages; those who take part stand in brackets."""
    what = "{ko: 20조 원 투자, en: $20 billion}"
    claim = f"claims: [{{by: openai, with: [samsung, sk, lg, kt], kind: investment, what: {what}}}]\n"
    note_text = note("올해 3만 톤 절약", more=claim)
    terms = "\n".join(f"-- content/companies/{id}.md --\n---\nname: {id}\n---" for id in ("samsung", "sk", "lg", "kt"))
    site = Site(tmp_path, f"-- content/notes/2025-10-24-a.md --\n{note_text}\n{terms}\n")
    site.put("content/topics/long.md", f"---\nname: {{ko: 긴 말, en: Long}}\nsummary: {'낱말 ' * 80}\n---\n")
    site.build()
    rows = {file.parent.name: json.loads(file.read_text("utf-8")) for file in (site.output / "search").glob("*/*.json")}
    [[_, _, title, day, *_]] = rows["notes"]
    assert (title, day) == (f"올해 3만{NO_BREAK}톤 절약", "2025.10.24")
    [[_, _, words, facts]] = rows["claims"]
    assert (words, facts) == (
        f"20조{NO_BREAK}원 투자",
        "오픈AI (관련:_samsung, sk, lg, kt)_· 투자_· 발표_· 2025.10.24".replace("_", NO_BREAK),
    )
    english = json.loads(next((site.output / "en/search/claims").iterdir()).read_text("utf-8"))
    assert english[0][2] == f"$20{NO_BREAK}billion" and f"· 24{NO_BREAK}Oct" in english[0][3]
    names = json.loads((site.output / "search/names.json").read_text("utf-8"))["terms"]
    assert f"2025년{NO_BREAK}10월" in [row[3] for row in names]
    [summary] = [row[5] for row in names if row[3] == "긴 말"]
    assert summary.endswith("낱말…") and len(summary) < 201


def test_a_claim_that_is_told_otherwise_says_so_where_it_was_found(tmp_path: Path) -> None:
    site = Site(tmp_path, "")
    for id, stage in (("a", "loi"), ("b", "contracted")):
        claim = f"claims: [{{id: plant, by: openai, kind: investment, what: 공장, stage: {stage}}}]\n"
        site.put(f"content/notes/2025-10-24-{id}.md", note(id, more=claim))
    site.build()
    [[*_, facts]] = json.loads(next((site.output / "search/claims").iterdir()).read_text("utf-8"))
    assert facts.replace(NO_BREAK, " ").endswith("· 의향서 · 2025.10.24 · 다르게 보도됨")


def _edit(path: str, *change: tuple[str, str]) -> Callable[[Site], None]:
    def edit(site: Site) -> None:
        file = site.root / "content" / path
        text = file.read_text("utf-8")
        for old, new in change:
            assert old in text
            text = text.replace(old, new)
        file.write_text(text, "utf-8")

    return edit


def _add(name: str, title: str) -> Callable[[Site], None]:
    return lambda site: site.write(f"-- content/notes/{name}.md --\n{note(title, day=name[:10])}")


_EDITS = {
    "a body": _edit("notes/2025-10-24-b.md", ("본문이다.", "초거대 연산 시설이다.")),
    "a title": _edit("notes/2025-10-24-b.md", ("title: 둘째", "title: 반도체 수출")),
    "nothing": lambda site: None,
    "a note before it on its day": _add("2025-10-24-a", "첫째"),
    "a note of another day": _add("2025-11-02-c", "셋째"),
    "a note of an earlier year": _add("2024-02-01-old", "옛날"),
    "a name": _edit("companies/openai.md", ("오픈AI", "오픈에이아이코리아")),
    "no more note": lambda site: site.remove("content/notes/2025-10-24-b.md"),
    "a full day": lambda site: [_add(f"2025-11-02-{at}", f"여럿 {at}")(site) for at in range(9)] and None,
}


def test_an_index_after_edits_is_that_of_a_clean_build(tmp_path: Path) -> None:
    claim = "claims: [{by: openai, kind: investment, what: 연산 시설, amount: 20조원}]\ncompanies: [openai]\n"
    site = Site(tmp_path / "one", f"-- content/notes/2025-10-24-b.md --\n{note('둘째', more=claim)}")
    site.write(f"-- content/notes/2025-10-30-x.md --\n{note('다른 소식', day='2025-10-30')}")
    site.build()
    for what, edit in _EDITS.items():
        edit(site)
        site.build()
        assert _files(site.files()) == _files(clean(site)), what


def test_an_edit_changes_only_the_files_that_hold_its_words(tmp_path: Path) -> None:
    notes = (
        f"-- content/notes/2025-10-{day}-n{day}.md --\n{note('둘째', day=f'2025-10-{day}')}" for day in range(10, 30)
    )
    site = Site(tmp_path, "\n".join(notes))
    site.build()
    before = _files(site.files())
    _edit("notes/2025-10-24-n24.md", ("본문이다.", "본문이다. 초거대"))(site)
    site.build()
    changed = {name for name, data in _files(site.files()).items() if before.get(name) != data}
    count = sum(name.startswith("search/words/") for name in before)
    assert changed == {f"search/words/{shard_of(token, count)}.txt" for token in ("초거", "거대")}


def test_the_scripts_of_a_search_are_light_and_those_of_filters_come_when_they_are_asked_for() -> None:
    assets = REPOSITORY / "templates" / "assets"
    loaded: dict[str, str] = {}
    waiting = ["search.js"]
    while waiting:
        name = waiting.pop()
        if name not in loaded:
            loaded[name] = (assets / name).read_text("utf-8")
            waiting += re.findall(r'^import .*"\./(.+)";$', loaded[name], re.M)
    assert {"search-index.js", "search-words.js"} <= loaded.keys() and "search-filters.js" not in loaded
    assert sum(len(gzip.compress(text.encode(), 9, mtime=0)) for text in loaded.values()) <= 12 * 1024


def _files(site: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in site.items() if name.removeprefix("en/").startswith("search/")}
