"""The recipes of docs/theme.md, followed to the letter; what they stand on: `shipped/`, blocks, `template`."""

import json
import re

import pytest

from tests.conftest import REPOSITORY
from tests.site import SITE, Site, clean, note, run

THEME = REPOSITORY / "docs/theme.md"
NOTE = "content/notes/2026-03-02-plant.md"
REGION = "extra: {region: 서울}\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"><path d="M0 0h120v32H0z"/></svg>'
PATHS = (
    r"\{# (templates/\S+) #\}\n",
    r"/\* (templates/\S+) \*/\n",
    r"# ((?:content|templates)/\S+)\n",
)


def recipes() -> dict[str, dict[str, list[str]]]:
    """Of each recipe, by its heading, its files' texts by their paths."""
    text = THEME.read_text("utf-8")
    section = text.split("\n## Recipes\n")[1].split("\n## ")[0]
    found: dict[str, dict[str, list[str]]] = {}
    for part in section.split("\n### ")[1:]:
        heading = part.split("\n")[0]
        files = found.setdefault(heading, {})
        for before, block in re.findall(r"([^\n]*)\n\n```\w+\n(.*?)```", part, re.S):
            named = [re.match(path, block) for path in PATHS]
            path = next((match[1] for match in named if match), "") or re.search(r"\*(content/\S+)\*:$", before)[1]
            files.setdefault(path, []).append(block)
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Site:
    """A digest for which every recipe was followed."""
    digest = Site(tmp_path_factory.mktemp("recipes"))
    digest.put(NOTE, note(day="2026-03-02"))
    digest.put(NOTE.replace(".md", ".en.md"), "---\ntitle: Plant\nsummary: A plant.\nwhy: So.\n---\n\nText.\n")
    digest.put("templates/assets/logo.svg", LOGO)
    for files in recipes().values():
        for path, blocks in files.items():
            for block in blocks:
                follow(digest, path, block)
    assert digest.build("--json").data["problems"] == []
    return digest


def follow(digest: Site, path: str, block: str) -> None:
    file = digest.root / path
    was = file.read_text("utf-8") if file.is_file() else ""
    if path.startswith("content/notes/"):
        block = was.replace("\n---\n", f"\n{block}---\n", 1)
    elif path == "content/site.yaml" or path.startswith("templates/i18n/"):
        block = was + block
    digest.put(path, block)


def test_every_recipe_is_of_files_that_are_named():
    assert len(recipes()) == 7 and sum(map(len, recipes().values())) >= 11
    assert all(files for files in recipes().values())


def test_a_logo_stands_in_the_masthead_of_every_page(built):
    for page in ("", "en/", "notes/plant/", "en/claims/", "404.html"):
        [name] = re.findall(r'<a class="masthead-name"[^>]*>\s*(.*?)\s*</a>', built.page(page), re.S)
        title = "Digest" if page.startswith("en/") else "다이제스트"
        pattern = rf'<img src="/digest/(assets/logo\.\w+\.svg)" alt="{title}" width="120" height="32">'
        assert built.page(re.fullmatch(pattern, name)[1]) == LOGO


def test_colours_are_said_once_for_light_and_dark_and_paper_stays_black(built):
    own = recipes()["Colours"]["templates/assets/site.css/95-own.css"][0]
    ground = (REPOSITORY / "templates/assets/site.css/10-ground.css").read_text("utf-8")
    light, dark = own.split("@media")
    for part, shipped in ((light, ground.split("@media")[0]), (dark, ground.split("@media")[1])):
        assert sorted(colours(part)) == sorted(colours(shipped))
        ink = {name: contrast(value, colours(part)["paper"]) for name, value in colours(part).items()}
        washed = {name: contrast(value, colours(part)["wash"]) for name, value in colours(part).items()}
        assert min(each[name] for each in (ink, washed) for name in ("ink", "quiet", "accent")) > 4.5
    [css] = [data.decode() for name, data in built.files().items() if re.fullmatch(r"assets/site\.\w+\.css", name)]
    paper = css.rindex("@media print")
    assert css.index("--accent: #7a1f3d") < paper and css.index("--accent: #f0a5bd") < paper
    assert set(colours(css[paper:].split("}")[0])) == set(colours(light))


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", css))


def contrast(one: str, other: str) -> float:
    """As WCAG reckons it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_field_of_one_s_own_stands_on_the_note_s_page_and_on_its_cards_in_each_language(built):
    assert "<div><dt>지역</dt><dd>서울</dd></div>\n</dl>" in built.page("notes/plant/")
    assert "<div><dt>Region</dt><dd>Seoul</dd></div>\n</dl>" in built.page("en/notes/plant/")
    for page, region in (("", "서울"), ("notes/", "서울"), ("en/topics/sovereign-ai/", "Seoul"), ("en/", "Seoul")):
        assert f'<p class="item-source">{region}</p>' in built.page(page), page


def test_words_of_one_s_own_stand_where_the_shipped_ones_stood(built):
    assert "What is new" in built.page("en/") and "What is new" not in built.page("")


def test_a_line_of_one_s_own_stands_in_the_imprint_of_every_page(built):
    for page, line in (("", "만든 곳 · 나의 연구소"), ("en/notes/plant/", "Made by My Institute")):
        assert re.search(rf'</footer>\s*<p class="small">{line}</p>', built.page(page))


def test_a_page_of_one_s_own_kind_has_its_template_and_its_data(built):
    page = built.page("sponsors/")
    assert page.index("We are paid by nobody else.") < page.index('<a href="https://fund.example/" rel="external">')
    assert "Example Trust" in page and "masthead" in page and "/sponsors/" in built.page("sitemap.xml")


def test_builds_after_a_change_of_own_templates_are_as_clean_ones(built, tmp_path):
    digest = Site(tmp_path / "a")
    for path in ("content", "templates"):
        for file in (built.root / path).rglob("*"):
            if file.is_file():
                digest.put(file.relative_to(built.root).as_posix(), file.read_bytes())
    digest.build()
    sponsors = digest.root / "content/pages/sponsors.md"
    sponsors.write_text(sponsors.read_text("utf-8").replace("template: sponsors.html\n", ""), "utf-8")
    said = digest.build("--json").data
    assert [problem["rule"] for problem in said["problems"]] == ["unused-template"]
    assert "Example Trust" not in digest.page("sponsors/") and digest.files() == clean(digest)
    digest.remove("templates/note.html")
    digest.remove("templates/sponsors.html")
    digest.build()
    assert "Seoul</dd>" not in digest.page("en/notes/plant/") and digest.files() == clean(digest)


def problems(digest: Site) -> list[dict]:
    return json.loads(digest.run("check", "--format", "json").out)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"templates/note.html": '{% extends "note.html" %}'},
            (
                "templates/note.html",
                1,
                "`note.html` leads back",
                "the one that sitegen ships is called `shipped/note.html`",
            ),
        ),
        (
            {"templates/note.html": '{% extends "shipped/nte.html" %}'},
            ("templates/note.html", 1, "there is no template `shipped/nte.html`", "did you mean `shipped/note.html`?"),
        ),
        (
            {"templates/shipped/x.html": "x"},
            ("templates/shipped/x.html", 1, "`shipped/` is how your templates name", "move it"),
        ),
        (
            {"content/pages/x.md": "---\ntitle: X\ntemplate: standin.html\n---\n"},
            ("content/pages/x.md", 3, "there is no template `standin.html`", "did you mean `standing.html`?"),
        ),
        (
            {"content/pages/x.md": "---\ntitle: X\ntemplate: 후원.html\n---\n"},
            ("content/pages/x.md", 3, "there is no template `후원.html`", "write it: templates/후원.html"),
        ),
    ],
)
def test_a_template_that_is_not_there_is_said_with_what_would_do(site, files, said):
    digest = site()
    for path, text in files.items():
        digest.put(path, text)
    [problem] = problems(digest)
    path, line, message, hint = said
    assert (problem["file"], problem["line"]) == (path, line)
    assert message in problem["message"] and hint in problem["hint"]


def test_the_shipped_template_leads_to_one_s_own_base(site):
    digest = site(f"-- {NOTE} --\n{note(day='2026-03-02')}")
    digest.put("templates/base.html", '{% extends "shipped/base.html" %}{% block masthead %}M{% endblock %}')
    digest.put("templates/note.html", '{% extends "shipped/note.html" %}{% block summary %}S{% endblock %}')
    digest.build()
    assert '<header class="masthead">\nM</header>' in digest.page("notes/plant/")
    assert '<div class="note-text">\nS</div>' in digest.page("notes/plant/") and "masthead" in digest.page("")


def test_extra_is_empty_on_pages_that_have_none_so_that_a_slot_of_all_pages_may_ask_for_it(site):
    digest = site(f"-- {NOTE} --\n{note(day='2026-03-02', more=REGION)}")
    digest.put(
        "templates/parts/foot.html", "{% if view.extra.region is defined %}<i>{{ view.extra.region }}</i>{% endif %}"
    )
    digest.build()
    assert "<i>서울</i>" in digest.page("notes/plant/") and "<i>" not in digest.page("claims/")
    digest.put("templates/parts/foot.html", "{% if view.corrections.x is defined %}x{% endif %}")
    told = digest.run("build").err
    assert told.count("there is no `corrections` here") == 1 and "\n1 error\n" in told
    assert "where it may be missing, ask first: `{% if ….corrections is defined and … %}`" in told


def test_what_is_shipped_can_be_read_and_copied(site, tmp_path):
    digest = site()
    listed = run("theme", "list").out.splitlines()
    assert "note.html  blocks: head main opening parts sources summary text" in listed
    assert "parts/masthead-name.html" in listed and "assets/site.css/99-print.css" in listed
    shown = run("theme", "show", "note.html").out
    assert shown == (REPOSITORY / "templates/note.html").read_text("utf-8")
    copied = run("theme", "copy", "parts/ties.html", "--root", str(digest.root))
    assert copied.status == 0 and copied.out.endswith("templates/parts/ties.html\n")
    assert problems(digest) == []
    again = run("theme", "copy", "parts/ties.html", "--root", str(digest.root))
    assert again.status == 2 and "there is templates/parts/ties.html already" in again.err
    unknown = run("theme", "show", "nte.html")
    assert unknown.status == 2 and "sitegen ships no `nte.html`; did you mean `note.html`?" in unknown.err


def test_texts_of_a_language_are_copied_to_be_filled_in_and_shown_as_far_as_they_are_missing(site):
    digest = site()
    digest.write(SITE.replace("[ko, en]", "[ko, en, ja]"))
    root = ("--root", str(digest.root))
    run("theme", "copy", "i18n/ja.yaml", *root)
    file = digest.root / "templates/i18n/ja.yaml"
    [before] = problems(digest)  # a file of comments says nothing yet
    text = file.read_text("utf-8")
    assert '\n# notes.count.other: "{n} notes"\n' in text and "notes.count.one" not in text  # Japanese has one form
    file.write_text(re.sub(r"^# (?=\S+: )", "", text, flags=re.M), "utf-8")
    assert problems(digest) == [] and before["rule"] == "untranslated"
    file.write_text("home:\n  all: 全部\n", "utf-8")
    left = run("theme", "show", "i18n/ja.yaml", *root).out
    assert "# home.latest: " in left and "# home.all: " not in left
    assert "# notes.count.few: " in run("theme", "show", "i18n/ar.yaml").out


def test_texts_of_a_site_s_own_are_copied_with_the_shipped_ones(site):
    digest = site()
    digest.write(SITE.replace("[ko, en]", "[ko, en, ja]"))
    root = ("--root", str(digest.root))
    digest.put("templates/i18n/ko.yaml", "own.motto: 칩을 본다\n")
    digest.put("templates/i18n/en.yaml", "own.more: We watch chips\nhome.latest: What is new\n")
    digest.put("templates/parts/foot.html", "{{ 'own.motto' | t(lang) }} {{ 'own.more' | t(lang) }}")
    shown = run("theme", "show", "i18n/ja.yaml", *root).out
    assert "\n# own.motto: 칩을 본다\n" in shown and "\n# own.more: We watch chips\n" in shown
    assert "\n# home.latest: What is new\n" in shown
    assert "own.motto" not in run("theme", "show", "i18n/ja.yaml").out
    assert "\n# own.motto: 칩을 본다\n" in run("theme", "show", "i18n/en.yaml", *root).out
    digest.put("templates/i18n/ja.yaml", "home.all: 全部 # once\n")
    said = digest.run("check", "--languages")
    assert "the text `own.motto` is missing" in said.out + said.err
    assert (said.out + said.err).count("home.all: 全部 # once") == 1  # beside the count of them all
