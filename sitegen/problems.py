"""Problems: what is wrong in the content or the templates, where, and what would mend it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Severity = Literal["error", "warning"]
Setting = Literal["error", "warning", "off"]

# Every rule. A problem names one of these, so that its severity is decided here alone; `check` in site.yaml may
# set that of warnings.
RULES: dict[str, Severity] = {
    "encoding": "error",  # a file that is not UTF-8
    "control-character": "error",
    "too-large": "error",
    "unreadable": "error",  # a file that vanished or may not be read
    "not-downloaded": "error",  # a cloud drive's placeholder stands where the file should
    "symlink": "error",  # a link that leads out of content/, templates/ or static/
    "unicode-twins": "error",  # two files whose names differ only in their Unicode form
    "stray-file": "error",  # a text where no note, term or page can stand, or by another ending
    "unused-file": "warning",  # a file that no text refers to, or that is hidden in static/: it is not published
    "unused-template": "warning",  # a template that no page is made with
    "unused-block": "warning",  # a block that the extended template does not have
    "unused-asset": "warning",  # a file of templates/assets/ that no template, style sheet or script names
    "file-kind": "error",  # a file of a kind that is not published beside notes
    "file-name": "error",
    "front-matter": "error",  # absent, unclosed, no mapping, or where none is read
    "yaml": "error",
    "yaml-comment": "warning",  # text that YAML takes for a comment, and leaves out
    "duplicate-key": "error",
    "unknown-key": "error",
    "missing": "error",
    "type": "error",
    "date": "error",
    "url": "error",
    "language": "error",
    "policy": "error",  # a source that `policy` in site.yaml cannot add
    "reserved-id": "error",
    "duplicate-id": "error",
    "duplicate-url": "error",
    "duplicate-name": "error",
    "unknown-name": "warning",  # of a name that a term does not have, how it is linked
    "too-many": "error",  # terms of a note, languages, taxonomies: each is looked at for all the others
    "unknown-term": "error",
    "ambiguous-term": "error",
    "unknown-parent": "error",
    "parent-loop": "error",
    "parent-depth": "error",  # a term with more terms above it than anyone means
    "not-an-entity": "error",
    "not-a-law": "error",
    "term-kind": "error",  # a law that is a ministry, a company that is a bill
    "jurisdiction": "error",  # of what is no law, or no territory's code
    "law-change": "error",  # a law that changes what is none, itself, or one that changes it
    "not-a-court": "error",
    "unknown-source": "error",
    "dangling-link": "error",
    "dangling-anchor": "error",
    "dangling-image": "error",
    "remote-image": "error",
    "bad-image": "error",
    "image-ending": "warning",  # the name of a picture says another kind than it is
    "comment": "error",  # a comment in a body that is never closed, or that is none where it stands
    "merge-conflict": "error",  # what a merge left for people to choose from
    "too-deep": "error",  # lists and quotations deeper in each other than they are read
    "unsafe-svg": "error",  # it could run something, or ask other hosts
    "dangling-asset": "error",  # a template, style sheet or script names a file that is not among the assets
    "template": "error",
    "ui-text": "error",
    "social-card": "warning",  # a picture of a page whose words no font here can set
    "unused-text": "warning",  # a text of the interface that no template asks for
    "untranslated": "warning",  # texts of the interface that stand in English in another language
    "no-translation": "warning",  # what a language lacks (`check --languages`)
    "old-translation": "warning",  # a text that says it is older than its original
    "no-why": "warning",
    "lost-text": "warning",  # words of a body that its page does not show
    "footnote": "warning",  # a footnote's mark without a text, or two texts of one label
    "heading": "warning",  # a heading of the level of the page's title
    "raw-html": "warning",  # HTML in a body, which is shown as text
    "other-markup": "warning",  # what looks like markup, and is shown as text
    "address": "warning",  # what looks like a link and is none, or may lead elsewhere than was meant
    "embed": "warning",  # one file shown in another, as in Obsidian
    "no-edition": "warning",  # a lead of an edition that there is not
    "link-to-draft": "warning",
    "quote-claim": "error",  # a quote is of a claim that its note does not make
    "part-of": "error",  # a claim is part of one that is not there, or of itself
    "amount": "warning",  # an amount that is not understood: it is shown, but nothing is reckoned with it
    "part-amount": "warning",  # the parts of a claim come to more than it does
    "several-amounts": "warning",  # two figures in one amount: none of them is the claim's
    "claim-field": "error",  # what claims of a kind do not have: the stage of a forecast
    "claim-theme": "error",  # a claim of a theme or topic that its note is not of
    "claim-date": "error",  # a claim's own day that is after its note's, or its source's
    "outcome-source": "error",  # an outcome without a source that shows it, or without its reason
    "claim-family": "error",  # one id for a promise and an opinion
    "claim-kind": "warning",  # one claim is of different kinds in different notes
    "claim-entity": "warning",  # an entity of a claim that the note's lists do not name
    "language-pair": "warning",  # the files of one note say different things
    "unwritten": "error",  # a note that is no draft any more, where `…` stands for words of its editor's
    "suggestions": "warning",  # lines of `sitegen clip` that nobody took up or deleted
    "late-note": "warning",  # a note dated long after its source
    "unlisted-name": "warning",
    "unnamed-term": "warning",
    "relative-title": "warning",
    "nameless-title": "warning",
    "long-quote": "warning",
    "quote-speaker": "warning",
    "verdict-word": "warning",
    "unnamed-speaker": "warning",
    "claim-certainty": "warning",
    "claim-amount": "warning",
    "claim-source": "warning",
    "overdue-claim": "warning",
    "repeated-claim": "warning",
    "translation-figures": "warning",
    "image-text": "warning",
    "unseen-character": "warning",
    "copied-text": "warning",  # of an article that `sitegen clip` has kept
    "particle": "warning",
    "dead-address": "error",  # an address outside that is gone (`check --links`)
    "doubtful-address": "warning",  # an address outside that did not answer as hoped
}


# What a problem shows of the content stays readable, and small where one line of a megabyte holds thousands of them.
_LONGEST_QUOTED = 80
_LONGEST_MESSAGE = 600
_LONGEST_EXCERPT = 1000
_BEFORE = 80  # characters that an excerpt shows before a column further on than that


class KeyPath(Struct, frozen=True, tag=True):
    """A place in a file's YAML, such as ("claims", 0, "kind"); found only when a problem is shown."""

    keys: tuple[str | int, ...] = ()
    key_itself: bool = False  # the last key, not the value behind it


class InBody(Struct, frozen=True, tag=True):
    """A place in a file's body: the first of these words at or after a line (counted from 1)."""

    line: int
    words: str


class Referring(Struct, frozen=True, tag=True):
    """One of a body's references, by its number; found by parsing the body again."""

    number: int


class Position(Struct, frozen=True, tag=True):
    """Line and column, counted from 1."""

    line: int = 1
    column: int = 1


Where = KeyPath | InBody | Referring | Position
WHOLE_FILE = Position()


class Problem(Struct, frozen=True, kw_only=True):
    """One finding. `path` is relative to the root, with `/`; `excerpt` is the line it stands in, or a stretch of it."""

    rule: str
    path: str
    message: str
    hint: str = ""
    where: Where = WHOLE_FILE
    excerpt: str = ""
    raised: bool = False  # a warning that counts as an error in this digest

    @property
    def severity(self) -> Severity:
        return "error" if self.raised else RULES[self.rule]

    @property
    def place(self) -> Position:
        return self.where if isinstance(self.where, Position) else WHOLE_FILE

    @property
    def excerpt_column(self) -> int:
        """The column, from 1, of the line that the excerpt begins with."""
        return 1 if self.place.column <= _LONGEST_EXCERPT else self.place.column - _BEFORE

    def at(self, position: Position, line: str) -> "Problem":
        """The problem at its position in a line, as it is shown: what it quotes of the content is shortened."""
        placed = replace(self, where=position, message=_shortened(self.message), hint=_shortened(self.hint))
        start = placed.excerpt_column - 1
        return replace(placed, excerpt=line[start : start + _LONGEST_EXCERPT + _BEFORE])


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_QUOTED:
        return text
    words = [segment if n % 2 == 0 else _cut(segment, _LONGEST_QUOTED) for n, segment in enumerate(text.split("`"))]
    return _cut("`".join(words), _LONGEST_MESSAGE)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line, column and rule: the same list for the same content."""
    return sorted(set(problems), key=lambda p: (p.path, p.place.line, p.place.column, p.rule, p.message, p.hint))


def settled(problems: Iterable[Problem], settings: Mapping[str, Setting]) -> list[Problem]:
    """Problems as a digest's own settings have them. What is remembered of problems is remembered without."""
    given = {rule: setting for rule, setting in settings.items() if RULES.get(rule) == "warning"}
    counting = [problem for problem in problems if given.get(problem.rule) != "off"]
    return [replace(p, raised=True) if given.get(p.rule) == "error" else p for p in counting]


def has_errors(problems: Sequence[Problem], strict: bool = False) -> bool:
    """Whether the problems forbid a build; with `strict` a warning does too."""
    return any(strict or problem.severity == "error" for problem in problems)
