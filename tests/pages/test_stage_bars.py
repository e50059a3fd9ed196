"""The bar of stages: shares, in which every number has room on a phone."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.parts.stage_counts import shares
from tests.dom import ui
from tests.pages.test_ledger import claim, page, part, put, stage


@pytest.mark.parametrize("counts", [[1], [1, 1], [30, 10], [1, 2, 3, 4]])
def test_where_all_have_room_a_part_is_as_wide_as_its_share(counts):
    assert shares(counts) == pytest.approx([100 * count / sum(counts) for count in counts])


@given(st.lists(st.integers(1, 999), min_size=1, max_size=9))
def test_no_part_is_narrower_than_its_number_and_more_is_never_narrower(counts):
    widths = shares(counts)
    assert sum(widths) == pytest.approx(100)
    assert all(width >= 2.6 * len(str(n)) + 2 - 1e-9 for n, width in zip(counts, widths, strict=True))
    ordered = [width for _, width in sorted(zip(counts, widths, strict=True))]
    assert all(one <= other + 1e-9 for one, other in pairwise(ordered))


@given(st.lists(st.integers(1, 10**9), max_size=9))
def test_whatever_the_numbers_the_parts_are_the_whole_bar(counts):
    widths = shares(counts)
    assert all(width > 0 for width in widths) and sum(widths) == pytest.approx(100 if counts else 0)


def test_one_of_sixty_has_its_number_in_the_bar(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim("b", stage="building"), *(claim(f"c{n}") for n in range(59)))
    digest.build()
    bar = part(page(digest, "claims/"), "stages").one("svg", **{"class": "stage-bar"})
    assert [text.text for text in bar.all("text")] == ["59", "1"]
    widths = [float(rect["width"].removesuffix("%")) for rect in bar.all("rect")]
    assert sum(widths) == pytest.approx(100) and 4 < widths[1] < 6


def test_a_thousand_of_a_stage_are_written_with_a_comma(site):
    digest = site("-- content/pages/about.md --\n---\ntitle: 소개\n---\n본문.\n")
    items = "[{'item': 0, 'href': '#', 'stage': 'mou', 'count': 1234}]"
    macro = '{% from "parts/macros.html" import stage_words %}'
    digest.put("templates/standing.html", f'{macro}{{{{ stage_words({items}, "en") }}}}')
    digest.build()
    assert f"{stage('mou', 'en')} 1,234" in digest.page("about/")


def test_no_template_writes_a_number_before_the_text_that_counts_it(repository):
    # A text chooses its words by the number: "1,234" is none.
    for template in (repository / "templates").rglob("*.html"):
        assert not re.search(r"\bn=[^,)]*\| number", template.read_text("utf-8")), template


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_who_refuses_promises_nothing_and_is_counted_apart(site, lang):
    digest = site()
    refused = claim("no", "agreement", stage="unsigned"), claim("never", "agreement", stage="declined")
    put(digest, "a", "2025-01-01", claim("yes", "agreement", stage="mou"), claim("too", "agreement"), *refused)
    digest.build()
    stages = part(page(digest, f"{'' if lang == 'ko' else 'en/'}claims/"), "stages")
    assert f"{ui('ladder.accord', lang)} 2" in stages.text
    assert [text.text for text in stages.all("text")] == ["1", "1"]
    apart = [p.text for p in stages.all("p") if ui("ladder.refused", lang) in p.text]
    assert apart == [f"{ui('ladder.refused', lang)} {stage('declined', lang)} 1 · {stage('unsigned', lang)} 1"]
