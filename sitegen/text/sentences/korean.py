"""The Korean sentence: who did what, who says so, when.

Three ways to say who says it: by the actor (`뷔나그룹은 …고 밝혔다`), by the outlet (`…고 지디넷코리아가 전했다`), by
anybody or anything else (`KT 공시에 따르면 …`), for a filing says nothing itself.
"""

from sitegen.text.sentences.facts import Facts
from sitegen.text.sentences.korean_commitments import announced, decided, signed
from sitegen.text.sentences.korean_nouns import after, day, names_itself
from sitegen.text.sentences.korean_phrases import KoreanClause, Predicate, verb
from sitegen.text.sentences.korean_stages import befell, declined, enacted, ruled
from sitegen.text.sentences.korean_statements import forecast, position


def korean_sentence(facts: Facts) -> str:
    clause = _clause(facts)
    predicate = _hedged(clause.predicate, facts.certainty)
    source = ", ".join(part for part in (_outlet(facts), day(facts.told) if facts.told else "") if part)
    when = f"{day(facts.when)} " if facts.dated else ""
    law = f"{after(facts.law, '과/와')} 관련해 " if facts.law and facts.law.words not in facts.what else ""
    subject = _subject(facts, clause)
    # The day of what was done stands behind whoever tells of it: before them it would be the day on which they told.
    done = facts.own and facts.stage not in ("", "announced") and not predicate.saying
    who = f"{subject} {when}{law}" if done else f"{when}{law}{subject} "
    lead, acts, tail = "", f"{who}{clause.words.strip()} ", ""
    if facts.certainty == "rumoured":
        teller = facts.speaker or (facts.by if facts.own else facts.outlet) or facts.by
        tail = f"{predicate.quoted.removesuffix('고')}는 확인되지 않은 소식을 {after(teller, '이/가')} 전했다"
    elif facts.own:
        tail = predicate.plain if predicate.saying else f"{predicate.quoted} 밝혔다"
    elif facts.speaker:
        lead, tail = f"{facts.speaker.words}에 따르면 ", predicate.plain
    else:
        tail = f"{predicate.quoted} {after(facts.outlet or facts.by, '이/가')} 전했다"
    return " ".join(f"{lead}{acts}{tail}{f'({source})' if source else ''}.".split())


def _clause(facts: Facts) -> KoreanClause:
    if facts.statement:
        return forecast(facts) if facts.kind == "forecast" else position(facts)
    if facts.kind == "ruling":
        return ruled(facts)
    if facts.stage in ("proposed", "provisional", "passed"):
        return enacted(facts)
    if facts.stage == "committed":
        return decided(facts)
    if facts.stage in ("loi", "mou", "agreed", "contracted"):
        return signed(facts)
    if facts.stage in ("declined", "unsigned", "vetoed"):
        return declined(facts)
    return announced(facts) if facts.stage == "announced" else befell(facts)


def _subject(facts: Facts, clause: KoreanClause) -> str:
    """Who acts, or whose it is. A rumour is nobody's own words, and what is only known of them is not said by them."""
    if clause.at:
        return f"{facts.by.words}에"
    if clause.of and names_itself(facts):
        return ""
    if facts.own and facts.certainty != "rumoured" and not (clause.of and facts.certainty == "reported"):
        return after(facts.by, "은/는")
    return f"{facts.by.words}의" if clause.of else after(facts.by, "이/가")


def _hedged(predicate: Predicate, certainty: str) -> Predicate:
    """What is only reported is 낸 것으로 알려졌다; a plan says so in its noun or verb, a rumour at the end."""
    if certainty != "reported":
        return predicate
    known = verb(f"{predicate.before_noun} 것으로 알려졌다", f"{predicate.before_noun} 것으로 알려진")
    return Predicate(known.plain, known.quoted, known.before_noun, saying=True)


def _outlet(facts: Facts) -> str:
    """Beside the day, unless the sentence has named it."""
    named = not facts.own and not facts.speaker
    return facts.outlet.words if facts.outlet and not named else ""
