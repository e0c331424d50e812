"""The schemas that come with acucheck, for what this version writes."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]


def shipped(name: str) -> Any:  # noqa: ANN401 - JSON is anything
    return json.loads((resources.files("acucheck") / "schemas" / name).read_text(encoding="utf-8"))


def strict(name: str) -> Draft202012Validator:
    """The schema, with no key admitted beyond those it describes: a later acucheck may add some, this one does not."""
    Draft202012Validator.check_schema(shipped(name))
    return Draft202012Validator(_closed(shipped(name)))


def _closed(schema: Any) -> Any:  # noqa: ANN401 - JSON is anything
    if isinstance(schema, dict):
        return {key: False if each is True else _closed(each) for key, each in schema.items()}
    return [_closed(each) for each in schema] if isinstance(schema, list) else schema
