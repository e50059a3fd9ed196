"""sitegen: a static site generator for a curated policy digest."""

__version__ = "0.2.0"
