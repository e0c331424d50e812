"""What people write wrong in a practice's own file: each mistake is told at its place, with what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from practices import CLINIC, filled_in

from acucheck.authoring.checking import check

DAY = date(2026, 11, 29)
MISTAKES = yaml.load((CLINIC.parent / "mistakes.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text alone
WARNING = "warning: "


def told(path: Path) -> list[str]:
    """All that is said of a file, problems first, without its name."""
    found = check(str(path), DAY)
    lines = [str(each) for each in found.problems] + [f"{WARNING}{each}" for each in found.warnings]
    return [line.replace(f"{path}:", "") for line in lines]


def expected(says: str) -> str:
    """A pattern for lines in which three dots stand for anything and angle brackets for a digest."""
    return re.escape(filled_in(says)).replace(re.escape("..."), ".*")


def test_the_file_itself_has_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "practice.yaml"
    path.write_text(filled_in(CLINIC.read_text(encoding="utf-8")), encoding="utf-8")
    assert told(path) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in MISTAKES])
def test_a_mistake_is_told_at_its_place(case: Mapping[str, Any], tmp_path: Path) -> None:
    text = CLINIC.read_text(encoding="utf-8")
    assert case["line"] in text
    path = tmp_path / "practice.yaml"
    path.write_text(filled_in(text.replace(case["line"], case["becomes"], 1)), encoding="utf-8")
    lines, says = told(path), case["says"].splitlines()
    assert len(lines) == len(says), lines
    for line, pattern in zip(lines, says, strict=True):
        assert re.fullmatch(expected(pattern), line), line


def test_nearly_every_mistake_is_told_on_the_line_where_it_was_made() -> None:
    """At least 76 of 80: on a line that was changed, or, of what is missing, at the entry that misses it."""
    text = CLINIC.read_text(encoding="utf-8")
    exact = 0
    for case in MISTAKES:
        first = text[: text.index(case["line"])].count("\n")
        changed = max(case["line"].count("\n"), case["becomes"].count("\n")) + 1
        wanted = {*range(first + 1, first + changed + 1), *entry(text, first)}
        exact += any(int(each.removeprefix(WARNING).split(":")[0]) in wanted for each in case["says"].splitlines())
    assert len(MISTAKES) >= 80
    assert exact >= len(MISTAKES) * 76 / 80, exact


def entry(text: str, number: int) -> set[int]:
    """The line that the entry around a line begins on, and its first line, both counted from 1."""
    lines = text.splitlines()
    indent = len(lines[number]) - len(lines[number].lstrip(" -"))
    above = [at for at in range(number) if len(lines[at]) - len(lines[at].lstrip(" ")) < min(indent, 4)]
    begins = max(above, default=0)
    return {begins + 1, begins + 2}
