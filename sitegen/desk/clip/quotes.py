"""What is quoted in running text, with who says it: before the words, behind them, or in the sentence before."""

import re
from collections.abc import Sequence

from msgspec import Struct

from sitegen.desk.clip.names import LooseNames, Mention
from sitegen.desk.clip.sentences import Sentence
from sitegen.digest.values import Key

_QUOTED = re.compile(r"“([^“”]{2,600}+)”|\"([^\"]{2,600}+)\"")
# What Korean puts behind words that are said. Without it they are a name, or words that are only mentioned.
_SAID = re.compile(r"\s?(?:이?라(?:고도|고|며|면서|는|던)|고도?|며|면서|는\s(?:것|입장|설명|취지|뜻|의견|점)|라\s)")
_WHOLE = re.compile(r"(?:다|요|까|자|죠|라|것|함|음|됨|임|겠다|습니다)[.!?…]?$")
_VERB = re.compile(
    r"말했|말한|말하|밝혔|밝힌|밝히|덧붙|강조|설명|평가|전했|지적|주장|내다봤|전망|언급|답했|당부|했다|했고|적었|썼다|비판|호소|촉구|반박|소개|제안|약속|토로|꼬집|"
    r"역설|진단|시사|경고|분석|관측|기대|인사|축하"
)
_SUBJECT = re.compile(r"([^,.“”\"]{1,80}?)(?:은|는|이|가|께서는)(?=[\s,])")
_BEHIND = re.compile(
    r"^[^“”\"]{0,12}?고도?\s((?:[^\s,.“”\"]+\s){0,7}[^\s,.“”\"]{1,30}?)(?:은|는|이|가)\s(?:[^\s]+\s){0,4}(?:말했|밝혔|전했|덧붙|강조|설명)"
)
_MARKS = re.compile(r"[“”\"]")
_UNNAMED = re.compile(r"(?:관계자|당국자|소식통|담당자)$")
_NO_NOUN = re.compile(r"(?:[있없하되같받열했됐될할갈들난린한운긴는된]|위)$")  # 있는, 하는, 같은: no subjects
_PRONOUN = re.compile(r"(?:그|그녀|이\s관계자|이들|그들|이\s회사|회사|동사|재단|같은\s관계자)")
_LEADING = re.compile(
    r"^(?:이어|또|또한|그러면서|이에\s대해|이와\s관련해?|한편|그러나|하지만|다만|특히|반면|아울러|앞서|이날|당시|[^\s]+에\s따르면|[0-9]+일)\s(?:[^\s]+에서\s)?"
)
_ROLE = re.compile(
    r"대통령|총리|장관|차관|수석|실장|국장|과장|위원장|위원|의원|대표|최고경영자|책임자|사장|회장|전무|상무|이사|본부장|센터장"
    r"|소장|원장|교수|연구원|대변인|관계자|청장|시장|지사|군수|총장|대사|의장|변호사|담당|총괄|팀장|창업자|C[ETFO]O"
)
_NAME = re.compile(
    r"^([가-힣]{2,4}|(?:[가-힣]{1,6}\s)?[가-힣]{1,6}\s[가-힣]{1,6}|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,2})\s"
)
_NAME_AND_ROLE = re.compile(r"\s([가-힣]{2,4})\s([가-힣A-Z\s]{2,20})$")
_ENGLISH_VERB = r"(?:said|says|added|adds|told|wrote|writes|argued|noted|stated|warned|explained|announced|commented)"
_PERSON = r"(?<![\w.’'-])(?:[A-Z][\w.’'-]*\s(?:(?:de|van|von|of|the|Al|al)\s)?){0,4}[A-Z][\w.’'-]*"
_SPEAKS = re.compile(rf"\b{_ENGLISH_VERB}\b")
_SAID_BY = re.compile(rf"^,?\s?{_ENGLISH_VERB}\s(?P<who>{_PERSON}|he|she|they)(?:,\s(?P<role>[^,.“”\"]{{3,90}}))?")
_BY_SAID = re.compile(
    rf"^,?\s?(?P<who>{_PERSON}|[Hh]e|[Ss]he|[Tt]hey)(?:,\s(?P<role>[^,.“”\"]{{3,90}}),)?\s{_ENGLISH_VERB}"
)
_ROLE_FIRST = re.compile(rf"^,?\s?(?P<role>[^,.“”\"]{{3,90}}),\s(?P<who>{_PERSON}),\s{_ENGLISH_VERB}")
_SPOKE = re.compile(rf"(?P<who>{_PERSON})\s{_ENGLISH_VERB}\b")
_VIEW = re.compile(r"^(?:이?라)?는\s것이\s([^\s]{1,12})의\s")
_BEFORE_SAID = re.compile(
    rf"(?P<who>{_PERSON}|\b[Hh]e|\b[Ss]he|\b[Tt]hey)(?:,\s(?P<role>[^,.“”\"]{{3,90}}),)?\s{_ENGLISH_VERB}(?:\s[^“”\"]{{0,60}})?[,:]?\s$"
)
_TITLE = re.compile(
    r"((?:Chief Executive|CEO|CFO|CTO|Chairman|Chairwoman|Chair|President|Vice President|Prime Minister|Minister"
    r"|Vice Minister|Senator|Governor|Secretary|Commissioner|Professor|Director)(?:\sOfficer)?)\s(?=[A-Z])"
)
_ROLE_OF = re.compile(r"^(?P<of>.+?)[’']s\s(?P<role>.+)$|^(?P<role2>.+?)\s(?:of|at|for)\s(?P<of2>.+)$")
_HANGUL = re.compile("[가-힣]")
_SHORT = 8  # letters; what is shorter is a word in quotation marks


class SpeakerFound(Struct, frozen=True):
    """Who speaks. `of`: an entity; `earlier`: whether only an earlier sentence names them."""

    name: str
    role: str = ""
    of: Key | None = None
    earlier: bool = False


class QuoteFound(Struct, frozen=True):
    """`speaker`: None where nobody is named."""

    text: str
    speaker: SpeakerFound | None
    sentence: Sentence


def quotes_in(sentences: Sequence[Sentence], names: LooseNames) -> list[QuoteFound]:
    """Each in its order; captions quote nobody."""
    quotes: list[QuoteFound] = []
    last: SpeakerFound | None = None  # who spoke, or acted, last
    for sentence in sentences:
        if sentence.caption:
            continue
        here: SpeakerFound | None = None
        for match in _QUOTED.finditer(sentence.text):
            words = (match[1] or match[2]).strip()
            before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
            more = bool(quotes and quotes[-1].sentence is sentence)
            follows = bool(quotes and quotes[-1].sentence.paragraph == sentence.paragraph)
            if not _is_said(words, before, behind, more, follows):
                continue
            speaker = _speaker(before, behind, words, names, here or last)
            here = speaker if speaker and not speaker.earlier else here or speaker
            quotes.append(QuoteFound(words.rstrip(","), speaker, sentence))
        last = here if here and not here.earlier else _actor(sentence.text, names) or last
    return quotes


def _is_said(words: str, before: str, behind: str, more: bool, follows: bool) -> bool:
    """`more`, `follows`: whether words are quoted before it in its sentence, in its paragraph."""
    if _HANGUL.search(words):
        rest = behind[:160]
        return len(words) >= _SHORT and bool(_SAID.match(behind)) and bool(_VERB.search(rest) or _WHOLE.search(words))
    if len(words) < _SHORT or " " not in words:
        return False
    said = _said_by(before, behind)
    alone = not before.strip() and not behind.strip(" .") and follows
    return bool(said) or alone or (more and words[-1:] in ".,!?") or bool(_SPEAKS.search(before[-60:]))


def _speaker(before: str, behind: str, words: str, names: LooseNames, last: SpeakerFound | None) -> SpeakerFound | None:
    if _HANGUL.search(words):
        return _korean(before, behind, names, last)
    match = _said_by(before, behind)
    if match is None or match["who"].lower() in ("he", "she", "they", "it"):
        return _again(last)
    return _english(match["who"], match["role"] or "", names, last)


def _said_by(before: str, behind: str) -> re.Match[str] | None:
    """In English: who says what is quoted between two texts, and their role."""
    patterns = (_SAID_BY, _BY_SAID, _ROLE_FIRST)
    return next((m for p in patterns if (m := p.match(behind))), None) or _BEFORE_SAID.search(before[-200:])


def _english(who: str, role: str, names: LooseNames, last: SpeakerFound | None) -> SpeakerFound:
    title = _TITLE.match(who)
    if title and not role:
        who, role = who[title.end() :], title[1]
    if last and not role and " " not in who and last.name.endswith(f" {who}"):
        return _again(last) or last  # Lehane, of whom Chris Lehane was told
    of = None
    if role and (mentions := names.mentions(role)):
        of = mentions[0].keys[0]
        named = _ROLE_OF.match(role)
        role = (named["role"] or named["role2"] or role).removeprefix("the ") if named else role
    elif mentions := names.mentions(who):
        of = mentions[0].keys[0]
    return SpeakerFound(who, role, of)


def _again(last: SpeakerFound | None) -> SpeakerFound | None:
    return SpeakerFound(last.name, last.role, last.of, True) if last else None


def _korean(before: str, behind: str, names: LooseNames, last: SpeakerFound | None) -> SpeakerFound | None:
    if match := _BEHIND.match(behind) or _VIEW.match(behind):
        return _person(match[1], names)
    phrase = _subject(_MARKS.split(before)[-1], names)
    if _PRONOUN.fullmatch(phrase):
        return _again(last) or SpeakerFound(phrase)
    return _person(phrase, names) if phrase else _again(last)


def _subject(clause: str, names: LooseNames) -> str:
    """The last subject before the words, one that is somebody's name or role if there is one."""
    subjects = [_without_leading(match[1].strip()) for match in _SUBJECT.finditer(clause)]
    for phrase in reversed(subjects):
        if _PRONOUN.fullmatch(phrase) or _ROLE.search(phrase) or names.mentions(phrase):
            return phrase
    return next((phrase for phrase in reversed(subjects) if phrase and not _NO_NOUN.search(phrase)), "")


def _without_leading(phrase: str) -> str:
    """Without what stands before a name: 24일 서울에서, 이어."""
    while (shorter := _LEADING.sub("", phrase)) != phrase:
        phrase = shorter
    return phrase


def _person(phrase: str, names: LooseNames) -> SpeakerFound:
    """크리스 리헤인 오픈AI 글로벌 대외협력 최고책임자: a name, an entity, a role."""
    mentions = names.mentions(phrase)
    persons = [mention for mention in mentions if any(key[0] in names.persons for key in mention.keys)]
    entities = [mention for mention in mentions if mention not in persons]
    of = _entity(entities, names)
    if _UNNAMED.search(phrase):
        return SpeakerFound(phrase, "", of)
    name = persons[0].name if persons else ""
    if name:
        rest = phrase[persons[0].end :].strip() or phrase[: persons[0].start].strip()
    elif of and entities[0].start == 0 and (match := _NAME_AND_ROLE.match(phrase[entities[0].end :])):
        name, rest = match[1], match[2]
    elif of and entities[0].start == 0 and not _ROLE.search(phrase):
        return SpeakerFound(phrase, "", of)
    elif match := _name(phrase, entities):
        name, rest = match[1], phrase[match.end() :].strip()
    else:
        return SpeakerFound(phrase, "", of)
    for mention in entities:
        if rest.startswith(mention.name) and not _ROLE.match(rest):
            rest = rest[len(mention.name) :].strip()
    return SpeakerFound(name, rest, of)


def _name(phrase: str, entities: Sequence[Mention]) -> re.Match[str] | None:
    """The name that a phrase begins with: one that an entity or a role stands behind."""
    match = _NAME.match(phrase[: entities[0].start] if entities else phrase)
    if match and (entities or (_ROLE.search(phrase) and not _ROLE.search(match[1]))):
        return match
    return None


def _entity(mentions: Sequence[Mention], names: LooseNames) -> Key | None:
    return next((key for mention in mentions for key in mention.keys if key[0] in names.entities), None)


def _actor(text: str, names: LooseNames) -> SpeakerFound | None:
    """The entity that a sentence is about: the first whose name a topic's particle follows."""
    for mention in names.mentions(text):
        of = _entity([mention], names)
        if of and re.match(r"(?:은|는|이|가|측은)\s", text[mention.end : mention.end + 4]):
            return SpeakerFound(mention.name, "", of)
    match = _SPOKE.search(text) if not _HANGUL.search(text) else None
    return _english(match["who"], "", names, None) if match and match["who"] not in ("He", "She", "They") else None
