"""JSON Schema of front matter and of `site.yaml`, for editors and other programs that check by it."""

from pathlib import Path
from typing import Any

import msgspec

from sitegen.config import BUILT_IN, SITE_FILE, Taxonomy
from sitegen.content.files import scan
from sitegen.content.locations import locate
from sitegen.content.schema import EditionFront, NoteFront, PageFront, SiteFront, TermFront
from sitegen.content.settings import read_config
from sitegen.pages.plan import own_names
from sitegen.problems import RULES, Problem, in_order

_KINDS = {"note": NoteFront, "term": TermFront, "page": PageFront, "edition": EditionFront}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SEVENTH = "http://json-schema.org/draft-07/schema#"


def json_schema(what: str, root: Path | None) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The schema of what a file of this kind says of itself; for a note with a key for each taxonomy of the digest.

    Outside of a digest, with those that are built in.
    """
    taxonomies: tuple[Taxonomy, ...] = BUILT_IN
    problems: list[Problem] = []
    if root is not None:
        files, _ = scan(root)
        config, config_problems = read_config(files.get(SITE_FILE), own_names())
        problems = in_order(locate(config_problems, root))
        if config is None:
            return None, problems
        taxonomies = config.taxonomies
    (schema,), definitions = msgspec.json.schema_components([_KINDS[what]], ref_template="#/$defs/{name}")
    own = definitions.pop(_KINDS[what].__name__)
    assert schema
    if what == "note":
        terms = {"type": "array", "items": {"type": "string", "minLength": 1}}
        own["properties"] |= {taxonomy.id: terms for taxonomy in taxonomies}
    for described in (own, *definitions.values()):
        described.pop("description", None)  # written for readers of the code
    own = _lenient(own) | {"title": f"Front matter of {'an' if what == 'edition' else 'a'} {what}"}
    return {"$schema": _DRAFT, **_with_extra(own, definitions)}, problems


def site_schema() -> dict[str, Any]:
    """The schema of `content/site.yaml`. Editors' YAML extensions know no later draft than the seventh for certain."""
    (schema,), definitions = msgspec.json.schema_components([SiteFront], ref_template="#/$defs/{name}")
    own = definitions.pop(SiteFront.__name__)
    assert schema
    for described in (own, *definitions.values()):
        described.pop("description", None)
    own["properties"]["check"]["propertyNames"] = {"enum": list(RULES)}
    return {"$schema": _SEVENTH, **_with_extra(_lenient(own), definitions), "title": "site.yaml"}


def _with_extra(own: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema with its definitions, and that of `extra`, whose type refers to itself."""
    inner = {"$ref": "#/$defs/Extra"}
    plain = {"type": ["string", "number", "boolean"]}
    extra = {"anyOf": [plain, {"type": "array", "items": inner}, {"type": "object", "additionalProperties": inner}]}
    if "extra" in own["properties"]:
        own["properties"]["extra"] = {"type": "object", "additionalProperties": inner}
    return {**own, "$defs": {**_lenient(definitions), "Extra": extra}}


def _lenient(schema: Any) -> Any:
    """Lets numbers stand where text is meant: editors read YAML's `due: 2030` as a number, this program as text."""
    if isinstance(schema, list):
        return [_lenient(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    lenient = {key: _lenient(value) for key, value in schema.items()}
    if lenient.get("type") == "string" and "format" not in lenient and "enum" not in lenient:
        lenient["type"] = ["string", "number"]
    return lenient
