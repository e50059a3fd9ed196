"""The picture of a note: on its page, in feeds, and where somebody sends a link to it."""

from html import escape

from msgspec import Struct

from sitegen.digest.model import NoteText
from sitegen.pages.context import PageContext
from sitegen.pages.parts.pictures import card_variant, image
from sitegen.pages.views import Html, Picture

_WIDE = "(min-width: 80rem) 56rem, (min-width: 58rem) 72vw, calc(100vw - 2.5rem)"  # the grid of 60-reading.css
_TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}


class LeadPicture(Struct, frozen=True):
    """`image`: the `img`; `tall`: it is higher than wide; `lang`: of its words, where it is not the page's."""

    image: Html
    caption: str
    credit: str
    licence: str
    tall: bool
    lang: str


def lead_picture(context: PageContext, text: NoteText, full: bool = False) -> LeadPicture | None:
    """`full`: with the host in its address, as feeds want it."""
    given = text.image
    asset = context.digest.assets.get(given.path) if given else None  # not there while only heads have been read
    if given is None or asset is None:
        return None
    told = ['fetchpriority="high"'] if not full else []
    return LeadPicture(
        image=Html(image(asset, given.alt, context, full, told, _WIDE)),
        caption=given.caption,
        credit=given.credit,
        licence=given.licence,
        tall=asset.height > asset.width,
        lang=given.lang,
    )


def as_figure(picture: LeadPicture) -> Html:
    """For feeds."""
    lang = f' lang="{picture.lang}"' if picture.lang else ""
    caption = f"{escape(picture.caption)} " if picture.caption else ""
    whose = f"<small>{escape(picture.credit)} · {escape(picture.licence)}</small>"
    return Html(f"<figure{lang}>{picture.image.text}<figcaption>{caption}{whose}</figcaption></figure>\n")


def sent_picture(context: PageContext, text: NoteText) -> Picture | None:
    """What is shown beside a link to the note, in place of its social card; None where that has to do."""
    given = text.image
    asset = context.digest.assets.get(given.path) if given else None
    if given is None or asset is None or asset.kind not in _TYPES:
        return None
    card = card_variant(asset, context.scaled)
    if card:
        return Picture(context.urls.asset(card.name).full, given.alt, card.width, card.height, _TYPES["jpg"])
    return Picture(context.urls.asset(asset.name).full, given.alt, asset.width, asset.height, _TYPES[asset.kind])
