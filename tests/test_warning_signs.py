"""The warning sign that belongs to an illness stands on the page, with whom to call, and nothing goes against it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from acucheck.document.page import Page
from acucheck.document.pages.one_screen import summary
from acucheck.document.sections.to_say import said_to_each
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.as_console import console_text
from acucheck.render.as_text import as_text

Person = Callable[[str], Report]


def read(report: Report, audience: Audience = Audience.PATIENT) -> str:
    """The page as one line of words."""
    return " ".join(as_text(report, audience).split())


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(
    ("different", "words"),
    [
        ("heart-lungs: [poor-circulation]", "a foot or leg that is suddenly cold, white, numb or painful"),
        ("heart-lungs: [poor-circulation]", "foot pain at rest"),
        ("skin: [varicose-veins]\nskin-place: [left leg]", "If a vein bleeds, lie down, put the leg up"),
        ("skin: [varicose-veins]\nskin-place: [left leg]", "a vein that is newly hard, red and sore"),
        ("devices: [other-device]\nbattery-device: [nerve-stimulator]", "if it jolts, changes or stops"),
        ("devices: [other-device]\nbattery-device: [hearing-implant]", "if the skin over it gets red, hot, sore"),
        (
            "devices: [implant]\nimplant-kind: [artificial-joint]\nimplant-where: [left hip]",
            "An implant that gets hot, red, hard or sore: a doctor.",
        ),
        (
            "devices: [implant]\nimplant-kind: [filler]\nimplant-where: [face]",
            "the skin over a filler gets pale, mottled, hard or very sore, or you see less",
        ),
        ("devices: [tube-or-stoma]\ntube-where: [abdomen]", "if no urine comes through a catheter"),
        ("nerves-mind: [mental-illness]", "lozapine"),
        ("pregnant: yes\npregnancy-weeks: 36", "a bad headache, flashes before the eyes"),
        ("age: 3", "a swelling behind the ear"),
        ("age: 3", "Get help at once for a child that is hard to wake"),
        ("after-birth: [birth-lately]\nbleeding: [little-blood]", "if you think of harming yourself or the baby"),
    ],
)
def test_the_sign_that_belongs_to_an_illness_stands_on_the_page(
    person: Person, different: str, words: str, audience: Audience
) -> None:
    assert words in read(person(f"{different}\nplan: {{needles: [GB21]}}"), audience)


def test_somebody_with_a_sign_that_nobody_explained_asks_to_be_seen(person: Person) -> None:
    report = person("organs: [new-lump]\nplan: {needles: [GB20]}")
    asked = dict(said_to_each(Page(report, Audience.PATIENT)))["your doctor"]
    assert "Please see me about this within days." in asked
    assert "Is that all right?" not in asked
    assert "This is planned" not in asked
    assert "trouble breathing or swallowing" in read(report)


def test_somebody_who_is_not_treated_today_asks_to_be_seen_as_well(person: Person) -> None:
    report = person("organs: [new-lump, weight-or-night-sweats]\nplan: {needles: [GB20]}")
    asked = dict(said_to_each(Page(report, Audience.PATIENT)))
    assert asked["At the desk"].startswith("I cannot be treated today.")
    assert asked["your doctor"].endswith("I will wait with the treatment until then.")


def test_a_first_screen_that_says_with_care_says_that_parts_are_left_out(person: Person) -> None:
    report = person("pregnant: yes\npregnancy-weeks: 20\nbreech-moxa-agreed: no\nplan: {moxibustion: [foot]}")
    screen = " ".join(console_text(summary(report, Audience.PATIENT), 80, colour=False).split())
    assert "warming with burning herb; not where it is left out." in screen


@pytest.mark.parametrize("weeks", ["9", "20"])
def test_each_line_that_says_whom_to_call_gives_one_order(person: Person, weeks: str) -> None:
    report = person(f"pregnant: yes\npregnancy-weeks: {weeks}\nplan: {{needles: [ST36]}}")
    screen = console_text(summary(report, Audience.PATIENT), 200, colour=False)
    lines = screen.splitlines()
    assert [line for line in lines if "Ring 112" in line and "midwife" in line] == []
    assert any("Call the team" in line and "midwife" in line for line in lines)
    assert any("Call at once" in line and "Ring 112" in line for line in lines)
    assert " Call the team Call your midwife" in read(report)


def test_the_number_stands_on_a_page_of_which_every_sign_names_somebody_else(book: RuleBook, person: Person) -> None:
    page = read(person("pregnant: yes\npregnancy-weeks: 20\nplan: {exercise: not named}"))
    assert f"Emergency: {book.practice.emergency}." in page


@pytest.mark.parametrize(
    ("different", "audience", "words"),
    [
        ("age: 10\nplan: {needles: [ST36]}", Audience.PATIENT, "Do not drive"),
        ("age: 3\nplan: {acupressure: [ST36]}", Audience.PATIENT, "Laser instead of needles"),
        ("medicines: [warfarin]\nplan: {needles: [LI4]}", Audience.PRACTITIONER, "compartments"),
        ("medicines: [warfarin]\nplan: {needles: [LI4]}", Audience.PRACTITIONER, "GB30 and BL54 not at all"),
        ("plan: {needles: [GB20]}", Audience.PRACTITIONER, "sacral hiatus"),
        ("plan: {needles: [GV4]}", Audience.PRACTITIONER, "Nape: "),
        (
            "devices: [other-device]\nbattery-device: [hearing-implant]\nplan: {needles: [LI4]}",
            Audience.PATIENT,
            "shock plan",
        ),
        (
            "heart-lungs: [poor-circulation]\nplan: {needles: [ST36]}",
            Audience.PRACTITIONER,
            "Clean the skin well. Clean",
        ),
    ],
)
def test_nothing_is_said_of_what_is_neither_planned_nor_there(
    person: Person, different: str, audience: Audience, words: str
) -> None:
    assert words not in read(person(different), audience)


def test_what_is_said_of_a_place_stands_where_it_is_planned(person: Person) -> None:
    thinner = "medicines: [warfarin]\nplan: {needles: [GB34, buttock, BL25]}"
    page = read(person(thinner), Audience.PRACTITIONER)
    assert "At the buttock superficial only, and GB30 and BL54 not at all." in page
    assert "compartments of forearm and lower leg" in page
    assert "Not into the sacral hiatus." in read(person("plan: {needles: [GV3, BL31]}"), Audience.PRACTITIONER)


def test_a_leg_that_is_always_full_is_not_told_to_have_no_massage(person: Person) -> None:
    page = read(person("heart-lungs: [clot]\nplan: {massage: [leg]}\nskin: [varicose-veins]\nskin-place: [leg]"))
    assert "on a leg that is swollen" not in page
