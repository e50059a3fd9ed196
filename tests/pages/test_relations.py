"""Relations between entities: pairs in a table, their drawing, each entity's own; and entities by themes."""

import json
from urllib.parse import unquote

import pytest

from tests.dom import Element, read, ui
from tests.pages_server import serving
from tests.site import Site, note


def put(digest: Site, id: str, day: str, *claims: dict[str, object], more: str = "") -> None:
    digest.put(
        f"content/notes/{day}-{id}.md",
        note(id.upper(), day, f"{more}claims: {json.dumps(claims, ensure_ascii=False)}\n"),
    )


def claim(by: str = "openai", *others: str, kind: str = "supply", **rest: object) -> dict[str, object]:
    return {"kind": kind, "by": by, "with": list(others), "what": {"ko": "공장", "en": "a plant"}, **rest}


def company(id: str, ko: str, en: str, more: str = "") -> str:
    return f"\n-- content/companies/{id}.md --\n---\nname: {{ko: {ko}, en: {en}}}\n{more}---\n"


def page(digest: Site, url: str) -> Element:
    return read(digest.page(url)).one("main")


def cells(main: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("th", "td")] for row in main.one("tbody").all("tr")]


def lines(main: Element) -> list[tuple[str, str]]:
    """The title of each line of the drawing, and where it leads."""
    return [(link.one("title").text, link["href"]) for link in main.all("a") if "drawing-line" in link["class"]]


def names(main: Element) -> list[str]:
    return [link.one("title").text for link in main.all("a", **{"class": "drawing-name"})]


# The table


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_pair_stands_once_with_its_kinds_stages_and_claims_and_the_newest_note_that_says_so(site, lang):
    digest = site()
    put(digest, "a", "2025-01-01", claim("openai", "naver", id="plant", stage="loi"))
    put(digest, "b", "2025-02-01", claim("openai", "naver", id="plant", stage="contracted"), claim("openai", "naver"))
    put(
        digest,
        "c",
        "2025-01-03",
        claim("naver", "openai", kind="procurement"),
        claim("openai", "naver", kind="funding"),
    )
    digest.build()
    home = "" if lang == "ko" else "en/"
    main = page(digest, f"{home}relations/")
    [[by, other, deeds, grounds, newest]] = cells(main)
    assert (by, other) == (("오픈AI", "네이버") if lang == "ko" else ("OpenAI", "Naver"))
    kinds = {kind: ui(f"kind.{kind}", lang) for kind in ("supply", "procurement", "funding")}
    back = f"({ui('relations.back', lang)})"
    assert deeds == f"{kinds['supply']} 2, {kinds['procurement']} 1 {back}, {kinds['funding']} 1"
    assert grounds.startswith(f"{ui('stage.contracted', lang)} 1, {ui('stage.announced', lang)} 3")
    assert grounds.count("공장" if lang == "ko" else "A plant") == 4 and ui("stage.loi", lang) not in grounds
    assert main.one("tbody").links("/claims/plant/") and newest.endswith("B")
    assert ui("relations.count.other" if lang == "en" else "relations.count", lang).format(n=3) in main.text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_relation_stands_where_its_claim_stands_though_only_an_earlier_report_names_the_other(site, lang):
    digest = site(company("other", "다른", "Other"))
    plant, mill = ({"kind": "supply", "id": id} for id in ("plant", "mill"))
    put(digest, "a", "2025-01-01", claim("openai", "naver", **plant, stage="loi"), claim("openai", "naver", **mill))
    put(digest, "b", "2025-02-01", claim("openai", **plant, stage="contracted"))
    put(digest, "c", "2025-03-01", claim("other", **mill, stage="contracted"))
    digest.build()
    home = "" if lang == "ko" else "en/"
    [[_, _, _, grounds, newest]] = cells(page(digest, f"{home}relations/"))
    assert grounds.startswith(f"{ui('stage.contracted', lang)} 1, {ui('stage.announced', lang)} 1")
    assert newest.endswith("B")  # the mill is somebody else's by now: their pair has its own report
    assert ui("stage.loi", lang) not in grounds
    [row] = json.loads(digest.page("data/relations.json"))["relations"]
    assert row["notes"] == ["b", "a"] and row["last"] == "2025-02-01"


def test_pairs_are_ranked_by_the_furthest_stage_then_by_how_much_there_is_then_by_day(site):
    digest = site("".join(company(id, id, id) for id in ("one", "two", "three", "four")))
    put(digest, "a", "2025-03-01", claim("openai", "naver"), claim("openai", "one", kind="position"))
    put(digest, "b", "2025-02-01", claim("openai", "two"), claim("openai", "two", what="둘"))
    put(digest, "c", "2025-01-01", claim("three", "openai", stage="building"), claim("openai", "openai"))
    put(digest, "d", "2025-04-01", claim("openai", "four"))
    digest.build()
    main = page(digest, "relations/")
    assert [row[:2] for row in cells(main)] == [
        ["three", "오픈AI"],
        *(["오픈AI", x] for x in ("two", "four", "네이버")),
    ]


def test_a_court_is_nobodys_counterpart(site):
    digest = site(company("court", "법원", "Court", "kind: court\n"))
    put(digest, "a", "2025-01-01", claim("openai", "court", "naver", kind="ruling", stage="filed"))
    digest.build()
    assert [row[:2] for row in cells(page(digest, "relations/"))] == [["오픈AI", "네이버"]]
    assert not page(digest, "companies/court/").has(ui("relations.title", "ko"))


def test_pairs_that_rest_on_the_same_claims_and_notes_are_one_row(site):
    digest = site(company("kakao", "카카오", "Kakao") + company("kt", "KT", "KT"))
    put(digest, "a", "2025-01-01", claim("openai", "naver", "kakao", "kt", id="plant"))
    put(digest, "b", "2025-01-02", claim("openai", id="plant"))  # names nobody else
    digest.build()
    assert [row[1] for row in cells(page(digest, "relations/"))] == ["카카오, KT, 네이버"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_claim_stands_once_as_one_report_has_it(site, lang):
    """The group's announcement is no ground-breaking, and the subsidiary's ground-breaking no announcement."""
    digest = site(company("group", "그룹", "Group") + company("sub", "자회사", "Sub"))
    put(digest, "a", "2025-06-23", claim("group", "naver", id="plant", kind="investment", stage="agreed"))
    put(digest, "b", "2025-08-29", claim("sub", "naver", id="plant", kind="investment", stage="building"))
    digest.build()
    [[by, _, _, grounds, newest]] = cells(page(digest, f"{'' if lang == 'ko' else 'en/'}relations/"))
    assert by == {"ko": "자회사", "en": "Sub"}[lang] and newest.endswith("B")
    assert ui("stage.building", lang) in grounds and ui("stage.agreed", lang) not in grounds


def test_a_digest_without_relations_says_so(site):
    digest = site()
    put(digest, "a", "2025-01-01", claim("openai"))
    digest.build()
    main = page(digest, "relations/")
    assert ui("relations.nothing", "ko") in main.text and not main.all("svg", "table")
    assert not page(digest, "companies/openai/").has(ui("relations.title", "ko"))


# An entity's own


def related(main: Element) -> list[str]:
    part = main.one("section", aria_labelledby="section-relations")
    return [item.text for item in part.all("li")]


def test_an_entity_names_whom_it_has_to_do_with_either_way_how_often_and_how_far_with_those_below_it(site):
    digest = site(
        company("naver-cloud", "네이버클라우드", "Naver Cloud", "parent: naver\n") + company("kt", "KT", "KT")
    )
    put(
        digest,
        "a",
        "2025-01-01",
        claim("naver", "kt"),
        claim("openai", "naver-cloud", stage="mou"),
        claim("naver", "openai", kind="investment"),
    )
    digest.build()
    once, twice = (ui("claims.found", "ko").format(n=n) for n in (1, 2))
    announced, mou = ui("stage.announced", "ko"), ui("stage.mou", "ko")
    note = ui("notes.count", "ko").format(n=1)
    main = page(digest, "companies/naver/")
    assert related(main) == [f"오픈AI {twice}, {mou} · {note}: 오픈AI", f"KT {once}, {announced} · {note}: KT"]
    assert main.links("search/?companies=naver&companies=openai&kind=notes")
    assert related(page(digest, "companies/naver-cloud/")) == [f"오픈AI {once}, {mou} · {note}: 오픈AI"]


def test_a_long_list_of_an_entity_is_folded_and_says_how_much_it_leaves_out(site):
    digest = site("".join(company(f"c{i:02}", f"회사{i:02}", f"Co{i:02}") for i in range(43)))
    put(digest, "a", "2025-01-01", *(claim("openai", f"c{i:02}") for i in range(43)))
    digest.build()
    main = page(digest, "companies/openai/")
    part = main.one("section", aria_labelledby="section-relations")
    assert len(related(main)) == 40 and len(part.one("details").all("li")) == 36
    assert part.words("/relations/") == [f"{ui('relations.left', 'ko').format(n=3)} →"]


# The drawing


def crowded(site, count: int = 52) -> Site:
    """Everybody supplies the next one and whoever is 7 further on; those with high numbers one more."""
    ids = [f"c{i:02}" for i in range(count)]
    long = "국제인공지능안전표준협력위원회 산하 연구원"
    text = "".join(
        company(id, f"{long} {id}", f"The International Commission for W and M Standards {id}") for id in ids
    )
    digest = site(text)
    others = lambda i: [ids[(i + step) % count] for step in ((1, 7, 11) if i >= 12 else (1, 7))]  # noqa: E731
    put(digest, "a", "2025-01-01", *(claim(id, *others(i), what=f"일 {i}") for i, id in enumerate(ids)))
    digest.build()
    return digest


def test_the_drawing_holds_the_names_with_most_relations_and_says_how_many_it_leaves_out(site):
    digest = crowded(site)
    main = page(digest, "relations/")
    drawn = {name[-3:] for name in names(main)}
    assert len(drawn) == 40 and {f"c{i}" for i in range(23, 52)} < drawn  # these have six relations
    counted = {
        part for title, _ in lines(main) for part in (title.split(" → ")[0], title.split(" → ")[1].split(":")[0])
    }
    assert counted == set(names(main))
    total = 52 * 3 - 12
    said = ui("relations.undrawn", "ko").format(names=12, lines=total - len(lines(main)))
    assert said in main.text and 0 < len(lines(main)) <= 160


def test_every_line_leads_to_its_own_relation_on_whichever_page_that_stands(site):
    digest = crowded(site)
    led = set()
    for title, href in lines(page(digest, "relations/")):
        url, _, anchor = unquote(href).partition("#")
        found = page(digest, url.removeprefix("/digest/")).one(id=anchor)
        row = found
        while row.tag != "tr" and row.above:
            row = row.above
        by, other = title.split(": ")[0].split(" → ")
        assert {found.text, row.one("th").text} == {by, other}
        led.add(url)
    assert led == {"/digest/relations/", "/digest/relations/page/2/"}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_where_reports_differ_on_a_stage_a_relation_says_so_wherever_it_names_one(site, lang):
    digest = site(company("kakao", "카카오", "Kakao"))
    put(digest, "a", "2025-01-01", claim("openai", "naver", id="plant", stage="loi"), claim("openai", "kakao"))
    put(digest, "b", "2025-01-01", claim("openai", "naver", id="plant", stage="contracted"))
    digest.build()
    start, differs = "" if lang == "ko" else "en/", f"({ui('relations.differs', lang)})"
    disputed, plain = page(digest, f"{start}relations/").one("tbody").all("tr")
    said = disputed.one("details")
    assert said.one("summary").text.endswith(differs) and said.one("li").text.endswith(differs)
    assert differs not in plain.text
    partner, other = page(digest, f"{start}companies/openai/").one("ul", **{"class": "partners"}).all("li")
    assert f"{ui('stage.loi', lang)} {differs}" in partner.text and differs not in other.text
    drawn = [title for title, _ in lines(page(digest, f"{start}relations/"))]
    assert sorted(title.endswith(f"{ui('stage.loi', lang)} {differs}") for title in drawn) == [False, True]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_reports_tell_otherwise_of_a_part_is_not_settled_by_counting_it_with_the_whole(site, lang):
    digest = site()
    whole = claim("openai", "naver", id="letters", kind="agreement", stage="loi")
    part = claim("openai", "naver", id="memory", part_of="letters", kind="procurement")
    put(digest, "a", "2025-01-01", whole, part | {"stage": "loi"})
    put(digest, "b", "2025-01-01", part | {"stage": "contracted"})
    digest.build()
    start, said = "" if lang == "ko" else "en/", f"{ui('stage.loi', lang)} 1 ({ui('relations.differs', lang)})"
    grounds = page(digest, f"{start}relations/").one("tbody").one("details")
    assert grounds.one("summary").text == said  # one claim, of which a part is disputed
    shown = [ground.one("a")["href"].split("/")[-2] for ground in grounds.all("li")]
    assert shown == ["letters", "memory"]
    partner = page(digest, f"{start}companies/openai/").one("ul", **{"class": "partners"})
    assert f"{ui('stage.loi', lang)} ({ui('relations.differs', lang)})" in partner.text


def test_a_relation_that_came_to_a_contract_is_set_apart_in_the_drawing(site):
    digest = site(company("kakao", "카카오", "Kakao") + company("kt", "KT", "KT"))
    put(
        digest,
        "a",
        "2025-01-01",
        claim("openai", "naver", stage="contracted"),
        claim("openai", "kakao", stage="mou"),
        claim("openai", "kt", stage="cancelled"),
    )
    digest.build()
    firm = [a.one("title").text for a in page(digest, "en/relations/").all("a") if "firm" in a["class"].split()]
    assert firm == ["OpenAI → Naver: supply, contract"]


BOXES = """() => {
  const svg = document.querySelector(".drawing-plot"), whole = svg.getBoundingClientRect();
  const scale = whole.width / svg.viewBox.baseVal.width;
  const box = (words, {left, top, right, bottom}, size) => ({words, left, top, right, bottom, size});
  return [box("", whole, 0), ...[...svg.querySelectorAll("text")].map(text =>
    box(text.textContent, text.getBoundingClientRect(), parseFloat(getComputedStyle(text).fontSize) * scale))];
}"""
FOCUSED = """() => {
  const link = document.activeElement, path = link.querySelector("path");
  const marked = path ? getComputedStyle(path).strokeWidth === "6px" : getComputedStyle(link).outlineStyle === "solid";
  return [link.querySelector("title").textContent, marked];
}"""


@pytest.mark.browser
def test_names_overlap_nowhere_stay_inside_can_be_read_and_are_walked_with_their_lines_by_keyboard(site, browser):
    digest = crowded(site)
    with serving(digest.output, "/digest/") as address:
        for lang, width in (("", 768), ("en/", 768), ("", 1440), ("en/", 1024)):
            at = browser.new_page(viewport={"width": width, "height": 900})
            at.goto(f"{address}{lang}relations/")
            whole, *boxes = at.evaluate(BOXES)
            assert len(boxes) > 60 and all(box["size"] >= 11 for box in boxes)
            assert sum(box["words"].endswith("…") for box in boxes) > 60
            assert all(whole["left"] <= box["left"] and box["right"] <= whole["right"] for box in boxes)
            assert all(whole["top"] <= box["top"] and box["bottom"] <= whole["bottom"] for box in boxes)
            over = [
                (one["words"], other["words"])
                for i, one in enumerate(boxes)
                for other in boxes[:i]
                if one["left"] < other["right"] and other["left"] < one["right"]
                if one["top"] < other["bottom"] and other["top"] < one["bottom"]
            ]
            assert over == []
            at.close()
        at = browser.new_page()
        at.goto(f"{address}relations/#section-drawing")
        links = at.locator(".drawing-plot a")
        order = links.evaluate_all("links => links.map(link => link.querySelector('title').textContent)")
        at.evaluate("document.querySelector('.drawing-skip a').focus()")
        for title in order[:8]:
            at.keyboard.press("Tab")
            assert at.evaluate(FOCUSED) == [title, True]
        assert [" → " in title for title in order[:3]] == [False, True, True] and order[1].startswith(order[0])


# Entities by themes


def by_theme(digest: Site, url: str = "relations/matrix/") -> dict[tuple[str, str], Element]:
    """The cells that hold something, by entity and theme."""
    found = {}
    for table in page(digest, url).all("table"):
        themes = [head.text for head in table.one("thead").all("th")]
        for row in table.one("tbody").all("tr"):
            for theme, cell in zip(themes, row.all("td"), strict=True):
                if cell.all("a"):
                    found[row.one("th").text, theme] = cell.one("a")
    return found


def test_a_cell_counts_notes_and_open_claims_and_leads_to_just_these(site):
    digest = site(company("naver-cloud", "네이버클라우드", "Naver Cloud", "parent: naver\n"))
    digest.put("content/themes/power.md", "---\nname: {ko: 전력, en: Power}\n---\n")
    open_ = [claim("naver-cloud", what=f"열린 {stage}", stage=stage) for stage in ("announced", "mou", "delayed")]
    done = [claim("naver-cloud", what=f"끝난 {stage}", stage=stage) for stage in ("operating", "cancelled", "done")]
    said = [claim("naver-cloud", kind="position", what="끝난 입장")]
    theme = "companies: [naver-cloud]\nthemes: [korea-ai-hub]\n"
    put(digest, "a", "2025-01-01", *open_, *done, *said, more=theme)
    put(digest, "b", "2025-02-01", more=theme)
    put(digest, "c", "2025-02-02", claim("openai", what="다른 일"), more="themes: [power]\n")
    digest.build()
    cell = by_theme(digest)["네이버", "한국 AI 허브"]
    assert ui("notes.count", "ko").format(n=2) in cell.text and ui("matrix.claims", "ko").format(n=3) in cell.text
    assert set(by_theme(digest)) == {
        ("네이버", "한국 AI 허브"),
        ("네이버클라우드", "한국 AI 허브"),
        ("오픈AI", "전력"),
    }
    url, _, anchor = cell["href"].partition("#")
    part = page(digest, url.removeprefix("/digest/")).one("section", id=anchor)
    assert part.words("/notes/") == ["B", "A"]
    assert part.text.count("열린 ") == 3 and "끝난" not in part.text


def test_the_matrix_holds_those_with_most_notes_and_says_how_many_it_leaves_out(site):
    digest = site("".join(company(f"c{i:02}", f"회사{i:02}", f"Co{i:02}") for i in range(38)))
    for i in range(14):
        digest.put(f"content/themes/t{i:02}.md", f"---\nname: {{ko: 테마{i:02}, en: Theme {i:02}}}\n---\n")
    for i in range(14):
        listed = ", ".join(f"c{k:02}" for k in range(38) if k >= 3 * i or k == 0)
        put(
            digest,
            f"n{i:02}",
            f"2025-01-{i + 1:02}",
            more=f"companies: [{listed}]\nthemes: [{'t00, ' if i else ''}t{i:02}]\n",
        )
    digest.build()
    main = page(digest, "en/relations/matrix/")
    assert len(main.one("tbody").all("tr")) == 35 and len(main.one("thead").all("th")) == 12
    assert ui("matrix.left_out.other", "en").format(n=3) in main.text
    assert ui("matrix.themes_out.other", "en").format(n=2) in main.text
    assert (
        "Co00" in main.one("tbody").text and "Co37" in main.one("tbody").text and "Co02" not in main.one("tbody").text
    )


@pytest.mark.browser
def test_on_a_phone_relations_and_themes_are_lists_and_nothing_scrolls_sideways(site, browser):
    digest = site("".join(company(f"c{i:02}", f"회사{i:02}", f"Co{i:02}") for i in range(8)))
    for i in range(8):
        digest.put(f"content/themes/t{i}.md", f"---\nname: {{ko: 어느 긴 이름의 테마 {i}, en: A theme {i}}}\n---\n")
        more = f"companies: [c{i:02}]\nthemes: [{'' if i == 0 else 't0, '}t{i}]\n"
        put(digest, f"n{i}", f"2025-01-{i + 1:02}", claim(f"c{i:02}", f"c{(i + 1) % 8:02}", what=f"일 {i}"), more=more)
    digest.build()
    wide = "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > innerWidth).length"
    with serving(digest.output, "/digest/") as address:
        at = browser.new_page(viewport={"width": 390, "height": 844})
        for url in ("relations/", "relations/matrix/", "en/relations/matrix/"):
            at.goto(address + url)
            assert at.evaluate(wide) == 0
        rows = at.evaluate("[...document.querySelectorAll('.matrix tbody tr')].map(r => r.innerText.split('\\n')[0])")
        assert rows[0] == "Co00" and len(rows) == 8
        names = "getComputedStyle(document.querySelector('.matrix td > a'), '::before').content"
        assert at.evaluate(names).startswith('"A theme 0')
        at.goto(f"{address}relations/")
        assert at.get_by_text(ui("relations.wide", "ko")).is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_can_be_read_on_every_shade(site, browser, scheme):
    digest = site("".join(company(f"c{i}", f"회사{i}", f"Co{i}") for i in range(4)))
    for i in range(9):
        listed = ", ".join(f"c{k}" for k in range(4) if i < (1, 2, 5, 9)[k])
        more = f"companies: [{listed}]\nthemes: [korea-ai-hub]\n"
        put(digest, f"n{i}", f"2025-01-0{i + 1}", claim("c3", what=f"일 {i}"), more=more)
    digest.build()
    with serving(digest.output, "/digest/") as address:
        at = browser.new_page(color_scheme=scheme)
        at.goto(f"{address}relations/matrix/")
        found = at.evaluate(
            """() => {
              const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
              const light = colour => {
                canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
                  .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              return [...document.querySelectorAll("[class^=shade] a *:not(.hidden)")].map(text => {
                const ground = text.closest("td");
                const pair = [getComputedStyle(text).color, getComputedStyle(ground).backgroundColor].map(light);
                return [ground.className, (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)];
              });
            }"""
        )
    assert {shade for shade, _ in found} == {f"shade-{i}" for i in range(1, 5)}
    assert min(contrast for _, contrast in found) >= 4.5


def test_a_line_of_the_map_tells_the_stage_that_the_table_tells_of_a_whole_with_its_parts(site):
    digest = site()
    whole = claim("openai", "naver", kind="funding", id="whole", stage="operating")
    put(digest, "a", "2025-01-01", whole, {**whole, "id": "part", "part_of": "whole", "stage": "changed"})
    digest.build()
    for lang, home in (("ko", ""), ("en", "en/")):
        main = page(digest, f"{home}relations/")
        [(title, _)] = lines(main)
        assert title.endswith(f"{ui('kind.funding', lang)}, {ui('stage.operating', lang)}")
        assert main.one("summary").text == f"{ui('stage.operating', lang)} 1"
