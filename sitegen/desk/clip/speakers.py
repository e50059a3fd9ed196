"""Who speaks, from the words that name them: 크리스 리헤인 오픈AI 책임자; `Chris Lehane, OpenAI's chief officer`."""

import re
from collections.abc import Sequence

from msgspec import Struct

from sitegen.desk.clip.names import LooseNames, Mention
from sitegen.desk.clip.person_names import is_korean_name, is_role, name_length
from sitegen.digest.values import Key

_UNNAMED = re.compile(r"(?:관계자|당국자|소식통|담당자)$")
_TITLE = re.compile(
    r"((?:(?:Deputy|Vice|Prime|Acting|Assistant|Executive|Co-)\s?)?(?:Chief Executive|CEO|CFO|CTO|COO"
    r"|Chairman|Chairwoman|Chair|President|Minister|Senator|Governor|Secretary|Commissioner|Professor|Director|Representative|Rep\.|Sen\.)"
    r"(?:\sOfficer)?)\s(?=[A-Z])"
)
_ROLE_OF = re.compile(r"^(?P<of>.+?)[’']s\s(?P<role>.+)$|^(?P<role2>.+?)\s(?:of|at|for)\s(?P<of2>.+)$")
_ARTICLE = re.compile(r"^(?:the|an?)\s")
_RELATIVE = re.compile(r"^(?:who|which|whose)\s")


class SpeakerFound(Struct, frozen=True):
    """Who speaks. `of`: an entity; `earlier`: whether only an earlier sentence names them."""

    name: str
    role: str = ""
    of: Key | None = None
    earlier: bool = False


def again(last: SpeakerFound | None) -> SpeakerFound | None:
    """The speaker of before, whom a sentence does not name."""
    return SpeakerFound(last.name, last.role, last.of, True) if last else None


def korean_speaker(phrase: str, names: LooseNames) -> SpeakerFound:
    """크리스 리헤인 오픈AI 글로벌 대외협력 최고책임자: a name, an entity, a role."""
    mentions = names.mentions(phrase)
    persons = [mention for mention in mentions if any(key[0] in names.persons for key in mention.keys)]
    entities = [mention for mention in mentions if mention not in persons]
    of = entity_of(entities, names)
    if _UNNAMED.search(phrase):
        return SpeakerFound(phrase, "", of)
    if persons:
        name, rest = persons[0].name, phrase[persons[0].end :].strip() or phrase[: persons[0].start].strip()
    elif of and entities[0].start == 0 and not is_role(phrase):
        return SpeakerFound(phrase, "", of)
    else:
        name, rest = _parted(phrase, entities if of else ())
    for mention in entities:
        if rest.startswith(f"{mention.name} ") or (rest.startswith(mention.name) and not is_role(rest.split()[0])):
            rest = rest[len(mention.name) :].strip()
    return SpeakerFound(name, rest, of)


def _parted(phrase: str, entities: Sequence[Mention]) -> tuple[str, str]:
    """A name and the rest of a phrase; all of it is the name where none is told apart."""
    before = phrase[: entities[0].start].split() if entities else []
    if 0 < len(before) <= 3 and not is_role(" ".join(before)) and phrase[entities[0].start - 1].isspace():
        length = 1 if is_korean_name(before[0]) else len(before)
        return " ".join(before[:length]), " ".join(phrase.split()[length:])
    words = phrase.split()
    if length := name_length(words):
        return " ".join(words[:length]), " ".join(words[length:])
    # 대통령실 하정우 수석: the name stands between an organisation and a role.
    for number in range(1, len(words) - 1):
        if is_korean_name(words[number]) and is_role(words[number + 1]):
            return words[number], " ".join([*words[:number], *words[number + 1 :]])
    return phrase, ""


def english_speaker(who: str, role: str, names: LooseNames, told: Sequence[SpeakerFound]) -> SpeakerFound:
    """`role`: what stands behind the name, between commas; `told`: who spoke before."""
    title = _TITLE.match(who)
    if title and (not role or _RELATIVE.match(role)):
        who, role = who[title.end() :], title[1]
    if not role and " " not in who:  # Lehane, of whom Chris Lehane was told
        for person in reversed(told):
            if person.name.endswith(f" {who}"):
                return again(person) or person
    role = "" if _RELATIVE.match(role) else role
    of = None
    if role and (mentions := names.mentions(role)):
        of = mentions[0].keys[0]
        named = _ROLE_OF.match(role)
        role = (named["role"] or named["role2"] or role) if named else role
    elif mentions := names.mentions(who):
        of = mentions[0].keys[0]
    return SpeakerFound(who, _ARTICLE.sub("", role), of)


def entity_of(mentions: Sequence[Mention], names: LooseNames) -> Key | None:
    return next((key for mention in mentions for key in mention.keys if key[0] in names.entities), None)
