"""The amount of a claim as a page shows it: as printed, and as the page's language writes it where that is another."""

import re
import unicodedata

from sitegen.digest.claims.model import Claim
from sitegen.digest.values import Text
from sitegen.text.amounts import Amount, write_amount
from sitegen.text.amounts.units import GPU_NAME, MEASURED

_HANGUL = re.compile("[가-힣]")
_SQUARED = re.compile("[\u3380-\u33df]")  # ㎿, one sign for two letters
_DIGITS = re.compile(r"[0-9][0-9,.]*")
_NO_MORE = re.compile(r"[\s,]|규모|급")


def shown_amount(claim: Claim, lang: str) -> tuple[Text, str]:
    """The amount as printed, and as the page's language writes it; the second is empty where one of them is enough.

    That is so of what is printed in the page's own language, and of what the note gives in its words; and of what
    differs only in its spelling: of 500메가와트 a page in English shows 500 MW alone.
    """
    if lang in claim.amount_in:
        return Text(claim.amount_in[lang]), ""
    words = _SQUARED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), claim.amount)
    language = "ko" if _HANGUL.search(words) else claim.source.lang if any(c.isalpha() for c in words) else ""
    if language == lang:
        return Text(words), ""
    figure = claim.figure
    written = written_amount(figure, lang) if figure else ""
    if not figure or not written or (lang != "ko" and _HANGUL.search(written)):
        return Text(words, language), ""
    same_signs = _NO_MORE.sub("", written) == _NO_MORE.sub("", words)
    if same_signs or (figure.unit in MEASURED and _DIGITS.findall(written) == _DIGITS.findall(words)):
        return Text(written if any(c.isalpha() for c in words) else words), ""
    return Text(words, language), written


def written_amount(figure: Amount, lang: str) -> str:
    """An amount and what is printed beside it: 8% → 15%; $100 billion (about 140 trillion won); 8,160 B200 GPUs."""
    text = _with_model(figure, lang)
    for other in figure.beside:
        beside = write_amount(other.amount, lang)
        if other.role == "before":
            text = f"{beside} → {text}"
        elif other.role == "same":
            text = f"{text} ({beside})"
    listed = [figure, *(other.amount for other in figure.beside if other.role == "and")]
    if len(listed) > 1:  # 태안 500MW와 욕지 384MW: what is told apart otherwise is left as it is printed
        named = all(each.words.isascii() and each.words for each in listed)
        text = ", ".join(_named(each, lang) for each in listed) if named else ""
    return text


def _with_model(figure: Amount, lang: str) -> str:
    """What a GPU is called is the same in every language: B200 768장, 768 B200 GPUs."""
    text, model = write_amount(figure, lang), figure.words.rpartition(" ")[2]
    if figure.unit != "GPUs" or not GPU_NAME.fullmatch(model):
        return text
    plain, said = ("GPU ", f"{model} ") if lang == "ko" else ("GPU", f"{model} GPU")
    return text.replace(plain, said, 1)


def _named(figure: Amount, lang: str) -> str:
    return _with_model(figure, lang) if figure.unit == "GPUs" else f"{figure.words} {write_amount(figure, lang)}"
