"""Whether and with what pictures of pages are drawn: what the digest asks for, and what this machine has."""

from collections.abc import Mapping
from importlib.util import find_spec

from msgspec import Struct

from sitegen.config import SITE_FILE, Config
from sitegen.memo import remembered
from sitegen.pages.page import Page
from sitegen.problems import KeyPath, Problem
from sitegen.render.social_cards.alphabet import Alphabet
from sitegen.render.social_cards.faces import Faces, face_of, faces_of_machine
from sitegen.render.social_cards.painter import Painter
from sitegen.render.theme_assets import ThemeAsset
from sitegen.text.locales import is_right_to_left
from sitegen.text.suggest import did_you_mean

RULE = "social-card"
NO_PILLOW = "pages have no pictures (`social_cards`), for Pillow is not here: pip install 'sitegen-digest[cards]'"
FONTS = "install Noto's fonts (on Debian and Ubuntu: apt-get install fonts-noto-cjk), or name your own under `fonts`"


class SetUp(Struct, frozen=True):
    """`asked`: whether the digest has pictures. `painter`: None where none are drawn all the same. `languages`: those
    whose pages have them. `advice`: for who builds.
    """

    asked: bool = False
    painter: Painter | None = None
    languages: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    advice: tuple[str, ...] = ()


def set_up(config: Config, assets: Mapping[str, ThemeAsset]) -> SetUp:
    if not config.social_cards:
        return SetUp()
    if find_spec("PIL") is None:
        return SetUp(asked=True, advice=(NO_PILLOW,))
    declared = {use: assets[name].data for use, name in config.fonts.items() if name in assets}
    painter, unreadable = _painter(declared.get("korean"), declared.get("latin"))
    problems = [_no_asset(use, name, assets) for use, name in config.fonts.items() if name not in assets]
    problems += [_no_font(use, config.fonts[use]) for use in unreadable]
    if painter is None:
        message = "no font that pictures can be set in is on this machine: pages have none"
        return SetUp(asked=True, problems=(*problems, _problem(message, FONTS)))
    languages = []
    for lang in config.languages:
        if is_right_to_left(lang):
            continue  # nothing here sets a text from right to left, whatever is installed
        if message := _unset(config.title[lang], lang, painter.faces):
            problems.append(_problem(message, FONTS))
        else:
            languages.append(lang)
    return SetUp(True, painter if languages else None, tuple(languages), tuple(problems))


def unset_problem(page: Page, characters: str) -> Problem:
    """What is said of a page whose picture has characters that nothing here can set."""
    shown = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in characters[:5])
    message = f"pictures of pages leave out what holds {shown}: no font that they can be set in has it"
    return Problem(rule=RULE, path=page.origin or SITE_FILE, message=message, hint=FONTS)


@remembered
def _painter(korean: bytes | None, latin: bytes | None) -> tuple[Painter | None, tuple[str, ...]]:
    """Remembered, for looking for fonts takes longer than the preview may; and which of a digest's own are none."""
    given = {use: data for use, data in (("korean", korean), ("latin", latin)) if data is not None}
    faces = {use: face for use, data in given.items() if (face := face_of(data)) is not None}
    on_machine = faces_of_machine(faces)
    return Painter(on_machine) if on_machine else None, tuple(use for use in given if use not in faces)


def _unset(title: str, lang: str, faces: Faces) -> str:
    """Why pictures cannot be drawn in a language."""
    if missing := Alphabet(faces, "headline", lang).missing(title):
        what = f"the letters of `{lang}` (such as `{missing[0]}`)"
        return f"no font that pictures can be set in has {what}: its pages have none"
    return ""


def _no_asset(use: str, name: str, assets: Mapping[str, ThemeAsset]) -> Problem:
    message = f"there is no `{name}` in templates/assets/"
    return _problem(message, did_you_mean(name, assets), ("fonts", use))


def _no_font(use: str, name: str) -> Problem:
    hint = "pictures are set in OpenType and TrueType fonts (.otf, .ttf, .ttc)"
    return _problem(f"`{name}` is no font that can be read", hint, ("fonts", use))


def _problem(message: str, hint: str, where: tuple[str, ...] = ("social_cards",)) -> Problem:
    return Problem(rule=RULE, path=SITE_FILE, message=message, hint=hint, where=KeyPath(where))
