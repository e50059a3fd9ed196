"""Tasks, `- [ ] 할 일` and `- [x] 한 일`: items of a list with a box before them."""

from collections.abc import Sequence

from markdown_it.token import Token

_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


def task(tokens: Sequence[Token], number: int) -> None:
    """Sees each text of a block that begins with `[`, by its number among the tokens."""
    text = (tokens[number].children or tokens)[0]
    if number >= 2 and tokens[number - 2].type == "list_item_open" and text.type == "text":
        text.content = _BOXES.get(text.content[:4], text.content[:4]) + text.content[4:]
