"""What was answered before is kept with one key; what a new answer takes back of it is said."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from keyboard import Person, Said

from acucheck.interview import Prompt, PromptKind, Who
from acucheck.interview.prompts import AS_IT_WAS
from acucheck.located.yaml_writing import Tree
from acucheck.names.vocabulary import Vocabulary

BEFORE: dict[str, Said] = {
    "plan": ["manual-needling", "cupping"],
    "plan.manual-needling": "knee, LI4",
    "plan.cupping": "back",
    "today": ["exhausted", "maybe fever"],
    "age": "31",
    "pregnant": "yes",
    "pregnancy-weeks": "24+3",
    "medicines": "ibuprofen, metformin",
    "skin": ["thin-skin"],
}
"""What somebody answered before the same is asked once more."""


def asked_again(vocabulary: Vocabulary, question: str, said: Mapping[str, Said] = {}, who: Who = Who.SELF) -> Person:
    """Somebody who goes back from the review to *question*."""
    person = Person(vocabulary, {**BEFORE, **said}, who)
    person.until("review")
    person.answer(question)
    return person


def told(prompt: Prompt) -> list[str]:
    return [notice.text for notice in prompt.notices]


@pytest.mark.parametrize("question", [name for name in BEFORE if name != "pregnant"])
def test_a_yes_keeps_what_was_named_before(question: str, vocabulary: Vocabulary) -> None:
    person = asked_again(vocabulary, question)
    before = person.talk.state.tree()
    asked = person.talk.prompt
    assert "y as it was, " in asked.hint
    after = person.talk.choose(AS_IT_WAS)
    assert after.kind is PromptKind.REVIEW
    assert person.talk.state.tree() == before
    assert not any(text.startswith("Taken back") for text in told(after))
    assert not any(choice.known for choice in after.choices)


NAMES_NOTHING: dict[str, Said] = {"danger": "none", "devices": "u", "medicines": "none", "plan.cupping": "u"}


@pytest.mark.parametrize("question", NAMES_NOTHING)
def test_a_yes_is_never_taken_for_a_no_that_was_said_before(question: str, vocabulary: Vocabulary) -> None:
    person = asked_again(vocabulary, question, {question: NAMES_NOTHING[question]})
    before = person.talk.state.tree()
    assert AS_IT_WAS not in {choice.code for choice in person.talk.prompt.special}
    assert person.talk.answer("yes").repeated
    assert person.talk.state.tree() == before


def test_a_yes_to_a_question_of_yes_and_no_is_its_answer(vocabulary: Vocabulary) -> None:
    person = asked_again(vocabulary, "pregnant", {"pregnant": "no"})
    person.talk.answer("y")
    assert person.talk.state.tree()["pregnant"] == "yes"


def test_a_name_that_was_not_confirmed_is_asked_about_when_it_is_kept(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"medicines": ("ibuprofn", "b", "y")})
    person.until("medicines")
    for line in ("ibuprofn", "b"):
        prompt = person.talk.answer(line)
    assert prompt.so_far == "ibuprofn"
    assert person.talk.answer("y").kind is PromptKind.CONFIRM
    person.talk.answer("y")
    assert person.talk.state.tree()["medicines"] == [{"name": "ibuprofen", "typed": "ibuprofn"}]


def test_the_screen_of_body_systems_is_kept_with_all_that_was_opened(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"skin": ["thin-skin"], "nerves-mind": ["glaucoma"]}
    person = asked_again(vocabulary, "body systems", said, Who.PRACTITIONER)
    before = person.talk.state.tree()
    assert person.talk.answer("y").kind is PromptKind.REVIEW
    assert person.talk.state.tree() == before


TAKEN_BACK: dict[str, tuple[tuple[str, ...], str]] = {
    "today": (("6?",), "Taken back: Fever (38 C or more), shivering, or ill with an infection."),
    "skin": (("0",), "Taken back: Thin skin that bruises or tears at a touch."),
    "medicines": (("metformin", "n"), "Taken back: ibuprofen."),
    "plan": (("1",), "Taken back: Cupping."),
    "plan.manual-needling": (("LI4",), "Taken back: the knee."),
}


@pytest.mark.parametrize("question", TAKEN_BACK)
def test_what_a_new_answer_leaves_out_is_said(question: str, vocabulary: Vocabulary) -> None:
    person = asked_again(vocabulary, question)
    lines, text = TAKEN_BACK[question]
    for line in lines:
        after = person.talk.answer(line)
    assert text in told(after)


def test_what_stood_on_the_screen_of_body_systems_is_said_when_it_is_taken_back(vocabulary: Vocabulary) -> None:
    said: dict[str, Said] = {"nerves-mind": ["glaucoma"], "skin": "none"}
    person = asked_again(vocabulary, "body systems", said, Who.PRACTITIONER)
    assert "Taken back: Glaucoma." in told(person.talk.answer("0"))


@pytest.mark.parametrize(("line", "tree"), [("u", "not sure"), ("0", "none")])
def test_the_review_marks_what_was_changed(line: str, tree: Tree, vocabulary: Vocabulary) -> None:
    person = asked_again(vocabulary, "skin")
    review = person.talk.answer(line)
    assert person.talk.state.tree()["skin"] == tree
    assert [choice.code for choice in review.choices if choice.known] == ["skin"]
    person.hear(review)
    assert "* was changed." in person.text()
