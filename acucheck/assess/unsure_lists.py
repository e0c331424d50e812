"""Lists that are not sure as a whole, each one open point."""

from __future__ import annotations

from acucheck.assess.engine import Doubt, Evaluation, GradedRule
from acucheck.logic import urgent_lines
from acucheck.model.answers import NOT_SURE
from acucheck.model.book import AnswerKind, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import ACTS, HOLDS, UNDECIDED

_COUNTS = frozenset({HOLDS, ACTS})


class UnsureLists:
    """The lists that everybody is asked and that this person is not sure about as a whole."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        not_sure = [question for question, answer in evaluation.answers.items() if answer is NOT_SURE]
        self.questions = frozenset(filter(self._is_asked_of_everybody, not_sure))

    def _is_asked_of_everybody(self, question_id: QuestionId) -> bool:
        question = self._evaluation.book.questions[question_id]
        if question.gate is not None:
            return False
        return question.kind is AnswerKind.MANY

    def alone_move(self, graded: GradedRule) -> bool:
        """Whether a rule acts because of nothing else. Signs that call for help by themselves are told all the same."""
        if not self.questions or graded.standing is not ACTS:
            return False
        evaluation = self._evaluation
        acting = [test for test in evaluation.tests_behind(graded, _COUNTS) if evaluation.test(test) is ACTS]
        return all(isinstance(test, Word) and self._is_all_that_was_said(test) for test in acting)

    def _is_all_that_was_said(self, test: Word) -> bool:
        named = self._evaluation.said.naming(test.question, test.words)
        if test.question not in self.questions or named:
            return False
        lines = {f"{test.question}.{word}" for word in test.words}
        return lines.isdisjoint(urgent_lines(self._evaluation.book))

    def behind(self, question_id: QuestionId) -> QuestionId | None:
        """The list by which alone it is not known whether a follow-up is to be asked, if there is one."""
        evaluation = self._evaluation
        if not self.questions or question_id in evaluation.answers or evaluation.gate(question_id) not in UNDECIDED:
            return None
        lists = {self._list_of(doubt) for doubt in evaluation.leaving_gate_open(question_id)}
        if not lists or None in lists:
            return None
        return min(lists, key=str)

    def _list_of(self, doubt: Doubt) -> QuestionId | None:
        """The list that is all that a doubt comes from."""
        if doubt.question not in self.questions:
            return self.behind(doubt.question)
        return None if doubt.typed else doubt.question
