"""What `?` and a number say of one line of a list."""

from __future__ import annotations

import pytest
from keyboard import Person

from acucheck.interview import NoticeKind, Who
from acucheck.names.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("who", "question", "line", "said"),
    [
        (Who.SELF, "heart-lungs", "?6", "Raynaud's: fingers or toes go white or numb in the cold"),
        (Who.SELF, "heart-lungs", "?6", "Cold can bring an attack."),
        (Who.SELF, "plan", "?3", "In other words: Electroacupuncture"),
        (Who.SELF, "pregnant", "?3", "Could be: late period, trying and past ovulation, or fertility treatment"),
        (Who.SELF, "needles-before", "? 4", "So afraid of needles as to panic or pull away"),
        (Who.SELF, "needles-before", "?4", "You might panic or pull away."),
        (Who.SELF, "needles-before", "?1", "First acupuncture ever"),
        (Who.PRACTITIONER, "danger", "?6", "Very ill with shaking, confusion or mottled skin"),
        (Who.PRACTITIONER, "body systems", "?10", "Antiplatelet (aspirin, clopidogrel)"),
        (Who.PRACTITIONER, "body systems", "?3", "In other words: A very curved back, or very thin"),
    ],
)
def test_a_line_of_a_list_is_explained(vocabulary: Vocabulary, who: Who, question: str, line: str, said: str) -> None:
    person = Person(vocabulary, {}, who)
    before = person.until(question)
    prompt = person.talk.answer(line)
    assert (prompt.question, prompt.repeated) == (before.question, True)
    assert {notice.kind for notice in prompt.notices} == {NoticeKind.WHY}
    assert said in "\n".join(notice.text for notice in prompt.notices)
    assert question not in person.talk.state.tree()


@pytest.mark.parametrize("line", ["?99", "?x", "? 0"])
def test_a_line_that_is_not_there_is_none(vocabulary: Vocabulary, line: str) -> None:
    person = Person(vocabulary)
    person.until("heart-lungs")
    [notice] = person.talk.answer(line).notices
    assert notice.kind is NoticeKind.PROBLEM
    assert notice.text.startswith("There is no ")


def test_every_line_of_every_list_can_be_explained(vocabulary: Vocabulary) -> None:
    for who in (Who.SELF, Who.PRACTITIONER):
        person = Person(vocabulary, {}, who)
        while (prompt := person.talk.prompt).ending is None:
            person.hear(prompt)
            for choice in prompt.choices if prompt.question else ():
                assert person.talk.answer(f"?{choice.key}").notices
            person.answer(person.reply(prompt))


def test_where_there_is_no_list_a_question_mark_with_a_name_is_a_name(vocabulary: Vocabulary) -> None:
    person = Person(vocabulary)
    person.until("medicines")
    prompt = person.talk.answer("?B12")
    assert "There is no" not in "".join(notice.text for notice in prompt.notices)
