"""What there is to know about a rule: `check --explain RULE`, and docs/rules.md."""

from pathlib import Path

import yaml
from msgspec import Struct

from sitegen.problems import RULES, Severity
from sitegen.text.suggest import did_you_mean
from sitegen.text.wrap import wrap

_TEXTS = Path(__file__).with_name("rules.yaml")
_COLUMNS = 100


class RuleText(Struct, frozen=True):
    """`finds`: what a rule finds, in a line; `about`: a paragraph. Both may hold code between backticks."""

    severity: Severity
    finds: str
    about: str


def rule_texts() -> dict[str, RuleText]:
    """The texts of every rule, by its id, in the order of the rules."""
    texts = yaml.safe_load(_TEXTS.read_text("utf-8"))
    return {rule: RuleText(severity, **texts[rule]) for rule, severity in RULES.items()}


def explained(rule: str) -> str | None:
    """A rule in a few lines for a terminal; None where there is none of this id."""
    if rule not in RULES:
        return None
    text = rule_texts()[rule]
    finds = f"{text.finds[0].upper()}{text.finds[1:]}."
    paragraphs = [f"{rule} ({text.severity})", wrap(finds, _COLUMNS), wrap(text.about, _COLUMNS)]
    if text.severity == "warning":
        paragraphs.append(f"In site.yaml, `check: {{{rule}: off}}` turns it off, and `error` makes an error of it.")
    return "\n\n".join(paragraphs)


def unknown_rule(rule: str) -> str:
    """What to say of an id that no rule has."""
    return did_you_mean(rule, RULES) or "docs/rules.md lists the rules"
