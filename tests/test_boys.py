"""Of a child that a helper calls "he" nobody asks whether he is pregnant; of anybody else it is asked."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from conftest import DAY

from acucheck.answers import read_record
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.model.answers import Answers, Ticks
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary

PREGNANT = QuestionId("pregnant")


def given(words: Vocabulary, told: Mapping[str, object]) -> Answers:
    answers = {"answered-by": "helper", "age": "12", **told}
    return read_record(node_of(answers, Origin("answers")), words, DAY).answers


@pytest.mark.parametrize(
    "told",
    [
        {"medicines": ["lamotrigine 75, the rescue one is in his bag"]},
        {"conditions": ["Ollie has had fits since he was 7"]},
        {"conditions": ["my son sleeps badly"], "age": "17"},
    ],
)
def test_of_a_boy_it_is_not_asked(vocabulary: Vocabulary, told: Mapping[str, object]) -> None:
    assert given(vocabulary, told)[PREGNANT] == Ticks(frozenset({"no"}))


@pytest.mark.parametrize(
    "told",
    [
        {"conditions": ["sleeps badly"]},
        {"conditions": ["her doctor says he wants to wait"]},
        {"conditions": ["her brother has it and he is well"]},
        {"conditions": ["dad says he has it too"]},
        {"conditions": ["the doctor says he will see"], "age": "24"},
        {"conditions": ["he sleeps badly"], "answered-by": "practitioner"},
        {"conditions": ["he sleeps badly"], "age": "not sure"},
    ],
)
def test_where_he_may_be_somebody_else_it_is_asked(vocabulary: Vocabulary, told: Mapping[str, object]) -> None:
    assert PREGNANT not in given(vocabulary, told)


def test_what_was_answered_stays(vocabulary: Vocabulary) -> None:
    answered = given(vocabulary, {"pregnant": "not sure", "conditions": ["he sleeps badly"]})
    assert answered[PREGNANT] != Ticks(frozenset({"no"}))
