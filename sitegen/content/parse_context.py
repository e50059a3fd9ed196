"""One Markdown file being read: its front matter and body, its id and language, and its problems so far."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec import Struct

from sitegen.config import Grammar
from sitegen.content import frontmatter
from sitegen.content.body import Body, Prose
from sitegen.content.decode import decode
from sitegen.content.extra import extra_flaws
from sitegen.content.files import File, read_text
from sitegen.content.plain_body import plain_body
from sitegen.content.stray_front import stray_front
from sitegen.problems import KeyPath, Problem
from sitegen.text.ids import id_flaw
from sitegen.text.paths import address_flaw, is_address, is_path

_Kind = TypeVar("_Kind", bound=Struct)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")  # what the last suffix of a name may be meant as


class Opened:
    """What notes, terms and standing pages have in common; `problems` grows as more of the file is read."""

    def __init__(self, file: File, grammar: Grammar) -> None:
        self.file, self.grammar, self.prose = file, grammar, Prose()
        text, self.problems = read_text(file)
        self.stem, self.suffix = file.segments[-1].removesuffix(".md"), ""
        head, dot, last = self.stem.rpartition(".")
        if dot and last in grammar.languages:
            self.stem, self.suffix = head, last
        self.text = text
        self.readable = (bool(text) or not self.problems) and all(p.rule != "merge-conflict" for p in self.problems)
        self.split_text = frontmatter.SplitText("", text)

    def problem(self, rule: str, message: str, where: KeyPath = KeyPath(), hint: str = "") -> None:  # noqa: B008
        self.problems.append(Problem(rule=rule, path=self.file.path, message=message, hint=hint, where=where))

    def front(self, optional: bool = False) -> dict[str, Any] | None:
        if not self.readable:
            return None
        if optional and not self.text.startswith("---"):
            self.problems += stray_front(self.file.path, self.text, 1)
            return {}
        self.split_text, problems = frontmatter.split(self.file.path, self.text)
        self.problems += problems
        if problems:
            return None
        self.problems += stray_front(self.file.path, self.split_text.body, self.split_text.body_line)
        if optional and all(line.startswith("#") for line in self.split_text.front.split("\n") if line.strip()):
            return {}  # nothing but comments
        data, problems = frontmatter.load(self.file.path, self.split_text)
        self.problems += problems
        return data

    def decoded(self, data: dict[str, Any], kind: type[_Kind], others: Iterable[str] = ()) -> _Kind:
        front, flaws = decode(data, kind, others)
        self.problems += [
            Problem(rule=f.rule, path=self.file.path, message=f.message, hint=f.hint, where=f.where) for f in flaws
        ]
        return front

    def body(self, asking: bool = False) -> Body:
        """Parses the body; what only its page needs stands in `prose` from then on. `asking`: it may ask for tables."""
        if plain := plain_body(self.split_text.body):
            body_alone, self.prose = plain
            return body_alone
        from sitegen.content.markdown_body import parse

        parsed = parse(self.split_text.body, self.split_text.body_line, self.grammar if asking else None)
        self.prose = parsed.prose
        self.problems += [
            Problem(rule=f.rule, path=self.file.path, message=f.message, hint=f.hint, where=f.where)
            for f in parsed.findings
        ]
        self.problems += [
            Problem(rule=f.rule, path=self.file.path, message=f.message, hint=f.hint, where=f.where)
            for f in parsed.flaws
        ]
        return parsed.body

    def valid_id(self, id: str) -> str:
        """The id, or nothing when it cannot be one."""
        flaw, hint = id_flaw(id)
        if flaw and self._in_undeclared_language():
            return ""
        if flaw:
            message = f"the id `{id}` {flaw}" if id else "the file's name gives no id"
            self.problem("file-name", message, hint=hint)
            return ""
        if id in self.grammar.reserved(self.file.segments[0]):
            self.problem("reserved-id", f"the id `{id}` is taken by the site's own pages", hint="choose another")
        return id

    def _in_undeclared_language(self) -> bool:
        """Whether the file's name ends in what is no language of the digest, or in one too many; says so."""
        declared, (head, _, last) = self.grammar.languages, self.stem.rpartition(".")
        match = _LANGUAGE.fullmatch(last) if "." in self.stem else None
        if match is None:
            return False
        if last.lower() == "md" or (self.suffix and last in declared):
            what = (
                "ends in `.md` twice" if last.lower() == "md" else f"names two languages, `{last}` and `{self.suffix}`"
            )
            hint = f"call it `{head}{f'.{self.suffix}' if self.suffix else ''}.md`"
            self.problem("file-name", f"the file's name {what}", hint=hint)
            return True
        near = next((lang for lang in (last.lower(), match[1].lower()) if lang in declared), "")
        hint = f"write it `{near}`" if near else "declare it there, or take it out of the file's name"
        message = f"`{last}` is none of the languages in site.yaml: {', '.join(declared)}"
        self.problem("file-name", message, hint=hint)
        return True

    def check_was(self, was: Iterable[str]) -> None:
        """Former ids, and paths of a former site; what whole addresses should be, only the settings say."""
        for i, former in enumerate(was):
            if is_address(former) and not is_path(former):
                continue
            if is_path(former):
                rule, said, (flaw, hint) = "url", f"the former address `{former}`", address_flaw(former)
            else:
                rule, said, (flaw, hint) = "file-name", f"`{former}` cannot have been an id: it", id_flaw(former)
                hint = "the address that a page had on another site begins with `/`" if "/" in former else hint
            if former and flaw:  # one that is empty is no text, which was said already
                self.problem(rule, f"{said} {flaw}", KeyPath(("was", i)), hint)
            elif former in self.grammar.reserved(self.file.segments[0]):
                message = f"`{former}` is taken by the site's own pages"
                self.problem("reserved-id", message, KeyPath(("was", i)), "leave it out")

    def language(self, lang: str) -> str:
        """The file's language, by its name, by `lang`, or the default."""
        declared = self.grammar.languages
        if lang and lang not in declared:
            hint = f"the languages in site.yaml are: {', '.join(declared)}"
            self.problem("language", f"`lang: {lang}` is not declared", KeyPath(("lang",)), hint)
        elif lang and self.suffix and lang != self.suffix:
            message = f"`lang` says {lang}, but the file's name says {self.suffix}"
            self.problem("language", message, KeyPath(("lang",)), "change one of the two")
        return self.suffix or (lang if lang in declared else self.grammar.default)

    def terms(self, taxonomy: str, given: Any) -> tuple[str, ...]:
        if not isinstance(given, list):
            hint = f"write `{taxonomy}: [{given}]`" if isinstance(given, str) else ""
            self.problem("type", f"`{taxonomy}` must be a list of terms", KeyPath((taxonomy,)), hint)
            return (given,) if isinstance(given, str) and given else ()
        for i, entry in enumerate(given):
            if not isinstance(entry, str) or not entry.strip():
                message = "an entry must be a term's id, name or alias"
                self.problem("type", message, KeyPath((taxonomy, i)))
        return tuple(entry if isinstance(entry, str) else "" for entry in given)

    def check_extra(self, extra: dict[str, Any]) -> None:
        for flaw in extra_flaws(extra):
            self.problem(flaw.rule, flaw.message, flaw.where, flaw.hint)

    def check_languages(self, text: str | dict[str, str], path: tuple[str | int, ...]) -> None:
        for lang in text if isinstance(text, dict) else ():
            if lang not in self.grammar.languages:
                hint = f"the languages in site.yaml are: {', '.join(self.grammar.languages)}"
                where = KeyPath((*path, lang), key_itself=True)
                self.problem("language", f"`{lang}` is no declared language", where, hint)
