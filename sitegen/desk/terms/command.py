"""`sitegen term` as one step: what is asked for is looked at, worked out, compared, and then done."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.config import SITE_FILE
from sitegen.content.settings import read_config
from sitegen.desk.new import NewTerm, term_text
from sitegen.desk.terms.carrying_out import carry_out, differences
from sitegen.desk.terms.compared import refuse_unless_meant, state_of
from sitegen.desk.terms.model import Plan, Refused, State, TermMove
from sitegen.desk.terms.moving import merge, named_in, rename, split
from sitegen.digest.values import Key
from sitegen.incremental.cached_reader import CachedReader
from sitegen.incremental.workspace import Workspace
from sitegen.pages.plan import own_names
from sitegen.problems import has_errors
from sitegen.text.ids import id_flaw
from sitegen.text.suggest import did_you_mean


class TermRequest(Struct, frozen=True):
    """`what`: rename, merge or split. `names`, `notes`: of a split, the new term's names and what moves to it."""

    what: str
    old: str
    new: str
    names: Mapping[str, str] = {}
    notes: Sequence[str] = ()


class Done(Struct, frozen=True):
    """`diff`: what changes. `said`: what to say of it. `left`: of a split, the notes that still name the old term."""

    diff: list[str]
    said: list[str]
    left: list[tuple[str, str]]


def moved(ws: Workspace, asked: TermRequest, dry: bool) -> Done:
    """Does what is asked, or says what it would. Raises Refused and OSError."""
    config, _ = read_config(ws.files.get(SITE_FILE), own_names())
    if config is None:
        raise Refused(f"{SITE_FILE} cannot be read: `sitegen check` says why")
    reader = CachedReader(ws.cache, ws.file_index, ws.options.jobs)
    state = state_of(ws.files, config, reader)
    if has_errors([*ws.problems, *state.problems]):
        raise Refused("there are errors in the content; mend them first: `sitegen check` says them all")
    plan = _plan(state, asked)
    root = ws.options.root
    refuse_unless_meant(state, plan, reader, root)
    if not dry:
        carry_out(plan, root)
    return Done(list(differences(plan)), list(_said(plan, asked)), list(_left(state, plan, asked)))


def _plan(state: State, asked: TermRequest) -> Plan:
    taxonomy, old = _existing(state, asked.old)
    if asked.what == "merge":
        other = _existing(state, asked.new, taxonomy)
        if other[0] != taxonomy:
            raise Refused(f"{taxonomy}/{old} and {'/'.join(other)} are of different taxonomies")
        if other == (taxonomy, old):
            raise Refused(f"{taxonomy}/{old} is one term already")
        return merge(state, TermMove(taxonomy, old, other[1]))
    if asked.what == "rename":
        return rename(state, TermMove(taxonomy, old, _free(state, taxonomy, old, asked)))
    return _split(state, (taxonomy, old), asked)


def _split(state: State, old: Key, asked: TermRequest) -> Plan:
    """A new term, or one that was made so before, to which more notes move."""
    there = old[0], asked.new.removeprefix(f"{old[0]}/")
    again = bool(asked.notes) and not asked.names and there in state.registry.terms and there != old
    new = there[1] if again else _free(state, *old, asked)
    if not again and not asked.names:
        raise Refused("the new term needs a name: --name")
    unknown = [id for id in asked.notes if id not in state.digest.notes]
    for id in unknown:
        hint = did_you_mean(id, list(state.digest.notes))
        raise Refused(f"there is no note `{id}`" + (f"; {hint}" if hint else ""))
    if asked.notes and state.registry.taxonomies[old[0]].person:
        raise Refused("who is quoted is written by name: change the speakers of those notes, and their lists, by hand")
    data = None if again else _new_term(state, old, new, asked)
    return split(state, TermMove(*old, new, frozenset(asked.notes)), data)


def _existing(state: State, word: str, preferred: str = "") -> Key:
    """The term of an id, or of `taxonomy/id`."""
    head, slash, id = word.partition("/")
    every = state.registry.terms
    meant = [key for key in every if key == (head, id)] if slash else [key for key in every if key[1] == word]
    meant = [key for key in meant if key[0] == preferred] or meant
    if len(meant) > 1:
        raise Refused(f"`{word}` may mean more than one: write {' or '.join('/'.join(key) for key in meant)}")
    if meant:
        return meant[0]
    named = state.registry.find(word, state.registry.taxonomies)
    near = did_you_mean(id if slash else word, [id for _, id in every])
    hint = f"`{'/'.join(named[0])}` is called so" if named else near
    raise Refused(f"there is no term `{word}`" + (f"; {hint}" if hint else ""))


def _free(state: State, taxonomy: str, old: str, asked: TermRequest) -> str:
    """A new id that nothing else has."""
    head, slash, rest = asked.new.partition("/")
    id = rest if slash else asked.new
    if slash and head != taxonomy:
        raise Refused(f"`{asked.new}` is of another taxonomy: {taxonomy}/{old} stays one of the {taxonomy}")
    flaw, hint = id_flaw(id)
    if flaw:
        raise Refused(f"`{id}` {flaw}" + (f"; {hint}" if hint else ""))
    if id in state.config.grammar.reserved(taxonomy):
        raise Refused(f"`{id}` is taken by the site's own pages")
    if (taxonomy, id) in state.registry.terms:
        hint = f"; to make one of them: sitegen term merge {old} {id}" if id != old and asked.what == "rename" else ""
        raise Refused(f"`{id}` is taken: {state.registry.terms[taxonomy, id].path}{hint}")
    meaning = state.registry.named(taxonomy, id)
    if meaning and (meaning != old or asked.what == "split"):
        raise Refused(f"`{id}` is taken: {taxonomy}/{meaning} is, or was, called so")
    return id


def _new_term(state: State, old: Key, new: str, asked: TermRequest) -> bytes:
    """The file of a term that is like another: of the same kind, below the same term."""
    term = state.registry.terms[old]
    for name in asked.names.values():
        if known := state.registry.named(old[0], name):
            raise Refused(f"`{name}` is {old[0]}/{known} already: the new term needs a name of its own")
    given = {"kind": term.kind or "", "jurisdiction": term.jurisdiction, "country": term.country, "parent": term.parent}
    more = {key: value for key, value in given.items() if value and isinstance(value, str)}
    if isinstance(term.jurisdiction, dict):
        more["jurisdiction"] = term.jurisdiction.get(state.config.default) or next(iter(term.jurisdiction.values()))
    return term_text(NewTerm(old[0], new, dict(asked.names), more), state.config.languages).encode()


def _said(plan: Plan, asked: TermRequest) -> Iterator[str]:
    move, files = plan.move, len(plan.changes)
    old, new = "/".join(move.old_key), "/".join(move.new_key)
    what = {"rename": f"{old} is {new}", "merge": f"{old} is part of {new}", "split": f"{new} stands beside {old}"}
    changed = f"{files} file{'' if files == 1 else 's'}"
    yield f"{what[asked.what]}: {changed}, named in {plan.places} place{'' if plan.places == 1 else 's'}"
    if asked.what != "split":
        yield f"/{old}/ leads to /{new}/ (`was`)"
    yield from plan.said


def _left(state: State, plan: Plan, asked: TermRequest) -> Iterator[tuple[str, str]]:
    """The notes that name the old term still, for a person to decide: id and title."""
    if asked.what == "split":
        for note in named_in(state, plan.move):
            if note.id not in asked.notes:
                yield note.id, note.text(state.config.default).front.title
