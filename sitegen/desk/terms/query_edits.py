"""Terms that the tables of standing pages ask for, led to another."""

from collections.abc import Iterator

from sitegen.content.queries import QueryBlock
from sitegen.desk.terms.front_edits import Edit, FrontMatter
from sitegen.desk.terms.model import State, TermMove
from sitegen.desk.terms.named import Item, NamedPlace, meant, new_word
from sitegen.digest.registry import Registry


def queries_to_change(
    item: Item, state: State, move: TermMove, terms: Registry
) -> Iterator[tuple[QueryBlock, NamedPlace, str]]:
    """Where the queries of a body name the term, and by which word they are to. `terms`: as they are to be."""
    for block in item.body.queries:
        for taxonomy, names in block.front.terms.items():
            for n, name in enumerate(names if taxonomy in state.registry.taxonomies else ()):
                place = NamedPlace(("terms", taxonomy, n), name, (taxonomy,), bare=True)
                if name and meant(place, name, state.registry) == move.old_key:
                    word = new_word(place, move.old_key, move.new_key, terms)
                    if word is not None:
                        yield block, place, word


def query_edit(text: str, block: QueryBlock, place: NamedPlace, word: str) -> Edit:
    """`text`: all of the file's; indices are its. Raises Unsafe, as where the fence is indented."""
    start = sum(len(line) + 1 for line in text.split("\n")[: block.line - 1])
    source = FrontMatter(text[start : start + len(block.source)])
    edit = source.entry_anew(place.path, word)
    return Edit(start + edit.start, start + edit.end, edit.text)
