"""`check` in `site.yaml`: how much a rule counts in a digest. An error stays one: a page would be wrong, or unsafe."""

from collections.abc import Iterator, Mapping

from sitegen.content.decode import Flaw
from sitegen.problems import RULES, KeyPath, Setting
from sitegen.text.suggest import did_you_mean


def severity_flaws(check: Mapping[str, Setting]) -> Iterator[Flaw]:
    warnings = [rule for rule, severity in RULES.items() if severity == "warning"]
    for rule, setting in check.items():
        where = KeyPath(("check", rule), key_itself=True)
        if rule not in RULES:
            hint = did_you_mean(rule, warnings) or "docs/rules.md lists the rules"
            yield Flaw("unknown-key", f"there is no rule `{rule}`", where, hint)
        elif rule not in warnings and setting != "error":
            message = f"`{rule}` is an error, and stays one: without it a page would be wrong, or missing"
            yield Flaw("type", message, where, f"set those that are warnings: {', '.join(warnings)}")
