"""Quotation marks and ellipses of headlines as a house sets them, whatever the keyboard they were typed on had."""

import re

_OPENS = re.compile(r"""(?<![^\s(\[“‘"'·…—])["'](?=\w)""")
_OPENING = {'"': "“", "'": "‘"}


def curly(text: str) -> str:
    """`황 "GPU 공급"` and `OpenAI's` with curly marks, `...` as one sign. A mark before a word opens, others close."""
    if not ('"' in text or "'" in text or "..." in text):
        return text
    text = text.replace("...", "…")
    opened = _OPENS.sub(lambda mark: _OPENING[mark[0]], text)
    return opened.replace('"', "”").replace("'", "’")
