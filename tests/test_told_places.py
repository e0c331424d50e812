"""Where something is by the words of its name: it counts there, and the rest stays open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from acucheck.model.levels import Level, Side
from acucheck.model.report import Report
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

Person = Callable[[str], Report]

PLAN = "plan: {needles: [LI4 left, LI4 right]}"


def levels(report: Report) -> list[Level]:
    (needles,) = [line for line in report.techniques if line.places]
    return [cell.level.stands for cell in needles.places]


def is_open(report: Report, question: str) -> bool:
    return any(point.question == question for point in report.open)


def test_a_side_inside_a_name_is_where_it_is(person: Person) -> None:
    report = person(f"organs: [dialysis]\nconditions: [AV fistula L wrist]\n{PLAN}")
    assert levels(report) == [Level.AVOID, Level.CAUTION]
    assert is_open(report, "fistula-where")


def test_the_own_question_tells_all_of_it(person: Person) -> None:
    report = person(f"organs: [dialysis]\nfistula-where: [right arm]\nconditions: [AV fistula L wrist]\n{PLAN}")
    assert levels(report) == [Level.CAUTION, Level.AVOID]
    assert not is_open(report, "fistula-where")


@pytest.mark.parametrize("line", ["AV fistula", "hay fever, left wrist"])
def test_a_name_without_a_place_says_none(line: str, person: Person) -> None:
    report = person(f"organs: [dialysis]\nconditions: ['{line}']\n{PLAN}")
    assert levels(report) == [Level.CAUTION, Level.CAUTION]


def test_what_is_set_aside_is_nowhere(person: Person) -> None:
    report = person(
        f"weak-bones-kind: [broken-bone]\nnerves-mind: [weak-bones]\nconditions: [no broken left wrist]\n{PLAN}"
    )
    assert Level.AVOID not in levels(report)


def test_a_place_with_a_side_is_taken_before_one_without(vocabulary: Vocabulary) -> None:
    (name,) = vocabulary.conditions("foot ulcer left heel", Setting(date(2026, 11, 29)))
    assert {place.side for place in name.places} == {Side.LEFT}
