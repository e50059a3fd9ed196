"""The bytes of a text or a page as text: UTF-8, UTF-16, EUC-KR and its extension CP949, Windows-1252."""

import codecs
import re

from sitegen.desk.clip.model import Unfit
from sitegen.text.normal import nfc, without_forbidden

LARGEST = 5_000_000  # bytes; a page of news is some 100 KB

_KINDS = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive (a .docx or .hwpx is one)", b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"RIFF": "a picture or a film",
    b"\xd0\xcf\x11\xe0": "an old Office or HWP file", b"\x1f\x8b": "a gzip archive", b"Rar!": "an archive",
}  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_KOREAN = ("euc-kr", "euc_kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "x-windows-949", "ms949", "cp949")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
# What browsers read (the Encoding Standard), by Python's names; its others are none of texts, or raise what they like.
_ENCODINGS = frozenset((
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    "cp874", *(f"cp125{number}" for number in range(9)), *(f"iso8859-{number}" for number in range(1, 17)), "tis-620",
    "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr", "cp949",
))  # fmt: skip
_HEAD = 4096  # bytes in which a page must say how it is encoded (HTML Living Standard, 1,024; many are late)
_SPOILT = 200  # one replaced character in so many: the file was saved wrongly


def decoded(data: bytes, charset: str = "") -> str:
    """The text, in NFC and with `\\n` line ends. `charset`: what the server says. Raises Unfit."""
    if len(data) > LARGEST:
        raise Unfit(f"it holds {len(data) / 1e6:.1f} MB; an article may hold {LARGEST // 1_000_000} MB")
    for magic, kind in _KINDS.items():
        if data.startswith(magic):
            raise Unfit(f"it is {kind}, not a text: save the article as text or as a page (HTML)")
    text = _text(data, charset)
    if text.count("\ufffd") * _SPOILT > len(text):
        raise Unfit("its letters were lost when it was saved (there is U+FFFD all over): save the page again")
    if not text.strip():
        raise Unfit("it is empty")
    return plain_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def plain_text(text: str) -> str:
    """A text from outside as texts are here, U+FFFD for what none may hold; JSON may give halves of a letter."""
    return without_forbidden(nfc(text.encode("utf-8", "replace").decode()))


def _text(data: bytes, charset: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data:
        raise Unfit("it holds bytes of zero, so it is no text: save the article as text or as a page (HTML)")
    declared = _CHARSET.search(data, 0, _HEAD)
    named = charset or (declared[1].decode() if declared else "")
    for encoding in _likely(named, data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    replaced = data.decode(_likely(named, data)[0], "replace")  # a page that was cut within a letter, say
    if replaced.count("\ufffd") * _SPOILT > len(replaced):
        said = f" (it says it is {named})" if named else ""
        raise Unfit(f"it is neither UTF-8 nor EUC-KR or CP949{said}: save it as UTF-8")
    return replaced


def _likely(named: str, data: bytes) -> list[str]:
    """UTF-8 first, whatever a page says of itself: nothing else is UTF-8 by chance."""
    named = "cp949" if named.lower() in _KOREAN else named.lower()
    # A Korean letter is two bytes above 127, with rare exceptions; in an English text “ and ” stand alone.
    high = sum(byte > 127 for byte in data)
    plain = "cp1252" if len(_ALONE.findall(data)) * 2 > high else "cp949"
    encodings = ["utf-8", named, plain] if named not in ("", "utf-8", "utf8") else ["utf-8", plain]
    return [encoding for encoding in encodings if _is_text(encoding)]


def _is_text(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name in _ENCODINGS
    except (LookupError, ValueError):  # no name at all
        return False
