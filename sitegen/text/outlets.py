"""What an outlet is called in a language."""

import re

from sitegen.text.sentences.brackets import apart

_HANGUL = re.compile("[가-힣]")
_ADDRESS = re.compile(r"\A(?:[A-Za-z0-9-]+\.)+[a-z]{2,}\Z")


def outlet(publisher: str, lang: str) -> str:
    """An outlet's name in a page's language where it is written in two: of `지디넷코리아 (ZDNet Korea)` one of them.

    One half is in Hangul, the other is not; what stands in brackets otherwise, as an agency (AP), belongs to the name.
    An address is no name: of `철강금속신문 (snmnews.com)` a page in English has both.
    """
    own, beside = apart(publisher)
    korean = bool(_HANGUL.search(own))
    if not beside or (beside.isupper() and len(beside) < 5) or korean == bool(_HANGUL.search(beside)):
        return publisher
    if korean == (lang == "ko"):
        return own
    return publisher if _ADDRESS.match(beside) else beside
