"""Who answers for a digest, where errors are reported, and that what was put right in one language is told in all."""

from urllib.parse import parse_qs, urlsplit

import pytest

from sitegen.pages.parts.responsible import prefilled
from tests.dom import read, ui
from tests.site import SITE, Site, note

ISSUES = "https://github.com/owner/repository/issues/new"


def corrections(*given: str) -> str:
    return "corrections:\n" + "".join(f"  - {{date: {each}}}\n" for each in given)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    digest = Site(tmp_path_factory.mktemp("trust"))
    settings = SITE.split("-- content/topics")[0].partition("--\n")[2]
    more = f"publisher: {{name: {{ko: 편집부, en: The desk}}, url: https://desk.example.org/}}\ncontact: {ISSUES}\n"
    digest.put("content/site.yaml", settings + more)
    digest.put("content/pages/about.md", "---\ntitle: 소개\n---\n글.\n")
    digest.put("content/pages/about.en.md", "---\ntitle: About\n---\nText.\n")
    digest.put("content/pages/licence.md", "---\ntitle: 이용 허락\n---\n글.\n")
    digest.put(
        "content/notes/2025-10-24-a.md",
        note(
            "제목 & 둘",
            more=corrections("2025-10-27, what: 금액, level: major", "2025-10-26, what: 이름, before: 김씨"),
        ),
    )
    digest.put(
        "content/notes/2025-10-24-a.en.md",
        note(
            "A title",
            more=corrections("2025-10-27, what: Amount, level: major", "2025-10-28, what: Typo, level: patch"),
        ),
    )
    digest.build()
    return digest


def reported(digest: Site, url: str, lang: str) -> str:
    [address] = {link for words, link in read(digest.page(url)).links() if words == ui("corrections.report", lang)}
    return address


def test_an_error_is_reported_by_an_issue_that_names_the_page(built):
    address = urlsplit(reported(built, "en/notes/a/", "en"))
    asked = parse_qs(address.query)
    assert address._replace(query="").geturl() == ISSUES
    assert asked["title"] == ["Error: A title"]
    assert asked["body"][0].startswith("https://example.org/digest/en/notes/a/\n")
    assert parse_qs(urlsplit(reported(built, "notes/a/", "ko")).query)["title"] == ["잘못 알리기: 제목 & 둘"]
    assert reported(built, "corrections/", "ko").startswith(f"{ISSUES}?title=")


def test_without_a_contact_no_way_to_report_is_promised_and_corrections_are_led_to(site):
    digest = site("-- content/notes/2025-10-24-a.md --\n" + note())
    digest.put("content/pages/about.md", "---\ntitle: 소개\n---\n글.\n")
    digest.build()
    foot = read(digest.page("notes/a/")).one("div", **{"class": "foot"})
    assert (ui("corrections.title", "ko"), "/digest/corrections/") in foot.links()
    assert not [url for url in ("notes/a/", "corrections/") if ui("corrections.report", "ko") in digest.page(url)]
    assert ui("report.responsible", "ko") not in digest.page("about/")


def test_a_contact_is_told_subject_and_text_where_it_is_known_how():
    letter = prefilled("mailto:desk@example.org", "가 & 나", "한 줄\n둘")
    assert (
        letter == "mailto:desk@example.org?subject=%EA%B0%80%20%26%20%EB%82%98&body=%ED%95%9C%20%EC%A4%84%0A%EB%91%98"
    )
    assert prefilled("https://gitlab.com/a/b/-/issues/new", "x", "y").endswith(
        "?issue%5Btitle%5D=x&issue%5Bdescription%5D=y"
    )
    assert prefilled(f"{ISSUES}?labels=error", "x", "y") == f"{ISSUES}?labels=error&title=x&body=y"
    assert prefilled("https://example.org/report", "x", "y") == "https://example.org/report"


def test_the_page_about_the_site_names_who_is_responsible(built):
    for url, lang, name in (("about/", "ko", "편집부"), ("en/about/", "en", "The desk")):
        part = read(built.page(url)).one("section", aria_labelledby="section-responsible")
        assert (name, "https://desk.example.org/") in part.links()
        assert ("github.com/owner/repository/issues/new", ISSUES) in part.links()
        assert ui("report.responsible", lang) in part.text
    assert "section-responsible" not in built.page("licence/")


@pytest.mark.parametrize(
    ("contact", "fine"),
    [
        *(("mailto:a@b.org", True), ("https://b.org/", True), ("https://b.org/x?y=z", True)),
        *(("a@b.org", False), ("mailto:a@b.org?subject=x", False), ("javascript:alert(1)", False), ("mailto:", False)),
        ("mailto:a@b.org,c@d.org", False),
    ],
)
def test_a_contact_is_a_letter_or_a_page(site, contact, fine):
    digest = site()
    digest.put("content/site.yaml", (digest.root / "content/site.yaml").read_text("utf-8") + f'contact: "{contact}"\n')
    result = digest.run("check")
    assert (result.status == 0) == fine, result.err
    assert fine or "`contact` must be an address for letters or a page" in result.out + result.err


@pytest.mark.parametrize(
    ("lang", "own", "others"),
    [("ko", ["금액", "이름", "김씨"], ["Typo"]), ("en", ["Amount", "Typo"], ["이름", "김씨"])],
)
def test_what_was_put_right_in_one_language_is_told_in_all(built, lang, own, others):
    """Once: a correction of one day and weight in both languages is one."""
    for url in ("notes/a/", "corrections/"):
        page = read(built.page(f"{'' if lang == 'ko' else 'en/'}{url}")).one("main")
        marked = [each.text for each in page.all("span") if each["lang"]]
        assert [words for words in marked if words in ("금액", "Amount", "이름", "김씨", "Typo")] == others
        assert all(words in page.text for words in own)
        assert ("Amount" if lang == "ko" else "금액") not in page.text
        assert ui("corrections.before", lang) in page.text
        assert [time["datetime"] for time in page.all("time")][-3:] == ["2025-10-28", "2025-10-27", "2025-10-26"]
