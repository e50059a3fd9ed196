"""`sitegen import jekyll`: every body, address and date is kept, or said by file and line."""

import os

import pytest

from tests.desk.importing import bring, built, text, unsaid
from tests.pictures import png
from tests.site import Folder

SITE = """
-- _config.yml --
title: "정책: 블로그"
url: https://old.example.org
baseurl: /blog
timezone: Asia/Seoul
lang: ko-KR
permalink: pretty
plugins: [jekyll-feed]
-- _posts/2024-02-03-second.markdown --
---
tags: AI law
author: Kim
---

# 둘째 글

[첫 글](/blog/2024/02/01/first/#부분) [절](#없다) [소개](/about/) <div class="x">글</div> [x](none.md)

{% highlight ruby %}
[[ -f x ]] [a](b) <b>
{% endhighlight %}

`[[ -f y ]]` [[z]] 100%% ![표](https://images.example/a.png) {: .wide}
-- _posts/2024-02-03-same-day.md --
---
title: 같은 날
tags: []
link: ftp://x
---
-- ai/_posts/2024-02-04-second.md --
---
title: 둘째 글
category: Deep Learning
excerpt: 요약이다.
published: false
permalink: /:categories/:title.php
redirect_from: [/2024/02/01/first/, "https://old.example.org/eins.html?x=1"]
---
글
-- _posts/2024-02-05-broken.md --
---
title: "열린 따옴표
---
글
-- _drafts/idea.md --
---
title: 생각
date: 2024-13-01
custom: {deep: [1, {two: null}], text: "it's: #1"}
---
글
-- _posts/2024-02-06-old.html --
---
---
<p>x</p>
-- about.md --
---
title: 소개
---
-- _layouts/default.html --
<html>
"""
FIRST = (
    "\ufeff---\r\nlayout: post\r\ntitle: '첫 글: 시작'\r\ndate: 2024-01-31 23:30:00 +0000\r\ntags: [AI, 반도체]\r\n"
    "link: https://www.nytimes.com/x.html\r\nredirect_from:\r\n  - /old/one.html\r\n---\r\n\r\n"
    "본문 **이다**. [다음]({% post_url 2024-02-03-second %})\r\n\r\n<!--more-->\r\n\r\n## 부분\r\n\r\n"
    "![그림]({{ site.baseurl }}/assets/그림 1.png) {% include x.html %} "
    "<img src='{{ \"/assets/b.png\" | relative_url }}'"
    ' alt="비" width=3>\r\n'
)


@pytest.fixture
def blog(tmp_path):
    folder = Folder(tmp_path / "blog", SITE)
    folder.put("_posts/2024-01-31-first.md", FIRST.replace("그림 1.png", "%EA%B7%B8%EB%A6%BC%201.png"))
    folder.put("_posts/2024-02-07-euc.md", b"---\ntitle: x\n---\n" + "한글".encode("euc-kr"))
    folder.put("assets/\u1100\u1173\u1105\u1175\u11b7 1.png", png(1, 1))  # 그림 in NFD
    folder.put("assets/b.png", png(2, 2))
    folder.put("assets/unused.png", png(3, 3))
    folder.put(".git/config", "x")
    os.mkfifo(folder.root / "_posts/2024-02-08-pipe.md")
    (folder.root / "_posts/2024-02-09-out.md").symlink_to("/etc/passwd")
    return folder


def test_posts_become_notes_with_their_dates_addresses_and_bodies(blog, tmp_path):
    into = tmp_path / "digest"
    bring("jekyll", blog, into, status=1)
    assert text(into, "site.yaml").startswith('title: "정책: 블로그"\nbase_url: https://old.example.org/blog/\n')
    assert text(into, "notes/2024-02-01-first.md") == (
        "---\n"
        'title: "첫 글: 시작"\n'
        "date: 2024-02-01\n"
        "source:\n"
        "  publisher: nytimes.com\n"
        '  url: "https://www.nytimes.com/x.html"\n'
        "summary: 본문 이다. 다음\n"
        "topics: [ai, 반도체]\n"
        'was: ["/2024/02/01/first/", "/old/one.html"]\n'
        "extra:\n"
        "  layout: post\n"
        "---\n"
        "\n"
        "본문 **이다**. [다음](2024-02-03-second.md)\n\n<!--more-->\n\n## 부분\n\n"
        "![그림](files/assets/그림%201.png) {% include x.html %} ![비](files/assets/b.png)\n"
    )
    digest = built(into)
    assert '<a href="/blog/notes/second/">다음</a>' in digest.page("notes/first/")
    assert "/blog/notes/first/" in digest.page("old/one.html") and "/blog/notes/first/" in digest.page(
        "2024/02/01/first/"
    )
    assert digest.page("topics/반도체/").count("첫 글: 시작")


def test_what_has_no_place_is_said_by_file_and_line(blog, tmp_path):
    said = bring("jekyll", blog, tmp_path / "digest", status=1)
    lacking = unsaid(
        said,
        "_config.yml:1: not taken over: plugins",
        "_posts/2024-01-31-first.md:4: it is dated 2024-01-31 23:30:00 +0000, which is 2024-02-01 in the digest's zone",
        "_posts/2024-01-31-first.md:17: `{% include x.html %}` is worked out by Jekyll alone",
        "width left out",
        "_posts/2024-02-03-second.markdown:1: it has no title: its first heading is taken",
        "_posts/2024-02-03-second.markdown:1: it names no source",
        "_posts/2024-02-03-second.markdown:3: `author` has no place of its own",
        "_posts/2024-02-03-second.markdown:8: `[절](#없다)`: no heading here has this anchor; its words stay",
        "_posts/2024-02-03-second.markdown:8: `[소개](/about/)`: there is no such file; its words stay",
        '_posts/2024-02-03-second.markdown:8: `<div class="x">` is HTML',
        "_posts/2024-02-03-second.markdown:14: this picture stands on another host: https://images.example/a.png",
        "_posts/2024-02-03-second.markdown:14: `{: .wide}` is kramdown's own",
        "_posts/2024-02-03-same-day.md:1: it has no summary: nor any text, so its title is taken",
        "_posts/2024-02-03-same-day.md:1: it has no topic",
        "_posts/2024-02-03-same-day.md:4: `link` has no place of its own",
        "ai/_posts/2024-02-04-second.md:1: its id is `second-2`, for `second` is that of another note",
        "ai/_posts/2024-02-04-second.md:1: its former address `/ai/deep learning/second.php` ends in `.php`",
        "ai/_posts/2024-02-04-second.md:1: its former address `/2024/02/01/first/` is that of another page",
        "_posts/2024-02-05-broken.md:2: ",
        "_drafts/idea.md:3: `date` is no day that is understood here: 2024-13-01",
        "_drafts/idea.md:1: it has no date",
        "_posts/2024-02-06-old.html:1: this is not in Markdown",
        "_posts/2024-02-07-euc.md:4: byte 0xc7 is not UTF-8",
        "_posts/2024-02-08-pipe.md:1: this is no file that can be read (it is a pipe)",
        "_posts/2024-02-09-out.md:1: this link leads out",
        "about.md:1: this is no post",
        "_layouts/default.html:1: no note was made of this",
        "assets/unused.png:1: no note was made of this",
        ".git:1: passed over",
    )
    assert lacking == [], said.out
    assert said.err.startswith("now 5 notes (4 of them drafts), 4 new terms, 2 files beside notes; ")
    assert "3 texts did not come over" in said.err


def test_texts_keep_what_means_something_else_here(blog, tmp_path):
    into = tmp_path / "digest"
    bring("jekyll", blog, into, status=1)
    second = text(into, "notes/2024-02-03-second.md")
    assert "draft: true" in second and 'publisher: "?"' in second
    assert second.partition("\n---\n")[2] == (
        '\n[첫 글](2024-02-01-first.md#부분) 절 소개 <div class="x">글</div> x\n\n'
        "```ruby\n[[ -f x ]] [a](b) <b>\n```\n\n"
        "`[[ -f y ]]` \\[\\[z]] 100\\%% ![표](https://images.example/a.png) {: .wide}\n"
    )
    assert "images: link" in text(into, "site.yaml")
    idea = next((into / "content/notes").glob("*-idea.md")).read_text("utf-8")
    assert 'extra:\n  date: 2024-13-01\n  custom:\n    deep:\n      - 1\n    text: "it\'s: #1"\n---' in idea


def test_a_publisher_and_an_address_make_the_former_site_the_source(blog, tmp_path):
    into = tmp_path / "digest"
    said = bring(
        *("jekyll", blog, into, "--publisher", "정책 블로그", "--base", "https://old.example.org/blog/"),
        *("--map", "tags=topics", "--map", "category=themes"),
        status=1,
    )
    assert "names no source" not in said.out
    second = text(into, "notes/2024-02-03-second.md")
    assert "draft:" not in second
    assert "source:\n  publisher: 정책 블로그\n  author: Kim\nsummary:" in second
    assert "[소개](https://old.example.org/blog/about/)" in second
    assert "themes: [deep-learning]" in text(into, "notes/2024-02-04-second-2.md")
    built(into)


def test_nothing_is_written_over_and_a_dry_run_writes_nothing(blog, tmp_path):
    into = tmp_path / "digest"
    dry = bring("jekyll", blog, into, "--dry-run", status=1)
    assert dry.err.startswith("would become 5 notes") and not into.exists()
    said = bring("jekyll", blog, into, status=1)
    assert said.out == dry.out
    before = {file: file.read_bytes() for file in into.rglob("*") if file.is_file()}
    again = bring("jekyll", blog, into, status=2)
    assert "nothing was written" in again.err
    assert before == {file: file.read_bytes() for file in into.rglob("*") if file.is_file()}


@pytest.mark.parametrize("into", ["blog", "blog/digest", "."])
def test_a_folder_is_not_brought_into_itself(blog, tmp_path, into):
    assert "cannot lie in each other" in bring("jekyll", blog, tmp_path / into, status=2).err


DEFAULTS = """
-- _config.yml --
title: J
url: https://j.example.org
defaults:
  - scope: {path: ""}
    values: {layout: post, excerpt: For all., permalink: /:title/}
  - scope: {path: "_posts/private"}
    values: {published: false}
  - scope: {path: "*/_posts/20*", type: posts}
    values: {published: false}
  - scope: {type: pages}
    values: {published: false}
-- _posts/private/2024-01-01-secret.md --
---
---
SECRET
-- _posts/private/2024-01-02-own.md --
---
published: true
excerpt: Its own.
---
Shown.
-- ai/_posts/2024-01-03-glob.md --
SECRET
-- _posts/2024-01-04-shown.md --
---
title: "Shown <!-- not this -->"
excerpt_separator: <!--more-->
colour: <!-- why? -->
---
Shown.
-- _posts/2099-01-01-ahead.md --
---
---
SECRET
"""


def test_what_jekyll_did_not_show_is_a_draft_and_said(tmp_path):
    folder, into = Folder(tmp_path / "blog", DEFAULTS), tmp_path / "digest"
    said = bring("jekyll", folder, into, "--publisher", "J")
    notes = {file.stem[11:]: file.read_text("utf-8") for file in (into / "content/notes").iterdir()}
    assert {id for id, note in notes.items() if "draft: true" in note} == {"secret", "glob", "ahead"}
    assert "summary: Its own." in notes["own"] and "summary: For all." in notes["shown"]
    assert 'was: ["/shown/"]' in notes["shown"] and "extra" not in notes["shown"]
    lacking = unsaid(
        said,
        "_posts/private/2024-01-01-secret.md:1: `published: false`, by `defaults` of _config.yml: a draft here",
        "_posts/2099-01-01-ahead.md:1: its day, 2099-01-01, lies ahead: Jekyll did not show it",
        "_posts/2024-01-04-shown.md:2: `title`: a comment within a value has no place: left out",
        "_config.yml:1: `defaults`: `layout` has no place of its own in a note, and is left out",
    )
    assert lacking == [], said.out
    digest = built(into)
    digest.build("--as-of", "today")
    assert not any("SECRET" in file.read_text("utf-8") for file in (into / "_site").rglob("*.html"))
    folder.put("_config.yml", "title: J\nfuture: true\n")
    bring("jekyll", folder, tmp_path / "second", "--publisher", "J")
    assert "draft" not in text(tmp_path / "second", "notes/2099-01-01-ahead.md")


def test_comments_of_liquid_and_kramdown_are_comments(tmp_path):
    body = (
        "a {% comment %}one {% comment %}two{% endcomment %} three{% endcomment %} b {::comment}four{:/comment} c\n\n"
        "{::comment}\nfive\n\nsix\n{:/}\n\n- d {%- comment -%}\n  seven\n\n  eight {%- endcomment -%} e\n\n"
        "`{% comment %}nine{% endcomment %}` {% raw %}{% comment %}{% endraw %} {% # ten %} `{::comment}`\n"
    )
    folder = Folder(tmp_path / "blog", f"-- _posts/2024-01-01-a.md --\n---\ntitle: A\n---\n{body}")
    into = tmp_path / "digest"
    said = bring("jekyll", folder, into, "--publisher", "J")
    assert "_posts/2024-01-01-a.md:17: a comment among code is left out" in said.out
    prose = built(into).page("notes/a/").partition('class="prose')[2].partition("</div>")[0]
    assert "a b c" in prose and "d e" in prose and "{::comment}" in prose and "{% comment %}" in prose
    numbers = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    assert [word for word in numbers if word in prose] == []
