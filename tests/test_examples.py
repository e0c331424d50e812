"""A rule book's own examples: every wrong one is found, at its place, and so is a rule that alarms a healthy adult."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from acucheck.assess import assess
from acucheck.authoring import examples
from acucheck.authoring.examples import healthy_adult
from acucheck.errors import Problem
from acucheck.model.answers import Names, Places, Quantity, Ticks
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile, load

BOOK = """\
title: a small book
version: "1"
clinical-review: none yet
practice: {emergency: "112"}
sources: {s: {title: A source, read: part}}
topics: {t: A topic}
medicine-classes: {anticoagulant-doac: Blood thinner}
regions: {hand: the hand}
techniques:
  manual-needling: {label: Manual needling, groups: [needling]}
questions:
  plan: {ask: Plan?, ask-where: Where?, answer: plan, keeps: today}
  today: {ask: Today?, answer: {many: {fever: Fever, hungry: Hungry}}, keeps: today}
  pregnant: {ask: Pregnant?, answer: yes-no, keeps: today}
  weeks: {ask: Weeks?, answer: gestation, if: {pregnant: yes}, keeps: today}
  age: {ask: Age?, answer: {number: {from: 0, to: 120, unit: years}}, healthy: 34, keeps: course}
  mood: {ask: Mood?, answer: {one: {good: Good, bad: Bad}}, healthy: good, keeps: today}
  calm: {ask: Calm?, answer: yes-no, if: {mood: good}, keeps: today}
  medicines: {ask: Medicines?, answer: {names: medicine}, keeps: course}
  sore: {ask: Sore?, answer: places, keeps: today}
rules:
  fever:
    topic: t
    title: Fever
    risk: A risk.
    when: {WHEN}
    verdicts: {needling: caution}
    limits: [{where: [hand], verdicts: {needling: avoid}}]
    basis: judgement
    sources: [s]
    examples:
      - {given: {today: [fever]}, expect: holds, cells: {manual-needling: caution, manual-needling at LI4: avoid}}
      EXAMPLE
"""

Problems = Callable[[str, str], list[str]]


def found_in(file: RuleFile) -> list[Problem]:
    return examples.problems(file, Vocabulary(file.book))


@pytest.fixture
def problems(tmp_path: Path) -> Problems:
    """What is wrong with the book when this is the rule's condition and this its second example."""

    def found(when: str, example: str) -> list[str]:
        path = tmp_path / "rules.yaml"
        path.write_text(BOOK.replace("WHEN", when).replace("EXAMPLE", example), encoding="utf-8")
        return [str(problem).replace(f"{path}:", "") for problem in found_in(load(str(path)))]

    return found


FEVER = "today: fever"


@pytest.mark.parametrize(
    "example",
    [
        "- {given: {today: [hungry]}, expect: fails, cells: {manual-needling: none}}",
        "- {given: {today: not sure}, expect: acts, cells: {manual-needling: caution}}",
        "- {given: {age: 34}, expect: open, cells: {manual-needling: none, manual-needling at hand: none}}",
        "- {given: {today: [fever]}, expect: holds, cells: {manual needling at left hand: avoid}}",
    ],
)
def test_examples_that_come_out_as_written_are_no_problem(problems: Problems, example: str) -> None:
    assert problems(FEVER, example) == []


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("- {given: {today: [hungry]}, expect: holds}", "33:44: in this example 'fever' fails, not holds"),
        ("- {given: {today: [fever]}, expect: acts}", "33:43: in this example 'fever' holds, not acts"),
        ("- {given: {age: 34}, expect: fails}", "33:36: in this example 'fever' open, not fails"),
        (
            "- {given: {today: [fever]}, expect: holds, cells: {manual-needling: avoid}}",
            "33:58: in this example 'fever' gives caution, not avoid",
        ),
        (
            "- {given: {today: [fever]}, expect: holds, cells: {manual-needling at hand: caution}}",
            "33:58: in this example 'fever' gives avoid, not caution",
        ),
        (
            "- {given: {today: not sure}, expect: acts, cells: {manual-needling: none}}",
            "33:58: in this example 'fever' gives caution, not none",
        ),
    ],
)
def test_an_example_that_comes_out_otherwise_is_found_at_its_place(
    problems: Problems, example: str, expected: str
) -> None:
    assert problems(FEVER, example) == [expected]


def test_an_example_that_comes_out_otherwise_tells_the_names_that_do_not_simply_count(problems: Problems) -> None:
    example = "- {given: {today: [hungry], medicines: [apixaban, zanzibarol]}, expect: holds}"
    (found,) = problems(FEVER, example)
    assert "in this example 'fever' fails, not holds; 'zanzibarol' is unrecognised" in found
    assert "apixaban" not in found


@pytest.mark.parametrize("key", ["humming", "humming at LI4", "manual-needling at LI99", "manual-needling at"])
def test_a_cell_that_nobody_knows_is_found_at_its_place(problems: Problems, key: str) -> None:
    example = f"- {{given: {{today: [fever]}}, expect: holds, cells: {{{key}: avoid}}}}"
    assert problems(FEVER, example) == [
        "33:58: no technique, point or region has this name; write 'technique' or 'technique at place'"
    ]


def test_a_wrong_standing_and_a_cell_nobody_knows_are_both_found(problems: Problems) -> None:
    found = problems(FEVER, "- {given: {today: [fever]}, expect: fails, cells: {humming: avoid}}")
    assert [each.partition(": ")[0] for each in found] == ["33:43", "33:58"]


@pytest.mark.parametrize(
    ("example", "places"),
    [
        ("- {given: {today: [fewer]}, expect: holds}", ["33:26"]),
        ("- {given: {todday: [fever]}, expect: holds}", ["33:18"]),
        ("- {given: {today: [fever]}, expect: happens}", ["33:43"]),
        ("- {given: {today: [fever]}, expect: holds, cells: {manual-needling: huge}}", ["33:75"]),
        ("- {given: {today: [fever]}, expects: holds}", ["33:35", "33:9"]),
        ("- {expect: holds}", ["33:9"]),
    ],
)
def test_an_example_that_cannot_be_read_is_found_at_its_place(
    problems: Problems, example: str, places: list[str]
) -> None:
    assert [each.partition(": ")[0] for each in problems(FEVER, example)] == places


SOUND = "- {given: {today: [fever]}, expect: holds}"


@pytest.mark.parametrize(
    ("when", "standing"),
    [
        ("any: [{today: fever}, {age: {from: 18}}]", "holds"),
        ("any: [{today: fever}, {mood: good}]", "holds"),
        ("any: [{today: fever}, {pregnant: no}]", "holds"),
        ("any: [{today: fever}, {calm: no}]", "open"),
    ],
)
def test_a_rule_that_alarms_the_healthy_adult_is_found_at_its_place(
    problems: Problems, when: str, standing: str
) -> None:
    assert problems(when, SOUND) == [f"22:3: 'fever' {standing} for a healthy adult, for whom every rule must fail"]


def test_the_healthy_adult_answers_every_gate_and_no_follow_up(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(BOOK.replace("WHEN", FEVER).replace("EXAMPLE", SOUND), encoding="utf-8")
    assert healthy_adult(load(str(path)).book) == {
        "today": Ticks(),
        "pregnant": Ticks(frozenset({"no"})),
        "age": Quantity("34", 34.0),
        "mood": Ticks(frozenset({"good"})),
        "medicines": Names(),
        "sore": Places(),
    }


def test_the_shipped_examples_come_out_as_written(rule_file: RuleFile) -> None:
    assert found_in(rule_file) == []


def test_the_shipped_book_leaves_the_healthy_adult_in_peace(rule_file: RuleFile) -> None:
    report = assess(rule_file.book, healthy_adult(rule_file.book))
    assert (report.findings, report.open) == ((), ())
