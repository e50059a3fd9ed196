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
    """`assets`: by name; the published one holds a key of their bytes. `shipped`: what shipped templates are called."""

    sources: dict[str, TemplateSource]
    texts: UiTexts
    assets: dict[str, ThemeAsset]
    shipped: tuple[str, ...] = ()

    @property
    def ui(self) -> dict[str, dict[str, str]]:
        """Texts by language and key."""
        return self.texts.of


SHIPPED = "shipped/"  # `shipped/note.html` is that one, also where a site has a note.html of its own


@remembered
def read_templates(files: Iterable[TemplateFile], languages: tuple[str, ...]) -> tuple[Templates, list[Problem]]:
    problems: list[Problem] = []
    by_name: dict[str, TemplateFile] = {}
    texts: list[TemplateFile] = []
    shipped: dict[str, TemplateFile] = {}
    for file in files:
        if file.problem:
            problems.append(file.problem)
        elif file.name.startswith(TEXTS):
            texts.append(file)
        elif file.name.startswith(SHIPPED):
            problems.append(_taken(file))
        else:
            by_name[file.name] = file  # a later layer's replaces the shipped one
            if not file.name.startswith(ASSETS) and not file.path.startswith(f"{FOLDER}/"):
                shipped[SHIPPED + file.name] = file
    sources: dict[str, TemplateSource] = {}
    for name, file in by_name.items():
        if not name.startswith(ASSETS):
            sources[name] = TemplateSource(template_text(file.path, file.data, problems), file.path)
    for name in _asked_for(shipped, sources.values()):
        file = shipped[name]
        sources[name] = TemplateSource(template_text(file.path, file.data, problems), file.path)
    assets = theme_assets({name: file for name, file in by_name.items() if name.startswith(ASSETS)}, problems)
    own = [source.text for source in sources.values() if source.path.startswith(f"{FOLDER}/")]
    ui = ui_texts(texts, languages, own)
    return Templates(sources, ui, assets, tuple(shipped)), problems + ui.problems


def _asked_for(shipped: Iterable[str], sources: Iterable[TemplateSource]) -> list[str]:
    """Shipped templates that a site's own ones may name: only those are compiled twice."""
    own = [source.text for source in sources if source.path.startswith(f"{FOLDER}/")]
    return [name for name in shipped if any(name in text for text in own)]


def _taken(file: TemplateFile) -> Problem:
    message = f"`{SHIPPED}` is how your templates name those that sitegen ships: none of yours can stand there"
    return Problem(rule="file-name", path=file.path, message=message, hint="move it to another folder")
