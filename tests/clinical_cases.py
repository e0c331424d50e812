"""The clinical cases in `tests/cases/`, read and run: somebody's answers, and what has to come out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from acucheck import answers as answers_files
from acucheck.assess import assess
from acucheck.authoring.examples import DAY, healthy_adult
from acucheck.located import Node, Origin, read_node, read_text
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Cell, Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import as_text

FOLDER = Path(__file__).parent / "cases"
EXPECTED = ("outcome", "cells", "open", "worst", "findings_at_most", "lines_at_most")
OUTCOMES = {outcome.name.lower().replace("_", "-"): outcome for outcome in Outcome}
healthy = once_for_each(healthy_adult)
"""The answers of the healthy adult, by rule book."""

LEVELS = {level.name.lower(): level for level in Level}


def cases() -> list[pytest.ParameterSet]:
    """Every case of every file, named by its place and its sentence."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        origin = Origin(path.name)
        root = read_node(read_text(str(path), origin), origin)
        assert root is not None
        found += [pytest.param(case, id=f"{path.stem}:{case.line}") for case in root.parts()]
    return found


def run(case: Node, book: RuleBook, vocabulary: Vocabulary) -> tuple[Report, dict[str, Node]]:
    """The report on a case, and what is expected."""
    told, _ = person_of(case, book, vocabulary)
    expect = case.fields(["case", "ground", "answers", "expect"], ["base"])["expect"]
    return assess(book, told), expect.fields([], EXPECTED)


def person_of(case: Node, book: RuleBook, vocabulary: Vocabulary) -> tuple[Answers, date]:
    """The answers of a case, on top of those of a healthy adult unless its base is nothing; and their day."""
    fields = case.fields(["case", "ground", "answers", "expect"], ["base"])
    base = {} if "base" in fields else dict(healthy(book))
    answers, day = fields["answers"], DAY
    said: list[tuple[Node, Node]] = []
    for question, answer in answers.pairs():
        if question.text() == "as-of":
            day = date.fromisoformat(answer.text())
        elif answer.is_text() and answer.text() == "not asked":
            base.pop(QuestionId(question.text()), None)
        else:
            said.append((question, answer))
    if said:
        base |= answers_files.decode(Node(said, answers.origin, answers.line, answers.column), vocabulary, day)
    return base, day


def compare(report: Report, expect: dict[str, Node], vocabulary: Vocabulary) -> None:
    """Fails where the report on a case is not as expected, and says what it is instead."""
    got = {"outcome": report.outcome.stands, "worst": report.outcome.worst}
    wanted = {name: expect[name].one_of(OUTCOMES) for name in got if name in expect}
    _same({name: got[name] for name in wanted}, wanted, "the outcome")
    if "cells" in expect:
        levels = {key.text(): value.one_of(LEVELS) for key, value in expect["cells"].pairs()}
        _same({name: level(report, name, vocabulary) for name in levels}, levels, "the levels")
    if "findings_at_most" in expect:
        highest = expect["findings_at_most"].one_of(LEVELS)
        _same([finding.rule.id for finding in report.findings if finding.level > highest], [], "the findings above it")
    if "lines_at_most" in expect:
        lines, most = len(as_text(report, Audience.PATIENT).splitlines()), expect["lines_at_most"].whole()
        assert lines <= most, f"the patient's page has {lines} lines, and lines_at_most is {most}"
    if "open" in expect:
        _compare_open(report, expect["open"])


def _compare_open(report: Report, expected: Node) -> None:
    """Fails where something expected is not open; where nothing is expected, if anything that matters is."""
    if expected.content:
        named = {item.text() for item in expected.parts()}
        opened = {each for point in report.open for each in (point.question, point.name)}
        assert opened >= named, f"only {sorted(filter(None, opened))} is open"
    else:
        serious = [point.question for point in report.open if point.could_be > Outcome.NOTE or point.name]
        _same(serious, [], "what is open")


def _same(got: object, wanted: object, what: str) -> None:
    assert got == wanted, f"{what}: {got}, and not {wanted}"


def level(report: Report, name: str, vocabulary: Vocabulary) -> Level:
    """What stands for a cell written as `technique` or `technique at place`."""
    technique, _, place = name.partition(" at ")
    cells = [cell for line in report.techniques for cell in (line.cell, *line.places)]
    found = [cell for cell in cells if cell.technique == vocabulary.technique(technique) and _at(cell) == place]
    assert len(found) == 1, f"{name} is not planned"
    return found[0].level.stands


def _at(cell: Cell) -> str:
    return cell.place.typed if cell.place else ""
