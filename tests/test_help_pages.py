"""Pages that stop the session: one call, the words for it, and what keeps somebody from harm until help is there."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from acucheck.document.blocks import Headline, Lines
from acucheck.document.pages.one_screen import summary
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.as_json import as_json
from acucheck.render.as_text import as_text

Person = Callable[[str], Report]


def read(report: Report, audience: Audience = Audience.PATIENT) -> str:
    """The page as one line of words."""
    return " ".join(as_text(report, audience).split())


def test_beside_the_emergency_number_nothing_else_is_to_be_rung_or_doubted(person: Person) -> None:
    page = read(person("{danger: [injury-now, maybe chest-pain], bleeding: [new-bleeding], new-bleeding-seen: no}"))
    for diluting in ("If in doubt", "See a doctor today", "Ask first", "Keep taking", "Wait until"):
        assert diluting not in page
    assert "No session until a doctor has looked at the injury." in page
    assert page.index("* An injury nobody has looked at") < page.index("* New bleeding or a fall")


@pytest.mark.parametrize("audience", Audience)
def test_where_help_comes_first_the_foot_of_the_page_says_nothing_of_medicines(
    person: Person, audience: Audience
) -> None:
    report = person("{danger: [injury-now], medicines: [Eliquis]}")
    assert "Keep taking your medicines" not in read(report, audience)
    assert "Medicines go on" not in read(report, audience)
    assert "medicines" not in json.loads(as_json(report, audience))["notice"].casefold()


def test_the_words_for_a_call_have_the_weeks_the_figures_and_phrases_as_they_were_typed(person: Person) -> None:
    answers = (
        "{danger: [pregnancy-warning], pregnant: yes, pregnancy-weeks: 33, "
        "conditions: [152/98 at home], medicines: [escitalopram since mid November], plan: {needles: [Blarmen]}}"
    )
    page = read(person(answers))
    script = page.partition("WHAT TO SAY")[2].partition("WHY, AND")[0]
    for told in (
        "I am 33 weeks pregnant.",
        "Written down: '152/98 at home'.",
        "Medicines written down: 'escitalopram since mid November'.",
    ):
        assert told in script
    assert "Blarmen" not in script
    assert "Not looked at, as there is no session now: 'Blarmen'." in page


def test_whoever_calls_for_a_patient_has_the_words_for_it(person: Person) -> None:
    answers = "{age: 70, danger: [injury-now], medicines: [Eliquis 5 mg], conditions: [mixes up words today]}"
    page = read(person(answers), Audience.PRACTITIONER)
    script = page.partition("SAY ON THE PHONE")[2].partition("WHAT WAS FOUND")[0]
    assert script.startswith(' Say "A patient needs help now. Aged 70. A blow to the head, ')
    assert "not yet seen to. Written down: 'mixes up words today'." in script
    assert script.endswith("Medicines written down: 'Eliquis 5 mg'.\" ")


def test_somebody_whose_age_is_not_known_is_told_without_it(person: Person) -> None:
    page = read(person("{age: not sure, danger: [allergic-reaction]}"), Audience.PRACTITIONER)
    assert 'Say "A patient needs help now. Face, lips or throat swelling' in page


def test_a_first_screen_that_is_longer_than_a_terminal_ends_with_its_result(person: Person) -> None:
    several = (
        "{medicines: [warfarin, ibuprofen], bleeding: [blood-thinner, easy-bleeding], skin: not sure, "
        "nerves-mind: [memory-loss, frail], needles-before: [fainted, afraid], "
        "plan: {needles: [GB21, LI4], cupping: [back]}}"
    )
    top, *_, last = summary(person(several), Audience.PATIENT).blocks
    assert isinstance(top, Headline)
    assert isinstance(last, Lines)
    assert last.lines[-1] == ("Result", f"{top.text}.")
    short = summary(person("{plan: {needles: [LI4]}}"), Audience.PATIENT).blocks[-1]
    assert "Result" not in str(short)


@pytest.mark.parametrize(
    ("danger", "words"),
    [
        ("chest-pain", "Do not drive yourself, and do not stay alone."),
        ("stroke-signs", "Do not drive yourself, and do not stay alone."),
        ("pregnancy-warning", "Do not drive yourself, and do not stay alone."),
        ("injury-now", "Say if you take a blood thinner, and when the last dose was."),
        ("self-harm", "take away guns, tablets"),
        ("self-harm", "Do not drink, and do not drive."),
        ("swollen-calf", "Do not fly until a clot is ruled out."),
        ("swollen-calf", "cough up blood or faint"),
    ],
)
def test_a_page_that_stops_the_session_says_what_keeps_somebody_alive_until_help_is_there(
    person: Person, danger: str, words: str
) -> None:
    assert words in read(person(f"danger: [{danger}]"))


def test_the_numbers_that_are_listed_have_one_for_each_of_four_countries(book: RuleBook) -> None:
    assert book.practice.emergency == "112, 999, 911 or 000"


@pytest.mark.parametrize(
    ("answers", "team"),
    [
        ("{danger: [pregnancy-warning], pregnant: yes}", "your maternity unit"),
        ("{today: [fever], cancer-immune: [cancer-treatment]}", "the emergency line of your cancer team"),
    ],
)
def test_where_a_team_of_ones_own_is_rung_the_headline_names_it_first(person: Person, answers: str, team: str) -> None:
    page = read(person(answers))
    assert f"GET HELP NOW: ring {team}; if nobody answers at once, ring 112, 999, 911 or 000" in page


def test_with_a_danger_sign_besides_the_emergency_number_alone_is_rung(person: Person) -> None:
    page = read(person("{danger: [pregnancy-warning, chest-pain], pregnant: yes}"))
    assert "GET HELP NOW: ring 112, 999, 911 or 000" in page


def test_several_who_are_asked_the_same_are_told_it_once(person: Person) -> None:
    answers = (
        "{cancer-immune: [cancer-present, maybe weak-immunity], blood-cancer: yes, cancer-team-agreed: not sure, "
        "defences-very-low: not sure, conditions: [CLL], plan: {needles: [LI4]}}"
    )
    page = read(person(answers))
    assert "Ask first the team that treats you and knows your blood counts: " in page
    assert page.count("Is that all right?") == 1
