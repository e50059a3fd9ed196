"""Writes docs/rules.md from the rules and their texts.

python docs/rules.py
"""

import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from sitegen.desk.explain import rule_texts  # noqa: E402

HEAD = """\
# The rules

Made from the rules by `make rules`; a test holds it to them. In Korean, a line for each: [rules.ko.md](rules.ko.md).

Every problem names its rule in brackets at the end of its first line, in `--format json` as `rule`:

    content/notes/2025-10-24-x.md:7:16: error: `sovereign-a` is none of the topics [unknown-term]

`sitegen check --explain unknown-term` says what stands here of a rule.

An **error** leaves the site as it was. A **warning** lets it be written, unless `--strict` is given. The severity of
each is decided in one place, [sitegen/problems.py](../sitegen/problems.py). What is a warning here may be `off` or an
`error` in a digest, by `check` in `site.yaml`; what is an error stays one, for a page would be wrong, unsafe or
missing:

```yaml
check: {no-why: off, late-note: error}
```

Of one rule the first 20 are said, and how many more there are; `--all` says all, and `--format json` and `github` do.

| rule | severity | what it finds |
| --- | --- | --- |
"""


def page() -> str:
    """The whole document."""
    texts = rule_texts()
    rows = [f"| [`{rule}`](#{rule}) | {text.severity} | {text.finds} |\n" for rule, text in texts.items()]
    about = [f"\n## {rule}\n\n{text.about}\n" for rule, text in texts.items()]
    return "".join([HEAD, *rows, *about])


if __name__ == "__main__":
    (REPOSITORY / "docs/rules.md").write_text(page(), "utf-8")
