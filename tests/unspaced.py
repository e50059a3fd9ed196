"""The site of `tests/full.py`, with a name without a single space wherever somebody may write one."""

from tests.full import FULL

STATUTE = "인공지능발전과신뢰기반조성등에관한기본법"  # as many write the short title of Korea's AI Basic Act
ENGLISH = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"

_KOREAN = (
    *(
        "ko: 다이제스트",
        "ko: 두 언어 다이제스트",
        "ko: 소버린 AI",
        "ko: 정책",
        "ko: 법과 계획",
        "ko: 오픈AI",
        "ko: 네이버",
    ),
    *(
        "ko: 챗GPT를 만든 회사",
        "ko: 뷔나그룹",
        "ko: 과기정통부",
        "ko: 기관",
        "ko: 한국 AI 허브",
        "ko: 한국이 거점이 된다",
    ),
    *("name: 42dot", "title: 소개", "summary: 이 다이제스트는 무엇인가", "title: 이용 허락", "title: 오픈AI의 청사진"),
    *(
        "publisher: 더팩트",
        "title: 인공지능의 허브",
        "author: 최문정",
        "publisher: 조간신문",
        "summary: 오픈AI가 청사진을 냈다.",
    ),
    *(
        "why: 소버린 AI 정책과 맞물린다.",
        "ko: 재생에너지와 데이터센터를 짓는다",
        "said_by: 뷔나그룹",
        "ko: 두 길을 함께 간다",
    ),
    *("text: AI 경쟁은 칩 경쟁이다", "speaker: 크리스 리헤인", "role: 최고책임자", "what: 금액을 고쳤다"),
    *(
        "title: 한국어로만 있는 노트",
        "summary: 한국어 요약.",
        "why: 한국어 까닭.",
        "title: 여름 노트",
        "summary: 여름 요약.",
    ),
)
_LATIN = (
    *(
        "en: Digest",
        "en: A digest in two languages",
        "en: Sovereign AI",
        "en: Policy",
        "en: Laws and plans",
        "en: OpenAI",
    ),
    *("en: The company behind ChatGPT", "en: Naver", "en: Vena Group", "en: MSIT", "en: Institutions"),
    *("en: Korea as an AI hub", "en: Korea becomes a hub", "title: About", "summary: What this digest is"),
    *(
        "title: OpenAI's blueprint",
        "summary: OpenAI has published a blueprint.",
        "why: It fits the policy of sovereign AI.",
    ),
    *(
        "en: Building renewables and data centres",
        "en: Going both ways",
        "speaker: Chris Lehane",
        "title: Only in English",
    ),
    *("publisher: Reuters", "summary: English summary.", "title: A summer note", "summary: Summer summary."),
)
_BODY = f"""
{STATUTE}은 **{STATUTE}**이다. https://example.com/{"a" * 80} `{STATUTE}`

# {STATUTE}

## {STATUTE}

- {STATUTE}
  1. {STATUTE}

> {STATUTE}[^1]

| {STATUTE} | {STATUTE} |
| --- | --: |
| {STATUTE} | {STATUTE} |

[^1]: {STATUTE}

{ENGLISH}
"""


def unspaced() -> str:
    text = FULL
    for words, name in ((_KOREAN, STATUTE), (_LATIN, ENGLISH)):
        for number, old in enumerate(words):
            key, _, _ = old.partition(": ")
            assert old in text, old
            # No two names are alike but for those of a claim's speaker, which may be an entity's.
            text = text.replace(old, f"{key}: {name}{chr(ord('가') + number) if name == STATUTE else chr(97 + number)}")
    return text.replace("\n본문이다.", f"\n{_BODY}\n본문이다.").replace("\nThe text.", f"\n{_BODY}\nThe text.")
