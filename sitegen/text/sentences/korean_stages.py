"""What became of a commitment or a measure, in Korean.

Where nobody says who did it, the sentence does not either: 건설 단계에 들어갔다, not 착공했다. And where the noun says
itself what the stage says (폐지, 연기, 거부), it is not said twice, which would turn it round.
"""

from msgspec.structs import replace

from sitegen.text.sentences.brackets import core
from sitegen.text.sentences.facts import Facts
from sitegen.text.sentences.korean_nouns import (
    after,
    is_act,
    is_clause,
    is_deed,
    is_said,
    names_itself,
    noun,
    without_own_name,
)
from sitegen.text.sentences.korean_phrases import KoreanClause, Predicate, by_when, jointly, thing, verb

_BEFALLS: dict[str, Predicate] = {
    "permitted": verb("허가를 받았다", "허가를 받은"),
    "building": verb("건설 단계에 들어갔다", "건설 단계에 들어간"),
    "operating": verb("운영에 들어갔다", "운영에 들어간"),
    "done": verb("마무리됐다", "마무리된"),
    "delayed": verb("미뤄졌다", "미뤄진"),
    "changed": verb("변경됐다", "변경된"),
    "cancelled": verb("취소됐다", "취소된"),
    "in-force": verb("시행에 들어갔다", "시행에 들어간"),
    "amended": verb("개정됐다", "개정된"),
    "rescinding": Predicate("철회될 예정이다", "철회될 예정이라고", "철회될 예정인"),
    "repealed": verb("폐지됐다", "폐지된"),
}
_SAID: dict[str, tuple[str, ...]] = {
    "delayed": ("연기", "연장", "지연"),
    "changed": ("개편", "전환", "변경", "대체", "확대", "축소"),
    "cancelled": ("철회", "취소", "중단"),
    "amended": ("개정",),
    "rescinding": ("철회 방침", "폐지 방침", "대체 방침"),
    "repealed": ("폐지", "대체", "철회"),
}
_EVENTS = ("기공식", "착공식", "준공식", "출범식", "개소식")
_TAKES_EFFECT = ("적용", "집행", "개시", "발효")
_LAUNCHES = ("출범", "개소", "개설", "착수", "개시", "시작", "도입", "설치", "설립", "선정", "구축", "공급")
_DECIDED, _HELD = verb("결정했다", "결정한"), verb("거쳤다", "거친")
_DONE = verb("이뤄졌다", "이뤄진")


def befell(facts: Facts) -> KoreanClause:
    what = core(without_own_name(facts))
    if what.endswith(_SAID.get(facts.stage, ())):
        if is_clause(what) and facts.certainty != "planned" and not facts.amount and not by_when(facts):
            return KoreanClause(f"{what}하기로", verb("했다", "한"))
        return KoreanClause(after(thing(facts), "을/를"), _DECIDED)
    if facts.stage == "in-force" and what.endswith(" 시행"):  # what takes effect is the law, not its taking effect
        facts = replace(facts, what=facts.what.replace(what, what.removesuffix(" 시행")))
    its = after(thing(facts), "이/가")
    if names_itself(facts):
        return KoreanClause(its, _DONE, of=True)
    if is_act(what) and facts.stage in ("operating", "done"):
        return KoreanClause(f"{jointly(facts, '함께 ')}{after(thing(facts), '을/를')}", verb("마쳤다", "마친"))
    if facts.measure:
        begins = facts.stage == "in-force" and what.endswith(_TAKES_EFFECT)
        return KoreanClause(its, verb("시작됐다", "시작된") if begins else _BEFALLS[facts.stage], of=True)
    if what.endswith(_EVENTS):
        return KoreanClause(f"{_project(facts)}{its}", verb("열렸다", "열린"))
    if facts.stage == "operating" and facts.kind == "employment":
        return KoreanClause(after(thing(facts), "을/를"), verb("갖췄다", "갖춘"))
    if facts.stage == "operating" and what.endswith(("운영", "가동")):
        return KoreanClause(f"{_project(facts)}{its}", verb("시작됐다", "시작된"))
    happened = _DONE if facts.stage == "operating" and what.endswith(_LAUNCHES) else _BEFALLS[facts.stage]
    return KoreanClause(f"{_project(facts)}{its}", happened)


def _project(facts: Facts) -> str:
    """Whose it is, where who acts on it is not known."""
    pursued = "추진한 " if facts.stage in ("operating", "done") else "추진하는 "
    return jointly(facts, f"함께 {pursued}") or ("" if facts.own else pursued)


def enacted(facts: Facts) -> KoreanClause:
    what = core(without_own_name(facts))
    if what.endswith("표결"):
        return KoreanClause(after(thing(facts), "을/를"), _HELD)
    if facts.stage == "provisional":
        if what.endswith("합의"):
            return KoreanClause(after(thing(facts), "을/를"), verb("이뤘다", "이룬"))
        return KoreanClause(f"{thing(facts)}에", verb("잠정 합의했다", "잠정 합의한"))
    if "행정명령" in what:
        return KoreanClause(after(thing(facts), "을/를"), verb("발령했다", "발령한"))
    if facts.stage == "passed" and what.endswith(("승인", "의결", "합의", "통과")):
        return KoreanClause(after(thing(facts), "을/를"), verb("마쳤다", "마친"))
    if facts.stage == "passed":
        return KoreanClause(after(thing(facts), "을/를"), verb("확정했다", "확정한"))
    if what.endswith("제안") or (is_deed(what) and not is_clause(what)):
        return KoreanClause(after(thing(facts), "이/가"), _DONE, of=True)
    return KoreanClause(after(thing(facts), "을/를"), verb("제안했다", "제안한"))


def declined(facts: Facts) -> KoreanClause:
    what, its = core(without_own_name(facts)), after(thing(facts), "을/를")
    if facts.stage == "unsigned":
        paper = noun(without_own_name(facts), facts.amount).removesuffix(" 서명")
        return KoreanClause(f"{paper}에", verb("서명하지 않았다", "서명하지 않은"))
    if is_said(what):
        if facts.certainty == "planned":
            return KoreanClause(its, verb("밝혔다", "밝힌", saying=True))
        decision = noun(without_own_name(facts), facts.amount, by_when(facts), said_as="결정")
        return KoreanClause(after(decision, "을/를"), verb("내렸다", "내린"))
    if what.endswith("표결"):
        return KoreanClause(its, _HELD)
    if what.endswith(("거부", "거절", "부결", "반대", "거부권 행사")):
        return KoreanClause(its, _DECIDED)
    if facts.stage == "vetoed":
        return KoreanClause(f"{thing(facts)}에", verb("거부권을 행사했다", "거부권을 행사한"))
    if what.endswith(("뜻", "입장", "방침", "의사")):
        return KoreanClause(its, verb("밝혔다", "밝힌", saying=True))
    if is_deed(what) and not is_clause(what):
        return KoreanClause(its, verb("하지 않기로 했다", "하지 않기로 한"))
    return KoreanClause(its, verb("받아들이지 않았다", "받아들이지 않은"))


def ruled(facts: Facts) -> KoreanClause:
    """A case: of who acts, before a court; where a court acts, the case is what it is about."""
    its, stage, of = thing(facts), facts.stage, not facts.in_court
    court = after(facts.court, "이/가") if facts.court else ""
    what = core(facts.what)
    if stage in ("preliminary", "decided") and court and what.endswith("승인"):
        return KoreanClause(f"{after(its, '을/를')} {court}", _DECIDED, of)
    if facts.in_court and stage == "filed":
        filed = verb("제기됐다", "제기된") if what.endswith(("소송", "소", "청구")) else verb("제출됐다", "제출된")
        return KoreanClause(after(its, "이/가"), filed, of=False, at=True)
    if facts.in_court and what.endswith(("판단", "판결", "결정", "명령")) and stage in ("decided", "announced"):
        return KoreanClause(after(its, "을/를"), verb("내렸다", "내린"))
    if stage in ("preliminary", "decided"):
        verdict = "예비 판단" if stage == "preliminary" else "판단"
        if facts.in_court:
            return KoreanClause(f"{its}에 대해 {verdict}을", verb("내렸다", "내린"))
        if court:
            return KoreanClause(f"{its}에 대해 {court} {verdict}을", verb("내렸다", "내린"), of)
        return KoreanClause(f"{its}에 대한 {verdict}이", verb("나왔다", "나온"), of)
    where = f"{facts.court.words}에 " if facts.court else ""
    if stage == "appealed":
        return KoreanClause(f"{its}에 대한 항소가 {where}", verb("제기됐다", "제기된"), of)
    happened = {
        "filed": verb("제출됐다", "제출된"),
        "settled": verb("합의에 이르렀다", "합의에 이른"),
    }.get(stage, verb("발표됐다", "발표된"))
    return KoreanClause(f"{after(its, '이/가')} {where if stage == 'filed' else ''}", happened, of=True)
