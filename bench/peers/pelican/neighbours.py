"""A plugin of Pelican: each note knows the one before and the one after it."""

from itertools import pairwise

from pelican import signals
from pelican.generators import ArticlesGenerator


def register() -> None:
    signals.article_generator_finalized.connect(connect)


def connect(generator: ArticlesGenerator) -> None:
    for newer, older in pairwise(generator.articles):
        newer.older, older.newer = older, newer
