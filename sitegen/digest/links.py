"""What the references in bodies mean: a note, a term, a standing page, an asset; or a problem."""

from collections import defaultdict
from collections.abc import Mapping

from sitegen.content.assets import Asset
from sitegen.content.body import Body, Reference
from sitegen.content.read import id_of, resolve_path
from sitegen.digest.linkable import Linkable, Place
from sitegen.digest.model import Key, Target
from sitegen.digest.registry import Registry
from sitegen.problems import Problem, Referring
from sitegen.text.suggest import did_you_mean

_At = tuple[str, int]  # a file, and the number of the reference in its body

_NONE = Target("none")


class Resolver:
    """Resolves references against everything that has a page; `problems` grows."""

    def __init__(
        self,
        registry: Registry,
        places: Linkable,
        assets: Mapping[str, Asset],
        broken: frozenset[str],
        former: Mapping[str, str],
    ) -> None:
        """`former`: ids that notes had, to the ids that they have."""
        self.registry, self.assets, self.broken, self.former = registry, assets, broken, former
        self.by_path, self.by_key = places.by_path, places.by_key
        self.broken_ids = {id_of(path) for path in broken}
        self.problems: list[Problem] = []

    def resolve(self, path: str, body: Body, lang: str) -> tuple[Target, ...]:
        """The target of each reference of a file's body, which is written in a language."""
        return tuple(self._target((path, n), reference, lang) for n, reference in enumerate(body.references))

    def _target(self, at: _At, reference: Reference, lang: str) -> Target:
        if reference.kind == "name":
            return self._name(at, reference, lang)
        if reference.target.endswith(".md") or (not reference.target and reference.kind == "path"):
            return self._file(at, reference)
        return self._asset(at, reference)

    def _name(self, at: _At, reference: Reference, lang: str) -> Target:
        found = self._named(reference.target)
        if len(found) > 1:
            forms = " or ".join(f"[[{taxonomy}/{id}]]" for taxonomy, id in found)
            return self._problem("ambiguous-term", at, f"`{reference.target}` may mean more than one", f"write {forms}")
        if not found:
            if self._is_broken(reference.target):
                return _NONE
            words = [*self.registry.words(self.registry.taxonomies), *(id for _, id in self.by_key)]
            message = f"nothing here is called `{reference.target}`"
            return self._problem("dangling-link", at, message, did_you_mean(reference.target, words))
        texts = self.by_key[found[0]]
        place = texts.get(lang) or next(iter(texts.values()))
        if place.held:
            return self._held(at)
        return self._anchored(at, reference, place, Target(place.target.kind, found[0], "", reference.anchor))

    def _named(self, name: str) -> list[Key]:
        """Ids first (`notes/x`, `pages/x` and `topics/x` say which), then names of terms."""
        room, slash, id = name.partition("/")
        if slash and room in ("notes", "pages"):
            return [(room, id)] if (room, id) in self.by_key else self._formerly(id if room == "notes" else "")
        found = self.registry.find(name, self.registry.taxonomies)
        if slash:
            return found
        others = [(room, name) for room in ("notes", "pages") if (room, name) in self.by_key]
        by_id = [key for key in found if key[1] == name]
        return others + by_id or found or self._formerly(name)

    def _formerly(self, id: str) -> list[Key]:
        return [("notes", self.former[id])] if id in self.former else []

    def _file(self, at: _At, reference: Reference) -> Target:
        place = self.by_path.get(resolve_path(at[0], reference.target))
        if place is None:
            if resolve_path(at[0], reference.target) in self.broken:
                return _NONE
            message = f"there is no file {resolve_path(at[0], reference.target)}"
            near = [
                other
                for other in self.by_path
                if other.rpartition("/")[2][:3] == reference.target.rpartition("/")[2][:3]
            ]
            hint = did_you_mean(resolve_path(at[0], reference.target), near or self.by_path)
            return self._problem("dangling-link", at, message, hint)
        if place.held:
            return self._held(at)
        target = Target(place.target.kind, place.target.key, place.target.lang, reference.anchor)
        return self._anchored(at, reference, place, target)

    def _anchored(self, at: _At, reference: Reference, place: Place, target: Target) -> Target:
        if reference.anchor and reference.anchor not in place.body.anchors:
            message = f"{place.path} has no heading with the anchor `#{reference.anchor}`"
            hint = did_you_mean(reference.anchor, place.body.anchors)
            return self._problem("dangling-anchor", at, message, hint)
        return target

    def _asset(self, at: _At, reference: Reference) -> Target:
        found = resolve_path(at[0], reference.target)
        if found in self.assets:
            return Target("asset", ("assets", found))
        image = reference.kind == "image"
        if image and "://" in reference.target:
            hint = "save it beside the note: a page asks nothing of other hosts"
            return self._problem("remote-image", at, "this image stands on another host", hint)
        message = f"there is no {'image' if image else 'file'} {found}"
        hint = "" if image else "a link to a note, term or page names its file, such as ../companies/openai.md"
        return self._problem("dangling-image" if image else "dangling-link", at, message, hint)

    def _held(self, at: _At) -> Target:
        message = "this leads to a draft, or to a note that is held back; its words stay as text"
        return self._problem("link-to-draft", at, message, "")

    def _is_broken(self, name: str) -> bool:
        return name.rpartition("/")[2] in self.broken_ids or self.registry.is_broken(name, self.registry.taxonomies)

    def _problem(self, rule: str, at: _At, message: str, hint: str) -> Target:
        path, number = at
        where = Referring(number)
        self.problems.append(Problem(rule=rule, path=path, message=message, hint=hint, where=where))
        return _NONE


def backlinks(targets: Mapping[str, tuple[Target, ...]], owners: Mapping[str, Key]) -> dict[Key, tuple[Key, ...]]:
    """For each thing that is linked to: what links to it, in the order of `owners`, each once."""
    found: dict[Key, dict[Key, None]] = defaultdict(dict)
    for path, owner in owners.items():
        for target in targets.get(path, ()):
            if target.kind in ("note", "term", "page") and target.key != owner:
                found[target.key][owner] = None
    return {key: tuple(sources) for key, sources in found.items()}
