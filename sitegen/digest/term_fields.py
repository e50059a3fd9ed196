"""Fields of terms: those of laws alone, of entities alone, those that every law must have, and names among names."""

from collections.abc import Iterable, Iterator
from typing import get_args

from sitegen.content.schema import EntityKind, LawKind
from sitegen.digest.law_changes import CHANGES
from sitegen.digest.model import Term
from sitegen.digest.values import Localized
from sitegen.problems import KeyPath, Problem
from sitegen.text.suggest import Words, did_you_mean
from sitegen.text.territories import is_territory, territory_code

_LAWS, _ENTITIES = get_args(LawKind), get_args(EntityKind)


def misused_term_fields(terms: Iterable[Term], languages: tuple[str, ...]) -> list[Problem]:
    """What terms say that those of their taxonomy cannot, and what laws must say and do not."""
    return [
        Problem(rule=rule, path=term.path, message=message, hint=hint, where=KeyPath((field,)))
        for term in terms
        for rule, field, message, hint in (*_of_kind(term), *_of_jurisdiction(term, languages), *_of_changes(term))
    ] + [problem for term in terms for problem in _of_names(term)]


_Found = tuple[str, str, str, str]  # rule, field, message, hint


def _of_kind(term: Term) -> Iterator[_Found]:
    taxonomy = term.key[0]
    if term.measure and not term.kind:
        yield "missing", "kind", f"`kind` is missing: every one of the {taxonomy} has one", _one_of(_LAWS)
    elif term.measure and term.kind not in _LAWS:
        message = f"`{term.kind}` is the kind of somebody who acts, and `{taxonomy}` are laws and programmes"
        yield "term-kind", "kind", message, _one_of(_LAWS)
    elif term.kind in _LAWS and not term.measure:
        hint = _one_of(_ENTITIES) if term.entity else "leave it out"
        hint += "; a taxonomy whose terms are laws has `measure: true` in site.yaml"
        yield "term-kind", "kind", f"`{term.kind}` is the kind of a law, and `{taxonomy}` are none", hint


def _of_jurisdiction(term: Term, languages: tuple[str, ...]) -> Iterator[_Found]:
    given, words = term.jurisdiction, f"words for each language, {{{', '.join(f'{lang}: …' for lang in languages)}}}"
    codes = f"a territory's code, such as KR, US, EU or UN, or {words}"
    if given and not term.measure:
        message = f"only laws have a `jurisdiction`, and `{term.key[0]}` are none"
        hint = "leave it out; where a company or an institution is, `country` says" if term.entity else "leave it out"
        yield "jurisdiction", "jurisdiction", message, hint
    elif term.measure and not given:
        message = f"`jurisdiction` is missing: every one of the {term.key[0]} has one"
        yield "missing", "jurisdiction", message, f"it is {codes}"
    elif isinstance(given, str) and given and not is_territory(given):
        code = territory_code(given, languages)
        hint = f"did you mean `{code}`?" if code else f"it is {codes}"
        yield "jurisdiction", "jurisdiction", f"`{given}` is no territory's code", hint


def _of_changes(term: Term) -> Iterator[_Found]:
    for field in CHANGES if not term.measure else ():
        if getattr(term, field):
            message = f"only laws have `{field}`, and `{term.key[0]}` are none"
            yield "law-change", field, message, "leave it out"


def _of_names(term: Term) -> Iterator[Problem]:
    """How names are linked that the term does not have."""
    if not (term.exact or term.ambiguous or term.no_link):
        return
    own = [*_each(term.name), *term.aliases, *(name for dated in term.names for name in _each(dated.name))]
    for field, listed in (("exact", term.exact), ("ambiguous", term.ambiguous), ("no_link", term.no_link)):
        for i, name in enumerate(listed):
            if name not in own:
                message = f"`{name}` is none of the names of {term.key[0]}/{term.key[1]}"
                hint = did_you_mean(name, Words(own)) or "write it among `aliases` too, or leave it out here"
                where = KeyPath((field, i))
                yield Problem(rule="unknown-name", path=term.path, message=message, hint=hint, where=where)


def _each(text: Localized) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def _one_of(kinds: Iterable[str]) -> str:
    return f"one of {', '.join(f'`{kind}`' for kind in kinds)}"
