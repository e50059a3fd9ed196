"""A digest for Pelican. The terms of all taxonomies are its tags, called `topics/topic-001` and so on."""

from pathlib import Path

HERE = Path(__file__).resolve().parent

SITENAME = "AI 정책 다이제스트"
SITEURL = "https://example.org/digest"
TIMEZONE, DEFAULT_LANG, DEFAULT_DATE_FORMAT = "UTC", "ko", "%Y-%m-%d"
PLUGIN_PATHS, PLUGINS = [str(HERE)], ["neighbours"]

# Bodies are Markdown and templates escape what they are given, as those of the others.
MARKDOWN = {
    "extensions": [f"markdown.extensions.{name}" for name in ("meta", "tables", "footnotes")],
    "output_format": "html5",
}
FORMATTED_FIELDS: list[str] = []
THEME, THEME_STATIC_PATHS, STATIC_PATHS = str(HERE), [], []
JINJA_ENVIRONMENT = {"autoescape": True}
ARTICLE_PATHS, PAGE_PATHS = ["notes"], []

# Addresses.
ARTICLE_URL, ARTICLE_SAVE_AS = "notes/{slug}/", "notes/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "{slug}/", "{slug}/index.html"
TAG_REGEX_SUBSTITUTIONS: list[tuple[str, str]] = []
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""

# Lists of 50, and the pages that are there once.
DEFAULT_PAGINATION = 50
PAGINATED_TEMPLATES = {"notes": None, "tag": None}
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
DIRECT_TEMPLATES = ["index", "notes", "topics", "companies", "themes", "sitemap"]
NOTES_SAVE_AS, SITEMAP_SAVE_AS = "notes/index.html", "sitemap.xml"
TOPICS_SAVE_AS, COMPANIES_SAVE_AS, THEMES_SAVE_AS = (f"{name}/index.html" for name in ("topics", "companies", "themes"))

# Feeds of 30 with summaries.
FEED_DOMAIN, FEED_MAX_ITEMS = SITEURL, 30
FEED_RSS, TAG_FEED_RSS = "index.xml", "{slug}/index.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
