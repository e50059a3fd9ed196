"""What is quoted in running text, with who says it: before the words, behind them, or in the sentence before."""

import re
from collections.abc import Sequence

from msgspec import Struct

from sitegen.desk.clip.names import LooseNames
from sitegen.desk.clip.person_names import is_role
from sitegen.desk.clip.sentences import Sentence
from sitegen.desk.clip.speakers import SpeakerFound, again, english_speaker, entity_of, korean_speaker

_QUOTED = re.compile(r"“([^“”]{2,600}+)”|\"([^\"]{2,600}+)\"")
# What Korean puts behind words that are said. Without it they are a name, or words that are only mentioned.
_SAID = re.compile(r"\s?(?:이?라(?:고도|고|며|면서|는|던)|고도?|며|면서|는\s(?:것|입장|설명|취지|뜻|의견|점)|라\s)")
_WHOLE = re.compile(r"(?:다|요|까|자|죠|라|것|함|음|됨|임|겠다|습니다)[.!?…]?$")
_VERB = re.compile(
    r"말했|말한|말하|밝혔|밝힌|밝히|덧붙|강조|설명|평가|전했|지적|주장|내다봤|전망|언급|답했|당부|했다|했고|적었|썼다|비판|호소|촉구|반박|소개|제안|약속|토로|꼬집|"
    r"역설|진단|시사|경고|분석|관측|기대|인사|축하"
)
_SUBJECT = re.compile(r"([^,.“”\"]{1,80}?)(?:(?:은|는|이|가|께서는)(?=[\s,])|도(?=\s*$))")
_TOPIC = re.compile(r"((?:[^\s,.“”\"]{1,20}\s){1,6}?[^\s,.“”\"]{1,20}?)(?:은|는)\s")
_QUESTION = re.compile(r"(?:[―—–-]|Q\s?[.:)])")  # of an interview: its answer is a paragraph in quotation marks
_BEHIND = re.compile(
    r"^[^“”\"]{0,12}?고도?\s((?:[^\s,.“”\"]+\s){0,7}[^\s,.“”\"]{1,30}?)(?:은|는|이|가)\s(?:[^\s]+\s){0,4}(?:말했|밝혔|전했|덧붙|강조|설명)"
)
_MARKS = re.compile(r"[“”\"]")
_NO_NOUN = re.compile(r"(?:[있없하되같받열했됐될할갈들난린한운긴는된]|위)$")  # 있는, 하는, 같은: no subjects
_PRONOUN = re.compile(r"(?:그|그녀|이\s관계자|이들|그들|이\s회사|회사|동사|재단|같은\s관계자)")
_LEADING = re.compile(
    r"^(?:이어|또|또한|그러면서|이에\s대해|이와\s관련해?|한편|그러나|하지만|다만|특히|반면|아울러|앞서|이날|당시|[^\s]+에\s따르면|[0-9]+일)\s(?:[^\s]+에서\s)?"
)
_ENGLISH_VERB = (
    r"(?:said|says|added|adds|wrote|writes|argued|noted|stated|warned|explained|announced|commented"
    r"|replied|insisted|admitted|told)"
)
_PERSON = r"(?<![\w.’'-])(?:[A-Z][\w.’'-]*\s(?:(?:de|van|von|der|den|la|of|the|Al|al)\s){0,2}){0,4}[A-Z][\w.’'-]*"
_SPEAKS = re.compile(rf"\b{_ENGLISH_VERB}\b")
_SAID_BY = re.compile(rf"^,?\s?{_ENGLISH_VERB}\s(?P<who>{_PERSON}|he|she|they)(?:,\s(?P<role>[^,.“”\"]{{3,90}}))?")
_BY_SAID = re.compile(
    rf"^,?\s?(?P<who>{_PERSON}|[Hh]e|[Ss]he|[Tt]hey)(?:,\s(?P<role>[^,.“”\"]{{3,90}}),)?\s{_ENGLISH_VERB}"
)
_ROLE_FIRST = re.compile(rf"^,?\s?(?P<role>[^,.“”\"]{{3,90}}),\s(?P<who>{_PERSON}),\s{_ENGLISH_VERB}")
_SPOKE = re.compile(rf"(?P<who>{_PERSON})(?:,\s(?P<role>[^,.“”\"]{{3,90}}),)?\s{_ENGLISH_VERB}\b")
_VIEW = re.compile(r"^(?:이?라)?는\s것이\s([^\s]{1,12})의\s")
_BEFORE_SAID = re.compile(
    rf"(?P<who>{_PERSON}|\b[Hh]e|\b[Ss]he|\b[Tt]hey)(?:,\s(?P<role>[^,.“”\"]{{3,90}}),)?\s{_ENGLISH_VERB}(?:\s[^“”\"]{{0,60}})?[,:]?\s$"
)
_HANGUL = re.compile("[가-힣]")
_TOLD = 100  # of those who spoke before, so many may be meant by a name
_SHORT = 8  # letters; what is shorter is a word in quotation marks


class QuoteFound(Struct, frozen=True):
    """`speaker`: None where nobody is named."""

    text: str
    speaker: SpeakerFound | None
    sentence: Sentence


def quotes_in(sentences: Sequence[Sentence], names: LooseNames) -> list[QuoteFound]:
    """Each in its order; captions quote nobody."""
    quotes: list[QuoteFound] = []
    told: list[SpeakerFound] = []  # who spoke, or acted, the last one last
    asked = False
    for sentence in sentences:
        if sentence.caption:
            continue
        here: SpeakerFound | None = None
        for match in _QUOTED.finditer(sentence.text):
            words = (match[1] or match[2]).strip()
            before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
            answers = asked and not before.strip() and not behind.strip()
            if not (answers or _is_said(words, before, behind, quotes, sentence)):
                continue
            speaker = _speaker(before, behind, words, names, [*told, here] if here else told)
            here = speaker if speaker and not speaker.earlier else here or speaker
            quotes.append(QuoteFound(words.rstrip(","), speaker, sentence))
        asked = bool(_QUESTION.match(sentence.text)) or (asked and not _QUOTED.match(sentence.text))
        last = here if here and not here.earlier else None if asked else _actor(sentence.text, names)
        if last:
            told = [*told[-_TOLD:], last]
    return quotes


def _is_said(words: str, before: str, behind: str, quotes: Sequence[QuoteFound], sentence: Sentence) -> bool:
    """`quotes`: those before it."""
    if _HANGUL.search(words):
        rest = behind[:160]
        return len(words) >= _SHORT and bool(_SAID.match(behind)) and bool(_VERB.search(rest) or _WHOLE.search(words))
    if len(words) < _SHORT or " " not in words:
        return False
    more = bool(quotes and quotes[-1].sentence is sentence)
    follows = bool(quotes and quotes[-1].sentence.paragraph == sentence.paragraph)
    alone = not before.strip() and not behind.strip(" .") and follows
    said = _said_by(before, behind)
    return bool(said) or alone or (more and words[-1:] in ".,!?") or bool(_SPEAKS.search(before[-60:]))


def _speaker(
    before: str, behind: str, words: str, names: LooseNames, told: Sequence[SpeakerFound]
) -> SpeakerFound | None:
    last = told[-1] if told else None
    if _HANGUL.search(words):
        return _korean(before, behind, names, last)
    match = _said_by(before, behind)
    if match is None or match["who"].lower() in ("he", "she", "they", "it"):
        return again(last)
    return english_speaker(match["who"], match["role"] or "", names, told)


def _said_by(before: str, behind: str) -> re.Match[str] | None:
    """In English: who says what is quoted between two texts, and their role."""
    patterns = (_SAID_BY, _BY_SAID, _ROLE_FIRST)
    return next((m for p in patterns if (m := p.match(behind))), None) or _BEFORE_SAID.search(before[-200:])


def _korean(before: str, behind: str, names: LooseNames, last: SpeakerFound | None) -> SpeakerFound | None:
    if match := _BEHIND.match(behind) or _VIEW.match(behind):
        return korean_speaker(match[1], names)
    phrase = _subject(_MARKS.split(before)[-1], names)
    if _PRONOUN.fullmatch(phrase):
        return again(last) or SpeakerFound(phrase)
    return korean_speaker(phrase, names) if phrase else again(last)


def _subject(clause: str, names: LooseNames) -> str:
    """The last subject before the words, one that is somebody's name or role if there is one."""
    subjects = [_without_leading(match[1].strip()) for match in _SUBJECT.finditer(clause)]
    for phrase in reversed(subjects):
        if _PRONOUN.fullmatch(phrase) or is_role(phrase) or names.mentions(phrase):
            return phrase
    return next((phrase for phrase in reversed(subjects) if phrase and not _NO_NOUN.search(phrase)), "")


def _without_leading(phrase: str) -> str:
    """Without what stands before a name: 24일 서울에서, 이어."""
    while (shorter := _LEADING.sub("", phrase)) != phrase:
        phrase = shorter
    return phrase


def _actor(text: str, names: LooseNames) -> SpeakerFound | None:
    """The entity that a sentence is about: the first whose name a topic's particle follows."""
    for mention in names.mentions(text):
        of = entity_of([mention], names)
        if of and re.match(r"(?:은|는|이|가|측은)\s", text[mention.end : mention.end + 4]):
            return SpeakerFound(mention.name, "", of)
    if _HANGUL.search(text):
        topic = _TOPIC.match(text)
        person = korean_speaker(_without_leading(topic[1]), names) if topic else None
        return person if person and person.role else None
    match = _SPOKE.search(text)
    if match is None or match["who"] in ("He", "She", "They"):
        return None
    return english_speaker(match["who"], match["role"] or "", names, ())
