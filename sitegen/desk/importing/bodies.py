"""A post's body as a note's: links lead to where their targets are now, and what has no place here is said."""

import re

from msgspec import Struct

from sitegen.content.markdown import leads_outside, may_be_link
from sitegen.content.markdown_body import parse
from sitegen.desk.importing.marks import LINK, WIKI
from sitegen.desk.importing.markup import foreign, highlighted, translated
from sitegen.desk.importing.model import Post
from sitegen.desk.importing.targets import Targets
from sitegen.text.fences import fence_after

_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:.+?)(?<!`)\1(?!`)")
_DEFINITION = re.compile(r"\A(?P<start> {0,3}\[(?!\^)[^\]\n]+\]:\s*+)(?P<target><[^<>\n]*>|\S++)(?P<rest>.*)")
_NAME = re.compile(r"(?<!\\)\[\[(?=[^\[\]\n]+\]\](?!\())")
_QUERY = re.compile(r"\A[ >`~]*+(dataview|dataviewjs|query|tasks|base)\b")
_RULE = re.compile(r"(?=[^-]*-)(?=[^|]*\|)\|?(?:\s*:?-+:?\s*\|)*(?:\s*:?-+:?)?")  # below the head of a table
_SIZE = re.compile(r"\d+(?:x\d+)?")
_MARK = re.compile("\x00(\\d+)\x00")  # no text holds U+0000
_ESCAPED = re.compile(r"[%#?<>\s\\()]")


class Moved(Struct, frozen=True):
    """A body as it is in the digest; `remote`: whether it shows pictures of other hosts."""

    text: str
    remote: bool = False


class _Lines:
    """One body being moved. `base`: where the former site lives, for what did not come over."""

    def __init__(self, post: Post, targets: Targets, base: str) -> None:
        self.post, self.targets, self.base = post, targets, base.rstrip("/")
        self.line = self.at = 0
        self.bar = "|"  # of a name that it leads to
        self.remote = False

    def say(self, message: str) -> None:
        self.targets.former.say(self.post.path, self.line, message)

    def block(self, lines: list[str], first: int) -> list[str]:
        """Lines that may be one paragraph, the first of this number; code is left as it is, a mark in its place."""
        code: list[str] = []
        kind = self.targets.kind
        marked = []
        table = first + _first_row(lines)
        for self.line, line in enumerate(lines, first):
            self.bar = r"\|" if self.line >= table else "|"
            line = translated(_CODE.sub(lambda match: _kept(match[0], code), line), kind, self._ref, self.say)
            names = WIKI.sub(self._wiki, line) if kind == "obsidian" else _NAME.sub(r"\\[\\[", line)
            marked.append(names if kind == "obsidian" else names.replace("%%", r"\%%"))
        self.line, self.at = first, 0
        linked = LINK.sub(self._link_in_block, "\n".join(marked)).split("\n")
        for self.line, line in enumerate(linked, first):
            foreign(line, kind, self.say)
        return [_MARK.sub(lambda match: code[int(match[1])], line) for line in linked]

    def _link_in_block(self, match: re.Match[str]) -> str:
        self.line += match.string.count("\n", self.at, match.start())
        self.at = match.start()
        return self._link(match)

    def _ref(self, target: str) -> str:
        """What Liquid's and Hugo's own words for a text or a file lead to, as a link's target."""
        path, hash, heading = target.partition("#")
        post = self.targets.post(self.post.path, path) or self.targets.called(path)
        return post and f"/{post}{hash}{heading}"

    def _link(self, match: re.Match[str]) -> str:
        image, words, title = bool(match["image"]), match["words"], match["title"] or ""
        if not image and "![" in words:  # a picture that is a link
            words = LINK.sub(self._link, words)
        target = match["target"].strip("<>")
        known, why = self.target(target, image)
        if why:
            self.say(f"`{match[0]}`: {why}; its words stay")
            return words
        return match[0] if known == target and words == match["words"] else f"{match['image']}[{words}]({known}{title})"

    def target(self, target: str, image: bool) -> tuple[str, str]:
        """Where a link leads in the digest, or why that is nowhere."""
        own = next((base for base in self.targets.bases if "://" in base and target.startswith(base)), "")
        if (leads_outside(target) or not may_be_link(target)) and not own:
            if image and not target.lower().startswith(("http:", "https:")):
                return "", "this is no picture with an address of its own"
            if image:
                self.remote = True
                self.say(f"this picture stands on another host: {target}")
            return target, ""
        path, _, heading = target.partition("#")
        if not path:
            return self._in_page(heading)
        if not image and (post := self.targets.post(self.post.path, path)):
            return self._in_post(post, heading), ""
        plain = path.partition("?")[0]
        base = next((base for base in self.targets.bases if plain.startswith(base)), "")
        file, why = self.targets.file(self.post.path, f"/{plain.removeprefix(base)}" if base else plain, image)
        if file:
            return address(file.removeprefix("content/notes/")) + (f"#{heading}" if heading else ""), ""
        if own:
            return target, ""
        if self.base and path.startswith("/"):
            self.say(f"`{target}` did not come over: the link leads to the former site")
            return f"{self.base}{target}", ""
        return "", why

    def _in_page(self, heading: str) -> tuple[str, str]:
        if not heading:
            return "", "it leads nowhere"
        anchor = self.targets.anchored(self.post.path, heading)
        return (f"#{anchor}", "") if anchor else ("", "no heading here has this anchor")

    def _in_post(self, post: str, heading: str) -> str:
        name = address(self.targets.notes[post])
        if not heading:
            return name
        anchor = self.targets.anchored(post, heading)
        if not anchor:
            self.say(f"`#{heading}` is none of the headings of {post}: the link leads to its beginning")
        return f"{name}#{anchor}" if anchor else name

    def _wiki(self, match: re.Match[str]) -> str:
        name, _, heading = match["name"].partition("#")
        words = (match["words"] or "").strip()
        if not name.strip():
            anchor = self.targets.anchored(self.post.path, heading.rpartition("#")[2])
            if not anchor:
                self.say(f"`{match[0]}`: no heading here is called so; its words stay")
                return words or heading
            return f"[{words or heading}](#{anchor})"
        posts = self.targets.named(name)
        if not posts:
            return self._no_note(match, name.strip(), words)
        if len(posts) > 1:
            self.say(f"`{match[0]}` may mean {' or '.join(posts)}: the first is taken")
        if match["embed"]:
            self.say(f"`{match[0]}` showed another note here: a link to it stands in its place")
        stem = self.targets.notes[posts[0]].removesuffix(".md")
        anchor = self._heading(posts[0], heading.rpartition("#")[2])
        return f"[[{stem}{f'#{anchor}' if anchor else ''}{self.bar}{words or name.strip()}]]"

    def _heading(self, post: str, heading: str) -> str:
        anchor = self.targets.anchored(post, heading) if heading else ""
        if heading and not anchor:
            self.say(f"`#{heading}` is none of the headings of {post}: the link leads to its beginning")
        return anchor

    def _no_note(self, match: re.Match[str], name: str, words: str) -> str:
        file, why = self.targets.file(self.post.path, name, image=bool(match["embed"]))
        if file:
            shown, size = _without_size(words) if match["embed"] else (words, "")
            if size:
                self.say(f"`{match[0]}`: pictures have their own size here")
            shown = shown or ("" if match["embed"] else name)
            return f"{match['embed']}[{shown}]({address(file.removeprefix('content/notes/'))})"
        if not match["embed"] and self.targets.is_term(name):
            return match[0]
        self.say(f"`{match[0]}`: {why if '.' in name else 'there is no such note'}; its words stay")
        return words or name


def _first_row(lines: list[str]) -> int:
    """The index of the head of the table that lines end in; their number where they hold none."""
    ruled = (
        at - 1 for at, line in enumerate(lines) if at and "|" in lines[at - 1] and _RULE.fullmatch(line.strip(" \t>"))
    )
    return next(ruled, len(lines))


def _without_size(words: str) -> tuple[str, str]:
    """A picture's words, `words|300`, and its size."""
    shown, _, size = words.rpartition("|")
    return (shown.removesuffix("\\").strip(), size) if _SIZE.fullmatch(size.strip()) else (words, "")


def address(path: str) -> str:
    """A path as a link's target: what would end it or mean something else is encoded."""
    return _ESCAPED.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path)


def _kept(text: str, code: list[str]) -> str:
    code.append(text)
    return f"\x00{len(code) - 1}\x00"


def moved(post: Post, heading: int, targets: Targets, base: str) -> Moved:
    """`heading`: the index of the line that is the note's title now, or -1."""
    reading = _Lines(post, targets, base)
    lines: list[str] = []
    waiting: list[str] = []  # of the paragraph, which ends at what is no more of it
    closing = ""
    for number, line in enumerate([*post.body.split("\n"), ""], post.body_line):
        fence, highlight = fence_after(line.lstrip(" >"), closing), highlighted(line)
        definition = None if closing or waiting else _DEFINITION.fullmatch(line)
        if not (closing or fence or highlight or definition or number == heading + post.body_line) and line.strip():
            waiting.append(line)
            continue
        lines += reading.block(waiting, number - len(waiting)) if waiting else []
        waiting, reading.line = [], number
        if number == heading + post.body_line:
            continue
        if highlight:
            line, closing = highlight, "" if closing else "```"
        elif closing or fence:
            if not closing and targets.kind == "obsidian" and _QUERY.match(line):
                reading.say(f"`{line.strip()}` is a query that Obsidian answers: it stays as code")
            closing = fence
        elif definition:
            line = _defined(definition, reading)
        lines.append(line)
    return Moved(_closed("\n".join(lines).strip("\n"), reading), reading.remote)


def _closed(text: str, reading: _Lines) -> str:
    """With the beginning of a comment that never ends as text: nobody knows where it was meant to end."""
    lines = text.split("\n")
    for finding in parse(text, 1).findings:
        mark = finding.where.words
        at = next((n for n in range(finding.where.line - 1, len(lines)) if mark in lines[n]), -1)
        if finding.rule == "comment" and at >= 0:
            own = reading.post.body.split("\n")
            reading.line = reading.post.body_line + (own.index(lines[at]) if lines[at] in own else at)
            reading.say(f"`{mark}` begins a comment that is never closed: it stays as text")
            lines[at] = lines[at].replace(mark, f"\\{mark}", 1)
    return "\n".join(lines)


def _defined(match: re.Match[str], reading: _Lines) -> str:
    """A link's definition on a line of its own."""
    target = match["target"].strip("<>")
    known, why = reading.target(target, image=False)
    if why:
        reading.say(f"`{match[0].strip()}`: {why}; the links that use it are text")
        return ""
    return f"{match['start']}{known}{match['rest']}"
