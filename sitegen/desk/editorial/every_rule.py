"""All rules of an editor, each asked of what it is about."""

from collections.abc import Iterator

from sitegen.desk.editorial import (
    attribution,
    characters,
    claims,
    language_pairs,
    names,
    particles,
    quotations,
    titles,
)
from sitegen.desk.editorial.term_names import TermNames
from sitegen.desk.editorial.written import WrittenFile, WrittenNote
from sitegen.problems import Problem


def problems_of_file(file: WrittenFile, terms: TermNames) -> Iterator[Problem]:
    """Of any text."""
    yield from characters.unseen_characters(file)
    yield from characters.image_texts(file)
    yield from particles.particles(file, terms)


def problems_of_note(note: WrittenNote, terms: TermNames) -> Iterator[Problem]:
    """Of a note in all its languages, but for those of each file."""
    yield from names.unlisted(note, terms)
    yield from names.unnamed(note, terms)
    yield from titles.relative(note)
    yield from titles.nameless(note, terms)
    yield from quotations.long_quotes(note)
    yield from quotations.speakers(note, terms)
    yield from attribution.verdicts(note, terms)
    yield from attribution.unnamed_speakers(note)
    yield from claims.amounts(note)
    yield from claims.certainty(note)
    yield from claims.sources(note)
    yield from language_pairs.old(note)
    yield from language_pairs.other_figures(note)
