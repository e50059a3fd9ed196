"""What style sheets of the templates may name, and how a build publishes it."""

import re

import pytest

from sitegen.render.files import TemplateFile
from sitegen.render.styles import style
from tests.growth import seconds, times_as_long

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def test_a_style_sheet_names_its_neighbours_as_they_are_published(site):
    digest = site()
    digest.put("templates/assets/logo.svg", LOGO)
    digest.put("templates/assets/글꼴/a.woff2", b"wOF2")
    digest.put(
        "templates/assets/site.css/95-own.css",
        "a { b: url(logo.svg); c: url('글꼴/a.woff2?x#y') } /* url(no.png) */ d { e: \"url(no.png)\"; f: url(#g) }\n",
    )
    digest.put("templates/changes.html", "{{ asset('own/more.css') }}")
    digest.put("templates/assets/own/more.css", 'a { b: url( "../logo.svg" ); c: url(data:,) }\n')
    digest.build()
    files = digest.files()
    published = {re.sub(r"\.\w{10}\.", ".", name): name.removeprefix("assets/") for name in files if "assets/" in name}
    logo, font = published["assets/logo.svg"], published["assets/글꼴/a.woff2"]
    [written] = re.findall("^a { b: .*", files["assets/" + published["assets/site.css"]].decode(), re.M)
    assert written.startswith(f'a {{ b: url("{logo}"); c: url("{font}?x#y") }} /* url(no.png) */')
    assert written.endswith('d { e: "url(no.png)"; f: url(#g) }')
    more = files["assets/" + published["assets/own/more.css"]].decode()
    assert more == f'a {{ b: url("../{logo}"); c: url(data:,) }}\n'


def test_a_picture_s_new_bytes_give_the_style_sheet_that_names_it_a_new_name(site):
    digest = site()
    digest.put("templates/assets/site.css/95-own.css", "a { b: url(logo.svg) }\n")
    names = set()
    for picture in (LOGO, LOGO.replace('"1"', '"2"')):
        digest.put("templates/assets/logo.svg", picture)
        digest.build()
        names |= set(re.findall(r"/assets/site\.\w+\.css", digest.page("")))
    assert len(names) == 2


def test_what_a_style_sheet_names_and_is_not_there_is_said_with_its_place(site):
    digest = site()
    own = "templates/assets/site.css/95-own.css"
    digest.put(own, "a {\n  b: url(gone.png);\n}\n@import 'other.css';\n")
    digest.put("templates/assets/other.css", "")
    result = digest.run("build", "--json")
    assert result.status == 1
    found = [(p["rule"], p["file"], p["line"], p["column"]) for p in result.data["problems"]]
    assert found == [("dangling-asset", own, 2, 6), ("dangling-asset", own, 4, 1)]
    assert "`gone.png`" in result.err and "`other.css`" in result.err


@pytest.mark.parametrize("family", ["url(", "url( ", "/*", '"', "@import ", "url(x)\n"])
def test_no_style_sheet_takes_long_to_read(family):
    def taken(size: int) -> float:
        file = TemplateFile("a.css", "a.css", (family * size).encode())
        return seconds(lambda: style(file, "", {}, []))

    assert times_as_long(taken, 16_000, 4000, most=10) < 10
