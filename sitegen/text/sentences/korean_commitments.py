"""What somebody undertakes, in Korean: announced or signed."""

from sitegen.text.sentences.brackets import core
from sitegen.text.sentences.facts import Facts
from sitegen.text.sentences.korean_nouns import (
    after,
    is_act,
    is_deed,
    is_paper,
    is_place,
    is_plan,
    is_said,
    noun,
    says_plan,
    size,
    without_own_name,
)
from sitegen.text.sentences.korean_phrases import (
    KoreanClause,
    before_verb,
    by_when,
    is_so,
    jointly,
    planned,
    thing,
    verb,
)

_SHARED = "함께 추진하는 "
_DEALS = ("supply", "procurement", "partnership", "agreement")
_COUNTED = ("investment", "supply", "procurement", "funding", "capacity", "employment")
_SIZES = ("규모", "몫", "수", "량", "비율", "용량")  # they have a size; what is counted is of a size
_BOUNDED = ("규모", "급", "%", "이상", "이하", "초과", "미만", ")")
_PAPERS = {"loi": "의향서", "mou": "업무협약", "contracted": "계약"}


def announced(facts: Facts) -> KoreanClause:
    what = without_own_name(facts)
    if facts.kind == "investment" and facts.money and is_place(what):
        return _invested(facts)
    if facts.amount and facts.kind in _COUNTED and not (is_deed(what) or is_paper(what) or is_said(what)):
        return put_at(facts)
    if facts.certainty == "stated" and is_act(what):
        return KoreanClause(f"{jointly(facts, '함께 ')}{after(thing(facts), '을/를')}", verb("했다", "한"))
    partners = jointly(facts, "" if is_paper(what) else _SHARED)  # 오픈AI와 제휴를 발표했다
    if facts.certainty == "reported" and not facts.measure and is_deed(what):
        return KoreanClause(f"{jointly(facts, '함께 ')}{after(thing(facts), '을/를')}", verb("추진한다", "추진하는"))
    if facts.certainty != "planned" and not is_plan(what):
        return KoreanClause(f"{partners}{after(thing(facts), '을/를')}", verb("발표했다", "발표한", saying=True))
    fits = is_deed(what) or is_paper(what) or says_plan(what) or is_said(what)
    plan = thing(facts) if fits else f"{noun(what, facts.amount, by_when(facts))}에 관한 계획"
    said = verb("밝혔다", "밝힌", saying=True) if facts.own else verb("내놓았다", "내놓은")
    return KoreanClause(f"{partners}{after(plan, '을/를')}", said)


def decided(facts: Facts) -> KoreanClause:
    """An investment that was decided on."""
    if facts.kind == "investment" and facts.money:
        return KoreanClause(_into(facts), verb("투자하기로 결정했다", "투자하기로 결정한"))
    what = f"{jointly(facts, '함께 ')}{after(thing(facts), '을/를')}"
    return KoreanClause(what, verb("추진하기로 결정했다", "추진하기로 결정한"))


def _into(facts: Facts) -> str:
    what = f"{jointly(facts, '함께 ')}{without_own_name(facts)}에"
    return f"{what} {before_verb(facts)}{after(size(facts.amount), '을/를')}"


def _invested(facts: Facts) -> KoreanClause:
    words = _into(facts)
    if facts.certainty != "planned":
        return KoreanClause(words, verb("투자한다", "투자하는"))
    return KoreanClause(words, planned("투자할"))


def put_at(facts: Facts) -> KoreanClause:
    """How much it is, where it is a thing that is counted or measured: no verb is known that is true of it."""
    what = without_own_name(facts)
    if facts.certainty != "planned":
        return KoreanClause(after(noun(what, by_when(facts)), "이/가"), is_so(facts.amount), of=True)
    # 수요를 26만 장으로; what is itself counted is planned 26만 장 규모로
    counted = facts.kind in ("capacity", "supply", "procurement")
    bare = counted and not facts.money and not core(what).endswith(_SIZES) and not facts.amount.endswith(_BOUNDED)
    amount = f"{facts.amount} 규모" if bare else facts.amount
    words = f"{jointly(facts, '함께 ')}{after(noun(what), '을/를')} {before_verb(facts)}{after(amount, '으로/로')}"
    if says_plan(what) and not is_said(what):
        return KoreanClause(words, verb("잡았다", "잡은"))
    expected = core(what).endswith(("효과", "수입", "매출", "이용자", "사용자"))
    return KoreanClause(
        words, verb("예상하고 있다", "예상하고 있는") if expected else verb("계획하고 있다", "계획하고 있는")
    )


def signed(facts: Facts) -> KoreanClause:
    """Letters, memoranda, contracts: what is itself one is signed; of all else one is signed about it."""
    if facts.stage == "agreed":
        return KoreanClause(f"{jointly(facts, '')}{thing(facts)}에", verb("합의했다", "합의한"))
    what, paper = without_own_name(facts), after(_PAPERS[facts.stage], "을/를")
    mutual = facts.stage != "loi" or (facts.kind in _DEALS and bool(facts.with_))
    predicate = verb("맺었다", "맺은") if mutual else verb("냈다", "낸")
    partners = jointly(facts, "") if mutual else ""
    if is_paper(what):
        return KoreanClause(f"{partners}{after(thing(facts), '을/를')}", predicate)
    if facts.kind == "investment" and facts.money and is_place(what) and facts.stage == "loi":
        money = after(size(facts.amount), "을/를")
        return KoreanClause(f"{what}에 {before_verb(facts)}{money} 투자하겠다는 {paper}", predicate)
    return KoreanClause(f"{partners}{thing(facts)}에 관한 {paper}", predicate)
