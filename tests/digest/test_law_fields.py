"""What a law must say, and what only laws say."""

import pytest

from tests.site import Site

LAWS = """
-- content/site.yaml --
title: {ko: 다이제스트, en: Digest}
base_url: https://example.org/digest/
languages: [ko, en]
taxonomies:
  institutions: {name: {ko: 기관, en: Institutions}, entity: true}
  laws: {name: {ko: 법과 제도, en: Laws}, measure: true}
-- content/laws/ai-act.md --
---
name: AI Act
kind: law
jurisdiction: EU
---
"""


def said(digest: Site, path: str, front: str) -> str:
    digest.put(f"content/{path}.md", f"---\nname: 이름\n{front}---\n")
    return digest.run("check").out


@pytest.mark.parametrize(
    ("path", "front", "line", "message", "hint"),
    [
        (
            "laws/x", "jurisdiction: KR\n", 2,
            "`kind` is missing: every one of the laws has one [missing]", "one of `law`",
        ),
        (
            "laws/x", "kind: law\n", 2,
            "`jurisdiction` is missing", "US, EU or UN, or words for each language, {ko: …, en: …}",
        ),
        (
            "laws/x", "kind: ministry\njurisdiction: KR\n", 3,
            "`ministry` is the kind of somebody who acts", "one of `law`",
        ),
        (
            "institutions/x", "kind: bill\n", 3,
            "`bill` is the kind of a law, and `institutions` are none [term-kind]", "`ministry`",
        ),
        (
            "topics/x", "kind: bill\n", 3,
            "`bill` is the kind of a law, and `topics` are none [term-kind]", "leave it out",
        ),
        ("institutions/x", "jurisdiction: KR\n", 3, "only laws have a `jurisdiction`", "`country` says"),
        (
            "laws/x", "kind: law\njurisdiction: Korea\n", 4,
            "`Korea` is no territory's code [jurisdiction]", "KR, US, EU or UN",
        ),
        ("laws/x", "kind: law\njurisdiction: 대한민국\n", 4, "`대한민국` is no territory's code", "did you mean `KR`?"),
        ("laws/x", "kind: law\njurisdiction: ZZ\n", 4, "`ZZ` is no territory's code", "KR, US"),
        ("laws/x", "kind: law\njurisdiction: {fr: France}\n", 4, "`fr` is no declared language", "ko, en"),
        (
            "laws/x", "kind: law\njurisdiction: EU\namends: [ai-acts]\n", 5,
            "`ai-acts` is none of the laws [law-change]", "did you mean `ai-act`?",
        ),
        (
            "laws/x", "kind: law\njurisdiction: EU\nrepeals: [ai-act, 이름]\n", 5,
            "`x` repeals itself [law-change]", "name the law that it changes",
        ),
        (
            "institutions/x", "repeals: [ai-act]\n", 3,
            "only laws have `repeals`, and `institutions` are none [law-change]", "leave it out",
        ),
    ],
)  # fmt: skip
def test_what_a_law_lacks_and_what_is_no_law_s_is_told_with_its_place_and_a_hint(
    site, path, front, line, message, hint
):
    out = said(site(LAWS), path, front)
    told = next(part for part in f"\n{out}".split("\ncontent/") if message in part)
    assert f"{path}.md:{line}:" in f"content/{told}" and hint in told


@pytest.mark.parametrize("jurisdiction", ["KR", "US", "EU", "UN", "{ko: 서울, en: Seoul}"])
def test_codes_of_territories_and_words_for_each_language_are_fine(site, jurisdiction):
    assert "content/laws" not in said(site(LAWS), "laws/x", f"kind: treaty\njurisdiction: {jurisdiction}\n")


@pytest.mark.parametrize(("how", "between"), [("amends", "repeals"), ("repeals", "repeals")])
def test_laws_that_change_each_other_in_a_circle_are_told_once(site, how, between):
    """Through whichever of the two keys, and by whichever name: 가 changes 나, which changes 다, which changes 가."""
    digest = site(LAWS)
    for id, change in (("a", f"{how}: [b]"), ("b", f"{between}: [다]"), ("c", f"{how}: [ai-act, a]")):
        name = {"a": "가", "b": "나", "c": "다"}[id]
        digest.put(f"content/laws/{id}.md", f"---\nname: {name}\nkind: law\njurisdiction: EU\n{change}\n---\n")
    out = digest.run("check").out
    assert out.count("[law-change]") == 1
    told = next(line for line in out.splitlines() if "[law-change]" in line)
    assert any(circle in told for circle in ("a → b → c → a", "b → c → a → b", "c → a → b → c"))
