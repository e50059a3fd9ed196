"""Pictures beside notes in the widths in which pages show them: a file for each, made of the picture's bytes."""

from collections.abc import Iterator

from sitegen.pages.context import PageContext
from sitegen.pages.page import Kind, Page
from sitegen.pages.parts.pictures import variants
from sitegen.pages.picture_variant import PictureVariant


def pages(context: PageContext) -> Iterator[Page]:
    named: set[str] = set()  # two files of one name and the same bytes are one
    for path, asset in context.digest.assets.items():
        if path not in context.digest.shown:
            continue
        for variant in variants(asset, context.scaled):
            if not variant.own and variant.name not in named:
                named.add(variant.name)
                yield Page(context.urls.asset(variant.name), KIND, (path, variant.width), path)


def view(context: PageContext, path: str, width: int) -> PictureVariant:
    asset = context.digest.assets[path]
    every = variants(asset, context.scaled)
    variant = next(each for each in every if each.width == width)
    return PictureVariant(
        path=path,
        name=asset.name,
        kind=asset.kind,
        size=(asset.width, asset.height),
        width=width,
        height=variant.height,
        most=every[-1].width,
        ending="webp",
    )


KIND = Kind(address="assets/<name>-<width>.webp", view=view, pages=pages)
