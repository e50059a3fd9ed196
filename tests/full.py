"""A small site that has something of everything, for tests of what pages show. Built once; tests only read it."""

FULL = """
-- content/site.yaml --
title: {ko: 다이제스트, en: Digest}
description: {ko: 두 언어 다이제스트, en: A digest in two languages}
base_url: https://example.org/digest/
id: tag:example.org,2026:digest
languages: [ko, en]
zone: Asia/Seoul
cname: digest.example.org
taxonomies: {institutions: {name: {ko: 기관, en: Institutions}, entity: true}}
-- content/topics/sovereign-ai.md --
---
name: {ko: 소버린 AI, en: Sovereign AI}
parent: policy
was: [national-ai]
---
-- content/topics/policy.md --
---
name: {ko: 정책, en: Policy}
summary: {ko: 법과 계획, en: Laws and plans}
---
-- content/companies/openai.md --
---
name: {ko: 오픈AI, en: OpenAI}
summary: {ko: 챗GPT를 만든 회사, en: The company behind ChatGPT}
kind: company
country: US
url: https://www.openai.com/
names: [{name: 오픈AI LP, from: 2019, to: 2025-10}]
---
한국어 소개. [[naver]]와 견준다.
-- content/companies/openai.en.md --
---
---
English introduction.
-- content/companies/naver.md --
---
name: {ko: 네이버, en: Naver}
kind: company
country: KR
---
-- content/companies/42dot.md --
---
name: 42dot
---
-- content/companies/vena.md --
---
name: {ko: 뷔나그룹, en: Vena Group}
kind: fund
---
-- content/institutions/msit.md --
---
name: {ko: 과기정통부, en: MSIT}
kind: ministry
country: KR
---
-- content/themes/korea-ai-hub.md --
---
name: {ko: 한국 AI 허브, en: Korea as an AI hub}
summary: {ko: 한국이 거점이 된다, en: Korea becomes a hub}
---
-- content/pages/about.md --
---
title: 소개
summary: 이 다이제스트는 무엇인가
order: 1
---
[[blueprint]]에서 시작했다.
-- content/pages/about.en.md --
---
title: About
summary: What this digest is
---
It began with [[blueprint]].
-- content/editions/2025-10.md --
---
title: 10월의 <두> 가지
---
[[blueprint|청사진]]과 **[바깥 글](https://example.org/x)**[^1]이 있었다.

- [소개](../pages/about.md)

| 누가 | 무엇 |
| --- | --- |
| [[naver]] | 칩 |

## 다음 달

A&B `<b>`

[^1]: 각주다.
-- content/editions/2025-10.en.md --
It *has* no title.
-- content/pages/licence.md --
---
title: 이용 허락
order: 2
---
-- content/notes/2025-10-24-blueprint.md --
---
title: 오픈AI의 청사진
date: 2025-10-24
updated: 2025-10-26
lead: true
source:
  publisher: 더팩트
  title: 인공지능의 허브
  url: https://example.com/fact
  author: 최문정
  published: 2025-10-24
  lang: ko
  archive: https://web.archive.org/fact
also:
  - {publisher: Reuters, url: https://example.com/reuters, published: 2025-10, lang: en}
  - {publisher: 조간신문, published: 2025-10-23}
summary: 오픈AI가 청사진을 냈다.
why: 소버린 AI 정책과 맞물린다.
topics: [sovereign-ai]
companies: [openai, naver, vena]
themes: [korea-ai-hub]
institutions: [msit]
was: [plan]
claims:
  - kind: investment
    by: vena
    with: [naver]
    what: {ko: 재생에너지와 데이터센터를 짓는다, en: Building renewables and data centres}
    amount: 20조원
    due: 2030-H1
    stage: loi
    certainty: reported
    said_by: 뷔나그룹
    source: 2
  - {kind: position, by: openai, what: {ko: 두 길을 함께 간다, en: Going both ways}}
quotes:
  - {text: AI 경쟁은 칩 경쟁이다, speaker: 크리스 리헤인, role: 최고책임자, of: openai}
corrections:
  - {date: 2025-10-27, what: 금액을 고쳤다, level: major}
---
본문이다. [[openai]]와 [[naver|그 회사]]가 나온다.

## 두 길

글이다.
-- content/notes/2025-10-24-blueprint.en.md --
---
title: OpenAI's blueprint
updated: 2025-10-25
summary: OpenAI has published a blueprint.
why: It fits the policy of sovereign AI.
quotes:
  - {text: AI 경쟁은 칩 경쟁이다, speaker: Chris Lehane, lang: ko}
was: [plan]
---
The text. It names [[openai]].
-- content/notes/2025-10-23-korean.md --
---
title: 한국어로만 있는 노트
date: 2025-10-23
source: {publisher: 조간신문}
summary: 한국어 요약.
why: 한국어 까닭.
topics: [sovereign-ai]
companies: [naver]
---
[[blueprint]]보다 하루 앞선다.
-- content/notes/2025-10-22-english.en.md --
---
title: Only in English
date: 2025-10-22
source: {publisher: Reuters, url: https://example.com/2}
summary: English summary.
why: English reason.
topics: [policy]
---
Text.
-- content/notes/2025-08-05-summer.md --
---
title: 여름 노트
date: 2025-08-05
source: {publisher: 더팩트, url: https://example.com/3}
summary: 여름 요약.
why: 여름 까닭.
topics: [policy]
companies: [openai]
---
-- content/notes/2025-08-05-summer.en.md --
---
title: A summer note
summary: Summer summary.
why: Summer reason.
---
Text.
"""
