"""Claims as JSON and back, and the JSON Schema of the record, both generated from the dataclasses."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec

from corpus.claim import SCHEMA, Claim
from corpus.errors import RecordError
from corpus.labels import Polarity

SCHEMA_FILE = Path(__file__).parent / "schema" / "claim-1.json"
_REFERENCE = "#/$defs/{name}"
_RENAMED = {"from_": "from"}
"""``from`` is a word of Python, so the attribute carries an underscore that the record does not."""


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """Return the record as plain dictionaries and lists, in the order of the record's definition."""
    record: dict[str, Any] = msgspec.to_builtins(claim)
    if record["time"] is not None:
        record["time"] = _rename(record["time"], _RENAMED)
    return record


def claim_to_json(claim: Claim) -> str:
    """Return the record as one line of JSON."""
    return msgspec.json.encode(claim_to_dict(claim)).decode()


def claim_from_dict(record: dict[str, Any]) -> Claim:
    """Build a claim from its record.

    Raises:
        RecordError: a field is missing, has another type, or holds a value that the schema forbids.
    """
    if record.get("time"):
        record = {**record, "time": _rename(record["time"], {new: old for old, new in _RENAMED.items()})}
    try:
        return msgspec.convert(record, Claim)
    except msgspec.ValidationError as error:
        raise RecordError("record", str(error), f"a record of {SCHEMA}") from error


def claim_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the record."""
    _, components = msgspec.json.schema_components([Claim, Polarity], ref_template=_REFERENCE)
    definitions = {name: _definition(component) for name, component in components.items()}
    claim = definitions.pop(Claim.__name__)
    derived = {
        "id": {"type": "string", "pattern": "^c_[0-9a-f]{20}$"},
        "polarity": {"$ref": _REFERENCE.format(name="Polarity")},
    }
    names = [_RENAMED.get(field.name, field.name) for field in fields(Claim)]
    properties = {name: derived.get(name) or claim["properties"][name] for name in names}
    header = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": SCHEMA}
    body = {
        "description": "One claim of international cooperation.",
        "type": "object",
        "properties": properties,
        "required": names,
    }
    return {**header, **body, "$defs": dict(sorted(definitions.items()))}


def _definition(component: dict[str, Any]) -> dict[str, Any]:
    """Name the fields as the record does, and require all of them: a record always holds every field."""
    kept = {key: value for key, value in component.items() if key != "description"}
    if "properties" not in component:
        return kept
    properties = {
        _RENAMED.get(name, name): {key: value for key, value in about.items() if key != "default"}
        for name, about in component["properties"].items()
    }
    return {**kept, "properties": properties, "required": list(properties)}


def render_schema() -> str:
    """The schema as the file that ships with the package."""
    return json.dumps(claim_schema(), indent=2) + "\n"


def _rename(mapping: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(key, key): value for key, value in mapping.items()}
