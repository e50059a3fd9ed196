"""`unlisted-name`, `unnamed-term`: what a note names, and what its lists say that it is about."""

from collections import Counter
from collections.abc import Iterator

from sitegen.desk.editorial.term_names import TermNames, names_of
from sitegen.desk.editorial.written import WrittenFile, WrittenNote, each_text, note_of, own_words
from sitegen.digest.values import Key
from sitegen.problems import KeyPath, Problem, Where
from sitegen.text.normal import fold
from sitegen.text.territories import territory

_OFTEN = 3  # mentions of a text, from which on a note is about a term


def unlisted(note: WrittenNote, names: TermNames) -> Iterator[Problem]:
    """Names of the title or the summary, or named often, in every language of the note."""
    first = note.first
    listed = names.listed(first.terms, names.taxonomies)
    family = {above for key in listed for above in names.above(key)}
    weighty = [_weighty(file, names) for file in note.files]
    for key in weighty[0]:
        if all(key in others for others in weighty) and key not in family and listed.isdisjoint(names.above(key)):
            name, where = weighty[0][key]
            taxonomy, id = key
            message = f"`{name}` is {taxonomy}/{id}, which the note's `{taxonomy}` do not list"
            hint = f"add `{id}` to `{taxonomy}`"
            yield Problem(rule="unlisted-name", path=first.path, message=message, hint=hint, where=where)


def _weighty(file: WrittenFile, names: TermNames) -> dict[Key, tuple[str, Where]]:
    """The terms that a text is about, by its words: with the name, and where it stands."""
    front, first_named = note_of(file).front, dict[Key, tuple[str, Where]]()
    for field in ("title", "summary"):
        for _, name, key in names.named(getattr(front, field)):
            first_named.setdefault(key, (name, KeyPath((field,))))
    mentions = list(names.named(file.words))
    counts = Counter(key for _, _, key in mentions)
    for reference in file.item.body.references:
        if reference.kind != "name":
            continue
        find = names.registry.find
        keys = find(reference.whole, names.taxonomies) or find(reference.target, names.taxonomies)
        if len(keys) == 1:
            counts[keys[0]] += 1
    for at, name, key in mentions:
        if counts[key] >= _OFTEN:
            first_named.setdefault(key, (name, file.position(at)))
    return first_named


def unnamed(note: WrittenNote, names: TermNames) -> Iterator[Problem]:
    """Listed terms that no text, quote or claim names by any word of any of their names."""
    first, registry = note.first, names.registry
    said = given = None
    for taxonomy in names.taxonomies:
        for i, written in enumerate(first.terms.get(taxonomy, ())):
            id = registry.named(taxonomy, written)
            if id is None:
                continue  # said already
            key = (taxonomy, id)
            said = said or "\n".join(f"{own_words(file)}\n{file.body}" for file in note.files).casefold()
            if (
                any(piece in said for piece in names.pieces(key))
                or id in said
                or _by_its_country(key, said, note, names)
            ):
                continue
            given = given or _given(note)
            if given.isdisjoint({f"{taxonomy}/{id}", id, *map(fold, names_of(registry.terms[key]))}):
                message = f"`{written}` is listed, but no text, quote or claim of the note names it"
                hint = "name it, give the term the alias that the text uses, or take it off the list"
                where = KeyPath((taxonomy, i))
                yield Problem(rule="unnamed-term", path=first.path, message=message, hint=hint, where=where)


def _by_its_country(key: Key, said: str, note: WrittenNote, names: TermNames) -> bool:
    """Whether a government is meant by its country: 미국, 미 행정부."""
    term = names.registry.terms[key]
    if term.kind not in ("government", "body") or not term.country:
        return False
    return any(territory(term.country, file.lang).casefold() in said for file in note.files)


def _given(note: WrittenNote) -> set[str]:
    """Whom claims and quotes name, as they write it."""
    claims = [claim for file in note.files for claim in note_of(file).front.claims]
    quotes = [quote for file in note.files for quote in note_of(file).front.quotes]
    words = [
        word for c in claims for word in (c.by, c.on, c.before, *c.with_, *each_text(c.said_by), *each_text(c.what))
    ]
    words += [word for quote in quotes for word in (quote.speaker, quote.of, quote.role)]
    return set(map(fold, words))
