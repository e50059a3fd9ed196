"""Pictures beside notes as pages show them: in which widths each is there, and what an `img` says of that."""

from collections.abc import Sequence
from html import escape

from msgspec import Struct

from sitegen.content.assets import Asset
from sitegen.digest.model import Digest
from sitegen.pages.context import PageContext
from sitegen.pages.social_card import HEIGHT, WIDTH
from sitegen.pages.urls import Url, at_anchor

WIDTHS = (480, 960, 1440)  # pixels: a small screen, one of three pixels to a point or a column of text, twice that
IN_TEXT = "(min-width: 45rem) 41rem, calc(100vw - 2.5rem)"  # the measure of 10-ground.css, and its gutters
_HIGHEST = 16_383  # pixels; WebP has no higher
_SCALED = ("png", "jpg", "webp")
_LONGEST = 200  # bytes of a name, before width and ending


class Variant(Struct, frozen=True):
    """One width of a picture. `own`: it is the file itself."""

    name: str
    width: int
    height: int
    own: bool = False


def variants(asset: Asset, scaled: bool) -> tuple[Variant, ...]:
    """The narrowest first; nothing for what goes out as it is: what moves, SVG, AVIF, and all where nothing can scale.

    A file in WebP that is no wider than the widest stands for itself, for to compress it again loses something.
    """
    most = min(asset.width, WIDTHS[-1])
    if not scaled or asset.moving or asset.kind not in _SCALED or _height(asset, most) > _HIGHEST:
        return ()
    made = []
    for width in dict.fromkeys(min(width, asset.width) for width in WIDTHS):
        own = width == asset.width and asset.kind == "webp" and not asset.turned
        name = asset.name if own else variant_name(asset, f"{width}.webp")
        made.append(Variant(name, width, _height(asset, width), own))
    return tuple(made)


def card_variant(asset: Asset, scaled: bool) -> Variant | None:
    """Of the shape of a social card, cut from the middle; never larger than the picture. None where none is made."""
    every = variants(asset, scaled)
    if not every:
        return None
    widest = every[-1]
    scale = min(1.0, widest.width / WIDTH, widest.height / HEIGHT)
    width, height = max(1, round(WIDTH * scale)), max(1, round(HEIGHT * scale))
    return Variant(variant_name(asset, "card.jpg"), width, height)


def as_they_are(digest: Digest, scaled: bool) -> dict[str, Asset]:
    """The files beside notes that are published themselves, by their paths: all but those for which variants stand."""
    if not digest.shown:
        return dict(digest.assets)
    made = {path: variants(digest.assets[path], scaled) for path in digest.shown}
    return {
        path: asset
        for path, asset in digest.assets.items()
        if path in digest.linked or not made.get(path) or any(variant.own for variant in made[path])
    }


def variant_name(asset: Asset, ending: str) -> str:
    """`photo.1f3a….jpg` as `photo.1f3a…-480.webp`."""
    stem = asset.name.rpartition(".")[0]
    if len(stem.encode()) > _LONGEST:
        stem = stem.rpartition(".")[2]
    return f"{stem}-{ending}"


def image(
    asset: Asset,
    words: str,
    context: PageContext,
    full: bool = False,
    told: Sequence[str] = (),
    sizes: str = IN_TEXT,
    anchor: str = "",
) -> str:
    """An `img`. `told`: more attributes, as they are; `full`: with the host in each address, as feeds want it;
    `anchor`: a part of a file that goes out as it is.
    """
    shown = variants(asset, context.scaled)
    url = context.urls.asset(shown[-1].name if shown else asset.name)
    attributes = [f'src="{_address(url, full, "" if shown else anchor)}"']
    if len(shown) > 1 and not full:
        widths = (f"{_address(context.urls.asset(each.name), full)} {each.width}w" for each in shown)
        attributes += [f'srcset="{", ".join(widths)}"', f'sizes="{sizes}"']
    attributes.append(f'alt="{escape(words)}"')
    if asset.width:
        attributes.append(f'width="{asset.width}" height="{asset.height}"')
    return f"<img {' '.join((*attributes, *told))}>"


def _address(url: Url, full: bool, anchor: str = "") -> str:
    return escape(at_anchor(url.full if full else url.href, anchor))


def _height(asset: Asset, width: int) -> int:
    return max(1, round(asset.height * width / asset.width)) if asset.width else 1
