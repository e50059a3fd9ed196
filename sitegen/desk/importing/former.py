"""Former addresses of notes, each at one note: what two would have is said."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from sitegen.desk.importing.notes import Comer
from sitegen.desk.importing.targets import Targets, stem_of
from sitegen.desk.importing.terms import TermsMade
from sitegen.desk.new import Desk
from sitegen.pages.plan import own_names
from sitegen.text.normal import nfc
from sitegen.text.paths import address_flaw


def former_addresses(comers: Iterable[Comer], here: Desk, made: TermsMade, targets: Targets) -> dict[str, list[str]]:
    """By the notes' files. The targets come to know them too."""
    taken = dict.fromkeys(_own(comers, here, made), "the digest")
    was: dict[str, list[str]] = {}
    for comer in comers:
        was[comer.file] = []
        given = [comer.address, *comer.fields.was] if comer.address else comer.fields.was
        for address in dict.fromkeys(_path(each, comer.post.sections) for each in given):
            stem, say = stem_of(address), targets.former.say
            flaw, hint = address_flaw(address)
            if stem == stem_of(_page(comer, here)):
                targets.addresses.setdefault(stem, comer.post.path)  # it stays as it was
            elif flaw:
                say(comer.post.path, 1, f"its former address `{address}` {flaw}" + (f" ({hint})" if hint else ""))
            elif taken.get(stem, comer.file) != comer.file:
                say(comer.post.path, 1, f"its former address `{address}` is that of another page, of {taken[stem]}")
            else:
                taken[stem] = comer.file
                targets.addresses.setdefault(stem, comer.post.path)
                was[comer.file].append(address)
    return was


def _path(address: str, sections: Iterable[str]) -> str:
    """One that does not begin with `/` counts from the text's folder, as Hugo has it."""
    path = urlsplit(address).path if "://" in address else address
    return nfc(path if path.startswith("/") else "/".join(["", *sections, path]))


def _page(comer: Comer, here: Desk) -> str:
    lang = "" if comer.fields.lang == here.config.default else f"/{comer.fields.lang}"
    return f"{lang}/notes/{comer.id}/"


def _own(comers: Iterable[Comer], here: Desk, made: TermsMade) -> Iterable[str]:
    """The addresses of the digest's own pages, as far as former ones could be like them."""
    roots = ["", *(f"/{lang}" for lang in here.config.languages)]
    terms = [*here.registry.terms, *((term.taxonomy, term.id) for term in made.new.values())]
    taxonomies = [taxonomy.id for taxonomy in here.config.taxonomies]
    below = ["", *own_names(), *taxonomies, *(f"{taxonomy}/{id}" for taxonomy, id in terms)]
    below += [f"notes/{id}" for id in here.notes]
    return [
        *(stem_of(f"{root}/{each}") for root in roots for each in below),
        *(stem_of(_page(c, here)) for c in comers),
    ]
