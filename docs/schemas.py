"""Writes `acucheck/schemas/` from the types of what is written as JSON; the sentence under a key is its description.

Run it as `.venv/bin/python docs/schemas.py` after a change of those types: a test compares the files. msgspec describes
what stands at a key. The rest is done here, in the order of the types, which msgspec would sort.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints, is_typeddict

import msgspec

from acucheck.render.record_types import PersonRecord, ProblemRecord
from acucheck.render.report_types import ReportRecord
from acucheck.render.summary_types import SummaryRecord

_Kind: TypeAlias = Any
"""A type, or what stands for one in a signature."""

SCHEMAS = Path(__file__).resolve().parent.parent / "acucheck" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NO_PROOF = "It informs and does not diagnose; no rule applying is not proof of safety."


class Published(NamedTuple):
    """A schema: the types that it admits, one of which has to fit, its title, and what it is of."""

    types: tuple[type, ...]
    title: str
    of: str


PUBLISHED = {
    "report-1": Published((ReportRecord,), "An acucheck report", "What `acucheck check --format json` writes."),
    "record-1": Published(
        (PersonRecord, ProblemRecord),
        "One record of a list",
        "One line of what `acucheck batch` writes, and what `acucheck.as_record` gives. A line has either what was "
        "decided or a `problem`.",
    ),
    "summary-1": Published(
        (SummaryRecord,),
        "What a list came to",
        "What `acucheck batch --summary --format json` writes: counts, and no record.",
    ),
}


def main() -> None:
    for name in PUBLISHED:
        (SCHEMAS / f"{name}.json").write_text(text(name), encoding="utf-8")


def text(name: str) -> str:
    """The file of that name, with a line end at the end."""
    return json.dumps(schema(name), indent=2) + "\n"


def schema(name: str) -> dict[str, Any]:
    published = PUBLISHED[name]
    parts: dict[str, Any] = {}
    admitted = [described(each, parts) for each in published.types]
    fits = admitted[0] if len(admitted) == 1 else {"anyOf": admitted}
    return {
        "$schema": DIALECT,
        "$id": f"acucheck.{name.replace('-', '/')}",
        "title": published.title,
        "description": f"{published.of} {NO_PROOF}",
        **fits,
        "$defs": parts,
    }


def described(kind: _Kind, parts: dict[str, Any]) -> dict[str, Any]:
    """What may stand where *kind* is the type. What is met of objects is put into *parts*, each by its name."""
    if is_typeddict(kind):
        if kind.__name__ not in parts:
            parts[kind.__name__] = {}  # it has its place before what stands in it
            parts[kind.__name__] = _object(kind, parts)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin = get_origin(kind)
    if origin is Annotated and get_origin(kind.__origin__) is Mapping:
        return _mapping(kind.__origin__, kind.__metadata__[0], parts)
    if origin is Sequence:
        return {"type": "array", "items": described(get_args(kind)[0], parts)}
    if origin is Literal:
        return {"const": get_args(kind)[0]}
    if NoneType in get_args(kind):
        return _or_null(kind, parts)
    return msgspec.json.schema(kind)


def _object(kind: _Kind, parts: dict[str, Any]) -> dict[str, Any]:
    says = _descriptions(kind)
    properties = {}
    for key, each in get_type_hints(kind, include_extras=True).items():
        properties[key] = {**described(each, parts), "description": says[key]}
    return {
        "type": "object",
        "description": inspect.getdoc(kind),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": True,
    }


def _mapping(kind: _Kind, meta: msgspec.Meta, parts: dict[str, Any]) -> dict[str, Any]:
    """An object of any keys. What an answers file may hold is written down elsewhere, and is anything here."""
    found: dict[str, Any] = {"type": "object"}
    if meta.description:
        found["description"] = meta.description
    if meta.min_length:
        found["minProperties"] = meta.min_length
    held = get_args(kind)[1]
    if get_origin(held) is Annotated:
        found["additionalProperties"] = described(held, parts)
    return found


def _or_null(kind: _Kind, parts: dict[str, Any]) -> dict[str, Any]:
    """The one type of *kind* beside null, or null."""
    (known,) = set(get_args(kind)) - {NoneType}
    found = described(known, parts)
    if "$ref" in found:
        return {"anyOf": [found, {"type": "null"}]}
    if "enum" in found:
        return {"enum": [*found["enum"], None]}
    return {**found, "type": [found["type"], "null"]}


def _descriptions(kind: _Kind) -> dict[str, str]:
    """The sentence under each key of a type and of those that it extends."""
    (written,) = (each for each in ast.parse(inspect.getsource(kind)).body if isinstance(each, ast.ClassDef))
    says: dict[str, str] = {}
    for base in written.bases:
        extended = getattr(inspect.getmodule(kind), ast.unparse(base))
        if is_typeddict(extended):
            says |= _descriptions(extended)
    key = ""
    for line in written.body:
        if isinstance(line, ast.AnnAssign):
            key = ast.unparse(line.target)
        elif isinstance(line, ast.Expr) and key:
            says[key] = inspect.cleandoc(ast.literal_eval(line.value)).replace("\n", " ")
    return says


if __name__ == "__main__":
    main()
