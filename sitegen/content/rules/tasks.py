"""Tasks, `- [ ] 할 일` and `- [x] 한 일`: items of a list with a box before them."""

from markdown_it.rules_core import StateCore

_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


def tasks(state: StateCore) -> None:
    """A core rule."""
    if not any(mark in state.src for mark in _BOXES):
        return
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open" and inline.children:
            text = inline.children[0]
            if text.type == "text" and text.content[:4] in _BOXES:
                text.content = _BOXES[text.content[:4]] + text.content[4:]
