"""Digests that are not this repository's build without a problem: of one language, of three, of other taxonomies.

Japanese and Arabic have no texts of the interface: those stand in English, and a warning for each language counts them.
"""

import json
import re

import pytest

from tests.links import links
from tests.other_digests import DIGESTS, THREE
from tests.site import SITE, Site, is_page, note

LAWS = (
    SITE.split("-- content/topics")[0]
    .split(" --\n", 1)[1]
    .replace("taxonomies: {", "taxonomies: {laws: {name: {ko: 법, en: Laws}, measure: true}, ")
)
UNTRANSLATED = re.compile(r"([0-9]+) of the ([0-9]+) texts of .* are missing in `(..)`, and stand in English")


def made(tmp_path, text: str) -> Site:
    digest = Site.there(tmp_path, tmp_path / "_site")
    digest.write(text)
    return digest


@pytest.mark.parametrize("name", DIGESTS)
def test_another_digest_builds_without_a_problem_and_no_link_of_it_is_broken(tmp_path, name):
    digest = made(tmp_path, DIGESTS[name])
    problems = digest.build("--json").data["problems"]
    assert {problem["rule"] for problem in problems} == ({"untranslated"} if name == "three" else set())
    base = re.search(r"^base_url: https://[^/]*(/.*)$", DIGESTS[name], re.M)[1]
    files = digest.files()
    for file in files:
        if is_page(file):
            for link in links(files[file].decode()):
                path = link.split("#")[0].split("?")[0].removeprefix(base)
                target = f"{path}index.html" if not path or path.endswith("/") else path
                assert "://" in link or link.startswith(("#", "mailto:")) or target in files, (file, link)


def test_a_language_more_takes_nothing_but_its_name_in_the_settings(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note())
    digest.write(SITE.replace("[ko, en]", "[ko, en, ja]"))
    [problem] = digest.build("--json").data["problems"]
    missing, all, lang = UNTRANSLATED.fullmatch(problem["message"]).groups()
    said = [problem[key] for key in ("rule", "severity", "file")]
    assert said == ["untranslated", "warning", "templates/i18n/ja.yaml"]
    assert int(all) - int(missing) == 10 and lang == "ja"  # what CLDR knows: how days are written, and the locale
    home = digest.page("ja/")
    assert '<html lang="ja">' in home and "This page has no" not in home
    assert "10月24日" in home and 'content="ja_JP"' in home and "All notes" in home
    assert not re.search("[0-9](개|건|쪽)", home)  # no Korean
    assert "1\xa0note" in digest.page("ja/topics/")
    digest.put("templates/i18n/ja.yaml", "home: {all: すべてのノート}\n")
    [problem] = digest.build("--json").data["problems"]
    assert int(UNTRANSLATED.fullmatch(problem["message"])[1]) == int(missing) - 1
    assert "すべてのノート" in digest.page("ja/")


def test_a_page_of_a_language_that_is_written_from_right_to_left_says_so(tmp_path):
    digest = made(tmp_path, THREE)
    digest.build()
    for file, opening in (("", 'lang="ar" dir="rtl"'), ("ja/", 'lang="ja"'), ("en/", 'lang="en"')):
        assert f"<html {opening}>" in digest.page(file)
    assert "2 مارس 2026" in digest.page("notes/plant/") and "2026年3月2日" in digest.page("ja/notes/plant/")
    assert "\u2066All notes\u2069" in digest.page("") and "All notes&nbsp;→" in digest.page("ja/")
    assert "← </a>" not in digest.page("") and "\u2069&nbsp;←</a>" in digest.page("")  # the way on is to the left
    mail = digest.page("editions/2026-03/email.html")
    assert 'dir="rtl"' in mail and "text-align: right" in mail
    missing = digest.page("404.html")
    assert re.findall(r'lang="(\w+)" dir="(\w+)"', missing)[1:] == [("ar", "rtl"), ("ja", "ltr"), ("en", "ltr")]


def test_a_number_takes_the_form_that_its_language_has_for_it(tmp_path):
    digest = made(tmp_path, THREE)
    forms = {"one": "ملاحظة واحدة", "two": "ملاحظتان", "few": "{n} ملاحظات", "other": "{n} ملاحظة"}
    digest.put("templates/i18n/ar.yaml", "notes:\n  count:\n" + "".join(f"    {k}: '{v}'\n" for k, v in forms.items()))
    digest.put(
        "templates/standing.html", '{% for n in (1, 2, 3, 100) %}{{ "notes.count" | t(view.lang, n=n) }}|{% endfor %}'
    )
    digest.build()
    assert digest.page("about/") == "ملاحظة واحدة|ملاحظتان|3 ملاحظات|100 ملاحظة|"
    assert digest.page("ja/about/") == "1\xa0note|2\xa0notes|3\xa0notes|100\xa0notes|"


def test_a_language_that_nobody_has_data_of_has_days_and_numbers_as_in_english(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note())
    digest.write(SITE.replace("[ko, en]", "[ko, en, qqq]"))
    assert {problem["rule"] for problem in digest.build("--json").data["problems"]} == {"untranslated"}
    page = digest.page("qqq/").replace("\xa0", " ")
    assert "October 24" in page or "24 Oct" in page or "Oct 24" in page


def test_a_taxonomy_without_terms_stands_in_no_menu_and_has_no_page(tmp_path):
    digest = made(tmp_path, DIGESTS["own"])
    digest.build()
    assert not [file for file in digest.files() if file.startswith(("topics/", "companies/", "themes/"))]
    assert ">Countries</a>" in digest.page("") and ">Topics</a>" not in digest.page("")
    digest.put("content/themes/quiet.md", "---\nname: Quiet\n---\n")
    digest.build()
    assert ">Themes</a>" in digest.page("") and ">Quiet</a>" in digest.page("themes/")


def test_a_note_names_a_topic_where_there_are_topics_and_else_a_term_of_any_taxonomy(tmp_path):
    digest = made(tmp_path, DIGESTS["own"])
    digest.put("content/topics/noise.md", "---\nname: Noise\n---\n")
    [problem] = _problems(digest)
    assert problem["message"] == "`topics` is missing: a note belongs to one topic at least"
    digest.remove("content/topics/noise.md")
    path = digest.root / "content/notes/2026-03-02-ratified.md"
    bare = path.read_text("utf-8").split("countries:")[0] + "---\nText.\n"
    path.write_text(bare, "utf-8")
    assert [problem["rule"] for problem in _problems(digest)] == ["missing"]


def _problems(digest: Site) -> list[dict]:
    return digest.run("build", "--json").data["problems"]


def test_check_languages_lists_what_a_language_lacks_and_what_is_older_in_it(tmp_path):
    digest = made(tmp_path, THREE)
    path = digest.root / "content/notes/2026-03-02-plant.md"
    path.write_text(path.read_text("utf-8").replace("source:", "updated: 2026-03-05\nsource:", 1), "utf-8")
    digest.put("content/themes/drought.md", "---\nname: {ar: الجفاف, ja: 干ばつ}\n---\n")
    said = json.loads(digest.run("check", "--languages", "--format", "json").out)
    assert {problem["severity"] for problem in said} == {"warning"}
    lacking = [problem for problem in said if problem["rule"].endswith("-translation")]
    by_file = {problem["file"]: problem for problem in lacking if problem["file"].startswith("content/")}
    assert {file: problem["message"] for file, problem in by_file.items()} == {
        "content/companies/nahr.md": "this text is not in en",
        "content/notes/2026-01-20-price.en.md": "this note is not in ar and ja",
        "content/notes/2026-02-03-reuse.ja.md": "this note is not in ar and en",
        "content/notes/2026-03-02-plant.md": "this note is not in en",
        "content/notes/2026-03-02-plant.ja.md": "content/notes/2026-03-02-plant.md, of which this is the translation, "
        "was changed on 2026-03-05; this is of 2026-03-02",
        "content/pages/about.md": "this page is not in en",
        "content/themes/drought.md": "`name` is not in en",
    }
    price = by_file["content/notes/2026-01-20-price.en.md"]
    assert price["hint"].endswith("content/notes/2026-01-20-price.md and content/notes/2026-01-20-price.ja.md")
    assert by_file["content/themes/drought.md"]["line"] == 2
    texts = [p["message"] for p in said if p["rule"] == "no-translation" and p["file"] == "templates/i18n/ja.yaml"]
    assert "the text `home.all` is missing; it stands as `All notes`" in texts and len(texts) > 400
    assert not [problem for problem in said if "date.day" in problem["message"]]
    translated = digest.root / "content/notes/2026-03-02-plant.ja.md"
    translated.write_text(translated.read_text("utf-8").replace("why:", "updated: 2026-03-05\nwhy:"), "utf-8")
    assert "of which this is the translation" not in digest.run("check", "--languages", "--all").out
    assert {problem["rule"] for problem in _problems(digest)} == {"untranslated"}  # nothing of it without being asked


def test_check_languages_tells_of_quotes_and_corrections_that_only_one_text_of_a_note_has(site):
    digest = site("-- content/notes/2025-10-24-x.md --\n" + note(more="quotes: [{text: 말, speaker: 나}]\n"))
    english = "title: x\nsummary: x\nwhy: x\ncorrections: [{date: 2025-10-25, what: x}]\n"
    digest.put("content/notes/2025-10-24-x.en.md", f"---\n{english}---\nText.\n")
    said = [(p["file"], p["message"]) for p in json.loads(digest.run("check", "--languages", "--format", "json").out)]
    korean, english = "content/notes/2025-10-24-x.md", "content/notes/2025-10-24-x.en.md"
    assert said == [
        (english, f"1 of the `quotes` of {korean} is not in en"),
        (korean, f"1 of the `corrections` of {english} is not in ko"),
    ]


def test_a_digest_without_notes_names_no_day(site):
    digest = site("-- content/site.yaml --\n" + LAWS)
    digest.put("content/laws/act.md", "---\nname: {ko: 법, en: Act}\njurisdiction: KR\nkind: law\n---\n")
    digest.build()
    for page in ("", "en/", "en/laws/", "en/laws/act/", "en/claims/"):
        assert not re.search(r"January 0*1\b|0001", digest.page(page)), page
