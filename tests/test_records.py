"""The types of a record: the same as its schema, and of use to a program that is checked against them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from schemas import shipped

import acucheck

Shape: TypeAlias = "frozenset[str] | dict[str, Shape] | list[Shape]"
"""What stands somewhere: names of the kinds of JSON, or what an object or a list holds."""

SCHEMA = shipped("record-1.json")
KINDS = {str: "string", bool: "boolean", NoneType: "null"}
ANY_OBJECT = frozenset({"object"})


def shape_of_schema(schema: Any) -> Shape:  # noqa: ANN401 - JSON is anything
    if "$ref" in schema:
        return shape_of_schema(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    words = schema["enum"] if "enum" in schema else [schema[key] for key in ("const",) if key in schema]
    if words:
        return frozenset(KINDS[type(word)] for word in words)
    if "properties" in schema:
        assert sorted(schema["required"]) == sorted(schema["properties"])
        return {name: shape_of_schema(each) for name, each in schema["properties"].items()}
    if schema["type"] == "array":
        return [shape_of_schema(schema["items"])]
    kinds = schema["type"]
    return frozenset([kinds] if isinstance(kinds, str) else kinds)


def shape_of_type(kind: Any) -> Shape:  # noqa: ANN401 - types have no type
    if is_typeddict(kind):
        assert kind.__required_keys__ == set(get_type_hints(kind))
        return {name: shape_of_type(each) for name, each in get_type_hints(kind).items()}
    match get_origin(kind):
        case origin if origin is Sequence:
            return [shape_of_type(get_args(kind)[0])]
        case origin if origin is Mapping:
            return ANY_OBJECT
        case origin if origin is UnionType:
            return frozenset(KINDS[each] for each in get_args(kind))
        case _:
            return frozenset({KINDS[kind]})


def test_the_types_of_a_record_are_those_of_its_schema() -> None:
    assert shape_of_type(acucheck.PersonRecord) == shape_of_schema(SCHEMA["$defs"]["assessed"])


CONSUMER = """
import acucheck

rulebook = acucheck.load_rulebook()
answers: dict[str, object] = {"age": 68, "danger": "none", "medicines": ["warfrin"]}
record: acucheck.PersonRecord = acucheck.as_record(acucheck.assess(rulebook, answers), "p1")
stands: str = record["outcome"]["stands"]
for cell in record["cells"]:
    print(cell["technique"], cell["level"]["worst"], *cell["rules"])
for point in record["open"]:
    print(point["question"], point["could_be"], point["takes"]["options"], answers | dict(point["entry"]))
for each in record["contradictions"]:
    print(each["against"]["lines"])
"""


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", ""),
        ("record['outcome']['stand']", 'no key "stand"'),
        ("weeks: int = record['outcome']['worst']", "Incompatible types in assignment"),
        ("record['findings'][0]['rule_id']", 'no key "rule_id"'),
    ],
    ids=["as it is meant", "a key that is not there", "a word as a number", "another key that is not there"],
)
def test_a_program_that_uses_records_is_checked_strictly(line: str, problem: str, tmp_path: Path) -> None:
    program = tmp_path / "consumer.py"
    program.write_text(f"{CONSUMER}{line}\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path.parent / "cache"), str(program)]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (found.returncode == 0) is not bool(problem), found.stdout
    assert problem in found.stdout


def test_a_record_is_plain_data() -> None:
    report = acucheck.assess(acucheck.load_rulebook(), {"age": 68, "medicines": ["warfrin", "grandma's tonic"]})
    record = acucheck.as_record(report, "p1")
    assert list(acucheck.PersonRecord.__annotations__) == list(record)
    assert json.loads(json.dumps(record))["open"] != []
