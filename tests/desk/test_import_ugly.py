"""Whatever texts hold, what an import makes of them builds, and each stands in the digest or in the report."""

import pytest

from tests.desk.importing import bring, built
from tests.site import Folder

BODIES = [
    "a `code [[x]]` [y](z.md)",
    "[multi\nline](nowhere.md)",
    "<!-- open comment",
    "%% odd",
    "[[a|b]] [[c]](d.md)",
    "![img](/x.png){: .y}",
    "> quote [a](b)",
    "- item\n  - [n](m.html)",
    "    indented [[x]] [a](b)",
    "[ref]: /nowhere 'T'",
    "[ref2][ref]",
    "[^1] note",
    "[^1]: text [[z]]",
    "***bold**",
    "# Big\n\n## Sub",
    "<details><summary>x</summary>\n\ntext\n\n</details>",
    "{% raw %}{{ x }}{% endraw %}",
    "```\nunclosed fence [[q]]",
    "~~~ {.ruby}\n[a](b)\n~~~",
    "[empty]()",
    "[a](#)",
    "[a](#b c)",
    "![](mailto:x@y)",
    "[t](tel:1)",
    "[p](//host/x)",
    "![d](data:image/png;base64,AAA)",
    "http://x.y/[z]",
    "[a](<b c.md>)",
    "[a](%00.md)",
    "[a](../../../etc/passwd)",
    "![b](../../../../etc/passwd.png)",
    "[a](\\b.md)",
    "| [[x]] | [a\\|b](c) |\n|---|---|",
    "\u202eabc\x07",
    "[![x](y.png)](z.md)",
    "[a](b(c)d.md)",
    "&#12; &nbsp;",
    "<<<<<<< HEAD",
]
HEADS = [
    'title: "it\'s: #x"',
    "title: [a, b]",
    "date: 2024",
    "tags: {a: b}",
    "tags: [[x]]",
    "permalink: /a b/:x/",
    "permalink: '/é/:title/'",
    "redirect_from: /a/../b",
    "redirect_from: [/.git/x, //x, '']",
    "source: {url: nope}",
    "description: |\n  a\n\n  b",
    "lang: zz",
    "slug: / / /",
    "title: " + "x" * 5000,
    "categories: [A B, ../c]",
    "updated: 1999-01-01",
    "author: *x",
    "tags: ['', ' ', 'A', a, Ａ, 人工, page, 'x: y']",
]
NAMES = {"jekyll": "_posts/2024-01-{day:02}-{stem}.md", "hugo": "content/posts/{stem}.md", "obsidian": "{stem}.md"}


@pytest.mark.parametrize("kind", ["jekyll", "hugo", "obsidian"])
def test_the_digest_builds_and_no_text_is_lost_in_silence(kind, tmp_path):
    folder = Folder(tmp_path / "former")
    texts = [f"---\ntitle: t\ndate: 2024-01-01\n---\n{body}\n\nafter\n" for body in BODIES]
    texts += [f"---\n{head}\n---\ntext\n" for head in HEADS]
    paths = [NAMES[kind].format(day=n % 28 + 1, stem=f"n{n}") for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        folder.put(path, text)
    into = tmp_path / "digest"
    said = bring(kind, folder, into, "--publisher", "P", "--map", "tags=topics", status=1)
    built(into)
    notes = {file.name for file in (into / "content/notes").glob("*.md")}
    for n, path in enumerate(paths):
        assert any(f"-n{n}.md" in name or f"-n{n}.zz.md" in name for name in notes) or f"{path}:" in said.out, path
    assert len(notes) == len(texts) - 2 and "2 texts did not come over" in said.err
