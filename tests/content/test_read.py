"""read: what becomes of the files below `content/`."""

import re
import unicodedata

import pytest

from sitegen.config import Grammar
from sitegen.content.files import File
from sitegen.content.read import read_file
from tests.dom import read, ui
from tests.pictures import png
from tests.site import SITE, note


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def rules(result) -> list[str]:
    return [problem["rule"] for problem in result.data["problems"]]


@pytest.mark.parametrize("folder", ["", "2025/", "2025/10/openai/", "한국/"])
def test_notes_may_stand_in_any_folder_below_notes(site, folder):
    digest = site()
    digest.put(f"content/notes/{folder}2025-10-24-x.md", note("깊은 노트"))
    digest.build()
    assert "<h1>깊은 노트</h1>" in digest.page("notes/x/")


@pytest.mark.parametrize(
    ("name", "more", "url"),
    [
        ("x.md", "", "notes/x/"),
        ("x.ko.md", "", "notes/x/"),
        ("x.en.md", "", "en/notes/x/"),
        ("x.md", "lang: en\n", "en/notes/x/"),
        ("x.md", "lang: ko\n", "notes/x/"),
        ("x.en.md", "lang: en\n", "en/notes/x/"),
    ],
)
def test_a_notes_language_is_that_of_its_suffix_or_of_lang_or_the_default(site, name, more, url):
    digest = site()
    digest.put(f"content/notes/2025-10-24-{name}", note(more=more))
    digest.build()
    notes = [file for file in digest.files() if re.fullmatch(r"(en/)?notes/[^/]+/index.html", file)]
    assert notes == [f"{url}index.html"]


def test_a_suffix_and_lang_that_disagree_are_an_error(site):
    digest = site()
    digest.put("content/notes/2025-10-24-x.en.md", note(more="lang: ko\n"))
    result = digest.run("build", "--json")
    assert (result.status, rules(result)) == (1, ["language"])


def test_a_last_dot_part_that_can_be_no_language_belongs_to_the_id(site):
    digest = site()
    digest.put("content/notes/2025-10-24-gpt-4.5.md", note())
    result = digest.run("build", "--json")
    (problem,) = result.data["problems"]
    assert (result.status, problem["rule"], problem["hint"]) == (1, "file-name", "call it `gpt-4-5`")


@pytest.mark.parametrize(
    ("file", "last", "hint"),
    [
        ("notes/2025-10-24-x.ja.md", "ja", "declare it there"),
        ("notes/2025-10-24-x.EN.md", "EN", "write it `en`"),
        ("notes/2025-10-24-x.en-US.md", "en-US", "write it `en`"),
        ("notes/2025-10-24-x.zh_Hant.md", "zh_Hant", "declare it there"),
        ("companies/x.ja.md", "ja", "declare it there"),
        ("pages/x.Ko.md", "Ko", "write it `ko`"),
    ],
)
def test_a_language_that_is_not_declared_is_named_with_those_that_are(site, file, last, hint):
    digest = site()
    digest.put(f"content/{file}", note())
    problem, *others = [p for p in digest.run("build", "--json").data["problems"] if p["rule"] == "file-name"]
    assert problem["message"] == f"`{last}` is none of the languages in site.yaml: ko, en"
    assert hint in problem["hint"]
    assert others == []


@pytest.mark.parametrize("written", ["…", '"…"', '"\\u2026"', '"\\U00002026"'])
def test_what_is_still_to_be_written_is_found_however_it_is_spelled(written):
    text = f"---\ntitle: 제목\nsource: {{publisher: 더팩트}}\nsummary: 요약이다.\nwhy: {written}\ntopics: [ai]\n---\n"
    file = File("content/notes/2025-10-24-a.md", "", data=text.encode())
    found, _ = read_file(file, Grammar(("ko",), ("topics",)))
    assert [problem.rule for problem in found.problems] == ["unwritten"]


def test_a_draft_has_no_page_unless_drafts_are_asked_for(site):
    digest = site()
    digest.put("content/notes/2025-10-24-x.md", note("초고 노트", more="draft: true\n"))
    digest.build()
    assert not (digest.output / "notes/x").exists()
    assert not any("초고 노트".encode() in data for data in digest.files().values())
    digest.build("--drafts")
    assert '<h1>초고 노트 <span class="mark">초고</span></h1>' in digest.page("notes/x/")


@pytest.mark.parametrize("front", ["", "---\nlang: en\n---\n", "---\n---\n"])
def test_a_term_may_have_a_text_in_another_language(site, front):
    digest = site(
        "-- content/companies/openai.md --\n---\nname: {ko: 오픈AI, en: OpenAI}\n---\n한국어 소개.\n"
        f"-- content/companies/openai.en.md --\n{front}English text.\n"
    )
    digest.build()
    korean, english = digest.page("companies/openai/"), digest.page("en/companies/openai/")
    assert "한국어 소개." in korean and "English text." not in korean
    assert "English text." in english and "한국어 소개." not in english


def test_a_terms_missing_texts_fall_back_to_the_default_language_and_are_marked(site):
    digest = site(
        "-- content/companies/openai.md --\n---\nname: {ko: 오픈AI}\nsummary: {ko: 요약}\n---\n한국어 소개.\n"
    )
    digest.build()
    page = digest.page("en/companies/openai/")
    assert '<h1><span lang="ko">오픈AI</span></h1>' in page
    assert '<p class="standfirst"><span lang="ko">요약</span></p>' in page
    assert '<div class="prose" lang="ko">\n<p>한국어 소개.</p>' in page


def test_a_standing_page_has_an_address_at_the_root_of_each_of_its_languages(site):
    digest = site(
        "-- content/pages/about.md --\n---\ntitle: 소개\nsummary: 무엇인가\n---\n우리는.\n"
        "-- content/pages/about.en.md --\n---\ntitle: About\n---\nWe are.\n"
        "-- content/pages/licence.md --\n---\ntitle: 이용 허락\n---\n"
    )
    digest.build()
    assert "<h1>소개</h1>" in digest.page("about/") and "무엇인가" in digest.page("about/")
    assert "<p>We are.</p>" in digest.page("en/about/")
    assert not (digest.output / "en/licence").exists()


def test_the_first_of_the_languages_is_at_the_root(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note("English"))
    digest.write(SITE.split("-- content/topics")[0].replace("[ko, en]", "[en, ko]"))
    digest.build()
    assert '<html lang="en">' in digest.page("") and '<html lang="ko">' in digest.page("ko/")
    assert '<html lang="en">' in digest.page("notes/x/")


def test_one_language_is_enough(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note())
    digest.write(SITE.split("-- content/topics")[0].replace("[ko, en]", "[ko]"))
    for term in ("topics/sovereign-ai", "companies/openai", "companies/naver", "themes/korea-ai-hub"):
        digest.put(f"content/{term}.md", f"---\nname: {term}의 이름\n---\n")
    digest.build()
    assert not (digest.output / "en").exists()
    assert "hreflang" not in digest.page("notes/x/")


def test_a_digest_may_declare_taxonomies_of_its_own(site):
    digest = site(
        "-- content/institutions/msit.md --\n---\nname: {ko: 과기정통부, en: MSIT}\nkind: ministry\n---\n"
        "-- content/notes/2025-10-24-x.md --\n" + note("부처 노트", more="institutions: [과기정통부]\n")
    )
    digest.build()
    assert "<h1>기관</h1>" in digest.page("institutions/")
    assert "<h1>Institutions</h1>" in digest.page("en/institutions/")
    assert "부처 노트" in digest.page("institutions/msit/")
    assert '<a href="/digest/institutions/msit/">과기정통부</a>' in digest.page("notes/x/")


@pytest.mark.parametrize("base", ["https://example.org/digest", "https://example.org", "https://example.org/a/b"])
def test_base_url_means_the_same_with_and_without_its_final_slash(site, base):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note())
    settings = SITE.split("-- content/topics")[0]
    digest.write(settings.replace("https://example.org/digest/", base))
    digest.build()
    without = digest.files()
    digest.write(settings.replace("https://example.org/digest/", base + "/"))
    digest.build()
    assert digest.files() == without
    assert f'<link rel="canonical" href="{base}/notes/x/">' in digest.page("notes/x/")


@pytest.mark.parametrize(
    ("setting", "time"),
    [
        ("", "+00:00"),
        ("zone: Asia/Seoul\n", "+09:00"),
        ("zone: Europe/Berlin\n", "+02:00"),
        ('zone: "+00:00"\n', "+00:00"),
        ("zone: -05:30\n", "-05:30"),
    ],
)
def test_the_zone_of_feeds_is_that_of_site_yaml(site, setting, time):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note())
    digest.put("content/site.yaml", (digest.root / "content/site.yaml").read_text("utf-8") + setting)
    digest.build()
    assert f"<updated>2025-10-24T00:00:00{time}</updated>" in digest.page("feed.xml")


def test_cname_is_written_when_it_is_set(site):
    digest = site()
    digest.build()
    assert not (digest.output / "CNAME").exists()
    digest.put(
        "content/site.yaml", (digest.root / "content/site.yaml").read_text("utf-8") + "cname: digest.example.org\n"
    )
    digest.build()
    assert digest.page("CNAME") == "digest.example.org\n"


def test_an_image_beside_a_note_is_copied_named_by_its_bytes_and_sized(site):
    digest = site("-- content/notes/2025/2025-10-24-x.md --\n" + note(body="![큰 그림](chart.png)"))
    digest.put("content/notes/2025/chart.png", png(30, 20))
    digest.build()
    image = re.search(
        r'<img src="/digest/(assets/chart\.[0-9a-f]+-30\.webp)" alt="큰 그림" (.*?)>', digest.page("notes/x/")
    )
    assert image and image[2] == 'width="30" height="20"'
    assert image[1] in digest.files()
    digest.put("content/notes/2025/chart.png", png(30, 20, shade=9))
    digest.build()
    assert image[1] not in digest.files()
    assert digest.page("notes/x/").count("/assets/chart.") == 1


def test_an_image_may_stand_in_another_folder_of_content(site):
    digest = site(
        "-- content/notes/2025-10-24-x.md --\n" + note(body="![하나](images/a.png) ![둘](/images/그림 하나.png)")
    )
    digest.put("content/notes/2025-10-24-x.md", note(body="![하나](images/a.png) ![둘](</images/그림 하나.png>)"))
    digest.put("content/notes/images/a.png", png(1, 2))
    digest.put("content/images/그림 하나.png", png(3, 4))
    digest.build()
    page = digest.page("notes/x/")
    assert 'width="1" height="2"' in page and 'width="3" height="4"' in page
    assert re.search(r"/digest/assets/%EA%B7%B8%EB%A6%BC%20%ED%95%98%EB%82%98\.[0-9a-f]+-3\.webp", page)
    assert any(re.fullmatch(r"assets/그림 하나\.[0-9a-f]+-3\.webp", name) for name in digest.files())


def test_a_linked_file_is_copied(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(body="[보고서](report.pdf)"))
    digest.put("content/notes/report.pdf", b"%PDF-1.7 report")
    digest.build()
    link = re.search(r'<a href="/digest/(assets/report\.[0-9a-f]+\.pdf)">보고서</a>', digest.page("notes/x/"))
    assert link and digest.files()[link[1]] == b"%PDF-1.7 report"


def test_a_file_name_in_nfd_gives_an_address_in_nfc(site):
    digest = site()
    digest.put(f"content/notes/{nfd('가을')}/2025-10-24-{nfd('한국')}.md", note("가을 노트"))
    digest.build()
    assert "<h1>가을 노트</h1>" in digest.page("notes/한국/")
    assert "/digest/notes/%ED%95%9C%EA%B5%AD/" in digest.page("")


def test_front_matter_and_bodies_in_nfd_come_out_in_nfc(site):
    digest = site()
    text = note("한글 제목", more="companies: [오픈에이아이]\n", body="[[오픈AI]]와 [[네이버|그 회사]]가 말했다.")
    digest.put("content/notes/2025-10-24-x.md", text)
    digest.build()
    plain = digest.files()
    assert '<a href="/digest/companies/openai/">오픈AI</a>\u2060와' in digest.page("notes/x/")
    digest.put("content/notes/2025-10-24-x.md", nfd(text))
    digest.build()
    assert digest.files() == plain


def test_links_to_files_with_names_in_nfd_work_in_both_forms(site):
    digest = site()
    digest.put(f"content/notes/2025-10-25-{nfd('한국')}.md", note("목표", day="2025-10-25"))
    digest.put(f"content/notes/{nfd('그림')}.png", png(5, 6))
    for form in ("NFC", "NFD"):
        body = unicodedata.normalize(form, "[[한국]] [글](2025-10-25-한국.md) ![그](그림.png)")
        digest.put("content/notes/2025-10-24-x.md", note(body=body))
        digest.build()
        page = digest.page("notes/x/")
        assert page.count('<a href="/digest/notes/%ED%95%9C%EA%B5%AD/">') >= 2 and 'width="5" height="6"' in page


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["BOM", "CRLF", "both", "CR"],
)
def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(site, encoded):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(body="한 줄\n두 줄\n\n- 목록\n- 둘"))
    digest.build()
    plain = digest.files()
    for path in digest.root.glob("content/**/*.*"):
        path.write_bytes(encoded(path.read_text("utf-8")))
    digest.build()
    assert digest.files() == plain


def test_country_no_is_norway(site):
    digest = site("-- content/companies/equinor.md --\n---\nname: 에퀴노르\ncountry: NO\n---\n")
    digest.build()
    assert "<span>노르웨이</span>" in digest.page("companies/equinor/")
    assert "<span>Norway</span>" in digest.page("en/companies/equinor/")


@pytest.mark.parametrize("amount", ["2.50", "1_000", "0x10", "1e3", "12:30", "010", "off", "~약 3조"])
def test_an_amount_stays_as_it_was_printed(site, amount):
    claim = f"companies: [openai]\nclaims: [{{kind: investment, by: openai, what: 투자, amount: {amount}}}]\n"
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(more=claim))
    digest.build()
    shown = read(digest.page("notes/x/")).under(ui("note.claims", "ko"))
    assert amount in [element.text for element in shown.all("span")]


@pytest.mark.parametrize("title", ["2025", "2.50", "yes", "no", "2025-02-30", "12:30:00", "1e3", '"null"', "'~'"])
def test_a_title_that_looks_like_another_type_is_its_text(site, title):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(title))
    digest.build()
    words = title.strip("\"'")
    assert [heading.text for heading in read(digest.page("notes/x/")).all("h1")] == [words]


@pytest.mark.parametrize("nothing", ["null", "~", "", "Null"])
def test_a_title_of_null_is_missing(site, nothing):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(nothing))
    result = digest.run("build", "--json")
    (problem,) = result.data["problems"]
    assert (result.status, problem["rule"], problem["message"]) == (1, "missing", "`title` is missing")


@pytest.mark.parametrize("name", ["openai", "오픈AI", "OpenAI", "오픈에이아이", "OPENAI", "openAI", '" 오픈AI "'])
def test_a_company_may_be_written_by_its_id_names_and_aliases(site, name):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note("회사 노트", more=f"companies: [{name}]\n"))
    digest.build()
    assert "회사 노트" in digest.page("companies/openai/")
    assert "회사 노트" not in digest.page("companies/naver/")


@pytest.mark.parametrize("name", ["sovereign-ai", "소버린 AI", "Sovereign AI", "소버린  ai"])
def test_a_topic_may_be_written_by_its_id_and_names(site, name):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note("주제 노트", topics=name))
    digest.build()
    assert "주제 노트" in digest.page("topics/sovereign-ai/")
