"""Where something is by the words of its name: it counts there, and the rest stays open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from acucheck.model.answers import Answers, Plan
from acucheck.model.book import PLAN as PLAN_ASKED
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


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("Libre on back of L arm", [("upper-arm", Side.LEFT)]),
        ("Dexcom on the back of my right upper arm", [("upper-arm", Side.RIGHT)]),
        ("keloid on chest and behind ears", [("chest", None), ("ear", None)]),
        ("keloids behind ears", [("ear", None)]),
    ],
)
def test_where_it_is_stands_behind_the_name(
    line: str, where: list[tuple[str, Side | None]], vocabulary: Vocabulary
) -> None:
    (name,) = vocabulary.conditions(line, Setting(date(2026, 11, 29)))
    assert [(place.id, place.side) for place in name.places] == where
    assert name.typed == line


@pytest.mark.parametrize("line", ["keloid, dizzy, chest", "asthma and chest", "keloid on something odd"])
def test_what_does_not_say_where_a_condition_is_stays_unknown(line: str, vocabulary: Vocabulary) -> None:
    names = vocabulary.conditions(line, Setting(date(2026, 11, 29)))
    assert not any(name.places for name in names)


@pytest.mark.parametrize("point", ["Heart", "Kidney", "Liver", "Lung"])
def test_a_point_that_is_called_like_an_organ_is_the_ears_beside_another_of_the_ear(point: str, person: Person) -> None:
    report = person(f"plan: {{press needles: [ear Shenmen, {point} right]}}")
    (tacks,) = report.techniques
    assert {place.place.id for place in tacks.places if place.place} == {"ear"}


@pytest.mark.parametrize(
    ("plan", "places"),
    [
        ("{press tacks: [Lung left], ear acupuncture: [NADA both ears]}", ["ear", "ear"]),
        ("{ear press needles: [Shoulder, Uterus left]}", ["ear", "ear-birth"]),
        ("{ear acupuncture: [Heart both, Shenmen both, Kidneys both, Knee both, Lung L]}", ["ear"] * 5),
        ("{ear seeds: [both Shenmen, Point Zero, LI4 both]}", ["ear", "ear", "LI4"]),
        ("{manual needling: [Heart both]}", ["over-the-heart"]),
        ("{manual needling: [Lung left]}", ["over-the-lung"]),  # nothing says that it is the ear
        ("{press tacks: [Liver, Sympathetic]}", ["ear", "ear"]),  # nothing else is called so
        ("{press tacks: [shoulder, jaw, LU7]}", ["shoulder", "jaw", "LU7"]),  # the body has these names first
    ],
)
def test_an_organ_is_a_point_of_the_ear_where_the_plan_is_for_the_ear(
    plan: str, places: list[str], person: Callable[[str], Report]
) -> None:
    cells = [cell for line in person(f"plan: {plan}").techniques for cell in line.places]
    assert sorted(cell.place.id for cell in cells if cell.place) == sorted(places)


def test_a_tack_at_an_organ_may_be_in_the_ear_and_stands_as_both(person: Callable[[str], Report]) -> None:
    report = person("plan: {press tacks: [Lung left, Uterus]}")
    cells = [cell for line in report.techniques for cell in line.places]
    places = [cell.place for cell in cells if cell.place]
    assert [[each.id for each in place.readings] for place in places] == [
        ["over-the-lung", "ear"],
        ["abdomen-lower", "ear-birth"],
    ]
    assert {point.name for point in report.open if point.name} == {"Lung left", "Uterus"}


def test_a_bracket_around_where_it_is_changes_nothing(vocabulary: Vocabulary) -> None:
    (name,) = vocabulary.conditions("keloid (on chest)", Setting(date(2026, 11, 29)))
    assert [place.id for place in name.places] == ["chest"]


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        ("scalp acupuncture: [left side]", ("head", Side.LEFT)),
        ("scalp acupuncture: [both]", ("head", None)),
        ("scalp acupuncture: [tremor line]", ("head", None)),
        ("scalp acupuncture: [right motor area upper third]", ("head", Side.RIGHT)),
        ("scalp acupuncture: [leg motor area L]", ("head", Side.LEFT)),
        ("scalp acupuncture: [left and right motor area]", ("head", None)),
        ("scalp acupuncture: [lower 2/5 of the sensory line]", ("head", None)),
        ("scalp needling: [MS6 left]", ("head", Side.LEFT)),
        ("scalp needling: [MS 12 both]", ("head", None)),
        ("ear seeds: [R]", ("ear", Side.RIGHT)),
        ("needles: [left side]", ("", Side.LEFT)),
    ],
)
def test_a_side_alone_is_that_of_the_region_where_all_of_a_technique_is_done(
    plan: str, place: tuple[str, Side | None], read: Callable[[str], Answers]
) -> None:
    planned = read(f"plan: {{{plan}}}")[PLAN_ASKED]
    assert isinstance(planned, Plan)
    assert [(each.id, each.side) for item in planned.items for each in item.places] == [place]


def test_a_line_that_begins_at_the_forehead_is_there_as_well(read: Callable[[str], Answers]) -> None:
    planned = read("plan: {scalp acupuncture: [middle line of forehead]}")[PLAN_ASKED]
    assert isinstance(planned, Plan)
    assert [each.id for item in planned.items for each in item.places] == ["head", "forehead"]


@pytest.mark.parametrize("place", ["LI4", "motor area and LI4", "Broca"])
def test_what_is_no_line_of_the_scalp_stays_what_it_is(place: str, read: Callable[[str], Answers]) -> None:
    planned = read(f"plan: {{scalp acupuncture: [{place}]}}")[PLAN_ASKED]
    assert isinstance(planned, Plan)
    assert not {"LI4", ""}.isdisjoint(each.id for item in planned.items for each in item.places)
