"""What must not be torn at the end of a line."""

import re

JOINER, NO_BREAK = "\u2060", "\u00a0"
_MAY_BE_TORN = re.compile(r"[·%’”」』)]|</|[가-힣A-Z][0-9]*[ ][A-Z0-9]|[0-9]-[0-9]")
# Tags are passed over, code with what it holds; escaping leaves alone the characters around a place to be held.
_TORN = re.compile(
    r"""(?P<code><(?P<name>pre|code)\b.*?(?:</(?P=name)>|\Z))
    |(?P<join>(?<=[가-힣A-Za-z0-9%’”」』)>])(?=·)|(?<=[%’”」』)])(?=[가-힣])|(?<=</a>)(?=[가-힣])
        |(?<=</em>)(?=[가-힣])|(?<=</strong>)(?=[가-힣])|(?<=[0-9]-)(?=[0-9]))
    |(?P<tag><[^<>]*>)
    |(?P<space>(?<=[0-9][년월조억만])[ ](?=[0-9])|(?<=\b[A-Z]{2})[ ](?=(?:AI|[0-9][0-9-]+)\b))""",
    re.VERBOSE | re.DOTALL,
)


def held_together(text: str) -> str:
    """Text or HTML with what holds it together where a line must not end.

    No line begins with a middle dot, or with the particle after a closing mark or a link. Numbers, days and short names
    that are written with a space or a hyphen (2조 9000억, 8월 2일, NC AI, SB 26-189) keep to a line too.
    """
    return _TORN.sub(_kept, text) if _MAY_BE_TORN.search(text) else text


def _kept(match: re.Match[str]) -> str:
    return {"join": JOINER, "space": NO_BREAK}.get(match.lastgroup or "", match[0])
