"""Whatever line was ticked stands on the practitioner's page, also where nothing was to be asked about it."""

from __future__ import annotations

import pytest
from shipped_book import BOOK, check

from acucheck.model.book import AnswerKind
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience
from acucheck.render.as_text import as_text

LISTS = {AnswerKind.MANY, AnswerKind.ONE}
TICKS = [
    (question.id, option)
    for question in BOOK.questions.values()
    if question.kind in LISTS
    for option in question.options
    if option != "no"
]


@pytest.mark.parametrize(("question_id", "option"), TICKS)
def test_each_line_that_was_ticked_stands_on_the_record(question_id: QuestionId, option: str) -> None:
    question = BOOK.questions[question_id]
    answer = option if question.kind is AnswerKind.ONE else f"[{option}]"
    page = " ".join(as_text(check(f"{question_id}: {answer}"), Audience.PRACTITIONER).split())
    assert question.options[option].practitioner in page
