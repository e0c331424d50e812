"""What is left of answers that were given on an earlier day.

From one that is too old only what clears is lost: a no, a "none" and a mild choice count as not asked. What adds
counts as not sure: a yes, a line that was ticked, a name, a place, a number, and a choice that a rule reads. The plan
is kept as it was, and weeks of pregnancy are counted on.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from acucheck.answers.keeping import can_be_old, too_old
from acucheck.answers.quantities import YEARS, days_of_gestation
from acucheck.logic import tests
from acucheck.model.answers import (
    Answer,
    Answers,
    Cue,
    Earlier,
    MatchStatus,
    Name,
    Names,
    NoSuchWeek,
    NotSure,
    Places,
    Plan,
    Quantity,
    Ticks,
)
from acucheck.model.book import PLAN, AnswerKind, Condition, Question, RuleBook, Word, once_for_each
from acucheck.model.ids import QuestionId

_DAYS_OF_A_YEAR = 365


def read_later(
    given: Answers, day: date, as_of: date, book: RuleBook, confirmed: Collection[QuestionId] | None = None
) -> tuple[Answers, Earlier]:
    """What the answers *given* on *day* count as on *as_of*, a later day; and which of them are too old to hold.

    Where somebody was asked, the answers to the *confirmed* questions hold and no others. Without that they hold as
    long as the rule book says.
    """
    since = too_old(given, day, as_of, book)
    if confirmed is not None:
        since = _not_confirmed(given, day, confirmed)
    counted: dict[QuestionId, Answer] = {}
    for question_id, answer in given.items():
        question = book.questions[question_id]
        now = _counted_on(answer, question, day, as_of)
        left: Answer | None = now
        if question_id in since and not isinstance(now, Plan | NotSure):
            left = _what_adds(now, question, as_of - day, book)
        if left is not None:
            counted[question_id] = left
    keeps_plan = PLAN in given and (confirmed is None or PLAN not in confirmed)
    return counted, Earlier(day, given, since, keeps_plan=keeps_plan)


def _not_confirmed(given: Answers, day: date, confirmed: Collection[QuestionId]) -> dict[QuestionId, date]:
    aging = [question_id for question_id, answer in given.items() if can_be_old(answer)]
    dropped = [question_id for question_id in aging if question_id not in confirmed]
    return dict.fromkeys(dropped, day + timedelta(days=1))


def _counted_on(answer: Answer, question: Question, day: date, as_of: date) -> Answer:
    """The answer; weeks of pregnancy of *day* as they are on *as_of*."""
    if question.kind is not AnswerKind.GESTATION or not isinstance(answer, Quantity) or day == as_of:
        return answer
    days = int(answer.value) + (as_of - day).days
    found = days_of_gestation(f"{days // 7}+{days % 7}", days)
    if isinstance(found, Quantity):
        return found
    return replace(found, typed=f"{answer.typed} on {day}")


def _what_adds(
    answer: Ticks | Names | Places | Quantity | NoSuchWeek, question: Question, passed: timedelta, book: RuleBook
) -> Answer | None:
    """What is left of an answer that is too old; nothing where all of it clears."""
    match answer:
        case Ticks(yes, maybe):
            ticked = yes | maybe
            if question.kind is AnswerKind.MANY:
                ticked -= question.clears
            if question.kind is AnswerKind.ONE:
                ticked &= _words_of_rules(book).get(question.id, frozenset())
            if ticked:
                return Ticks(maybe=ticked, old=True)
        case Names(entries, complete):
            if entries or not complete:
                return replace(answer, entries=tuple(map(_as_uncertain, entries)), old=True)
        case Places(entries, complete):
            if entries or not complete:
                return Places(entries, complete=False, old=True)
        case Quantity(value=value):
            return replace(answer, by_now=_by_now(value, question, passed))
        case _:  # a week that there is not
            return replace(answer, old=True)
    return None


def _as_uncertain(name: Name) -> Name:
    """A name that counts, as one that may count."""
    if name.taken is not MatchStatus.RECOGNISED:
        return name
    return replace(name, taken=MatchStatus.MAYBE, cue=name.cue or Cue.OLD)


def _by_now(value: float, question: Question, passed: timedelta) -> tuple[float, float]:
    """The least and the most that a number may be now."""
    if question.kind is AnswerKind.GESTATION:
        return value, value
    if question.unit == YEARS:
        return value, value + passed.days // _DAYS_OF_A_YEAR + 1
    return -math.inf, math.inf


@once_for_each
def _words_of_rules(book: RuleBook) -> Mapping[QuestionId, frozenset[str]]:
    """For each question the words of it that a rule reads, or a gate."""
    conditions = [rule.when for rule in book.rules.values()]
    for question in book.questions.values():
        conditions += [question.gate, *question.offered_if.values()]
    found: dict[QuestionId, frozenset[str]] = {}
    for condition in conditions:
        for test in _words_tested(condition, book):
            found[test.question] = found.get(test.question, frozenset()) | test.words
    return found


def _words_tested(condition: Condition | None, book: RuleBook) -> Iterable[Word]:
    if condition is None:
        return []
    return [test for test in tests(condition, book.facts) if isinstance(test, Word)]
