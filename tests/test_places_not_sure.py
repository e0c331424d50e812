"""Where something is done is open where somebody was asked and does not know; where it was not named, as ever."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from keyboard import Person

from acucheck.assess import assess
from acucheck.cli.exit_codes import of_outcome
from acucheck.document.closing_points import entry
from acucheck.interview import Who
from acucheck.model.answers import Plan
from acucheck.model.book import PLAN, RuleBook
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Missing, OpenPoint, Report
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.as_text import as_text


def places_open(report: Report) -> list[OpenPoint]:
    return [point for point in report.open if point.question == PLAN]


def test_not_sure_where_is_an_open_point_with_how_bad_it_could_be(person: Callable[[str], Report]) -> None:
    report = person("plan: {thin needles: not sure, cupping: [back]}")
    (point,) = places_open(report)
    assert (point.missing, point.lines, point.could_be) == (Missing.NOT_SURE, ("manual-needling",), Outcome.CHANGE)
    assert report.outcome.stands is Outcome.NONE
    assert report.outcome.worst is Outcome.CHANGE
    assert not report.settled
    assert of_outcome(report.outcome.stands, report.outcome.worst, Outcome.CARE) == 20
    assert entry(point, report) == {PLAN: {"thin needles": ["<point or region>"], "cupping": ["back"]}}


@pytest.mark.parametrize("words", ["not named", "yes", "[back]"])
def test_what_was_not_named_or_is_known_is_no_open_point(person: Callable[[str], Report], words: str) -> None:
    report = person(f"plan: {{thin needles: {words}}}")
    assert places_open(report) == []
    assert of_outcome(report.outcome.stands, report.outcome.worst, Outcome.CARE) == 0


@pytest.mark.parametrize(("words", "not_sure"), [("not named", False), ("not sure", True)])
def test_it_is_read_from_a_plan_in_words(person: Callable[[str], Report], words: str, not_sure: bool) -> None:
    plan = person(f'plan: "thin needles: LI4; cupping: {words}"').answers[PLAN]
    assert isinstance(plan, Plan)
    assert [item.where_not_sure for item in plan.items] == [False, not_sure]
    assert [len(item.places) for item in plan.items] == [1, 0]


def test_it_is_open_as_well_where_somebody_has_to_be_asked_first(person: Callable[[str], Report]) -> None:
    report = person("plan: {thin needles: not sure}\nneedles-before: [afraid]\nphobia: yes")
    assert report.outcome.stands is Outcome.ASK
    assert places_open(report)


def test_a_technique_that_is_left_out_nowhere_is_done_wherever_it_is(person: Callable[[str], Report]) -> None:
    report = person("plan: {physiotherapy: not sure}")
    assert places_open(report) == []


def test_one_of_several_techniques_is_open_as_far_as_any_of_them_is_left_out(person: Callable[[str], Report]) -> None:
    report = person("plan: {needling: not sure}")
    assert report.outcome.worst >= Outcome.CHANGE


@pytest.mark.parametrize(
    ("audience", "asked"),
    [(Audience.PATIENT, "Thin needles: Where on the body?"), (Audience.PRACTITIONER, "Manual needling: Where?")],
)
def test_the_page_says_what_has_to_be_found_out(
    person: Callable[[str], Report], audience: Audience, asked: str
) -> None:
    page = " ".join(as_text(person("plan: {thin needles: not sure}"), audience).split())
    assert f"Not settled: '{asked}'. It could become: leave out." in page
    assert f"{asked} Not sure." in page
    assert "To find out: Ask where it will be done." in page
    assert "(place not sure)" in page or audience is Audience.PATIENT


@pytest.mark.parametrize("place", ["eyes", "chest", "LI4", "back of the knee", "neck"])
def test_naming_the_place_leads_to_nothing_worse_than_was_said(person: Callable[[str], Report], place: str) -> None:
    worst = person("plan: {thin needles: not sure}").outcome.worst
    assert person(f"plan: {{thin needles: [{place}]}}").outcome.worst <= worst


@pytest.mark.parametrize("who", [Who.SELF, Who.PRACTITIONER])
def test_u_leaves_it_open_in_an_interview(vocabulary: Vocabulary, who: Who) -> None:
    person = Person(vocabulary, {"plan.manual-needling": "u"}, who)
    review = person.until("review")
    label = vocabulary.book.techniques[TechniqueId("manual-needling")].label.for_audience(who.audience)
    assert review.note == f"Left open, and can be answered here: {label}, where."
    assert [choice.answer for choice in review.choices if choice.code == "plan.manual-needling"] == ["not sure"]
    assert places_open(person.talk.report())
    plan = person.talk.answers[PLAN]
    assert isinstance(plan, Plan)
    assert plan.items[0].where_not_sure


def test_what_is_saved_is_read_again(person: Callable[[str], Report], book: RuleBook) -> None:
    report = person("plan: {thin needles: not sure}")
    again = assess(book, report.answers)
    assert msgspec.to_builtins(places_open(again)) == msgspec.to_builtins(places_open(report))


_TAKES = "Write the places or points with commas between them, or not known."
_NOT_TO_BE = f"{_TAKES} If you have none of it, go back and take it out."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("4", _TAKES),
        ("y", _TAKES),
        ("LI4?", _TAKES),
        ("nothing", _NOT_TO_BE),
        ("0", _NOT_TO_BE),
        ("no tablets", _NOT_TO_BE),
        ("nowhere", _NOT_TO_BE),
    ],
)
def test_what_is_no_place_is_answered_with_what_would_be_one(vocabulary: Vocabulary, line: str, said: str) -> None:
    person = Person(vocabulary)
    person.until("plan.manual-needling")
    problems = [notice.text for notice in person.talk.answer(line).notices]
    assert problems == [said]
