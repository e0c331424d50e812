"""A list that is not sure as a whole is one open point, and counts no less for that."""

from __future__ import annotations

import pytest
from shipped_book import check, condition

from acucheck.document.page import Page
from acucheck.document.sections.headline import headline
from acucheck.model.answers import NOT_SURE, MatchStatus, Names, Ticks
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome, Standing
from acucheck.model.report import Missing, QuestionState, Report

DOUBTED = condition("a clot", "heart-lungs.clot", taken=MatchStatus.MAYBE)

LISTS = [
    "today",
    "bleeding",
    "devices",
    "heart-lungs",
    "cancer-immune",
    "organs",
    "nerves-mind",
    "skin",
    "needles-before",
]


def about(report: Report) -> list[str]:
    return [point.question for point in report.open]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_not_sure_is_one_open_point(name: str) -> None:
    report = check("", **{name: NOT_SURE})
    assert about(report) == [name]
    assert report.open[0].missing is Missing.NOT_SURE
    assert report.open[0].rules
    found = [finding for finding in report.findings if finding.rule.when is not None]
    assert [finding.rule.id for finding in found] == (["new-signs"] if name == "today" else [])
    asked_later = [entry for entry in report.ledger if entry.state is QuestionState.NOT_ASKED]
    assert asked_later == []


@pytest.mark.parametrize("name", LISTS)
def test_it_counts_as_strictly_as_one_line_that_is_not_sure(name: str) -> None:
    report = check("", **{name: NOT_SURE})
    options = report.book.questions[QuestionId(name)].options
    lines = [check("", **{name: Ticks(maybe=frozenset({line}))}) for line in options]
    assert report.outcome.stands >= max(line.outcome.stands for line in lines)
    assert report.outcome.worst >= max(line.outcome.worst for line in lines)


def test_the_headline_says_which_lists_have_to_be_found_out() -> None:
    report = check("", organs=NOT_SURE)
    assert report.outcome.stands is Outcome.ASK
    (head,) = headline(Page(report, Audience.PATIENT))
    assert "find out before the session (Diabetes, inner organs, unexplained signs)" in head.text


def test_danger_signs_that_are_not_sure_stay_findings() -> None:
    report = check("", danger=NOT_SURE)
    assert [finding.standing for finding in report.findings if finding.rule.urgent] == [Standing.ACTS] * 10


def test_a_name_beside_such_a_list_is_a_finding_of_its_own() -> None:
    asthma = Names((condition("asthma", "heart-lungs.asthma"),))
    report = check("heart-lungs: not sure", conditions=asthma)
    assert "asthma" in {finding.rule.id for finding in report.findings}
    assert "clot" not in {finding.rule.id for finding in report.findings}


def test_a_follow_up_that_was_answered_is_told_by_itself() -> None:
    report = check("heart-lungs: not sure\nclot-when: now")
    assert "clot-limb" in {finding.rule.id for finding in report.findings}


def test_a_follow_up_of_one_line_that_is_not_sure_stays_a_point_of_its_own() -> None:
    assert "clot-when" in about(check("heart-lungs: [maybe clot]"))
    assert "clot-when" in about(check("heart-lungs: not sure", conditions=Names((DOUBTED,))))
