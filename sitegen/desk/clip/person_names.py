"""How many words of a Korean phrase are a person's name: 김서아 소장, 크리스 리헤인 오픈AI 책임자.

By the words alone, for the outlets' companies are not always known: a Korean name is a surname and one or two
syllables that are given as names; any other name is taken to be a foreign one, of two words or three.
"""

import re
from collections.abc import Sequence

_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문손양배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형계"
)
_TWO = ("남궁", "황보", "제갈", "사공", "선우", "독고", "서문", "동방")  # surnames of two syllables
_GIVEN = frozenset(
    "가강건겸경고관광교구국권규균근금기길나난남노녕누다단담대덕도동두라란람래려련령례로루류륜률름리린림만매명모목묵무문미민백범별병보복봄봉빈사산상새샘서석선설섭성세소솔송수숙순술슬승시식신실심아안애양언여연열영예오옥온완용우욱운웅원월위유윤율은을의이익인일임자재전정제조종주준중지진찬창채천철청초춘충치태택필하학한해향혁현형혜호홍화환황회효훈휘흠흥희"
)
# Given names of elsewhere, spelled in syllables that begin and follow in Korean names too.
_FOREIGN = re.compile(
    "마리아|마리오|마리나|마야|마이|안나|노아|유리|유리코|한나|조지|조나|도나|제시|지나|미아|소라야|나디아|하산|우마|진리"
)
_ROLE = re.compile(
    r"대통령|총리|장관|차관|수석|실장|국장|과장|위원장|위원|의원|대표|최고경영자|책임자|사장|회장|전무|상무|이사|본부장|센터장|소장|원장|교수|연구원|대변인|관계자|청장|시장|지사"
    r"|군수|총장|대사|의장|변호사|담당|총괄|팀장|창업자|부장|사무관|변호인|수장|총재|행장|판사|검사|[CO][ETFOPS]O|VP"
)
# What an organisation's name ends in; a word that holds letters of another script is one as well.
_ORGANISATION = re.compile(
    r"(?:그룹|전자|전기|반도체|클라우드|에너지|통신|텔레콤|은행|증권|보험|카드|제약|바이오|화학|건설|중공업|자동차|항공|물산|상사|연합|연맹|연구소|연구원|연구실|대학|대학교|대|부|처|청|위원회|시청|도청|여당|야당"
    r"|협회|학회|재단|센터|공사|공단|의회|국회|법원|대통령실|랩스|랩|시스템즈?|네트웍스|네트워크|데이터|소프트|테크|홀딩스|파트너스|캐피탈|인터내셔널|코퍼레이션|글로벌|미국|영국|중국|일본|한국"
    r"|프랑스|독일|유럽|아시아|신임|지역|정책|기술|개발)$"
)
_NO_NAME = re.compile("[한이그각전현신양두세네첫모]|같은|이들|다른|익명의|국내|해외|업계|정부|회사|신임|전임|현직|전직")
_PLAIN = re.compile(r"[가-힣]{1,6}")
_HANGUL_ONLY = re.compile(r"[가-힣·]+")


def is_role(text: str) -> bool:
    """Whether a post is named in it."""
    return bool(_ROLE.search(text))


def is_korean_name(word: str) -> bool:
    if _FOREIGN.fullmatch(word) or _NO_NAME.fullmatch(word) or not _PLAIN.fullmatch(word) or _ROLE.search(word):
        return False
    given = word[2:] if word.startswith(_TWO) else word[1:] if word[0] in _SURNAMES else ""
    return 1 <= len(given) <= 2 and all(syllable in _GIVEN for syllable in given)


def name_length(words: Sequence[str]) -> int:
    """How many of the words that a phrase begins with are a name; what stands behind it names a role. 0: none."""
    if len(words) < 2 or not is_role(" ".join(words[1:])):
        return 0
    if is_korean_name(words[0]):
        return 1
    if not _may_be_foreign(words[0]) or len(words) < 3 or not _may_be_foreign(words[1]):
        return 0
    # Maria González Santos of the European Union: a third word is a name's where an organisation follows it.
    more = len(words) > 4 and _may_be_foreign(words[2]) and _is_organisation(words[3])
    return 3 if more else 2


def _may_be_foreign(word: str) -> bool:
    return (
        bool(_PLAIN.fullmatch(word)) and not _NO_NAME.fullmatch(word) and not (is_role(word) or _is_organisation(word))
    )


def _is_organisation(word: str) -> bool:
    return not _HANGUL_ONLY.fullmatch(word) or (len(word) > 2 and bool(_ORGANISATION.search(word)))
