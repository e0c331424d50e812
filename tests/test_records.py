"""The types of what is written as JSON: the schemas follow from them, and a program can be checked against them."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal, TypedDict

import pytest
from msgspec import Meta

import acucheck
from acucheck.located.yaml_writing import Tree
from acucheck.render.shared_types import Count, LevelWord

PACKAGE = Path(acucheck.__file__).parent
DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """`docs/schemas.py`, which is a script and no part of the package."""
    spec = importlib.util.spec_from_file_location("schemas_script", DOCS / "schemas.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_schemas_are_those_of_the_types(script: ModuleType) -> None:
    published = {path.stem: path.read_text(encoding="utf-8") for path in (PACKAGE / "schemas").iterdir()}
    assert published == {name: script.text(name) for name in script.PUBLISHED}, "run .venv/bin/python docs/schemas.py"


class Inner(TypedDict):
    """What stands inside."""

    several: Sequence[Annotated[str, Meta(min_length=1)]]
    """Some of them,
    in two lines.
    """


class Wider(Inner):
    """What has more."""

    version: Literal["x/1"]
    """Which version."""
    many: Count
    """How many."""
    inner: Inner | None
    """Perhaps that."""
    level: LevelWord | None
    """Perhaps a level."""
    any: Annotated[Mapping[str, Tree], Meta(min_length=1)]
    """Whatever."""


def test_a_schema_says_what_stands_at_each_key(script: ModuleType) -> None:
    parts: dict[str, dict[str, object]] = {}
    assert script.described(Wider, parts) == {"$ref": "#/$defs/Wider"}
    assert parts["Inner"]["description"] == "What stands inside."
    assert parts["Wider"]["required"] == ["several", "version", "many", "inner", "level", "any"]
    assert parts["Wider"]["properties"] == {
        "several": {
            "type": "array",
            "items": {"type": "string", "minLength": 1},
            "description": "Some of them, in two lines.",
        },
        "version": {"const": "x/1", "description": "Which version."},
        "many": {"type": "integer", "minimum": 0, "description": "How many."},
        "inner": {"anyOf": [{"$ref": "#/$defs/Inner"}, {"type": "null"}], "description": "Perhaps that."},
        "level": {"enum": ["none", "note", "caution", "refer", "avoid", None], "description": "Perhaps a level."},
        "any": {"type": "object", "minProperties": 1, "description": "Whatever."},
    }


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
