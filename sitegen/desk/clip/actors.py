"""Who acts in a sentence, and with whom: the names of entities by the particles and words that stand beside them."""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from sitegen.desk.clip.names import LooseNames, Mention
from sitegen.digest.values import Key

_HANGUL = re.compile("[가-힣]")
_ASIDE = r"(?:\([^()]{1,20}\))?"
_SUBJECT = re.compile(
    rf"{_ASIDE}(?:\s[가-힣]{{1,5}})?\s?측?(?:은|는|이|가|도|역시)(?=[\s,])|\s(?:역시|측은|측이)\s|(?:\s?등)(?:\s[가-힣A-Za-z]{{1,12}}){{0,3}}?(?:은|는|이|가|도)\s|에\s따르면"
)
# 정부가 추진 중인 구상에: a clause that only says which plan is meant.
_ASIDE_CLAUSE = re.compile(
    rf"{_ASIDE}(?:이|가)\s(?:[^\s,]{{1,15}}\s){{0,2}}?[^\s,]{{0,15}}(?:중인|내건|내놓은|펴는|이끄는)\s"
)
_JOINED = re.compile(rf"{_ASIDE}\s?(?:·|,|와|과|및|그리고|and|&)\s?(?:and\s)?")
_WITH = re.compile(
    rf"{_ASIDE}\s?(?:등\s?)?(?:와의|과의|와는|과는|와|과)(?![가-힣])|측?(?:에게|에|로부터|으로부터)(?![가-힣]|\s따르면)|(?:과|와)?\s간"
)
_CHOSEN = re.compile(rf"{_ASIDE}(?:을|를)\s(?:[^\s]{{1,20}}\s){{0,3}}?선정(?:했|하)")
_SUPPLIERS = re.compile(rf"{_ASIDE}\s?(?:와는|과는|로부터|으로부터)(?![가-힣])")
_BEGINS = re.compile(r"\A(?:The\s|According\sto\s(?:the\s)?)?\Z|,\s(?:the\s)?\Z|—\s\Z")
_OF_THE_SAME = re.compile(
    r"(?:It|They|The\s(?:companies|company|firm|group|ministry|partners|government|law|bill|deal|agreement|plan|project|plant))\s"
)
_OF_BOTH = re.compile(
    r"(?:두\s(?:회사|기업|기관)|양사|양측|세\s(?:회사|기업)|이들)(?:은|는)\s|(?:They|The\s(?:companies|partners))\s"
)
_TOPIC = re.compile(r"((?:[^\s,]{1,20}\s){0,2}?[^\s,]{1,20}?)(?<![와과에서로])(?:은|는)\s")
# Somebody whom the digest may not know acts: 카카오와 네이버 등 플랫폼 기업들도, 카카오에 따르면.
_OTHERS = re.compile(r"(?:[^\s,.]{1,20}\s){0,5}?[^\s,.]{1,20}?(?:들[도은이]|에\s따르면)\s")
_SAME = re.compile(
    r"(?:회사|양사|양측|그룹|업체|기업|이들|이곳|사업비?|법인|부처|당국|위원회|개정안|법안|협약|계약|공장|센터|비용|금액|규모|용량|발전량|증설에|이\s사업)$"
)
_ENGLISH_WITH = re.compile(r"\b(?:with|to|from|between)\s(?:the\s)?$")


class Actors(Struct, frozen=True):
    """`together`: who acts beside `by`; `with_`: whom they act with; `suppliers`: of these who is named as a source.

    `earlier`: whether `by` is named in an earlier sentence alone.
    """

    by: Key | None = None
    together: tuple[Key, ...] = ()
    with_: tuple[Key, ...] = ()
    suppliers: tuple[Key, ...] = ()
    earlier: bool = False


def actors_in(text: str, mentions: Sequence[Mention], names: LooseNames) -> Actors:
    """What the sentence itself says."""
    entities = [mention for mention in mentions if _key(mention, names)]
    korean = bool(_HANGUL.search(text))
    acting = _keys(_subjects(text, entities, korean), names)
    with_ = _with_others(text, entities, korean)
    suppliers = _joined_behind(text, entities, _SUPPLIERS)
    others = tuple(key for key in _keys(with_, names) if key not in acting)
    return Actors(acting[0] if acting else None, acting[1:], others, _keys(suppliers, names))


def goes_on(text: str, before: Actors, here: Actors, mentions: Sequence[Mention], names: LooseNames) -> Actors:
    """A sentence that names nobody who acts, of the one that the sentences `before` it name; else as it is."""
    others = set(_keys(mentions, names)) - {before.by, *before.together}
    if here.by or before.by is None or not _is_of_the_same(text) or (others and not here.with_):
        return here
    together = before.together if _OF_BOTH.match(text) else ()
    with_ = tuple(key for key in here.with_ if key not in (before.by, *together))
    return Actors(before.by, together, with_, here.suppliers, earlier=True)


def _is_of_the_same(text: str) -> bool:
    if not _HANGUL.search(text):
        return bool(_OF_THE_SAME.match(text))
    if _OTHERS.match(text):
        return False
    topic = _TOPIC.match(text)
    return not topic or bool(_SAME.search(topic[1]))


def _key(mention: Mention, names: LooseNames) -> Key | None:
    return next((key for key in mention.keys if key[0] in names.entities), None)


def _keys(mentions: Sequence[Mention], names: LooseNames) -> tuple[Key, ...]:
    keys = (_key(mention, names) for mention in mentions)
    return tuple(dict.fromkeys(key for key in keys if key))


def _subjects(text: str, entities: Sequence[Mention], korean: bool) -> Sequence[Mention]:
    """The first that is a subject, with those that are joined to it; in English the sentence begins with it."""
    if not korean:
        if not entities or not _BEGINS.search(text[: entities[0].start]):
            return ()
        last = 0
        while last + 1 < len(entities) and _are_joined(text, entities[last], entities[last + 1]):
            last += 1
        return entities[: last + 1]
    for number, mention in enumerate(entities):
        if _SUBJECT.match(text, mention.end) and not _ASIDE_CLAUSE.match(text, mention.end):
            first = number
            while first and _are_joined(text, entities[first - 1], entities[first]):
                first -= 1
            return entities[first : number + 1]
    if entities and entities[0].start == 0 and text[entities[0].end :].startswith(", "):
        return entities[:1]  # 새울에너지, 발전소 준공
    return ()


def _are_joined(text: str, one: Mention, other: Mention) -> bool:
    return bool(_JOINED.fullmatch(text[one.end : other.start]))


def _with_others(text: str, entities: Sequence[Mention], korean: bool) -> Sequence[Mention]:
    """A name is joined to those behind it in Korean (삼성전자·SK하이닉스와), to those before it in English."""
    if korean:
        return _joined_behind(text, entities, _WITH, _CHOSEN)
    return _joined_on(text, entities, lambda one: bool(_ENGLISH_WITH.search(text[max(0, one.start - 12) : one.start])))


def _joined_behind(text: str, entities: Sequence[Mention], *words: re.Pattern[str]) -> Sequence[Mention]:
    """Those behind which such words stand, and those that are joined to one of them."""
    found = _joined_on(text, entities[::-1], lambda one: any(each.match(text, one.end) for each in words))
    return found[::-1]


def _joined_on(text: str, entities: Sequence[Mention], is_one: Callable[[Mention], bool]) -> Sequence[Mention]:
    """Those of a kind, and those that are joined to one that comes before them in this order; each is seen once."""
    found: list[Mention] = []
    joined = False
    for number, mention in enumerate(entities):
        if joined:
            one, other = sorted(entities[number - 1 : number + 1], key=lambda each: each.start)
            joined = _are_joined(text, one, other)
        joined = joined or is_one(mention)
        if joined:
            found.append(mention)
    return found
