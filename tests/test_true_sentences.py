"""What a page says is true of the person, and what could change little does not stand above what matters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from acucheck.document.blocks import Headline
from acucheck.document.page import Page
from acucheck.document.sections.headline import headline
from acucheck.model.answers import MatchStatus
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Report
from acucheck.render.as_text import as_text

Person = Callable[[str], Report]
BOTH = pytest.mark.parametrize("audience", Audience)


def read(report: Report, audience: Audience = Audience.PATIENT) -> str:
    return " ".join(as_text(report, audience).split())


def top(report: Report, audience: Audience = Audience.PATIENT) -> Headline:
    return next(headline(Page(report, audience)))


# A medicine that may be stopped


@pytest.mark.parametrize(
    ("medicine", "sentence"),
    [
        ("baby aspirin - STOPPED in April", "Keep taking the medicine as prescribed."),
        ("Xarelto, ended in August", "Keep taking your blood thinner"),
        ("clopidogrel, the urologist stopped it last week", "Keep taking it as prescribed. It may keep a stent open."),
        ("prednisolone, stopped in May", "Keep taking it as prescribed."),
    ],
)
@BOTH
def test_nobody_is_told_to_go_on_with_a_medicine_that_may_be_stopped(
    person: Person, medicine: str, sentence: str, audience: Audience
) -> None:
    report = person(f"medicines: ['{medicine}']")
    assert any(name.concepts for name in report.names)  # what it may do still counts
    assert sentence not in read(report, audience)
    assert "as prescribed" in read(report)  # as is said of all medicines


def test_who_takes_a_blood_thinner_for_certain_is_told_to_go_on_with_it(person: Person) -> None:
    assert "Keep taking your blood thinner exactly as prescribed." in read(person("medicines: [Eliquis]"))


def test_what_is_offered_instead_does_not_have_anybody_go_on_with_a_medicine_that_may_be_stopped(
    person: Person,
) -> None:
    report = person("plan: {massage: not named}\nmedicines: ['prednisolone, stopped in May']")
    assert "Keep taking the steroid" not in read(report)


# A scrap behind a medicine


@pytest.mark.parametrize(
    "medicine",
    [
        "flu jab, left arm",
        "flu jab yesterday, in the left upper arm",
        "tetanus shot, both thighs",
        "goserelin, last in Oct",
        "Zoladex 10.8 every 12 weeks, last 9 Nov",
        "B12 injection, Friday morning",
    ],
)
def test_where_or_when_a_medicine_was_given_is_no_medicine_to_bring_the_box_of(person: Person, medicine: str) -> None:
    report = person(f"medicines: ['{medicine}']")
    assert [name.typed for name in report.names] == [medicine]
    assert not report.open
    assert "Bring the box" not in read(report)


@pytest.mark.parametrize("scrap", ["ended in August", "stopped last Friday", "finished on 9 Nov"])
def test_a_scrap_that_says_when_a_medicine_ended_leaves_that_medicine_not_sure(person: Person, scrap: str) -> None:
    report = person(f"medicines: ['Xarelto, {scrap}']")
    (name,) = report.names
    assert (name.taken, name.name) == (MatchStatus.MAYBE, "rivaroxaban")


@pytest.mark.parametrize("scrap", ["left arm balm", "the white one", "hand lotion with oil"])
def test_a_scrap_that_may_be_a_medicine_stays_one_to_be_asked_about(person: Person, scrap: str) -> None:
    report = person(f"medicines: ['flu jab, {scrap}']")
    assert any(point.name for point in report.open)


# What could change little


@BOTH
def test_what_could_have_a_part_left_out_is_named_last_below_what_is_done(person: Person, audience: Audience) -> None:
    report = person("plan: {manual needling: [LI4, Bitongg]}")
    assert (report.outcome.worst, report.settled) == (Outcome.CHANGE, False)
    first = top(report, audience)
    assert first.text.startswith(("GO AHEAD", "NO RULE APPLIES"))
    assert first.text.endswith("; A PART IS NOT SETTLED")
    assert first.steps[-1] == "Not settled: 'Bitongg'. It could become: leave out."


@BOTH
def test_words_that_could_ask_for_care_at_worst_stand_in_one_calm_line(person: Person, audience: Audience) -> None:
    report = person("conditions: [qwertz asdf, zxcv bnmq]")
    assert report.outcome.worst is Outcome.CARE
    page = read(report, audience).partition("FOR THE RECORD")[0]
    assert page.count("qwertz asdf") == 1
    assert not any("qwertz" in step for step in top(report, audience).steps)
    assert "'qwertz asdf' and 'zxcv bnmq'" in page


@BOTH
def test_an_unanswered_question_that_could_ask_for_care_is_named_calmly(person: Person, audience: Audience) -> None:
    report = person("medicines: [aspirin]")
    assert report.outcome.worst <= Outcome.CARE
    assert not any("first" in step.casefold() for step in top(report, audience).steps)


@BOTH
def test_nothing_open_could_become_what_is_done_anyway(person: Person, audience: Audience) -> None:
    page = read(person("conditions: [her aunt bipolar, maybe rosacea]"), audience)
    assert "could become: go ahead" not in page
    assert "could become: as planned" not in page


@BOTH
def test_a_name_that_may_be_nothing_known_is_not_said_to_be_perhaps_something(
    person: Person, audience: Audience
) -> None:
    page = read(person("conditions: [allergic to dust mites]"), audience)
    assert "perhaps ." not in page
    assert "perhaps;" not in page


# What a needle can do, in words that a patient knows


def test_a_patient_whose_needles_come_near_the_lung_reads_of_a_collapsed_lung_once(person: Person) -> None:
    page = read(person("plan: {manual needling: [GB21, BL13]}"))
    assert page.count("collapsed lung") == 1
    assert "collapsed lung" not in read(person("plan: {manual needling: [LI4]}"))
