"""The line of a list that answers a follow-up by the way, so that it need not be asked by itself."""

from __future__ import annotations

from collections.abc import Mapping

from acucheck.located import Node
from acucheck.model.book import AnswerKind, Condition, InList, Question, Word
from acucheck.model.ids import QuestionId
from acucheck.rulebook.answer_entries import AnswerForm
from acucheck.rulebook.small_parts import decode_wording, known_id

_BOTH = 2
"""Answers of a follow-up that one line more or less decides."""


def in_list(
    fields: Mapping[str, Node],
    form: AnswerForm,
    gate: Condition | None,
    questions: Mapping[QuestionId, Question | None],
) -> InList | None:
    """The line among the *fields* of a follow-up. Raises InvalidFile where no one line of a list opens it."""
    node = fields.get("in-list")
    if node is None:
        return None
    opener = _one_line_of_a_list(gate, questions)
    if opener is None or len(form.options) != _BOTH:
        node.fail("only a follow-up of two answers that one line of a list opens can have 'in-list'")
    pairs = node.pairs()
    if len(pairs) != 1:
        node.fail("one answer, with the line that stands for it")
    key, label = pairs[0]
    answer = known_id(key, form.options)
    [opens] = opener.words
    [other] = form.options.keys() - {answer}
    return InList(opener.question, opens, answer, other, decode_wording(label))


def _one_line_of_a_list(gate: Condition | None, questions: Mapping[QuestionId, Question | None]) -> Word | None:
    """The gate where it is one line of a list; None where it is anything else."""
    if not isinstance(gate, Word) or len(gate.words) != 1:
        return None
    asked = questions.get(gate.question)
    if asked is None or asked.kind is not AnswerKind.MANY:
        return None
    return gate
