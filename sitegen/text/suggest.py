"""“Did you mean …?”"""

from collections.abc import Iterable
from difflib import get_close_matches

from sitegen.text.normal import fold


def did_you_mean(wrong: str, right: Iterable[str]) -> str:
    """A hint that names the nearest of the right words, or nothing when none is near."""
    by_fold = {fold(word): word for word in sorted(right)}
    near = get_close_matches(fold(wrong), by_fold, n=1, cutoff=0.6)
    return f"did you mean `{by_fold[near[0]]}`?" if near else ""
