"""Which fonts of the machine pictures are drawn with: the best there are of those that are known to set well.

`docs/theme.md` says where they come from. They are looked for by the names of their files, in the folders of the system
and the user.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sitegen.keys import key_of

_MOST_FOLDERS = 2_000


class FontRequest(Struct, frozen=True):
    """A face of some font: how its files may be called, how its family ends, and how its style begins."""

    files: tuple[str, ...]
    family: str = ""
    style: str = ""


# The better one first. Hangul is set without serifs, as on the pages; Latin headlines with them.
KOREAN = (
    FontRequest(("Pretendard-Bold.otf", "Pretendard-Bold.ttf")),
    FontRequest(("NotoSansCJK-Bold.ttc", "NotoSansCJKkr-Bold.otf"), "KR", "Bold"),
    FontRequest(("NotoSansKR-Bold.otf", "NotoSansKR-Bold.ttf")),
    FontRequest(("AppleSDGothicNeo.ttc",), "Apple SD Gothic Neo", "Bold"),
    FontRequest(("malgunbd.ttf",)),
    FontRequest(("NanumGothicBold.ttf", "NanumBarunGothicBold.ttf")),
)
KOREAN_TEXT = (
    FontRequest(("Pretendard-Regular.otf", "Pretendard-Regular.ttf")),
    FontRequest(("NotoSansCJK-Regular.ttc", "NotoSansCJKkr-Regular.otf"), "KR", "Regular"),
    FontRequest(("NotoSansKR-Regular.otf", "NotoSansKR-Regular.ttf")),
    FontRequest(("AppleSDGothicNeo.ttc",), "Apple SD Gothic Neo", "Regular"),
    FontRequest(("malgun.ttf",)),
    FontRequest(("NanumGothic.ttf", "NanumBarunGothic.ttf")),
)
LATIN = (
    FontRequest(("SourceSerif4-Bold.otf", "SourceSerif4-Bold.ttf", "SourceSerifPro-Bold.otf")),
    FontRequest(("Georgia Bold.ttf", "georgiab.ttf")),
    FontRequest(("NotoSerif-Bold.ttf",)),
    FontRequest(("NotoSerifCJK-Bold.ttc",), "KR", "Bold"),
    FontRequest(("LiberationSerif-Bold.ttf",)),
    FontRequest(("DejaVuSerif-Bold.ttf",)),
)
OTHERS = (
    FontRequest(("NotoSansSymbols2-Regular.ttf", "NotoSansSymbols-Bold.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans.ttf")),
)


def machine_fonts() -> dict[str, str]:
    """Where the fonts stand that may be of use, by the names of their files."""
    names = {name for each in (*KOREAN, *KOREAN_TEXT, *LATIN, *OTHERS) for name in each.files}
    paths: dict[str, str] = {}
    for folder, files in _folders():
        for name in names.intersection(files):
            paths.setdefault(name, os.path.join(folder, name))
    return dict(sorted(paths.items()))


def machine_key() -> bytes:
    """Stands for what `machine_fonts` finds."""
    stats = [(path, os.stat(path)) for path in machine_fonts().values()]
    return key_of(b"fonts", *(f"{path} {stat.st_size} {stat.st_mtime_ns}".encode() for path, stat in stats))


def _folders() -> Iterator[tuple[str, list[str]]]:
    seen = 0
    for root in _roots():
        for folder, folders, files in os.walk(root):
            seen += 1
            if seen > _MOST_FOLDERS:
                return
            folders.sort()
            yield folder, files


def _roots() -> list[Path]:
    home = Path(os.path.expanduser("~"))
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        return [home / "AppData/Local/Microsoft/Windows/Fonts", windows / "Fonts"]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
