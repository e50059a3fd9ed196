"""What somebody expects or holds, in Korean."""

import re

from sitegen.text.sentences.brackets import core
from sitegen.text.sentences.facts import Facts
from sitegen.text.sentences.korean_commitments import put_at
from sitegen.text.sentences.korean_nouns import after, is_clause, is_deed, is_plan, is_said, noun, without_own_name
from sitegen.text.sentences.korean_phrases import KoreanClause, is_so, thing, verb

_SAID = verb("밝혔다", "밝힌", saying=True)
_EXPECTED = verb("내다봤다", "내다본", saying=True)
_CHANGES = ("증가", "감소", "차지", "확대", "확장", "축소", "상승", "하락", "성장", "대체")
# 전력 수요 세 배로 증가: the subject needs its particle
_TIMES = re.compile(r" (?:두|세|네|다섯|여섯|열|[0-9.]{1,9}) ?배\b")
_HELD = ("제안", "희망", "요구", "판단", "준비", "뜻", "의견", "입장", "우려", "반대", "지지")


def forecast(facts: Facts) -> KoreanClause:
    what = without_own_name(facts)
    if facts.amount:
        its, amount = after(noun(what), "을/를"), after(facts.amount, "으로/로")
        return KoreanClause(f"{its} {amount}", verb("잡았다", "잡은") if core(what).endswith("목표") else _EXPECTED)
    if core(what).endswith(_CHANGES):
        match = _TIMES.search(core(what))
        its, times = (core(what)[: match.start()].rstrip(), core(what)[match.start() :]) if match else ("", "")
        grows = f"{after(its, '이/가')}{times}" if its and its[-1] not in "이가은는을를" else core(what)
        return KoreanClause(f"{grows}할 것으로", _EXPECTED)
    return KoreanClause(after(noun(what), "을/를"), _EXPECTED)


def position(facts: Facts) -> KoreanClause:
    what = without_own_name(facts)
    if facts.amount and facts.certainty == "planned":
        return put_at(facts)
    if facts.amount:
        so = is_so(facts.amount)
        return KoreanClause(f"{after(noun(what), '이/가')} {so.quoted}", _SAID)
    if said := is_said(what):
        return KoreanClause(f"{said}는 {'계획' if facts.certainty == 'planned' else '입장'}을", _SAID)
    if core(what).endswith((" 중", "예정")):
        return KoreanClause(f"{core(what)}이라고", _SAID)
    if core(what).endswith("제안"):
        return KoreanClause(after(noun(what), "을/를"), verb("내놓았다", "내놓은", saying=True))
    if is_clause(what) or is_plan(what) or core(what).endswith(_HELD):
        return KoreanClause(after(thing(facts), "을/를"), _SAID)
    if is_deed(what):
        told = _SAID if facts.certainty == "planned" else verb("알렸다", "밝힌", saying=True)
        return KoreanClause(after(thing(facts), "을/를"), told)
    return KoreanClause(f"{noun(what)}에 관한 {'계획' if facts.certainty == 'planned' else '입장'}을", _SAID)
