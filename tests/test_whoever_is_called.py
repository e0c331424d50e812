"""Whoever is called hears each entry whole and all that was ticked; a headline is as strong as what was told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shipped_book import BOOK, check, told

from acucheck.assess import assess
from acucheck.document.page import Page
from acucheck.document.sections.headline import headline
from acucheck.document.sections.to_say import said_to_each
from acucheck.model.answers import Head, Ticks, Writer
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Report
from acucheck.render.as_text import as_text
from acucheck.rulebook import load

Person = Callable[[str], Report]
BOTH = [Audience.PATIENT, Audience.PRACTITIONER]


def _page(report: Report, audience: Audience = Audience.PATIENT) -> str:
    return " ".join(as_text(report, audience).split())


def _without(left_out: str, text: str) -> Report:
    """The report on a healthy adult who differs, and was not asked one question."""
    answers = told(text)
    del answers[QuestionId(left_out)]
    return assess(BOOK, answers)


def _top(report: Report) -> str:
    first = next(headline(Page(report, Audience.PATIENT)))
    return " ".join((first.text, *first.steps))


LINE = "perineal numbness since y'day, hesitancy + dribble this am, bilat leg paraesthesia"


@pytest.mark.parametrize("audience", BOTH)
def test_an_entry_is_quoted_whole_once_and_in_front_of_what_is_less_grave(person: Person, audience: Audience) -> None:
    report = person(f'danger: [numb-saddle]\nmedicines: [naproxen 500 bd]\nconditions: [MRI 3 wks ago, "{LINE}"]')
    page = _page(report, audience)
    assert page.count(f"'{LINE}'") == 1
    assert page.index(LINE) < page.index("'MRI 3 wks ago'")
    assert "'naproxen 500 bd'" in page


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("danger", ["[chest-pain]", "[maybe chest-pain]", "[swollen-calf]"])
def test_nothing_that_was_typed_is_played_down_beside_a_call(person: Person, danger: str, audience: Audience) -> None:
    report = person(
        f"danger: {danger}\nmedicines: [Lo Loestrin Fe]\nconditions: [gallstones, qwertz asdf, my mother had a clot]"
    )
    page = _page(report, audience)
    for playing_down in ("no rule here is about it", "Makes no difference", "Not recognised", "set aside"):
        assert playing_down not in page
    for typed in ("gallstones", "qwertz asdf", "my mother had a clot", "Lo Loestrin Fe"):
        assert f"'{typed}'" in page


def test_the_weeks_of_a_pregnancy_are_told_behind_the_age(person: Person) -> None:
    weeks = "danger: [pregnancy-warning]\npregnant: yes\npregnancy-weeks: 34+0"
    words = dict(said_to_each(Page(person(weeks), Audience.PATIENT)))["On the phone"]
    assert words.startswith(
        "I need help now. I am 34 years old. I am 34 weeks pregnant. I have one of these in pregnancy"
    )
    assert words.count("34 weeks") == 1


def test_what_is_more_than_can_be_said_is_shown(person: Person) -> None:
    lists = ("bleeding", "heart-lungs", "organs")
    ticked = [f"{name}: [{', '.join(BOOK.questions[QuestionId(name)].options)}]" for name in lists]
    page = _page(person("\n".join(["danger: [chest-pain]", *ticked])))
    assert "There is more on the page." in page
    assert "Show too" in page
    for said in ("I have a bleeding disorder.", "My platelets are low."):
        assert page.count(said) == 1


def test_beside_a_call_at_once_nobody_is_sent_to_a_doctor_today(person: Person) -> None:
    for audience in BOTH:
        page = _page(person("danger: [chest-pain]\ntoday: [new-signs]"), audience)
        assert "Ring a doctor today" not in page
        assert "until a doctor has seen" not in page


PLAIN = [
    "terrible stomach pain up top goes to his back since 9 last night",
    "worst headache of my life since this morning",
]


@pytest.mark.parametrize("typed", PLAIN)
def test_a_danger_told_plainly_beside_new_signs_is_no_doubt(typed: str) -> None:
    report = check(f"danger: none\ntoday: [new-signs]\nconditions: ['{typed}']")
    assert _top(report).startswith("GET HELP NOW")


@pytest.mark.parametrize("typed", [*PLAIN, "numb saddle area since yesterday"])
def test_a_danger_that_a_practitioner_writes_of_now_is_no_doubt(typed: str) -> None:
    report = check(f"answered-by: practitioner\ndanger: none\ntoday: none\nconditions: ['{typed}']")
    assert _top(report).startswith("GET HELP NOW")


@pytest.mark.parametrize("typed", ["bump on the head", "saddle numbness in 2015", "no saddle numbness"])
def test_what_does_not_say_that_it_is_there_now_is_not_made_certain(typed: str) -> None:
    report = check(f"answered-by: practitioner\ndanger: none\ntoday: [new-signs]\nconditions: ['{typed}']")
    assert not _top(report).startswith("GET HELP NOW")


def test_what_was_left_out_is_asked_calmly_where_all_signs_were_answered() -> None:
    report = _without("pregnant", "conditions: [qwertz asdf]")
    assert "get help" not in _top(report)
    assert "Find out first: 'Are you pregnant?'. The session may depend on it." in _top(report)
    assert "Not known here: 'qwertz asdf'" in _page(report)
    assert report.outcome.worst is Outcome.HELP


def test_where_signs_were_left_out_words_may_tell_of_one() -> None:
    report = _without("danger", "conditions: [qwertz asdf]")
    assert "could become: get help" in _top(report)


def test_what_was_only_typed_is_quoted_and_not_claimed(person: Person) -> None:
    page = _page(person("pregnant: no\nconditions: [22 weeks pregnant]"))
    assert "I am pregnant" not in page
    assert "22 weeks pregnant" in page


def test_a_place_that_is_called_otherwise_is_named_as_it_was(person: Person) -> None:
    report = person("devices: [implant]\nimplant-where: [both hips]\nplan: {thin needles: [GB30]}")
    assert "My implant is at 'both hips'." in _page(report)
    assert "the buttock (both sides) ('both hips')" in _page(report)
    plural = person("skin: [sore-skin]\nskin-place: [both calves]\nplan: {thin needles: [BL57]}")
    assert "at the calf (both sides)" in _page(plural)


def test_a_record_has_each_entry_whole(person: Person) -> None:
    page = _page(person("conditions: ['no PCOS no cyst']"), Audience.PRACTITIONER)
    assert "no PCOS no cyst" in page
    assert "no PCOS no, cyst" not in page


def test_who_speaks_for_another_names_what_decides_first(person: Person) -> None:
    helped = Head(writer=Writer.HELPER)
    report = person("danger: [chest-pain]\nconditions: [asthma]")
    words = dict(said_to_each(Page(report, Audience.PATIENT, helped)))["On the phone"]
    assert words.startswith(
        "We need help now. About the person I help, aged 34: Chest pain or pressure. Written down: "
    )


def test_a_doubt_is_shown_with_its_whole_entry(person: Person) -> None:
    typed = "left calf swollen and warm since flight from London on Fri"
    assert f"This was said: '{typed}'." in _top(person(f"conditions: [{typed}]"))


def test_a_cause_that_calls_for_help_is_told_with_its_whole_entry() -> None:
    typed = "L flank to groin pain 10/10 since 5am, vomiting, hx stones 2016 + 2020"
    page = _page(check(f"danger: none\ntoday: [new-signs]\nconditions: ['{typed}']"), Audience.PRACTITIONER)
    assert f"Because {typed}." in page


def test_all_to_whom_the_same_is_told_are_asked_once(person: Person) -> None:
    report = person("cancer-immune: [cancer-present]\nmedicines: [FOLFOX]\ncancer-medicine-for: cancer")
    asked = [whom for whom, _ in said_to_each(Page(report, Audience.PATIENT)) if whom != "At the desk"]
    assert len(asked) == 1
    assert f"ASK FIRST: {asked[0]}" in _top(report)


def test_a_pressed_spine_is_named(person: Person) -> None:
    assert "The nerves of the spine may be pressed." in _top(person("danger: [numb-saddle]"))


OWN_SIGN = """
extends: core
practice: {name: Rio}
sources:
  our-protocol: {title: Protocol of the practice, read: judgement}
questions:
  tube-side:
    after: devices
    ask: "On which side is the feeding tube red?"
    answer: {one: {left: on the left, nowhere: nowhere}}
    healthy: nowhere
    keeps: lasting
rules:
  tube-red:
    topic: devices
    title: A red feeding tube
    when: {tube-side: left}
    risk: The skin there may be infected.
    verdicts: {session: avoid}
    until: somebody has looked at the tube
    urgent: today
    basis: judgement
    sources: our-protocol
    examples:
      - {given: {tube-side: left}, expect: holds}
      - {given: {tube-side: nowhere}, expect: fails}
"""


@pytest.mark.parametrize("audience", BOTH)
def test_a_practices_own_sign_that_nobody_worded_is_told_by_the_title_of_its_rule(
    tmp_path: Path, audience: Audience
) -> None:
    path = tmp_path / "practice.yaml"
    path.write_text(OWN_SIGN, encoding="utf-8")
    answers = {**told(""), QuestionId("tube-side"): Ticks(frozenset({"left"}))}
    assert "It is because of this: A red feeding tube." in _page(assess(load(str(path)).book, answers), audience)


@pytest.mark.parametrize("audience", BOTH)
def test_weeks_that_nobody_knows_are_not_told(person: Person, audience: Audience) -> None:
    page = _page(person("danger: [pregnancy-warning]\npregnant: yes\npregnancy-weeks: 60"), audience)
    assert "weeks pregnant" not in page.partition("WHY, AND")[0].partition("WHAT WAS FOUND")[0]
