"""How prompts look as lines: the question stands out, lists use the room there is, and nothing is lost on the way."""

from __future__ import annotations

import os
import pty
import re
import sys
import termios
from collections.abc import Iterator
from os import terminal_size

import msgspec
import pytest
from keyboard import Person

from acucheck.interview import Interview, Prompt, PromptKind, Who, conduct, typed_ahead
from acucheck.interview.prompts import NoticeKind
from acucheck.interview.terminal_lines import Line, printed
from acucheck.names.vocabulary import Vocabulary

NARROW, USUAL, WIDE, LOW = (terminal_size(size) for size in ((40, 100), (80, 45), (120, 45), (120, 10)))


def asked(vocabulary: Vocabulary, question: str, who: Who = Who.PRACTITIONER) -> Prompt:
    return Person(vocabulary, who=who).until(question)


def lines(prompt: Prompt, size: terminal_size) -> list[Line]:
    """What is printed of the prompt itself, without what is said before it."""
    return [line for line in printed(msgspec.structs.replace(prompt, notices=()), size) if line.text]


@pytest.mark.parametrize("size", [NARROW, USUAL])
def test_each_choice_has_a_line_where_there_is_no_room_for_two(size: terminal_size, vocabulary: Vocabulary) -> None:
    prompt = asked(vocabulary, "plan")
    question, *choices = lines(prompt, size)
    assert question.strong
    assert not any(line.strong for line in choices)
    assert [line.text.split(maxsplit=1) for line in choices] == [[each.key, each.label] for each in prompt.choices]


def test_on_a_wide_screen_choices_stand_beside_each_other_in_their_order(vocabulary: Vocabulary) -> None:
    prompt = asked(vocabulary, "danger")
    question, *choices, note = lines(prompt, WIDE)
    assert note.text == prompt.note
    assert len(choices) < len(prompt.choices)
    assert max(len(line.text) for line in choices) < WIDE.columns
    read = [part.split(maxsplit=1) for line in choices for part in re.split(r" {3,}(?=\d)", line.text.strip())]
    assert read == [[each.key, each.label] for each in prompt.choices]
    assert question.text.endswith(prompt.text)


def test_a_review_is_read_line_by_line(vocabulary: Vocabulary) -> None:
    prompt = asked(vocabulary, "review")
    question, *answers, note = lines(prompt, WIDE)
    assert question.strong
    assert len(answers) == len(prompt.choices)
    assert note.text == prompt.note


def test_the_question_stands_once_more_under_a_list_that_scrolled_it_away(vocabulary: Vocabulary) -> None:
    prompt = asked(vocabulary, "danger")
    first, *_, last = lines(prompt, LOW)
    assert first == last
    assert last.strong
    assert lines(prompt, WIDE)[-1] != first


PROMPTS = {
    PromptKind.PLAN: "plan",
    PromptKind.PLACES: "plan.manual-needling",
    PromptKind.MANY: "danger",
    PromptKind.NUMBER: "age",
    PromptKind.ONE: "pregnant",
    PromptKind.NAMES: "medicines",
    PromptKind.REVIEW: "review",
}


@pytest.mark.parametrize("kind", PROMPTS)
def test_a_question_mark_says_what_is_asked_and_what_can_be_typed(kind: PromptKind, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    prompt = person.until(PROMPTS[kind])
    explained(person.talk, prompt)


def test_who_is_answering_and_what_was_typed_are_explained_too(vocabulary: Vocabulary) -> None:
    talk = Interview(vocabulary, Person(vocabulary).talk.state.as_of)
    explained(talk, talk.prompt)
    person = Person(vocabulary)
    person.until("medicines")
    prompt = person.talk.answer("stopped aspirin")
    assert prompt.kind is PromptKind.CONFIRM
    explained(person.talk, prompt)


def explained(talk: Interview, prompt: Prompt) -> None:
    before = talk.state.tree()
    again = talk.answer("?")
    assert {notice.kind for notice in again.notices} == {NoticeKind.WHY}
    said = [notice.text for notice in again.notices]
    assert said[0] == f"Asked: {prompt.text}"
    assert said[-1].startswith("b goes back, q stops.")
    assert all(f"{choice.key} means {choice.label}" in " ".join(said) for choice in prompt.special)
    assert (again.kind, again.repeated, talk.state.tree()) == (prompt.kind, True, before)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The end of a terminal at which keys are pressed; standard input is the other one."""
    keys, screen = pty.openpty()
    with os.fdopen(screen) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield keys
    os.close(keys)


def test_a_terminal_that_has_gone_is_the_end_of_input(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, screen = pty.openpty()
    os.close(keys)
    with os.fdopen(screen) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with pytest.raises(EOFError):
            typed_ahead.waiting_keys()


@pytest.mark.parametrize("typed", ["", "0\n", "0", "0\n1 2"])
def test_keys_that_wait_are_taken_and_the_terminal_is_as_before(typed: str, terminal: int) -> None:
    before = termios.tcgetattr(sys.stdin)
    os.write(terminal, typed.encode())
    assert typed_ahead.waiting_keys() == typed
    assert termios.tcgetattr(sys.stdin) == before
    assert typed_ahead.waiting_keys() == ""


def test_a_review_in_which_nothing_changed_is_not_printed_again(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until("review")
    typed = iter(["4", "0", "4", "exhausted", "y"])
    said: list[str] = []
    conduct(person.talk, lambda _: next(typed), lambda line: said.append(line.text), lambda: USUAL)
    assert said.count("Your answers:") == 2
    assert said.count("Your answers are as they were.") == 1
    assert said.index("Your answers are as they were.") < said.index("   4 *Today: Worn out or very tired")


def test_a_helper_is_told_at_each_question_who_is_meant(vocabulary: Vocabulary) -> None:
    whom = "('You' is the person to be treated.)"
    asked_of = Person(vocabulary, who=Who.HELPER)
    assert whom in asked_of.until("medicines").text
    assert whom not in asked_of.until("heart-lungs").text
    assert whom not in asked(vocabulary, "medicines", Who.SELF).text


def test_a_patient_is_told_at_each_list_how_to_be_unsure_of_one_line(vocabulary: Vocabulary) -> None:
    assert "Numbers (2? if unsure), names, 0 none, u unsure: " in asked(vocabulary, "skin", Who.SELF).hint


def test_no_is_read_back_where_there_are_two_of_them(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until("pregnant")
    assert "You said: No" in [notice.text for notice in person.talk.answer("0").notices]
