"""Takes what `clip` suggested, and nobody took up, out of notes that are no drafts any more."""

from sitegen.content.frontmatter import load, split
from sitegen.content.notes import SUGGESTED


def without_suggestions(path: str, text: str) -> str:
    """The note's text without those lines; as it is where it is a draft, or cannot be read."""
    halves, _ = split(path, text)
    if SUGGESTED not in halves.front:
        return text
    front, _ = load(path, halves)
    start = text.find(halves.front)
    if front is None or start < 0 or str(front.get("draft", "false")).lower() != "false":
        return text
    lines = halves.front.split("\n")
    kept = "\n".join(line for line in lines if not line.lstrip().startswith(SUGGESTED))
    return text[:start] + kept + text[start + len(halves.front) :]
