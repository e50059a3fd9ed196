"""Front matter from which is taken what has a place in a note."""

from collections.abc import Callable, Mapping
from typing import Any


class HeadKeys:
    """`left` is what nobody has taken."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.left = {key: value for key, value in data.items() if value not in (None, "", [], {})}

    def key(self, *names: str, fits: Callable[[Any], bool] = lambda value: isinstance(value, str)) -> str:
        """The first of some keys, in whatever case, whose value fits; empty where there is none."""
        keys = {key.casefold(): key for key in self.left}
        return next((keys[name] for name in names if name in keys and fits(self.left[keys[name]])), "")

    def take(self, *names: str, fits: Callable[[Any], bool] = lambda value: isinstance(value, str)) -> Any:
        key = self.key(*names, fits=fits)
        return self.left.pop(key) if key else None

    def text(self, *names: str) -> str:
        return str(self.take(*names) or "").strip()

    def texts(self, name: str, spaced: bool = False) -> list[str]:
        """A list of texts, or one text that is split at commas, or else at spaces where these part."""
        value = self.take(name, fits=is_texts)
        if isinstance(value, str):
            value = value.split(",") if "," in value else value.split() if spaced else [value]
        return [text.strip() for text in value or () if text.strip()]


def is_texts(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))
