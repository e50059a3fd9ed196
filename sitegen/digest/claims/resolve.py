"""Claims and quotes, their entities resolved."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.notes import SOURCE_HINT, NoteFile
from sitegen.content.schema import ClaimFront, Source
from sitegen.digest.claims.families import FAMILIES
from sitegen.digest.claims.fields import misused_fields
from sitegen.digest.claims.model import Claim
from sitegen.digest.model import QuoteText
from sitegen.digest.registry import Registry
from sitegen.digest.speakers import bare_name
from sitegen.digest.values import Key, Localized
from sitegen.problems import KeyPath, Problem
from sitegen.text.amounts import Amount, AmountProblem, read_amount
from sitegen.text.normal import unseen_hint
from sitegen.text.sentences.brackets import apart
from sitegen.text.suggest import did_you_mean

_IN_WORDS = "give it in the words of each language, `{ko: …, en: …}`, for it is shown as printed"


def resolve_claims(
    file: NoteFile, source: Source, listed: dict[str, tuple[str, ...]], registry: Registry
) -> tuple[tuple[Claim, ...], dict[str, tuple[str, ...]], list[Problem]]:
    """A file's claims; the ids of terms, by taxonomy, that they name but the note's lists do not; problems."""
    problems = misused_fields(file)
    claims, extra = list[Claim](), defaultdict[str, list[str]](list)
    known = {(taxonomy, id) for taxonomy, ids in listed.items() for id in ids}
    sources = (source, *file.front.also)
    for i, front in enumerate(file.front.claims):
        named = _named(file, i, front, registry, problems)
        _list_too(file, named.placed, known, extra, problems)
        amount = _printed(front.amount, source.lang or file.lang)
        figure = _figure(file, i, front.amount, amount, problems)
        problems += _power_without_watts(file, i, front.power, figure)
        if named.by:
            shown_by = sources[min(front.source or 1, len(sources)) - 1]
            claim = _claim(front, named.by, named, amount, figure, shown_by, registry)
            themes = _of_note(file, i, "themes", front.themes, listed, registry, problems)
            topics = _of_note(file, i, "topics", front.topics, listed, registry, problems)
            claims.append(replace(claim, themes=themes, topics=topics))
    return tuple(claims), {taxonomy: tuple(ids) for taxonomy, ids in extra.items()}, problems


class _Named(Struct, frozen=True):
    """Whom and what a claim names, resolved; `placed`: all of them with where they stand."""

    by: Key | None
    with_: tuple[Key, ...]
    before: Key | None
    on: Key | None
    placed: tuple[tuple[KeyPath, Key | None], ...]


def _named(file: NoteFile, i: int, front: ClaimFront, registry: Registry, problems: list[Problem]) -> _Named:
    by = _entity(file, front.by, KeyPath(("claims", i, "by")), registry, problems)
    with_ = _counterparts(file, i, front.with_, registry, problems)
    before = _court(file, front.before, KeyPath(("claims", i, "before")), registry, problems)
    on = _law(file, front.on, KeyPath(("claims", i, "on")), registry, problems)
    alone = [(KeyPath(("claims", i, field)), key) for field, key in (("by", by), ("before", before), ("on", on))]
    return _Named(by, tuple(dict.fromkeys(key for _, key in with_ if key)), before, on, (*alone, *with_))


def _claim(
    front: ClaimFront,
    by: Key,
    named: _Named,
    amount: str,
    figure: Amount | None,
    source: Source,
    registry: Registry,
) -> Claim:
    """`source`: the one that shows it. Its themes and topics are those of its note."""
    return Claim(
        id=front.id,
        part_of=front.part_of,
        kind=front.kind,
        by=by,
        with_=named.with_,
        what=front.what,
        amount=amount,
        amount_in=front.amount if isinstance(front.amount, dict) else {},
        figure=figure,
        due=front.due,
        stage=None if FAMILIES[front.kind] == "statement" else front.stage or "announced",
        certainty=front.certainty,
        said_by=_speaker(front.said_by, registry),
        source=source,
        released_by=_publisher(source, registry),
        date=front.date,
        power=front.power,
        on=named.on,
        before=named.before,
        outcome=front.outcome,
        outcome_why=front.outcome_why,
        sentence=front.sentence,
        was=front.was,
    )


def _counterparts(
    file: NoteFile, i: int, names: tuple[str, ...], registry: Registry, problems: list[Problem]
) -> list[tuple[KeyPath, Key | None]]:
    named = [(KeyPath(("claims", i, "with", n)), name) for n, name in enumerate(names)]
    return [(where, _entity(file, name, where, registry, problems)) for where, name in named]


def _list_too(
    file: NoteFile,
    named: Sequence[tuple[KeyPath, Key | None]],
    known: set[Key],
    extra: defaultdict[str, list[str]],
    problems: list[Problem],
) -> None:
    """What a claim names but the note's lists do not is listed all the same, and a problem."""
    for where, key in named:
        if key and key not in known:
            known.add(key)
            extra[key[0]].append(key[1])
            problems.append(_not_listed(file, key, where))


def _not_listed(file: NoteFile, key: Key, where: KeyPath) -> Problem:
    message = f"the claim names `{key[1]}`, but the note's `{key[0]}` do not"
    hint = f"add it to `{key[0]}`; the note is listed there all the same"
    return Problem(rule="claim-entity", path=file.path, message=message, hint=hint, where=where)


def _power_without_watts(file: NoteFile, i: int, power: str | None, figure: Amount | None) -> list[Problem]:
    if not power or (figure and figure.unit == "W"):
        return []
    message, hint = "`power` is of an amount in watts", "500MW or 1.5GW; else leave it out"
    where = KeyPath(("claims", i, "power"))
    return [Problem(rule="claim-field", path=file.path, message=message, hint=hint, where=where)]


def _printed(amount: Localized, lang: str) -> str:
    """An amount as it is printed, which is in the language of its source."""
    return amount if isinstance(amount, str) else amount.get(lang) or next(iter(amount.values()))


def _figure(file: NoteFile, i: int, given: Localized, amount: str, problems: list[Problem]) -> Amount | None:
    """What an amount means; one that is not understood is shown as printed, and nothing is reckoned with it.

    That is no problem where it is given in the words of each language.
    """
    parsed, where = read_amount(amount) if amount else None, KeyPath(("claims", i, "amount"))
    if parsed and not isinstance(parsed, AmountProblem) and parsed.several:
        message, hint = f"the amount `{amount}` is of several figures", "none counts; give each a claim of its own"
        problems.append(Problem(rule="several-amounts", path=file.path, message=message, hint=hint, where=where))
    if not isinstance(parsed, AmountProblem):
        return parsed
    if isinstance(given, str) or len(given) == 1:
        message, hint = f"the amount `{amount}` {parsed.message}", parsed.hint or _IN_WORDS
        problems.append(Problem(rule="amount", path=file.path, message=message, hint=hint, where=where))
    return None


def _of_note(
    file: NoteFile,
    i: int,
    taxonomy: Literal["themes", "topics"],
    names: tuple[str, ...] | None,
    listed: dict[str, tuple[str, ...]],
    registry: Registry,
    problems: list[Problem],
) -> tuple[str, ...] | None:
    """Those of the note's themes or topics that a claim belongs to; None where nothing is said."""
    if names is None:
        return None
    keys, other = [], ("claim-theme", f"which are no {taxonomy}")
    for n, name in enumerate(names):
        where = KeyPath(("claims", i, taxonomy, n))
        key = _term(file, name, where, registry, problems, [taxonomy], taxonomy[:-1], other)
        if key and key[1] in listed.get(taxonomy, ()):
            keys.append(key[1])
        elif key:
            message, hint = f"the claim belongs to `{key[1]}`, the note does not", f"add it to the note's `{taxonomy}`"
            problems.append(Problem(rule="claim-theme", path=file.path, message=message, hint=hint, where=where))
    return tuple(dict.fromkeys(keys))


def _publisher(source: Source, registry: Registry) -> Key | None:
    """The entity that publishes a source itself."""
    key = _speaker(apart(source.publisher)[0], registry)
    return key if isinstance(key, tuple) else None


def _speaker(said_by: Localized, registry: Registry) -> Localized | Key:
    """Who says it: an entity where the words are just its name, so that each language may use its own."""
    taxonomies = [taxonomy.id for taxonomy in registry.taxonomies.values() if taxonomy.entity]
    matches = registry.find(said_by, taxonomies) if isinstance(said_by, str) else []
    return matches[0] if len(matches) == 1 else said_by


def resolve_quotes(
    file: NoteFile, sources: Sequence[Source], claims: Sequence[str], registry: Registry
) -> tuple[tuple[QuoteText, ...], list[Problem]]:
    """A file's quotes. `sources`: the note's, by their numbers; `claims`: the ids of its claims."""
    problems: list[Problem] = []
    quotes = []
    people = [taxonomy.id for taxonomy in registry.taxonomies.values() if taxonomy.person]
    for i, front in enumerate(file.front.quotes):
        of = _entity(file, front.of, KeyPath(("quotes", i, "of")), registry, problems) if front.of else None
        lang = "" if front.lang == file.lang else front.lang
        matches = registry.find(bare_name(front.speaker), people)
        by = matches[0] if len(matches) == 1 else None
        if front.source > len(sources):
            message, hint = f"there is no source {front.source}: this note names {len(sources)}", SOURCE_HINT
            where = KeyPath(("quotes", i, "source"))
            problems.append(Problem(rule="unknown-source", path=file.path, message=message, hint=hint, where=where))
        source = sources[min(front.source, len(sources)) - 1]
        if front.claim and front.claim not in claims:
            message = f"this note has no claim with the id `{front.claim}`"
            hint = did_you_mean(front.claim, claims) or "name one of its claims, or take `claim` away"
            where = KeyPath(("quotes", i, "claim"))
            problems.append(Problem(rule="quote-claim", path=file.path, message=message, hint=hint, where=where))
        words = (front.translation, front.date, front.claim)
        quotes.append(QuoteText(front.text, front.speaker, by, front.role, of, lang, *words, source))
    return tuple(quotes), problems


def _entity(file: NoteFile, name: str, where: KeyPath, registry: Registry, problems: list[Problem]) -> Key | None:
    """The entity that a name means: a term of a taxonomy whose terms act."""
    taxonomies = [taxonomy.id for taxonomy in registry.taxonomies.values() if taxonomy.entity]
    other = "not-an-entity", "which make no claims"
    return _term(file, name, where, registry, problems, taxonomies, "entity", other)


def _court(file: NoteFile, name: str, where: KeyPath, registry: Registry, problems: list[Problem]) -> Key | None:
    key = _entity(file, name, where, registry, problems)
    if key and registry.terms[key].kind != "court":
        message, hint = f"`{key[1]}` is no court", "give it `kind: court`, or name it in `with`"
        problems.append(Problem(rule="not-a-court", path=file.path, message=message, hint=hint, where=where))
        return None
    return key


def _law(file: NoteFile, name: str, where: KeyPath, registry: Registry, problems: list[Problem]) -> Key | None:
    """The law that a name means: a term of a taxonomy of measures."""
    taxonomies = [taxonomy.id for taxonomy in registry.taxonomies.values() if taxonomy.measure]
    if name and not taxonomies:
        message, hint = "there are no laws", "declare a taxonomy with `measure: true` in site.yaml"
        problems.append(Problem(rule="not-a-law", path=file.path, message=message, hint=hint, where=where))
        return None
    other = "not-a-law", "which are no laws"
    return _term(file, name, where, registry, problems, taxonomies, "law", other)


def _term(
    file: NoteFile,
    name: str,
    where: KeyPath,
    registry: Registry,
    problems: list[Problem],
    taxonomies: list[str],
    what: str,
    other: tuple[str, str],
) -> Key | None:
    """The term of some taxonomies that a name means. `other`: the rule for one of another taxonomy, and why not."""
    if not name:
        return None  # no text: said by read
    matches = registry.find(name, taxonomies)
    if len(matches) == 1:
        return matches[0]
    if matches:
        forms = " or ".join(f"`{taxonomy}/{id}`" for taxonomy, id in matches)
        rule, message, hint = "ambiguous-term", f"`{name}` may mean more than one", f"write {forms}"
    elif registry.find(name, registry.taxonomies):
        key = registry.find(name, registry.taxonomies)[0]
        rule, message, hint = other[0], f"`{name}` is one of the {key[0]}, {other[1]}", ""
    elif registry.is_broken(name, taxonomies):
        return None
    else:
        rule, message = "unknown-term", f"`{name}` is no {what}: none of the {', '.join(taxonomies)}"
        hint = unseen_hint(name) or did_you_mean(name, registry.words(taxonomies))
    problems.append(Problem(rule=rule, path=file.path, message=message, hint=hint, where=where))
    return None
