"""Rules whose condition nobody can meet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import inf

from acucheck.errors import Problem
from acucheck.model.book import AllOf, AnswerKind, Between, Condition, RuleBook, Word
from acucheck.model.ids import QuestionId
from acucheck.rulebook.implication import MOST, Clause, clauses


def never_holding(book: RuleBook) -> Iterator[Problem]:
    """A problem for each rule that no answers can make hold, at its place."""
    for rule in book.rules.values():
        if rule.when is not None and _is_impossible(rule.when, book):
            yield Problem(rule.place, f"nobody can give the answers by which {rule.id!r} would hold")


def _is_impossible(when: Condition, book: RuleBook) -> bool:
    looked_at = [*islice(clauses(when, book.facts), MOST)]
    if len(looked_at) == MOST:
        return False
    return not any(_is_possible(clause, book, frozenset()) for clause in looked_at)


def _is_possible(clause: Clause, book: RuleBook, opened: frozenset[QuestionId]) -> bool:
    """Whether all tests of *clause* can hold together, with the gates of their questions but those already *opened*."""
    if _contradicts_itself(clause, book):
        return False
    asked = {test.question for test in clause} - opened
    gates = [book.questions[question_id].gate for question_id in asked]
    closed = tuple(gate for gate in gates if gate is not None)
    if not closed:
        return True
    for more in islice(clauses(AllOf(closed), book.facts), MOST):
        if _is_possible((*clause, *more), book, opened | asked):
            return True
    return False


def _contradicts_itself(clause: Clause, book: RuleBook) -> bool:
    """Whether two tests want different choices of one question, or numbers that do not meet."""
    for question_id in {test.question for test in clause}:
        about = [test for test in clause if test.question == question_id]
        words = [test.words for test in about if isinstance(test, Word)]
        one_choice = book.questions[question_id].kind is AnswerKind.ONE
        if one_choice and words and not frozenset.intersection(*words):
            return True
        ranges = [test for test in about if isinstance(test, Between)]
        if _never_meet(ranges):
            return True
    return False


def _never_meet(ranges: list[Between]) -> bool:
    """Whether no number lies in all *ranges*, where there are any."""
    lowest = max([test.low for test in ranges], default=-inf)
    highest = min([test.high for test in ranges], default=inf)
    return lowest >= highest
