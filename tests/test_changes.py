"""What would change the outcome: whatever is listed really does, and nothing that cannot be chosen is ever touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from acucheck.assess import assess
from acucheck.document.page import Page
from acucheck.document.sections.choices import change_text
from acucheck.model.answers import Answer, Answers, BodyPlace, Plan, Planned, Ticks
from acucheck.model.book import PLAN, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome, Side, Validity
from acucheck.model.report import Change, ChangeKind, Report

Person = Callable[[str], Report]


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=200)
@given(data=st.data())
def test_a_listed_change_really_changes_the_outcome(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    answers = data.draw(anybody)
    report = assess(book, answers)
    for change in report.changes:
        after = assess(book, {**answers, **carried_out(change, answers, report)}).outcome
        assert after == change.outcome
        assert after != report.outcome
        assert after.stands <= report.outcome.stands
        assert after.worst <= report.outcome.worst
        assert change_text(change, Page(report, Audience.PRACTITIONER)).endswith(".")


def test_no_place_of_the_plan_is_moved_to_the_side_that_has_to_be_left_out(person: Person) -> None:
    """The outcome, to ask first, would be the same; the limb without its nodes is on the other side."""
    report = person(
        "cancer-immune: [nodes-removed, maybe cancer-treatment]\nlymph-limb: [right arm]\n"
        "plan: {manual-needling: [HT6 left, SP6]}"
    )
    assert report.outcome.stands is Outcome.ASK
    assert [change for change in report.changes if change.side is Side.RIGHT] == []


def carried_out(change: Change, answers: Answers, report: Report) -> dict[QuestionId, Answer]:
    """The answers that somebody would give who does what a change says."""
    match change.by:
        case ChangeKind.AGREED:
            return {change.question: Ticks(frozenset(report.book.questions[change.question].clears))}
        case ChangeKind.DAY:
            return dict(_passed(change, answers, report))
        case _:
            plan = answers[PLAN]
            assert isinstance(plan, Plan)
            items = [item for old in plan.items for item in _changed(old, change)]
            return {PLAN: Plan(tuple(items))}


def _passed(change: Change, answers: Answers, report: Report) -> dict[QuestionId, Answer]:
    found = [finding for finding in report.findings if finding.rule.id in change.rules]
    different: dict[QuestionId, Answer] = {}
    for because in (because for finding in found for because in finding.because):
        question = report.book.questions[because.question]
        ticks = different.get(question.id, answers[question.id])
        if question.keeps is Validity.TODAY and isinstance(ticks, Ticks) and because.words:
            assert question.options, "a list, and nothing else, passes by itself"
            gone = set(because.words)
            different[question.id] = Ticks(ticks.yes - gone, ticks.maybe - gone)
    return different


def _changed(item: Planned, change: Change) -> list[Planned]:
    """The item with its places moved or left out, or nothing when the whole of it is left out."""
    meant = [cell for cell in change.cells if cell.technique == item.technique]
    meant = [cell for cell in meant if item.technique or cell.typed == item.typed]
    there = {cell.place.typed for cell in meant if cell.place is not None}
    whole = any(cell.place is None for cell in meant)
    if change.by is ChangeKind.SIDE:
        return [replace(item, places=tuple(_moved(place, there, change) for place in item.places))]
    kept = tuple(place for place in item.places if place.typed not in there)
    return [] if whole or (item.places and not kept) else [replace(item, places=kept)]


def _moved(place: BodyPlace, there: set[str], change: Change) -> BodyPlace:
    return replace(place, side=change.side, typed=f"{place.typed} moved") if place.typed in there else place


@pytest.mark.usefixtures("quick")
@settings(deadline=None, derandomize=True, max_examples=100)
@given(data=st.data())
def test_no_change_is_about_a_medicine_a_condition_or_a_pregnancy(
    data: st.DataObject, book: RuleBook, anybody: st.SearchStrategy[Answers]
) -> None:
    report = assess(book, data.draw(anybody))
    for change in report.changes:
        assert not change.question or book.questions[change.question].clears
        assert all(book.rules[name].until and not book.rules[name].urgent for name in change.rules)


def texts(report: Report) -> list[str]:
    return [change_text(change, Page(report, Audience.PRACTITIONER)) for change in report.changes]


def test_the_other_side_may_be_chosen(person: Person) -> None:
    report = person(
        "cancer-immune: [nodes-removed]\nlymph-limb: [left arm]\nlymph-team-agreed: not sure\n"
        "plan: {manual needling: [PC6 left, ST36]}\n"
    )
    assert report.outcome.stands is Outcome.CHANGE
    assert texts(report) == [
        "On the right side only: manual needling at PC6 Neiguan: go ahead as planned; noted.",
        "Without manual needling at PC6 Neiguan (left): no rule is left.",
        "With a yes to 'Has a lymphoedema specialist agreed to work on that limb?': go ahead with care.",
    ]


def test_a_point_on_the_middle_line_has_no_other_side(person: Person) -> None:
    report = person("devices: [implant]\ndevice-where: [left chest]\nplan: {manual needling: [CV17 left, ST36]}")
    assert ChangeKind.SIDE not in {change.by for change in report.changes}


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ("today: [fever]", "Not before the temperature is normal again; then: no rule is left."),
        ("today: [nothing-eaten]", "Not before the person has eaten something light; then: no rule is left."),
        ("devices: [pacemaker]\nplan: {needles: [ST36], electroacupuncture: [ST36]}", "Without electroacupuncture: "),
    ],
)
def test_a_day_a_meal_and_a_technique_may_be_chosen(person: Person, different: str, words: str) -> None:
    assert any(text.startswith(words) for text in texts(person(different)))


@pytest.mark.parametrize("different", ["danger: [chest-pain]", "pregnant: yes", "medicines: [warfarin]", "age: 34"])
def test_nothing_can_be_chosen_about_an_emergency_a_pregnancy_or_a_medicine(person: Person, different: str) -> None:
    assert texts(person(different)) == []


def test_a_list_on_a_birth_that_is_not_sure_is_over_on_no_other_day(person: Person) -> None:
    """What is not settled by the day stays, though one of the lists that it rests on is of the day."""
    report = person("pregnant: after-birth\nafter-birth: not sure")
    assert report.outcome.stands is Outcome.ASK
    assert all(change.by is not ChangeKind.DAY for change in report.changes)
