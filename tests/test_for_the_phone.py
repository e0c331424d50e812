"""Before an interview ends with a call for help, it asks in words what happened, the age and the medicines."""

from __future__ import annotations

from keyboard import Person, Reply

from acucheck.document.page import Page
from acucheck.document.sections.on_the_phone import script
from acucheck.interview import Ending, PromptKind, Who
from acucheck.model.levels import Outcome, Urgency
from acucheck.names.vocabulary import Vocabulary

_CHEST_PAIN: tuple[Reply, ...] = (["chest-pain"], "right")


def _said_on_the_phone(person: Person) -> str:
    _, said = script(Page(person.talk.report(), person.talk.who.audience))
    return said


def test_what_happened_the_age_and_the_medicines_are_told_on_the_phone(vocabulary: Vocabulary) -> None:
    person = Person(
        vocabulary,
        {"danger": _CHEST_PAIN, "conditions": "Tight since noon, sweating", "age": "62", "medicines": "warfarin"},
    )
    assert person.until_the_end() is Ending.URGENT
    assert person.asked == ["danger", "danger", "conditions", "age", "medicines"]
    said = _said_on_the_phone(person)
    assert "I am 62 years old" in said
    assert "Tight since noon" in said
    assert "warfarin" in said


def test_whom_to_call_stands_before_these_lines(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": _CHEST_PAIN})
    person.until("conditions")
    call = "GET HELP NOW: ring 112, 999, 911 or 000. If you can, let somebody ring while you answer. 3 more lines"
    assert call in person.talk.prompt.notices[-1].text
    assert person.talk.prompt.progress is None


def test_a_doctor_today_has_no_phone_that_somebody_else_could_take(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"today": (["new-signs"], "right")})
    person.until("conditions")
    notice = person.talk.prompt.notices[-1].text
    assert notice == "SEE A DOCTOR TODAY; no session today. 3 more lines for the doctor; u leaves one out."


def test_a_practitioner_is_asked_in_the_words_of_one(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": _CHEST_PAIN}, Who.PRACTITIONER)
    person.until("conditions")
    assert person.talk.prompt.text == "What happened, since when, and which illnesses are known?"


def test_nothing_is_asked_about_what_is_typed_in_haste(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": _CHEST_PAIN, "medicines": "warfrin, perhaps aspirin"})
    assert person.until_the_end() is Ending.URGENT
    assert person.asked.count("medicines") == 1


def test_a_line_that_is_left_out_is_not_known(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": _CHEST_PAIN, "conditions": "u", "age": "u", "medicines": "u"})
    assert person.until_the_end() is Ending.URGENT
    assert "years old" not in _said_on_the_phone(person)


def test_what_is_answered_already_is_not_asked_again(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"age": "62", "pregnant": "not sure", "today": (["new-signs"], "right")})
    person.until_the_end()
    review = Person(vocabulary, {"danger": ("none", *_CHEST_PAIN), "review": "danger"})
    assert review.until_the_end() is Ending.URGENT
    assert review.asked[-3:] == ["review", "danger", "danger"]


def test_what_happened_can_make_a_doctor_today_an_emergency(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"today": (["new-signs"], "right"), "conditions": "my sight went in one eye for 5 min"})
    assert person.until_the_end() is Ending.URGENT
    urgencies = {finding.rule.urgent for finding in person.talk.report().findings}
    assert Urgency.NOW in urgencies


def test_back_from_these_lines_takes_the_call_back_and_asks_all_of_them_anew(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": _CHEST_PAIN})
    person.until("medicines")
    while person.talk.prompt.question != "danger":
        person.talk.answer("b")
    asked: list[str] = []
    person.talk.choose("none")
    while (prompt := person.talk.prompt).question != "plan":
        asked.append(prompt.question)
        person.answer_as_usual(prompt)
    assert asked == ["conditions", "age"]
    assert person.talk.outcome() is not Outcome.HELP


def test_a_name_typed_in_haste_is_asked_about_once_help_is_not_called(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"danger": _CHEST_PAIN, "medicines": "warfrin"})
    person.until_the_end()
    person.talk.choose("change")
    person.talk.choose("danger")
    person.talk.choose("none")
    while (prompt := person.talk.prompt).question != "medicines":
        person.answer_as_usual(prompt)
    assert prompt.so_far == "warfrin"
    person.talk.answer("y")
    assert person.talk.prompt.kind is PromptKind.CONFIRM
