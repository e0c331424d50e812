"""What may be an emergency heads the page, with what was said, whom to call and the words for that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from acucheck.document.blocks import Headline
from acucheck.document.page import Page
from acucheck.document.sections.headline import headline
from acucheck.document.sections.to_say import said_to_each
from acucheck.model.answers import Head, Writer
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.as_text import as_text

Person = Callable[[str], Report]
BOTH = pytest.mark.parametrize("audience", Audience)
HEALED = "two weeks have passed, or a month after a peel or laser"
CALVES = """
skin: [face-treated]
face-treated-kind: [botox]
face-treated-when: weeks
face-treated-where: [both calves]
plan: {manual needling: [LI4, BL57]}
"""
RING = "ring 112, 999, 911 or 000."


def top(report: Report, audience: Audience = Audience.PATIENT) -> Headline:
    return next(headline(Page(report, audience)))


def said(report: Report, writer: Writer | None = None) -> dict[str, str]:
    return dict(said_to_each(Page(report, Audience.PATIENT, Head(writer=writer))))


@BOTH
def test_what_may_be_an_emergency_heads_the_page_with_what_was_said_and_whom_to_call(
    person: Person, audience: Audience
) -> None:
    first = top(person("danger: [maybe chest-pain]\nbleeding: [bleeding-disorder]"), audience)
    assert first.text.startswith("IF IN DOUBT, GET HELP NOW (not certain: ")
    assert first.text.endswith("); NO SESSION BEFORE THAT IS CLEAR")
    assert first.steps[0].startswith("This was said: 'Chest")
    assert first.steps[1].endswith(RING)
    assert any(step.startswith("Ask first: ") for step in first.steps[2:])


def test_a_doubt_that_stops_the_session_for_today_says_both(person: Person) -> None:
    first = top(person("danger: [maybe chest-pain]\ntoday: [fever]"))
    assert first.text == "IF IN DOUBT, GET HELP NOW (not certain: A danger sign); NOT TODAY"
    assert "Not today: not before the temperature is normal again." in first.steps


@BOTH
def test_what_may_be_an_emergency_heads_the_page_that_sends_to_a_doctor_today(
    person: Person, audience: Audience
) -> None:
    report = person("danger: [maybe chest-pain]\ntoday: [new-signs]\nbleeding: [blood-thinner]\nthinner-now: none")
    first = top(report, audience)
    assert first.text == (
        "IF IN DOUBT, GET HELP NOW (not certain: "
        f"{'A danger sign' if audience is Audience.PATIENT else 'Emergency sign present'}); "
        "A DOCTOR TODAY IN ANY CASE; NO SESSION TODAY"
    )
    assert first.steps[0].startswith("This was said: ")
    assert first.steps[1].endswith(RING)
    page = as_text(report, audience)
    assert "rare" not in page
    assert "SAY ON THE PHONE" in page or list(said(report)) == ["On the phone"]


def test_beside_what_may_be_an_emergency_nothing_is_played_down(person: Person) -> None:
    report = person(
        "danger: [maybe chest-pain]\nbleeding: [blood-thinner]\nthinner-now: none\nheart-lungs: [low-blood-pressure]"
    )
    page = " ".join(as_text(report, Audience.PATIENT).split())
    assert "is rare" not in page
    assert "GOOD TO KNOW" not in page
    assert "Tell your practitioner then about these:" in page


def test_what_a_doctor_may_have_to_see_today_is_called_so(person: Person) -> None:
    report = person("danger: [maybe swollen-calf]")
    first = top(report)
    assert first.text.startswith("IF IN DOUBT, SEE A DOCTOR TODAY (not certain: ")
    assert first.steps[1].startswith("If it is new, or if you cannot tell: have a doctor see you today. For chest pain")
    assert first.steps[1].endswith(RING)
    assert said(report)["To the doctor"].startswith("I may need to be seen today.")


def test_of_two_doubts_the_more_urgent_heads_the_page_and_the_other_is_named(person: Person) -> None:
    first = top(person("danger: [maybe chest-pain, maybe swollen-calf]"))
    assert first.text.startswith("IF IN DOUBT, GET HELP NOW (not certain: A danger sign);")
    assert any(step.startswith("If in doubt, get help: ") for step in first.steps)


def test_the_words_for_the_phone_ask_what_to_do_and_no_team_is_asked_about_the_session(
    person: Person,
) -> None:
    report = person(
        "danger: [maybe chest-pain]\nbleeding: [bleeding-disorder]\nage: 60\n"
        "conditions: [since breakfast so strange]\nmedicines: [Eliquis]"
    )
    words = said(report)
    assert list(words) == ["On the phone"]
    phone = words["On the phone"]
    assert phone.startswith("I do not know whether I need help now. I am 60 years old.")
    assert "since breakfast so strange" in phone
    assert "Eliquis" in phone
    assert phone.endswith("Please tell me what to do now.")
    helped = said(report, Writer.HELPER)["On the phone"]
    assert helped.startswith("We do not know whether we need help now. About the person I help")
    assert helped.endswith("Please tell us what to do now.")


@pytest.mark.parametrize(
    ("doubted", "heading", "opening"),
    [
        ("chest-pain", "IF IN DOUBT, SAY ON THE PHONE", "It is not clear whether a patient needs help now. Aged 60."),
        ("swollen-calf", "IF IN DOUBT, SAY TO THE DOCTOR", "A patient may have to be seen today. Aged 60."),
    ],
)
def test_the_practitioner_has_words_for_a_doubt_too(person: Person, doubted: str, heading: str, opening: str) -> None:
    report = person(
        f"danger: [maybe {doubted}]\nage: 60\nconditions: [since breakfast so strange]\nmedicines: [Eliquis]"
    )
    page = " ".join(as_text(report, Audience.PRACTITIONER).split())
    _, found, words = page.partition(heading)
    assert found
    said = words.partition("THE PLAN")[0]
    assert opening in said
    assert "since breakfast so strange" in said
    assert "Eliquis" in said
    assert "Please tell us what to do now." in said


@BOTH
def test_how_it_is_done_and_what_follows_give_way_to_a_doubt(person: Person, audience: Audience) -> None:
    calm = as_text(person("bleeding: [blood-thinner]\nthinner-now: none"), audience)
    page = as_text(person("danger: [maybe chest-pain]\nbleeding: [blood-thinner]\nthinner-now: none"), audience)
    for words in ("\nHow ", "AFTER THE SESSION", "GENTLER WAYS"):
        assert words in calm
        assert words not in page
    assert "SAY ON THE PHONE" not in calm


def test_nobody_buys_a_test_before_it_is_clear_whether_help_is_needed_now(person: Person) -> None:
    late = "pregnant: could-be\nfertility: [late-period]"
    assert any("if no test has said no, do one" in step for step in top(person(late)).steps)
    assert not any(
        "if no test has said no, do one" in step for step in top(person(f"{late}\ndanger: [maybe chest-pain]")).steps
    )


@BOTH
@pytest.mark.parametrize("today", ["today: [nothing-eaten]", "today: [exhausted]", "today: [maybe fever]"])
def test_nobody_is_told_to_eat_or_rest_or_wait_for_a_temperature_where_help_may_be_needed_now(
    person: Person, audience: Audience, today: str
) -> None:
    calm = as_text(person(today), audience)
    page = as_text(person(f"danger: [maybe chest-pain]\n{today}"), audience)
    contrary = [
        "ait until the person",
        "irst wait until you",
        "ait until the temperature",
        "Rest and drink",
        "Eat something light",
    ]
    told = [words for words in contrary if words in calm]
    assert told
    assert not [words for words in told if words in page]


def test_what_was_typed_and_may_be_an_emergency_is_said_as_it_was_typed(person: Person) -> None:
    first = top(person("conditions: [right arm without strength, mouth crooked]"))
    assert first.text.startswith("IF IN DOUBT, GET HELP NOW")
    assert "'mouth crooked'" in first.steps[0]


@pytest.mark.parametrize(
    ("different", "audience", "step"),
    [
        (
            "plan: {manual needling: [LI4], massage: not named}\ntoday: [nothing-eaten]",
            Audience.PATIENT,
            "Thin needles: first wait until you have eaten something light (Nothing eaten).",
        ),
        (
            "plan: {manual needling: [LI4], massage: not named}\ntoday: [nothing-eaten]",
            Audience.PRACTITIONER,
            "Manual needling: wait until the person has eaten something light (Fasting before needling).",
        ),
        (
            CALVES,
            Audience.PATIENT,
            f"At that place: first wait until {HEALED} (Botox, filler, a peel or laser very lately).",
        ),
    ],
)
def test_what_a_part_of_the_plan_waits_for_is_said_of_that_part(
    person: Person, different: str, audience: Audience, step: str
) -> None:
    assert step in top(person(different), audience).steps


@BOTH
def test_a_list_that_nobody_is_sure_of_is_read_aloud_and_heads_no_page(person: Person, audience: Audience) -> None:
    first = top(person("danger: not sure"), audience)
    assert not first.text.startswith("IF IN DOUBT")
    assert any("Read the list aloud" in step for step in first.steps)


@pytest.mark.parametrize("doubted", ["not suicidal at the moment", "my wife was suicidal"])
def test_a_no_that_is_not_understood_whole_is_asked_about_and_heads_no_page(person: Person, doubted: str) -> None:
    first = top(person(f"conditions: [{doubted}]"))
    assert first.text.startswith("ASK FIRST: ")
    assert "If in doubt, get help: Thoughts of ending your life." in first.steps


def test_nobody_is_said_to_know_whether_a_danger_sign_is_one(person: Person) -> None:
    page = as_text(person("danger: [maybe chest-pain]"), Audience.PRACTITIONER)
    assert "whoever knows" not in page


LAMICTAL = "medicines: [Lamictal]\nconditions: [dark spots and skin slips where I rubbed it]"


def test_where_help_may_be_needed_now_no_medicine_is_said_to_go_on(person: Person) -> None:
    page = as_text(person(LAMICTAL), Audience.PATIENT)
    assert "IF IN DOUBT, GET HELP NOW (not certain: A danger sign)" in page
    assert "Keep taking" not in page
    assert "YOUR MEDICINES\nSay which medicines you take, and which of them is new." in page


@pytest.mark.parametrize(
    "told",
    [
        "lips and mouth sores since saturday, eyes red and burn",
        "mouth raw, eye sticky and sore",
        "skin slides off where I touch it",
        "poop black like tar, 2 days now",
        "stool like treacle since yesterday",
        "paper feels far away when wiping",
    ],
)
def test_an_emergency_of_skin_bowel_or_nerves_is_heard(person: Person, told: str) -> None:
    assert top(person(f'conditions: ["{told}"]')).text.startswith(
        "IF IN DOUBT, GET HELP NOW (not certain: A danger sign"
    )


def test_who_has_a_first_treatment_is_told_to_eat_only_where_no_help_may_be_needed_now(person: Person) -> None:
    first_time = "needles-before: [first-time]"
    assert "Eat something light" in as_text(person(first_time), Audience.PATIENT)
    assert "Eat something light" not in as_text(person(f"danger: [maybe chest-pain]\n{first_time}"), Audience.PATIENT)
