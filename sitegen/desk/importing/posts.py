"""A file of the former site as a text in marks that are the same for all programs."""

from sitegen.desk.importing.comments import with_own_comments
from sitegen.desk.importing.heading_ids import without_given_ids
from sitegen.desk.importing.heads import read_post
from sitegen.desk.importing.model import FormerFolder, Post
from sitegen.text.ids import anchor


def opened_post(path: str, former: FormerFolder, kind: str) -> Post | None:
    """The text, of whose place nothing is known yet; None, which is said, where it is lost."""
    read = read_post(path, former)
    if read is None:
        return None
    head, body, body_line = read

    def say(line: int, message: str) -> None:
        former.say(path, body_line + line, message)

    body = with_own_comments(body, kind, say)
    body, given_ids = without_given_ids(body) if kind != "obsidian" else (body, {})
    lines = body.split("\n")
    for id, line in given_ids.items():
        if anchor(lines[line]) != id:
            say(line, f"`{{#{id}}}`: a heading's anchor is made of its words here; links in these texts follow")
    return Post(path, head, body, body_line, stem="", twin=path, given_ids=given_ids)
