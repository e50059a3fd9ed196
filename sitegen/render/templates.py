"""The templates, their texts and their assets: the shipped ones, with the site's own laid over them.

A site's file replaces the shipped file of the same name; texts of the user interface go key by key.
"""

from collections.abc import Iterable

from msgspec import Struct

from sitegen.memo import remembered
from sitegen.problems import Problem
from sitegen.render.files import FOLDER, TemplateFile
from sitegen.render.template_text import template_text
from sitegen.render.theme_assets import ASSETS, ThemeAsset, theme_assets
from sitegen.render.ui_texts import TEXTS, UiTexts, ui_texts


class TemplateSource(Struct, frozen=True):
    """A template's text, and what messages call its file."""

    text: str
    path: str


class Templates(Struct, frozen=True):
    """`assets`: by name; the published one holds a key of their bytes."""

    sources: dict[str, TemplateSource]
    texts: UiTexts
    assets: dict[str, ThemeAsset]

    @property
    def ui(self) -> dict[str, dict[str, str]]:
        """Texts by language and key."""
        return self.texts.of


@remembered
def read_templates(files: Iterable[TemplateFile], languages: tuple[str, ...]) -> tuple[Templates, list[Problem]]:
    problems: list[Problem] = []
    by_name: dict[str, TemplateFile] = {}
    texts: list[TemplateFile] = []
    for file in files:
        if file.problem:
            problems.append(file.problem)
        elif file.name.startswith(TEXTS):
            texts.append(file)
        else:
            by_name[file.name] = file  # a later layer's replaces the shipped one
    sources: dict[str, TemplateSource] = {}
    for name, file in by_name.items():
        if not name.startswith(ASSETS):
            sources[name] = TemplateSource(template_text(file.path, file.data, problems), file.path)
    assets = theme_assets({name: file for name, file in by_name.items() if name.startswith(ASSETS)}, problems)
    own = [source.text for source in sources.values() if source.path.startswith(f"{FOLDER}/")]
    ui = ui_texts(texts, languages, own)
    return Templates(sources, ui, assets), problems + ui.problems
