"""What the references in bodies mean: a note, a term, a standing page, an asset; or a problem."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec.structs import replace

from sitegen.content.assets import Asset
from sitegen.content.body import Body, Reference
from sitegen.content.files import passed_over
from sitegen.content.notes import NoteFile
from sitegen.content.read import id_of, resolve_path
from sitegen.digest.link_targets import Linkable, LinkTarget
from sitegen.digest.model import Target
from sitegen.digest.registry import Registry
from sitegen.digest.values import Key
from sitegen.problems import Problem, Referring
from sitegen.text.ids import anchor as heading_anchor
from sitegen.text.normal import fold
from sitegen.text.suggest import Words, did_you_mean

_At = tuple[str, int]  # a file, and the number of the reference in its body

_FEW = 100  # anchors, that are as well looked for one by one
_NONE = Target("none")


class Resolver:
    """Resolves references against everything that has a page; `problems` grows."""

    def __init__(
        self,
        registry: Registry,
        index: Linkable,
        assets: Mapping[str, Asset],
        broken: frozenset[str],
        former: Mapping[Key, Key],
        images: Literal["refuse", "link", "allow"],
        notes: Sequence[NoteFile],
    ) -> None:
        """`images`: what becomes of those of other hosts. `former`: what notes and pages were called, with what they
        are called. `notes`: those that wait too.
        """
        self.registry, self.assets, self.broken, self.former = registry, assets, broken, former
        self.images, self.notes = images, notes
        self.by_path, self.by_key = index.by_path, index.by_key
        self.broken_ids = {id_of(path) for path in broken if path.endswith(".md")}
        self._anchors: dict[str, Words] = {}
        self._many_anchors: dict[str, frozenset[str]] = {}
        self.problems: list[Problem] = []
        self.by_title = False  # whether a reference may go by a note's title

    def resolve(self, path: str, body: Body, lang: str) -> tuple[Target, ...]:
        """The target of each reference of a file's body, which is written in a language."""
        return tuple(self._target((path, n), reference, lang) for n, reference in enumerate(body.references))

    def _target(self, at: _At, reference: Reference, lang: str) -> Target:
        if reference.kind == "name":
            return self._name(at, reference, lang)
        path = resolve_path(at[0], reference.target)
        if reference.kind == "image" and path.endswith(".md"):
            return self._no_image(at, reference)
        return self._file(at, reference, path) if path.endswith(".md") else self._asset(at, reference, path)

    def _name(self, at: _At, reference: Reference, lang: str) -> Target:
        if reference.anchor and not reference.target:
            return self._own_heading(at, reference)
        name = reference.target if reference.anchor else reference.whole or reference.target
        keys, asked, anchor = self._meant(reference, name, lang)
        if len(keys) > 1:
            forms = " or ".join(f"[[{taxonomy}/{id}]]" for taxonomy, id in keys)
            return self._problem("ambiguous-term", at, f"`{name}` may mean more than one", f"write {forms}")
        if not keys:
            if self._is_broken(name):
                return _NONE
            hint = did_you_mean(name, self._words) or did_you_mean(id_of(name), self._words)
            return self._problem("dangling-link", at, f"nothing here is called `{name}`", hint)
        file = self._shown(keys[0], asked or lang)
        if file.held:
            return self._held(at)
        asked = asked if file.target.lang == asked else ""
        return self._anchored(at, reference, file, Target(file.target.kind, keys[0], asked, anchor))

    def _meant(self, reference: Reference, name: str, lang: str) -> tuple[list[Key], str, str]:
        """What a name means, the language that it asks for, and the heading. A name may hold `#` itself, as C# does."""
        whole = reference.whole
        if whole and (found := self._called(whole))[0]:
            return *found, ""
        keys, asked = self._called(name)
        is_heading = keys and self._heading(self._shown(keys[0], asked or lang), reference.anchor, "name")
        if whole and not is_heading and (titled := self._titles.get(fold(whole))):
            return list(titled), "", ""
        return keys or list(self._titles.get(fold(name), ())), asked, reference.anchor

    def _called(self, name: str) -> tuple[list[Key], str]:
        """By an id, a term's name or a file's."""
        keys = self._named(name)
        return (keys, "") if keys else self._filed(name)

    def _own_heading(self, at: _At, reference: Reference) -> Target:
        file = self.by_path.get(at[0])
        if file is None:
            return _NONE
        target = Target(file.target.kind, file.target.key, file.target.lang, reference.anchor)
        return self._anchored(at, reference, file, target)

    def _shown(self, key: Key, lang: str) -> LinkTarget:
        """The text in a language, or another where that is not there, or is a draft: a translation that is begun takes
        nothing away.
        """
        texts = self.by_key[key]
        shown = {of: file for of, file in texts.items() if not file.held}
        return shown.get(lang) or next(iter((shown or texts).values()))

    def _named(self, name: str) -> list[Key]:
        """Ids first (`notes/x`, `pages/x` and `topics/x` say which), then names of terms."""
        room, slash, id = name.partition("/")
        if slash and room in ("notes", "pages"):
            return [(room, id)] if (room, id) in self.by_key else self._formerly((room, id))
        terms = self.registry.find(name, self.registry.taxonomies)
        if slash:
            return terms
        others = [(room, name) for room in ("notes", "pages") if (room, name) in self.by_key]
        by_id = [key for key in terms if key[1] == name]
        return others + by_id or terms or self._formerly(("notes", name), ("pages", name))

    def _filed(self, name: str) -> tuple[list[Key], str]:
        """What stands in a file, by the file's name or its path, as Obsidian writes them; and its language, if named.

        `2025-10-24-x`, `2025-10-24-x.en`, `notes/2025-10-24-x.md` and `content/topics/x` are such names.
        """
        path = name.removesuffix(".md")
        room, _, stem = path.rpartition("/")
        languages: dict[Key, str] = {}
        for file, lang in self._stems.get(stem, ()):
            if f"/{file.path.rpartition('/')[0]}".endswith(f"/{room}" if room else ""):
                languages[file.target.key] = lang
        return list(languages), next(iter(languages.values()), "")

    @cached_property
    def _stems(self) -> dict[str, list[tuple[LinkTarget, str]]]:
        """The files of `content/` by their names, with and without the language that these end in."""
        by_stem: dict[str, list[tuple[LinkTarget, str]]] = defaultdict(list)
        for path, file in self.by_path.items():
            stem = path.rpartition("/")[2].removesuffix(".md")
            plain = stem.removesuffix(f".{file.target.lang}")
            by_stem[plain].append((file, ""))
            if plain != stem:
                by_stem[stem].append((file, file.target.lang))
        return by_stem

    @cached_property
    def _titles(self) -> dict[str, dict[Key, None]]:
        """The notes by their titles, in any of their languages."""
        self.by_title = True
        titled: dict[str, dict[Key, None]] = defaultdict(dict)
        for file in self.notes:
            titled[fold(file.front.title)]["notes", file.id] = None
        return titled

    @cached_property
    def _words(self) -> Words:
        return Words([*self.registry.names(self.registry.taxonomies), *(id for _, id in self.by_key)])

    def _formerly(self, *keys: Key) -> list[Key]:
        return [self.former[key] for key in keys if key in self.former]

    def _file(self, at: _At, reference: Reference, path: str) -> Target:
        file = self.by_path.get(path)
        if file is None:
            if path in self.broken:
                return _NONE
            if passed_over(path):
                return self._passed_over(at, "dangling-link", path)
            words = self._paths.get(_beginning(path)) or self._paths[""]
            return self._problem("dangling-link", at, f"there is no file {path}", did_you_mean(path, words))
        file = self._shown(file.target.key, file.target.lang)
        if file.held:
            return self._held(at)
        target = Target(file.target.kind, file.target.key, file.target.lang, reference.anchor)
        return self._anchored(at, reference, file, target)

    @cached_property
    def _paths(self) -> dict[str, Words]:
        """All paths, and by what the names of their files begin with: the folder is what is wrong most often."""
        by_beginning: dict[str, list[str]] = defaultdict(list)
        for path in self.by_path:
            by_beginning[_beginning(path)].append(path)
        return {"": Words(self.by_path), **{start: Words(paths) for start, paths in by_beginning.items()}}

    def _anchored(self, at: _At, reference: Reference, file: LinkTarget, target: Target) -> Target:
        if not target.anchor:
            return target
        anchor = self._heading(file, target.anchor, reference.kind)
        if not anchor:
            message = f"{file.path} has no heading with the anchor `#{reference.anchor}`"
            if file.path not in self._anchors:
                self._anchors[file.path] = Words(file.body.anchors)
            hint = did_you_mean(reference.anchor, self._anchors[file.path])
            return self._problem("dangling-anchor", at, message, hint)
        return target if anchor == target.anchor else replace(target, anchor=anchor)

    def _heading(self, file: LinkTarget, given: str, kind: str) -> str:
        """An anchor of a text; a name may give the heading's words instead, behind those above it: `one#two`."""
        forms = (given, heading_anchor(given.rpartition("#")[2])) if kind == "name" else (given,)
        return next((form for form in forms if self._has_anchor(file, form)), "")

    def _has_anchor(self, file: LinkTarget, anchor: str) -> bool:
        if len(file.body.anchors) < _FEW:
            return anchor in file.body.anchors
        if file.path not in self._many_anchors:
            self._many_anchors[file.path] = frozenset(file.body.anchors)
        return anchor in self._many_anchors[file.path]

    def _asset(self, at: _At, reference: Reference, path: str) -> Target:
        if path in self.assets:
            return Target("asset", ("assets", path), "", reference.anchor)
        if path in self.broken:
            return _NONE
        image = reference.kind == "image"
        if image and "://" in reference.target:
            return self._remote(at, reference)
        rule = "dangling-image" if image else "dangling-link"
        if passed_over(path):
            return self._passed_over(at, rule, path)
        message = f"there is no {'image' if image else 'file'} {path}"
        hint = "" if image else "a link to a note, term or page names its file, such as ../companies/openai.md"
        if reference.anchor:
            hint = "a `#` that belongs to a file's name is written `%23`"
        return self._problem(rule, at, message, hint)

    def _remote(self, at: _At, reference: Reference) -> Target:
        """An image on another host, which hears of each reader where pages show it."""
        safe = reference.target.lower().startswith("https://")
        if self.images == "link" or (self.images == "allow" and safe):
            return Target("outside", ("outside", reference.target))
        hint = "save it beside the note; or `images: link` in site.yaml makes links of such images, `allow` shows them"
        if self.images == "allow":
            hint = "only those of `https://` are shown: browsers refuse others on a page of that kind"
        return self._problem("remote-image", at, "this image stands on another host", hint)

    def _no_image(self, at: _At, reference: Reference) -> Target:
        if not reference.target:
            return self._problem("dangling-image", at, "this image names no file", "")
        anchor = f"#{reference.anchor}" if reference.anchor else ""
        hint = f"a link is `[{reference.words}]({reference.target}{anchor})`"
        return self._problem("bad-image", at, "an image cannot be a Markdown file", hint)

    def _passed_over(self, at: _At, rule: str, path: str) -> Target:
        segment = passed_over(path)
        why = "ends with `~`" if segment.endswith("~") else f"begins with `{segment[0]}`"
        plain = segment.strip("._~")
        hint = f"call it `{plain}`" if plain else ""
        return self._problem(rule, at, f"{path} is passed over, for `{segment}` {why}", hint)

    def _held(self, at: _At) -> Target:
        message = "this leads to a draft, or to a note that is held back; its words stay as text"
        return self._problem("link-to-draft", at, message, "")

    def _is_broken(self, name: str) -> bool:
        ids = (name.rpartition("/")[2], id_of(name))
        return not self.broken_ids.isdisjoint(ids) or self.registry.is_broken(name, self.registry.taxonomies)

    def _problem(self, rule: str, at: _At, message: str, hint: str) -> Target:
        path, number = at
        where = Referring(number)
        self.problems.append(Problem(rule=rule, path=path, message=message, hint=hint, where=where))
        return _NONE


def _beginning(path: str) -> str:
    return path.rpartition("/")[2][:3]


def used_as(
    targets: Mapping[str, tuple[Target, ...]], owners: Iterable[str], index: Linkable
) -> tuple[dict[str, bool], dict[str, bool]]:
    """Of the files beside notes those that shown texts, the `owners`, show as pictures, and those that they link to.

    What only drafts name stays unpublished.
    """
    shown: dict[str, bool] = {}
    linked: dict[str, bool] = {}
    for path in owners:
        for target, reference in zip(targets[path], index.by_path[path].body.references, strict=True):
            if target.kind == "asset":
                (shown if reference.kind == "image" else linked)[target.key[1]] = True
    return shown, linked


def backlinks(targets: Mapping[str, tuple[Target, ...]], owners: Mapping[str, Key]) -> dict[Key, tuple[Key, ...]]:
    """For each thing that is linked to: what links to it, in the order of `owners`, each once."""
    sources_of: dict[Key, dict[Key, None]] = defaultdict(dict)
    for path, owner in owners.items():
        for target in targets.get(path, ()):
            if target.kind in ("note", "term", "page", "edition") and target.key != owner:
                sources_of[target.key][owner] = None
    return {key: tuple(sources) for key, sources in sources_of.items()}
