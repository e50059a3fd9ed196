"""A claim stands in the themes of its note, or in those of them that it names."""

import json

import pytest

from tests.pages.test_ledger import claim, put

THEMES = """
-- content/themes/gpus.md --
---
name: GPU
---
-- content/themes/law.md --
---
name: 법
---
"""


def built(site, themes):
    digest = site(THEMES)
    put(digest, "a", "2025-01-01", claim(), claim("act", themes=themes), more="themes: [gpus, law]\n")
    return digest, digest.run("build")


def test_a_claim_stands_in_the_themes_that_it_names_and_else_in_those_of_its_note(site):
    digest, result = built(site, "[law]")
    assert result.status == 0
    filters = json.loads(digest.page("claims/index.json"))["filters"]["theme"]
    assert {theme: len(rows) for theme, rows in filters.items()} == {"gpus": 1, "law": 2}
    assert "/claims/act/" not in digest.page("themes/gpus/")


@pytest.mark.parametrize("themes", ["[korea-ai-hub]", "[nothing]", "[openai]"])
def test_a_theme_that_is_not_the_notes_is_an_error_at_its_place(site, themes):
    _, result = built(site, themes)
    said = result.out + result.err
    assert result.status == 1 and "2025-01-01-a.md" in said and themes.strip("[]") in said
