"""`llms.txt` (llmstxt.org): what of the site a language model may begin with, in each language, as Markdown."""

from collections.abc import Iterator
from itertools import islice

from sitegen.pages.context import FEED_LENGTH, PageContext
from sitegen.pages.exports import data, note_markdown
from sitegen.pages.page import Kind, Page, Whole
from sitegen.pages.urls import Url
from sitegen.pages.views import Link
from sitegen.text.as_markdown import as_words


def pages(context: PageContext) -> Iterator[Page]:
    for lang in context.languages:
        yield Page(context.urls.llms(lang), KIND, (lang,))


def view(context: PageContext, lang: str) -> Whole:
    title, about = context.config.title[lang], context.config.description[lang]
    opening = [f"# {as_words(title)}", *([f"> {as_words(about)}"] if about else ())]
    sections = {
        context.ui("home.latest", lang): _notes(context, lang),
        context.ui("llms.indexes", lang): _indexes(context, lang),
        context.ui("frame.about", lang): _standing(context, lang),
        context.ui("data.title", lang): _data(context, lang),
        "Optional": _others(context, lang),  # what may be left out: the format's own word
    }
    listed = [f"## {as_words(name)}\n\n" + "\n".join(lines) for name, lines in sections.items() if lines]
    return Whole("\n\n".join([*opening, context.ui("llms.about", lang), *listed, ""]).encode())


def _notes(context: PageContext, lang: str) -> list[str]:
    newest = (note for note in context.digest.notes.values() if lang in note.texts)
    finished = (note for note in newest if not note.texts[lang].front.draft)
    as_markdown = context.makes(note_markdown.KIND)
    lines = []
    for note in islice(finished, FEED_LENGTH):
        front, url = note.texts[lang].front, context.urls.note(note.id, lang)
        lines.append(_line(front.title, url.markdown if as_markdown else url, front.summary))
    return lines


def _indexes(context: PageContext, lang: str) -> list[str]:
    urls = context.urls
    archive = Link(urls.notes(lang).href, context.ui("archive.title", lang))
    statements = Link(urls.statements(lang).href, context.ui("statements.title", lang))
    return [_from(context, link) for link in (*context.sections(lang), statements, archive)]


def _standing(context: PageContext, lang: str) -> list[str]:
    written = (texts[lang] for texts in context.digest.pages.values() if lang in texts)
    ids = (id for id, texts in context.digest.pages.items() if lang in texts)
    return [
        _line(text.title, context.urls.standing(id, lang), text.summary) for id, text in zip(ids, written, strict=True)
    ]


def _data(context: PageContext, lang: str) -> list[str]:
    urls = context.urls
    if not context.makes(data.KIND):
        return []
    return [
        _line(context.ui("data.title", lang), urls.data_page(lang), context.ui("data.about", lang)),
        _line(context.ui("data.archive", lang), urls.data_archive),
        _line("datapackage.json", urls.data_package),
    ]


def _others(context: PageContext, lang: str) -> list[str]:
    urls = context.urls
    others = [_line(context.config.title[other], urls.llms(other)) for other in context.languages if other != lang]
    return [*others, _line(context.ui("feeds.title", lang), urls.feeds(lang))]


def _from(context: PageContext, link: Link) -> str:
    return f"- [{as_words(link.words)}]({context.urls.host}{link.href})"


def _line(words: str, url: Url, about: str = "") -> str:
    return f"- [{as_words(words)}]({url.full})" + (f": {as_words(about)}" if about else "")


KIND = Kind(address="llms.txt", view=view, pages=pages)
