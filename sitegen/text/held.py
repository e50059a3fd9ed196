"""What must not be torn at the end of a line."""

import re

JOINER, NO_BREAK = "\u2060", "\u00a0"
# Tags are passed over, code with what it holds; escaping leaves alone the characters around a place to be held. What
# begins with a set of characters is sought at the speed of C, so each place is told by the character before it.
_TORN = re.compile(
    r"""[·%’”」』)<\-년월조억만A-Z](?:
        (?P<join>(?<=[%’”」』)])(?=[가-힣])|(?<=[0-9]-)(?=[0-9])|(?<=<)/(?:a|em|strong)>(?=[가-힣]))
        |(?P<dot>(?<=[가-힣A-Za-z0-9%’”」』)>]·))
        |(?P<space>(?<=[0-9][년월조억만])[ ](?=[0-9])|(?<=\b[A-Z])[A-Z][ ](?=(?:AI|[0-9][0-9-]+)\b))
        |(?<=<)(?:(?P<code>pre|code)\b.*?(?:</(?P=code)>|\Z)|(?!/?[a-z0-9]*+>)[^<>]*>)
    )""",
    re.VERBOSE | re.DOTALL,
)


def held_together(text: str) -> str:
    """Text or HTML with what holds it together where a line must not end.

    No line begins with a middle dot, or with the particle after a closing mark or a link. Numbers, days and short names
    that are written with a space or a hyphen (2조 9000억, 8월 2일, NC AI, SB 26-189) keep to a line too.
    """
    return _TORN.sub(_kept, text)


def _kept(match: re.Match[str]) -> str:
    torn = match.lastgroup
    if torn == "join":
        return match[0] + JOINER
    if torn == "dot":
        return f"{JOINER}·"
    return match[0][:-1] + NO_BREAK if torn == "space" else match[0]
