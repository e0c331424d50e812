"""How long an answer holds after its day, by what the rule book says under `keeps`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from acucheck.logic import tests
from acucheck.model.answers import Answer, Answers, NotSure, Plan
from acucheck.model.book import Question, RuleBook, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Validity


class NextVisit(Enum):
    """What is to be done on a later day with the answer to a question."""

    HOLDS = "holds"  # it is read out with all the rest that holds
    CONFIRM = "confirm"  # it is read out in full at every visit
    TODAY = "today"  # it holds for one day only, so it is asked each time
    TOO_OLD = "too old"  # it is older than the rule book says, so it is asked anew


def next_visit(answers: Answers, day: date | None, as_of: date, book: RuleBook) -> Mapping[QuestionId, NextVisit]:
    """For each question answered on *day*, what is to be done with its answer on *as_of*; in the order of *answers*.

    *answers* are those that were given (`PersonAnswers.given`), not what they count as. Without a *day* nobody knows
    how old they are: what holds for one day is asked, and all else is confirmed. A follow-up is asked again, too,
    where an answer by which it was asked is.
    """
    found: dict[QuestionId, NextVisit] = {}
    for question_id in answers:
        earlier = asked_because_of(book)[question_id].intersection(found)
        before = {found[each] for each in earlier}
        if NextVisit.TOO_OLD in before:
            found[question_id] = NextVisit.TOO_OLD
        elif NextVisit.TODAY in before:
            found[question_id] = NextVisit.TODAY
        else:
            found[question_id] = _next_visit(book.questions[question_id], day, as_of, book)
    return found


def _next_visit(question: Question, day: date | None, as_of: date, book: RuleBook) -> NextVisit:
    if question.keeps is Validity.TODAY and day != as_of:
        return NextVisit.TODAY
    if day is None:
        return NextVisit.CONFIRM
    if as_of >= _end_of_keeping(question, day, book):
        return NextVisit.TOO_OLD
    if question.confirmed_each_visit:
        return NextVisit.CONFIRM
    return NextVisit.HOLDS


def too_old(answers: Answers, day: date, as_of: date, book: RuleBook) -> dict[QuestionId, date]:
    """The questions whose answers of *day* no longer hold on *as_of*, each with the first day on which they did not.

    Nobody has confirmed anything. A follow-up holds no longer than the answers by which it was asked.
    """
    ends: dict[QuestionId, date] = {}
    aging = {question_id for question_id, answer in answers.items() if can_be_old(answer)}
    for question in book.questions.values():
        earlier = asked_because_of(book)[question.id].intersection(ends)
        several = [ends[each] for each in earlier]
        if question.id in aging:
            several.append(_end_unless_confirmed(question, day, book))
        if several:
            ends[question.id] = min(several)
    return {question_id: end for question_id, end in ends.items() if question_id in aging and end <= as_of}


def can_be_old(answer: Answer) -> bool:
    """Whether there is anything in an answer that may no longer hold.

    "Not sure" says as much on any day, and the plan is what is to be checked.
    """
    return not isinstance(answer, Plan | NotSure)


def _end_unless_confirmed(question: Question, day: date, book: RuleBook) -> date:
    if question.confirmed_each_visit:
        return day + timedelta(days=1)
    return _end_of_keeping(question, day, book)


def _end_of_keeping(question: Question, day: date, book: RuleBook) -> date:
    """The first day on which an answer of *day* is too old."""
    keeping = book.keeps.get(question.keeps)
    if keeping is None:
        return day + timedelta(days=1)
    return day + timedelta(days=keeping.days + 1)


@once_for_each
def asked_because_of(book: RuleBook) -> Mapping[QuestionId, frozenset[QuestionId]]:
    """For each question the earlier ones that its gate is about."""
    found: dict[QuestionId, frozenset[QuestionId]] = {}
    for question in book.questions.values():
        found[question.id] = frozenset()
        if question.gate is not None:
            found[question.id] = frozenset(test.question for test in tests(question.gate, book.facts))
    return found
