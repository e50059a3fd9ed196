"""What a machine can mend in claims that were right before statements had no stages."""

from sitegen.content.frontmatter import split
from sitegen.content.yaml import load
from sitegen.content.yaml_places import Places
from sitegen.digest.claims.families import FAMILIES
from sitegen.problems import KeyPath

_ALONE = ["stage:", "announced"]  # on a line of its own, so that nothing else goes with it
_SAID = [kind for kind, family in FAMILIES.items() if family == "statement"]  # a list: a kind may be anything here


def without_idle_stages(path: str, text: str) -> str:
    """A note without `stage: announced` in what is only said: it said nothing there."""
    halves = split(path, text)[0]
    data, slips = load(halves.front)
    claims = data.get("claims") if isinstance(data, dict) and not slips else None
    if not isinstance(claims, list):
        return text
    places, lines = Places(halves.front), text.split("\n")
    idle: set[int] = set()
    for i, claim in enumerate(claims):
        if isinstance(claim, dict) and claim.get("kind") in _SAID and "stage" in claim:
            idle.add(places.of(KeyPath(("claims", i, "stage"))).line + halves.front_line - 2)
    return "\n".join(line for n, line in enumerate(lines) if n not in idle or line.split() != _ALONE)
