"""An incremental build equals a clean one: byte for byte and problem for problem, after any sequence of edits."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.pictures import png
from tests.site import Site

NOTES = [f"n{i}" for i in range(5)]
DAYS = ["2025-10-01", "2025-10-24", "2025-10-25", "2025-11-03"]
TOPICS = ["sovereign-ai", "memory"]
COMPANIES = ["openai", "naver", "kakao"]
WORDS = st.sampled_from(
    [
        "가",
        "나",
        "다**(라)**을",
        "마 [[openai]] 바",
        "사 [[n0]]",
        "[[memory]] 아",
        "## 제목\n\n자",
        "",
        "새이름은 별칭과",
        "한글의 옛이름, English and kakao",
    ]
)
TITLES = st.sampled_from(["첫째", "둘째", "Third", "네 <번째> & 다섯"])
CLAIMS = [
    "claims: [{kind: supply, by: kakao, what: 칩}]\n",
    "claims: [{id: chips, kind: supply, by: kakao, what: 칩, amount: 26만 장, due: 2025-10, stage: loi}]\n",
    "claims: [{id: chips, kind: supply, by: naver, with: [kakao], what: 칩, amount: 30만 장, stage: contracted}]\n",
    "claims: [{id: chips, kind: funding, by: openai, what: 돈, amount: 알 수 없음, due: 2025-11}]\n",
    "quotes: [{text: 말, speaker: 대표, of: naver}, {text: 또, speaker: 가람}]\n",
]
BROKEN = ["---\ntitle: [\n---\n", "", "---\ntitle: x\ndate: 2025-13-01\n---\n", "---\ntopics: [nothing]\n---\n"]
PICTURES = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{n}" height="1"/>' for n in (1, 2)]
SITE_YAML = [
    "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/digest/\nlanguages: [ko, en]\n",
    "title: {ko: 새 이름, en: Digest}\nbase_url: https://example.org/digest/\nlanguages: [ko, en]\n",
    "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/\nlanguages: [ko, en]\n",
    "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/digest/\nlanguages: [en, ko]\n",
    "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/digest/\nlanguages: [ko, en]\n"
    "extra: {a: b}\npolicy: {img-src: [a.example.org]}\n",
    "title: {ko: 다이제스트, en: Digest}\nbase_url: https://example.org/digest/\nlanguages: [ko, en]\n"
    "link_names: true\n",
]
OVERRIDES = {
    "templates/standing.html": [
        "{% extends 'base.html' %}{% block main %}{{ view.title }}{% endblock %}",
        "{{ view.gone }}",
    ],
    "templates/404.html": ["{% extends 'base.html' %}", "{% include 'opml.xml' %}"],
    "templates/parts/extra.html": ["하나", "둘"],
    "templates/redirect.html": ["{% include 'parts/extra.html' %}", "{{ view.href }}"],
    "templates/i18n/ko.yaml": ["home: {latest: 새 글}\n", "home: {latest: 더 새 글}\n", "home: {latest: [}\n"],
    "templates/assets/site.css/99-own.css": ["a { color: red }", "a { color: blue }", "a { b: url(mark.svg) }"],
    "templates/assets/mark.svg": PICTURES,
    "templates/parts/head.html": ["{{ asset('mark.svg') }}", "<!-- {{ view.frame.extra.a | default('') }} -->"],
    "static/a.txt": ["x", "y"],
    "static/notes/n0/index.html": ["x"],
}


class Edits(RuleBasedStateMachine):
    """Random edits of a small site; after each, what it has become is compared with a clean build of the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.site = Site(self.folder / "live")
        for company in COMPANIES[2:]:
            self.site.put(f"content/companies/{company}.md", f"---\nname: {company}\n---\n")
        self.site.put("content/topics/memory.md", "---\nname: 메모리\nparent: sovereign-ai\n---\n\n글 [[n0]]\n")
        asked = "```claims\nterms: {companies: kakao}\nlimit: 1\n```\n\n```notes\nterms: {topics: memory}\n```\n"
        self.site.put("content/pages/about.md", f"---\ntitle: 소개\n---\n\n글\n\n{asked}")
        self.options: tuple[str, ...] = ()
        self.body_only = False
        for id in NOTES[:3]:
            self.write(id, "ko", DAYS[1], "처음", TOPICS[:1], COMPANIES[:1], "글 [[naver]]", "")

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def write(self, id, lang, day, title, topics, companies, body, more) -> None:
        self.site.put(
            f"content/notes/{day}-{id}{'.en' if lang == 'en' else ''}.md",
            f"---\ntitle: {title}\ndate: {day}\nsource: {{publisher: 더팩트}}\nsummary: 요약\nwhy: 까닭\n"
            f"topics: [{', '.join(topics)}]\ncompanies: [{', '.join(companies)}]\n{more}---\n\n{body}\n",
        )

    def notes(self) -> list[Path]:
        return sorted((self.site.root / "content/notes").glob("*.md"))

    def some(self, data: st.DataObject) -> Path | None:
        notes = self.notes()
        return data.draw(st.sampled_from(notes)) if notes else None

    def replace(self, file: Path | None, old: str, new: str) -> None:
        if file:
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    @rule(
        id=st.sampled_from(NOTES),
        lang=st.sampled_from(["ko", "ko", "en"]),
        day=st.sampled_from(DAYS),
        title=TITLES,
        topics=st.lists(st.sampled_from(TOPICS), min_size=1, unique=True),
        companies=st.lists(st.sampled_from(COMPANIES), unique=True),
        body=WORDS,
        more=st.sampled_from(["", "draft: true\n", "lead: true\n", "was: [old]\n", "extra: {a: [b]}\n", *CLAIMS]),
    )
    def create_or_overwrite_a_note(self, id, lang, day, title, topics, companies, body, more):
        self.write(id, lang, day, title, topics, companies, body, more)

    @rule(data=st.data(), word=st.sampled_from(["더", "또 <b>", "**굵게**"]))
    def change_a_body(self, data, word):
        file = self.some(data)
        if file and self.before and self.before["status"] == 0:
            file.write_text(file.read_text("utf-8") + f"\n{word} {len(self.notes())}\n", "utf-8")
            self.body_only = True

    @rule(data=st.data(), title=TITLES)
    def change_a_title(self, data, title):
        self.replace(self.some(data), "title: 처음", f"title: {title}")

    @rule(data=st.data(), day=st.sampled_from(DAYS))
    def change_a_date(self, data, day):
        file = self.some(data)
        if file:
            old = file.name[:10]
            self.replace(file, f"date: {old}", f"date: {day}")
            os.replace(file, file.with_name(day + file.name[10:]))

    @rule(data=st.data(), new=st.sampled_from(COMPANIES))
    def retag(self, data, new):
        self.replace(self.some(data), "companies: [openai]", f"companies: [{new}]")

    @rule(data=st.data(), redirect=st.booleans())
    def change_an_id(self, data, redirect):
        file = self.some(data)
        if file:
            old = file.stem[11:].removesuffix(".en")
            if redirect:
                self.replace(file, "why: 까닭\n", f"why: 까닭\nwas: [{old}]\n")
            os.replace(file, file.with_name(file.name.replace(old, f"{old}x")))

    @rule(data=st.data())
    def delete_a_note(self, data):
        file = self.some(data)
        if file:
            file.unlink()

    @rule(
        company=st.sampled_from(COMPANIES),
        name=st.sampled_from(["새이름", "{ko: 한글, en: English}"]),
        more=st.sampled_from(
            [
                "",
                "aliases: [별칭]\n",
                "names: [{name: 옛이름, to: 2025-10-24}]\n",
                "aliases: [별칭]\nambiguous: [별칭]\n",
            ]
        ),
    )
    def rename_a_company(self, company, name, more):
        self.site.put(f"content/companies/{company}.md", f"---\nname: {name}\n{more}---\n\n소개\n")

    @rule(
        id=st.sampled_from(["2025-10", "2025-10.en", "2025-w43"]),
        title=st.sampled_from(["", "---\ntitle: 한 달\n---\n\n"]),
        words=WORDS,
        gone=st.booleans(),
    )
    def write_or_remove_the_lead_of_an_edition(self, id, title, words, gone):
        self.site.put(f"content/editions/{id}.md", f"{title}{words}")
        if gone:
            (self.site.root / f"content/editions/{id}.md").unlink()

    @rule()
    def merge_two_companies(self):
        (self.site.root / "content/companies/kakao.md").unlink(missing_ok=True)
        self.site.put("content/companies/naver.md", "---\nname: 네이버\nwas: [kakao]\n---\n")

    @rule()
    def take_the_merger_back(self):
        self.site.put("content/companies/kakao.md", "---\nname: kakao\n---\n")
        self.site.put("content/companies/naver.md", "---\nname: 네이버\n---\n")

    @rule(data=st.data())
    def change_templates_texts_or_styles(self, data):
        path = data.draw(st.sampled_from(sorted(OVERRIDES)))
        text = data.draw(st.sampled_from([*OVERRIDES[path], None]))
        if text is not None:
            self.site.put(path, text)
        elif (self.site.root / path).exists():
            (self.site.root / path).unlink()

    @rule(text=st.sampled_from(SITE_YAML))
    def change_the_settings(self, text):
        self.site.put("content/site.yaml", text)

    @rule(data=st.data(), picture=st.sampled_from([*PICTURES, ""]))
    def use_or_change_a_picture(self, data, picture):
        self.site.put("content/notes/p.svg", picture)
        file = self.some(data)
        if file and "p.svg" not in file.read_text("utf-8"):
            file.write_text(file.read_text("utf-8") + "\n![그림](p.svg)\n", "utf-8")

    @rule(data=st.data(), shade=st.integers(0, 1), linked=st.booleans())
    def use_or_change_a_picture_that_is_scaled(self, data, shade, linked):
        self.site.put("content/notes/p.png", png(500, 2, shade))
        file = self.some(data)
        if file and "p.png" not in file.read_text("utf-8"):
            file.write_text(file.read_text("utf-8") + f"\n{'!' * (not linked)}[그림](p.png)\n", "utf-8")

    @rule()
    def remove_the_picture(self):
        (self.site.root / "content/notes/p.svg").unlink(missing_ok=True)

    @rule(data=st.data(), seconds=st.integers(1, 10**9))
    def touch(self, data, seconds):
        file = self.some(data)
        if file:
            os.utime(file, (seconds, seconds))

    @rule(data=st.data())
    def swap_what_two_files_hold_but_for_their_dates(self, data):
        one, other = self.some(data), self.some(data)
        if one and other and one.name[:10] == other.name[:10]:
            texts = [file.read_text("utf-8") for file in (other, one)]
            for file, text in zip((one, other), texts, strict=True):
                file.write_text(text, "utf-8")

    @rule(data=st.data(), text=st.sampled_from(BROKEN))
    def break_a_note(self, data, text):
        file = self.some(data)
        if file:
            file.write_text(text, "utf-8")

    @rule()
    def mend_what_is_broken(self):
        for file in self.notes():
            if file.read_text("utf-8") in BROKEN:
                file.unlink()

    @rule(options=st.sampled_from([(), ("--drafts",), ("--as-of", "2025-10-24"), ("--strict",), ("--jobs", "2")]))
    def build_with_other_options(self, options):
        self.options = options

    before: dict | None = None

    @invariant()
    def equals_a_clean_build(self):
        kept = self.site.files() if self.site.output.exists() else {}
        live = self.site.run("build", "--json", *self.options)
        clean = Site.__new__(Site)
        clean.root = Path(tempfile.mkdtemp(dir=self.folder))
        clean.output = clean.root / "_site"
        for part in ("content", "templates", "static"):
            if (self.site.root / part).exists():
                shutil.copytree(self.site.root / part, clean.root / part)
        other = clean.run("build", "--json", *self.options)
        assert live.status == other.status, live.err + other.err
        assert live.data["problems"] == other.data["problems"]
        if live.status == 0:
            assert self.site.files() == clean.files()
            if self.body_only and not self.before["problems"] and not live.data["problems"]:
                assert live.data["rendered"] == live.data["written"]
        else:
            assert (self.site.files() if self.site.output.exists() else {}) == kept
        self.before, self.body_only = {"status": live.status, **live.data}, False
        shutil.rmtree(clean.root)


# Without shrinking, which would build for many minutes more; a script has a few steps as it is.
QUIET = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "print_blob": True,
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}


def test_any_40_scripts_of_edits_give_what_clean_builds_give():
    run_state_machine_as_test(Edits, settings=settings(max_examples=40, stateful_step_count=6, **QUIET))


@pytest.mark.soak
@pytest.mark.parametrize("share", range(8))  # of 2,000, for several processes
def test_any_250_scripts_of_edits_give_what_clean_builds_give(share):
    run_state_machine_as_test(Edits, settings=settings(max_examples=250, stateful_step_count=12, **QUIET))
