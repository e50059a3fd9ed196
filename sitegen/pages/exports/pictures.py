"""Pictures beside notes in the widths in which pages show them, and those of notes as messengers show them.

A file for each, made of the picture's bytes.
"""

from collections.abc import Iterator

from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Page
from sitegen.pages.parts.pictures import Variant, card_variant, variants
from sitegen.pages.picture_variant import PictureVariant


def pages(context: PageContext) -> Iterator[Page]:
    """All of one picture in a row."""
    digest, named = context.digest, set[str]()  # two files of one name and the same bytes are one
    leading = {text.image.path for note in digest.notes.values() for text in note.texts.values() if text.image}
    for path, asset in digest.assets.items():
        made = list(variants(asset, context.scaled)) if path in digest.shown else []
        if path in leading and (card := card_variant(asset, context.scaled)):
            made.append(card)
        for variant in made:
            if not variant.own and variant.name not in named:
                named.add(variant.name)
                yield Page(context.urls.asset(variant.name), KIND, (path, variant.name), path)


def view(context: PageContext, path: str, name: str) -> PictureVariant:
    asset = context.digest.assets[path]
    every = variants(asset, context.scaled)
    card = card_variant(asset, context.scaled) or Variant("", 0, 0)
    variant = next((each for each in every if each.name == name), card)
    return PictureVariant(
        path=path,
        name=asset.name,
        kind=asset.kind,
        size=(asset.width, asset.height),
        width=variant.width,
        height=variant.height,
        most=every[-1].width,
        ending=name.rpartition(".")[2],
    )


KIND = Kind(address="assets/<name>-<width>.webp", view=view, pages=pages)
