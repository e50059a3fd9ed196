"""Korean nouns as they stand in a sentence: with particles, with an amount in brackets, and what their endings tell."""

import re
from collections.abc import Sequence

from sitegen.text.particles import Particle, likely_particle
from sitegen.text.sentences.brackets import core, gathered
from sitegen.text.sentences.facts import Facts, Name

_NAMED = 3  # counterparts; of more two are named

# What is done: `X 구축`, `X 계획` read alike. Of all other nouns no verb is known that is true of them.
_DEEDS = re.compile(
    "("
    "가동|가입|감소|감축|개발|개소|개시|개정|개최|개편|거부|건설|검토|결정|고용|공개|"
    "공급|공모|공표|구매|구축|권고|금지|단축|대응|대체|도입|마련|모집|반영|발표|발행|"
    "배치|배포|보고|삭제|상승|상정|생산|서명|선발|선정|설계|설립|설치|수립|수주|승인|"
    "시작|시행|신설|심사|양성|연구|연기|연장|요구|운영|의견수렴|의결|이전|이행|인상|"
    "인수|인하|작업|적용|전환|접수|제공|제정|제출|조달|조성|주최|준공|중단|증가|증설|"
    "지시|지원|지정|집행|차지|착공|착수|참여|채용|철회|추가|추진|출범|출시|통과|투자|"
    "판단|평가|폐지|표결|하락|합의|협력|협의|확대|확보|확장|확충|훈련"
    ")$"
)
_ACTS = re.compile("(공개|공표|발표|보고|선발|선정|의결|제출|지정)$")
_PAPERS = re.compile("(의향서|양해각서|업무협약|협약|계약|협정|합의문|파트너십|제휴|서약|선언|성명)$")
_PLANS = re.compile("(계획|구상|방침|예정|목표|방안|의향|전망|전략|제안|초안|가능성|추진방향|뜻)$")
_PLAN = re.compile("(?<!행동)계획|예정|목표|예상|전망|가능성|의향|구상")
_PLACES = re.compile("(구축|건설|조성|개발|확충|증설|설립|사업|센터|인프라|공장|해상풍력)$")
_N, _M = 4, 16  # among the 28 finals of Unicode
_IN_M = re.compile(r"(?<![처마다소녹얼믿])음$|(?<!포)함$|[됨둠짐킴춤]$|[줄높보쓰]임$")
# A word that takes the object before it to itself: 의무를 늦추는 제안 is a proposal, 공제를 7년 연장 is what is done.
_TAKES_OBJECT = re.compile(r"(는|한|할|된|될|던|둔|준|린|릴)$")


def after(name: Name | str, particle: Particle) -> str:
    """A name with the particle that fits. The sentence is one: it cannot say 을(를)."""
    if isinstance(name, str):
        return name + likely_particle(name, particle)
    return name.words + likely_particle(name.words, particle, name.reading)


def is_vowel(words: str) -> bool:
    return likely_particle(words, "이/가") == "가"


def together(names: Sequence[Name]) -> Name:
    """삼성전자, SK하이닉스; of many 네이버클라우드, 카카오 등 7곳. The last one's reading is that of all."""
    if len(names) > _NAMED:
        return Name(f"{names[0].words}, {names[1].words} 등 {len(names)}곳")
    return Name(", ".join(name.words for name in names), names[-1].reading)


def size(amount: str) -> str:
    """An amount without 규모 or 급 behind it, so that verbs fit: 20조원을 투자하다."""
    shorter = amount.removesuffix("규모").removesuffix("급") if amount.endswith(("규모", "급")) else amount
    return shorter.rstrip() or amount


def noun(what: str, *asides: str, plan: bool = False, said_as: str = "") -> str:
    """A phrase that stands in any frame: 구축(20조원), 구축 계획(20조원), 7년 연장하는 방안, 7년 연장할 계획.

    What is no noun becomes that of its content, or of what `said_as` calls it: 열어 둔다는 내용, 열어 둔다는 결정.
    """
    base, inside = core(what), gathered(what, *asides)
    if said := is_said(what):
        base = f"{said}는 {said_as or ('계획' if plan else '내용')}"
    elif is_clause(what):
        base += "할 계획" if plan else "하는 방안"
    elif plan and not _PLAN.search(base):
        base += " 계획"
    return f"{base}({inside})" if inside else base


def is_deed(what: str) -> bool:
    return bool(_DEEDS.search(core(what)))


def is_act(what: str) -> bool:
    """It is done at once, and not pursued: 국무회의 보고, 사업자 선정."""
    return bool(_ACTS.search(core(what)))


def is_paper(what: str) -> bool:
    """It is itself what is signed: a contract is not made about a contract."""
    return bool(_PAPERS.search(core(what)))


def is_plan(what: str) -> bool:
    return bool(_PLANS.search(core(what)))


def says_plan(what: str) -> bool:
    return bool(_PLAN.search(what))


def is_place(what: str) -> bool:
    """Money can be put into it: `X에 20조원을 투자`."""
    return bool(_PLACES.search(core(what)))


def is_clause(what: str) -> bool:
    """What is done with its object: `공제를 7년 연장`."""
    words = core(what).split()
    objects = [i for i, word in enumerate(words[:-1]) if len(word) > 1 and word[-1] in "을를"]
    if not objects or not is_deed(what):
        return False
    return not any(_TAKES_OBJECT.search(word) for word in words[objects[-1] + 1 : -1])


def without_own_name(facts: Facts) -> str:
    """`카카오가 맡는 B200` of Kakao is `맡는 B200`: the sentence has named it."""
    rest = _without_own(facts)
    return rest if rest and not names_itself(facts) else facts.what


def names_itself(facts: Facts) -> bool:
    """`국가인공지능전략위원회 출범`: without the name there would be only 출범."""
    rest = _without_own(facts)
    return bool(rest) and " " not in core(rest)


def _without_own(facts: Facts) -> str:
    """What follows the name of who acts, and a particle; empty where the words do not begin with it."""
    if not facts.what.startswith(facts.by.words):
        return ""
    rest = facts.what.removeprefix(facts.by.words)
    rest = rest[1:] if rest[:1] and rest[0] in "가이은는의" else rest
    return rest[1:] if rest[:1] == " " else ""


def is_said(what: str) -> str:
    """What is no noun, as what is said: 열어 둔다, 열려 있다, 필요하다; empty for nouns."""
    words = core(what)
    if words.endswith(" 필요"):
        return f"{words}하다"
    if not _IN_M.search(words):
        return ""
    if words[-1] == "음":
        before = words[:-1]
        return (
            f"{before}다"
            if before.endswith(("있", "없", "같", "높", "낮", "많", "적", "았", "었", "했"))
            else f"{before}는다"
        )
    return f"{words[:-1]}{chr(ord(words[-1]) - _M + _N)}다"


def day(date: str) -> str:
    """2025년 10월 23일, 2025년 10월, 2025년, 2030년 상반기, 2030년 3분기."""
    year, *rest = date.split("-")
    if rest and rest[0][0] in "HQ":
        return f"{year}년 {'상반기' if rest[0] == 'H1' else '하반기' if rest[0] == 'H2' else rest[0][1] + '분기'}"
    return " ".join(f"{int(number)}{unit}" for number, unit in zip([year, *rest], "년월일", strict=False))
