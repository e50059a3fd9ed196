"""`sitegen import hugo`: TOML and YAML, bundles with their pictures, sections, languages, shortcodes."""

import pytest

from tests.desk.importing import bring, built, text, unsaid
from tests.pictures import png
from tests.site import Folder, Site

SITE = """
-- hugo.toml --
title = "Policy blog"
baseURL = "https://old.example.org/"
defaultContentLanguage = "en"
timeZone = "America/New_York"
theme = "x"
[permalinks]
posts = "/:year/:month/:slug/"
-- content/_index.md --
---
title: Home
---
-- content/about.md --
---
title: About
---
-- content/posts/late.md --
+++
title = "Late: a post"
date = 2024-03-01T01:30:00Z
lastmod = 2024-03-05
tags = ["Chips & Power", "AI"]
aliases = ["/old/late", "late.html"]
weight = 3
[params]
colour = "red"
+++

See [trip]({{< ref "trip" >}}), [note](../notes/plain.md#the-part) and [home](/). {{< youtube abc >}}

{{< figure src="/img/chart.png" alt="A chart" caption="The chart" width="300" >}}

| a | b |
|---|---|
| {{% x %}} | <br> |
-- content/posts/trip/index.md --
---
title: Trip
date: 2024-03-02
draft: true
source: {name: The Times, url: "https://times.example/1", page: 3}
description: What happened.
slug: the-trip
---
![Photo](photo.png "Us") ![Big](photo.bmp) [paper](paper.pdf)

```
![no](photo.png) {{< y >}}
```
-- content/posts/trip/index.ko.md --
---
title: 여행
date: 2024-03-03
tags: [여행]
---
가다. ![사진](photo.png)
-- content/notes/plain.md --
---
title: Plain
date: "2024-03-02T23:59:59-05:00"
url: /kept/here.html
---

## The part

Text.
-- content/notes/broken.md --
+++
title = "a
+++
x
-- layouts/index.html --
x
-- content/notes/json.md --
{
"title": "x"
}
"""


@pytest.fixture
def blog(tmp_path):
    folder = Folder(tmp_path / "blog", SITE)
    folder.put("static/img/chart.png", png(1, 1))
    for name in ("photo.png", "photo.bmp", "extra.png"):
        folder.put(f"content/posts/trip/{name}", png(2, 2))
    folder.put("content/posts/trip/paper.pdf", b"%PDF-1.4\n")
    return folder


def test_a_site_comes_over_with_its_bundles_languages_and_addresses(blog, tmp_path):
    into = tmp_path / "digest"
    bring("hugo", blog, into, status=1)
    settings = text(into, "site.yaml")
    assert "languages: [en, ko]\n" in settings and "zone: America/New_York\n" in settings
    late = text(into, "notes/2024-02-29-late.md")
    assert late == (
        '---\ntitle: "Late: a post"\ndate: 2024-02-29\nupdated: 2024-03-05\ndraft: true\n'
        'source: # who published what this note is about? the imported text did not say\n  publisher: "?"\n'
        'summary: "See trip, note and home."\n'
        "topics: [chips-power, ai]\n"
        'was: ["/2024/02/late-a-post/", "/old/late", "/posts/late.html"]\n'
        "extra:\n  weight: 3\n  params:\n    colour: red\n---\n\n"
        "See [trip](2024-03-02-the-trip.md), [note](2024-03-02-plain.md#the-part) and home. {{< youtube abc >}}\n\n"
        '![A chart](files/static/img/chart.png "The chart")\n\n'
        "| a | b |\n|---|---|\n| {{% x %}} | <br> |\n"
    )
    trip = text(into, "notes/2024-03-02-the-trip.md")
    assert "draft: true\nsource:\n  publisher: The Times\n  url: " in trip and "summary: What happened." in trip
    assert "extra:\n  source.page: 3\n" in trip
    assert trip.endswith(
        '\n![Photo](files/content/posts/trip/photo.png "Us") Big [paper](files/content/posts/trip/paper.pdf)\n\n'
        "```\n![no](photo.png) {{< y >}}\n```\n"
    )
    korean = text(into, "notes/2024-03-02-the-trip.ko.md")
    assert "source" not in korean and "topics" not in korean and 'was: ["/ko/2024/03/여행/"]' in korean
    digest = built(into)
    assert "/notes/plain/" in digest.page("kept/here.html") and "/notes/late/" in digest.page("old/late.html")
    assert "/ko/notes/the-trip/" in digest.page("ko/2024/03/여행/")
    assert '<a href="/notes/plain/#the-part">note</a>' in digest.page("notes/late/")


def test_what_has_no_place_is_said_by_file_and_line(blog, tmp_path):
    said = bring("hugo", blog, tmp_path / "digest", status=1)
    lacking = unsaid(
        said,
        "hugo.toml:1: not taken over: theme",
        "content/_index.md:1: this is the page of a section",
        "content/about.md:1: this is a page at the top",
        "content/posts/late.md:7: `weight` has no place of its own",
        "content/posts/late.md:12: `{{< youtube abc >}}` is worked out by Hugo alone",
        "content/posts/late.md:12: `[home](/)`: ",
        "content/posts/late.md:14: ",
        "content/posts/late.md:18: `{{% x %}}` is worked out by Hugo alone",
        "content/posts/trip/index.md:9: `![Big](photo.bmp)`: files of its kind are not published; its words stay",
        "content/posts/trip/index.ko.md:1: it is dated 2024-03-03; the note has the day of its first file, 2024-03-02",
        "content/posts/trip/index.ko.md:4: `tags`: 여행: the note has those of its first file",
        "content/notes/plain.md:1: it has no topic",
        "content/notes/broken.md:2: this TOML cannot be read",
        "content/notes/json.md:1: its front matter is in JSON",
        "content/posts/trip/extra.png:1: no note was made of this",
        "layouts/index.html:1: no note was made of this",
    )
    assert lacking == [], said.out
    assert "is HTML" not in said.out


def test_texts_join_a_digest_that_is_there(blog, tmp_path):
    digest = Site(tmp_path / "digest", "-- content/topics/chips.md --\n---\nname: {ko: 칩, en: Chips & Power}\n---\n")
    digest.put("content/notes/2024-01-01-late.md", "---\ntitle: 옛것\ndate: 2024-01-01\n---\n")
    base = ["--publisher", "Policy blog", "--base", "https://old.example.org/"]
    said = bring("hugo", blog, digest.root, *base, status=1)
    late = text(digest.root, "notes/2024-03-01-late-2.en.md")
    assert "topics: [chips, ai]" in late
    assert 'source:\n  publisher: Policy blog\n  url: "https://old.example.org/2024/02/late-a-post/"\n' in late
    assert "content/posts/late.md:1: its id is `late-2`" in said.out
    digest.remove("content/notes/2024-01-01-late.md")
    digest.build("--drafts")


@pytest.mark.parametrize("words", [["--map", "tags=regions"], ["--map", "tags"], ["--lang", "english"]])
def test_wrong_words_are_said_and_nothing_is_written(blog, tmp_path, words):
    digest = Site(tmp_path / "digest")
    before = sorted(digest.root.rglob("*"))
    assert words[1] in bring("hugo", blog, digest.root, *words, status=2).err.replace("`regions`", "tags=regions")
    assert before == sorted(digest.root.rglob("*"))


BY_FOLDER = """
-- config/_default/hugo.yaml --
title: Policy blog
baseURL: https://old.example.org/
defaultContentLanguage: ko
defaultContentLanguageInSubdir: true
-- config/_default/languages.toml --
[ko]
weight = 1
contentDir = "content/korean"
[en]
contentdir = "content/en/"
-- content/korean/posts/chips.md --
---
title: 칩
date: 2024-03-01
tags: [칩]
description: 칩 이야기.
---
[전기](/posts/power/) [그것](power/index.md) {{< ref "/posts/power" >}}
-- content/en/posts/chips.md --
---
title: Chips
date: 2024-03-01
description: On chips.
---
See [power]({{< ref "/posts/power" >}}) and [it](/posts/power/index.md).
-- content/korean/posts/power/index.md --
---
title: 전기
date: 2024-03-02
tags: [칩]
description: 전기 이야기.
---
전기.
-- content/en/posts/power/index.md --
---
title: Power
date: 2024-03-02
description: On power.
---
Power.
"""


def test_languages_in_folders_of_their_own_are_one_note(tmp_path):
    into = tmp_path / "digest"
    bring("hugo", Folder(tmp_path / "blog", BY_FOLDER), into, "--publisher", "Policy blog")
    assert "languages: [ko, en]\n" in text(into, "site.yaml")
    assert sorted(file.name for file in (into / "content/notes").iterdir()) == [
        "2024-03-01-chips.en.md", "2024-03-01-chips.md", "2024-03-02-power.en.md", "2024-03-02-power.md",
    ]  # fmt: skip
    english = text(into, "notes/2024-03-01-chips.en.md")
    assert english.endswith("See [power](2024-03-02-power.en.md) and [it](2024-03-02-power.en.md).\n")
    assert 'was: ["/en/posts/chips/"]' in english and 'was: ["/ko/posts/chips/"]' in text(
        into, "notes/2024-03-01-chips.md"
    )
    digest = built(into)
    assert "/en/notes/power/" in digest.page("en/posts/power/") and "/notes/power/" in digest.page("ko/posts/power/")


HELD_BACK = """
-- hugo.toml --
title = "B"
[[cascade]]
tags = ["of all"]
colour = "red"
-- content/posts/_index.md --
+++
title = "S"
[[cascade]]
summary = "Of the section."
[[cascade]]
draft = true
[cascade.target]
path = "/posts/{in,un}*/**"
+++
-- content/posts/shown/_index.md --
---
cascade: {summary: Of the nearer one., _target: {kind: page, lang: en}}
---
-- content/posts/inner/cascaded.md --
---
date: 2024-01-01
---
SECRET-cascaded
-- content/posts/inner/own.md --
---
date: 2024-01-01
Draft: false
---
Its own word counts.
-- content/posts/shown/bundle/index.md --
---
date: 2024-01-01
tags: [own]
---
Shown.
"""
REASONS = {
    "expiryDate: 2024-02-01": "`expiryDate: 2024-02-01` is past",
    'publishDate: "2099-01-01T00:00:00Z"': "`publishDate: 2099-01-01T00:00:00Z` lies ahead",
    "date: 2099-01-01": "`date: 2099-01-01` lies ahead",
    "build: {render: never, list: always}": "`build: {render: never}`",
    "build: {list: never}": "`build: {list: never}`",
    "_build: {render: false}": "`_build: {render: false}`",
    "headless: true": "`headless: true`",
    "expiryDate: 2099-01-01": "",
    "date: 2099-01-01\npublishDate: 2024-01-01": "",
    "build: {render: always}": "",
    "published: 2024-01-01": "",
}


def test_what_hugo_did_not_show_is_a_draft_and_said(tmp_path):
    folder, into = Folder(tmp_path / "blog", HELD_BACK), tmp_path / "digest"
    for number, head in enumerate(REASONS):
        day = "" if head.startswith("date:") else "date: 2024-01-01\n"
        folder.put(f"content/posts/shown/p{number}.md", f"---\n{day}{head}\n---\nText.\n")
    said = bring("hugo", folder, into, "--publisher", "B")
    notes = {file.stem[11:]: file.read_text("utf-8") for file in (into / "content/notes").iterdir()}
    for number, (head, why) in enumerate(REASONS.items()):
        assert ("draft: true" in notes[f"p{number}"]) == bool(why), head
        assert not why or f"{why}: Hugo did not show it, so it is a draft here" in said.out, said.out
    assert "draft: true" in notes["cascaded"] and "draft" not in notes["own"] + notes["bundle"]
    assert "summary: Of the section.\ntopics: [of-all]\n" in notes["own"] and "extra" not in notes["own"]
    assert "summary: Of the nearer one.\ntopics: [own]\n" in notes["bundle"]
    lacking = unsaid(
        said,
        "content/posts/inner/cascaded.md:1: `draft: true`, by `cascade` of content/posts/_index.md: a draft here",
        "hugo.toml:1: `cascade`: `colour` has no place of its own in a note, and is left out",
    )
    assert lacking == [], said.out
    built(into)
    digest = Site.there(into, into / "_site")
    digest.build("--as-of", "today")
    assert not any("SECRET" in file.read_text("utf-8") for file in (into / "_site").rglob("*.html"))


def test_shortcodes_that_are_comments_are_comments(tmp_path):
    body = (
        "a {{% comment %}}one | `two` --> three{{% /comment %}} b\n{{< comment >}}\nfour\n\nfive\n{{< /comment >}}\n"
        "c {{% comment %}}six\n\nseven{{% /comment %}} d\n\n```\n{{< comment >}}eight{{< /comment >}}\n"
        "{{</* comment */>}}\n```\n\n{{< x >}}\n"
    )
    folder = Folder(tmp_path / "blog", f"-- content/posts/a.md --\n---\ndate: 2024-01-01\n---\n{body}")
    into = tmp_path / "digest"
    said = bring("hugo", folder, into, "--publisher", "B")
    note = text(into, "notes/2024-01-01-a.md")
    assert "summary: a b\n" in note and "<!--\nfour\n\nfive\n-->\n" in note and "eight" not in note
    assert "content/posts/a.md:15: a comment among code is left out" in said.out
    assert "content/posts/a.md:19: `{{< x >}}` is worked out by Hugo alone" in said.out
    page = built(into).page("notes/a/")
    assert "<p>a b" in page and "c d" in page and "comment */" in page
    prose = page.partition('class="prose')[2].partition("</div>")[0]
    assert [word for word in ("one", "two", "three", "four", "five", "six", "seven", "eight") if word in prose] == []


def test_ids_of_headings_lead_to_their_anchors(tmp_path):
    one = (
        "## The [part](/x) {#p-1}\n\n## 부분 {#p-2 .wide}\n\n## 부분\n\n```\n## code {#p-3}\n```\n\n[a](#p-2) [c](#p-3)"
    )
    site = (
        f"-- content/posts/one.md --\n---\ndate: 2024-01-01\n---\n{one}\n"
        "-- content/posts/two.md --\n---\ndate: 2024-01-02\n---\n[b](one.md#p-1)\n"
    )
    into = tmp_path / "digest"
    said = bring("hugo", Folder(tmp_path / "blog", site), into, "--publisher", "B")
    note = text(into, "notes/2024-01-01-one.md").partition("\n---\n\n")[2]
    assert note == "## The part\n\n## 부분\n\n## 부분\n\n```\n## code {#p-3}\n```\n\n[a](#부분) c\n"
    assert text(into, "notes/2024-01-02-two.md").endswith("[b](2024-01-01-one.md#the-part)\n")
    assert "content/posts/one.md:6: `{#p-2}`: a heading's anchor is made of its words here" in said.out
    built(into)
