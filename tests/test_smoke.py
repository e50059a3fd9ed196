"""The thinnest slice: one note in, pages out."""

from tests.site import note


def test_a_note_becomes_a_page_in_its_language(site):
    digest = site(
        "-- content/notes/2025-10-24-blueprint.md --\n"
        + note("오픈AI의 청사진", body="[[openai]]는 **청사진(안)**을 냈다.")
    )
    digest.build()
    page = digest.page("notes/blueprint/")
    assert "<h1>오픈AI의 청사진</h1>" in page
    assert '<a href="/digest/companies/openai/">오픈AI</a>\u2060는' in page and "<strong>청사진(안)</strong>" in page
    assert "오픈AI의 청사진" in digest.page("topics/sovereign-ai/")
    assert not (digest.output / "en/notes").joinpath("blueprint").exists()
