"""What a command needs to know: from its options, or else asked on a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli.messages import say
from sitegen.text.ids import id_flaw
from sitegen.text.normal import nfc

if TYPE_CHECKING:
    from sitegen.config import Taxonomy
    from sitegen.desk.new import Desk, NewTerm


_ID = "Id, which its address has in every language"


class Questions:
    """`given`: options by their names. Without a terminal nothing is asked, and what is missing is wrong usage."""

    def __init__(self, desk: "Desk", given: dict[str, Any], create: bool, may_ask: bool) -> None:
        self.desk, self.given, self.create, self.may_ask = desk, given, create, may_ask

    def refuse(self, options: Sequence[str], what: str) -> None:
        if idle := [_option(name) for name in options if self.given[name]]:
            raise click.UsageError(f"{what} has no {', '.join(idle)}")

    def need(self, *options: str, terms: bool = False) -> None:
        """All that is missing at once, where nobody can be asked."""
        missing = [_option(name) for name in options if not self.given[name]]
        if terms and "topics" not in terms_by_taxonomy(self.desk, self.given["terms"]):
            missing.append("--terms topics=…")
        if missing and not self.may_ask:
            raise click.UsageError(f"nobody can be asked here, so these are needed: {', '.join(missing)}")

    def text(self, option: str, question: str, taxonomy: "Taxonomy | None" = None) -> str:
        """`taxonomy`: whose terms the text is about; it decides what fits."""
        from sitegen.desk.new import flaw

        text = _one_line(self.given[option] or "")
        while not text or (why := flaw(option, text, taxonomy)):
            if text and not self.may_ask:
                raise click.UsageError(f"{why}: {_option(option)}")
            if text:
                say([why])
            text = _one_line(_ask(question))
        return text

    def names(self) -> dict[str, str]:
        """A name for each language; what is not answered is called as in the first."""
        first, *others = self.desk.config.languages
        names = {first: self.text("name", f"Name in `{first}`" if others else "Name")}
        return names | {lang: _one_line(_ask(f"Name in `{lang}`", names[first])) for lang in others}

    def id(self, taxonomy: str, called: str) -> str:
        """The id that is given, or else one that is made from what it is called; on a terminal another may be typed."""
        from sitegen.desk.new import proposed_id

        given, proposed = self.given["id"], proposed_id(called)
        id = given or proposed
        if self.may_ask and not given:
            id = _ask(_ID, proposed)
        while why := self._unfit(taxonomy, id):
            if not self.may_ask:
                raise click.UsageError(f"{why}; choose another: --id")
            say([why])
            id = _ask(_ID, proposed)
        return id

    def terms(self, given: dict[str, list[str]]) -> tuple[dict[str, list[str]], list["NewTerm"]]:
        """The ids of the terms of a note, and those among them that are to be created."""
        if not given.get("topics"):
            given = {"topics": []} | given
        by_taxonomy: dict[str, list[str]] = {}
        created: list[NewTerm] = []
        for taxonomy, names in given.items():
            while not names:
                names = _split(_ask(f"{taxonomy.capitalize()} (ids or names, with commas between)"))
            by_taxonomy[taxonomy] = [self._term(taxonomy, name, created) for name in names]
        return {taxonomy: list(dict.fromkeys(ids)) for taxonomy, ids in by_taxonomy.items()}, created

    def _term(self, taxonomy: str, name: str, created: list["NewTerm"]) -> str:
        """The id of a term that is named; one that nobody declared is corrected, created or refused."""
        from sitegen.desk.new import NewTerm, proposed_id, resolved

        ids, unknown = resolved(self.desk, taxonomy, [name])
        if ids:
            return ids[0]
        hint, id = unknown[name], proposed_id(name)
        near = hint.partition("`")[2].partition("`")[0]
        if (
            near
            and self.may_ask
            and click.confirm(f"There is no `{name}` in {taxonomy}. Is it `{near}`?", True, err=True)
        ):
            return self._term(taxonomy, near, created)
        is_law = self.desk.taxonomy(taxonomy).measure  # type: ignore[union-attr]
        offered = bool(id) and not is_law and not self._unfit(taxonomy, id)
        question = f"Create content/{taxonomy}/{id}.md, called `{name}`?"
        if offered and (self.create or (self.may_ask and click.confirm(question, True, err=True))):
            if id not in [term.id for term in created if term.taxonomy == taxonomy]:
                created.append(NewTerm(taxonomy, id, {self.desk.config.default: name}))
            return id
        if self.may_ask:
            return self._term(taxonomy, _one_line(_ask(f"Another of the {taxonomy}")), created)
        how = "--create creates it" if offered else f"create it first: sitegen new {taxonomy}"
        raise click.UsageError(f"there is no `{name}` in {taxonomy}{f' ({hint})' if hint else ''}; {how}")

    def _unfit(self, taxonomy: str, id: str) -> str:
        flaw, hint = id_flaw(id)
        if flaw:
            return f"`{id}` {flaw}" + (f"; {hint}" if hint else "") if id else "an id cannot be made from that"
        if id in self.desk.config.grammar.reserved(taxonomy or "notes"):
            return f"`{id}` would hide a page of the site's own"
        taken = self.desk.taken(taxonomy, id)
        return f"`{id}` is the id of {taken} already" if taken else ""


def terms_by_taxonomy(desk: "Desk", given: Sequence[str]) -> dict[str, list[str]]:
    """`--terms topics=energy,오픈AI`, as often as wanted."""
    terms: dict[str, list[str]] = {}
    for each in given:
        word, equals, names = each.partition("=")
        taxonomy = desk.taxonomy(word)
        if not equals or taxonomy is None:
            known = ", ".join(taxonomy.id for taxonomy in desk.config.taxonomies)
            raise click.UsageError(f"--terms {each}: write TAXONOMY=A,B; there are {known}")
        terms.setdefault(taxonomy.id, []).extend(_split(names))
    return {taxonomy: names for taxonomy, names in terms.items() if names}


def _split(names: str) -> list[str]:
    return [_one_line(name) for name in names.split(",") if name.strip()]


def _one_line(text: str) -> str:
    return nfc(" ".join(text.split()))


def _ask(question: str, proposed: str = "") -> str:
    answer: str = click.prompt(question, default=proposed, show_default=bool(proposed), err=True)
    return answer.strip()


def _option(name: str) -> str:
    return {"day": "--date"}.get(name, f"--{name}")
