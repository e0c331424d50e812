"""Answers of weight behind gates that were answered no, read plainly: those that a rule above a note reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from acucheck import logic
from acucheck.logic import Test, tested_words
from acucheck.model.answers import MatchStatus, NoSuchWeek, NotSure, Places, Quantity, Ticks, is_old
from acucheck.model.book import (
    PLAN,
    AllOf,
    AnswerKind,
    AnswerPlace,
    Between,
    Condition,
    FactHolds,
    Question,
    Rule,
    RuleBook,
    Word,
)
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Level, Standing

if TYPE_CHECKING:
    from acucheck.assess.engine.reference import PlainReading

UNKNOWN = (MatchStatus.SUGGESTED, MatchStatus.UNRECOGNISED)
_IN_WORDS = (AnswerKind.MANY, AnswerKind.ONE, AnswerKind.NAMES)

SaidBy = tuple[QuestionId, str]
"""A question that was answered, with the name that was given to it or none."""


class Implication(NamedTuple):
    """What an answer behind a closed gate says of an earlier question: a word there, how surely, and what says so."""

    question: QuestionId
    word: str
    standing: Standing
    by: SaidBy


Implied = frozenset[Implication]
"""All that was implied by one person's answers."""


def contradicted(reading: PlainReading) -> tuple[Question, Standing] | None:
    """The first question with a closed gate that has an answer of weight, or is rested on; and how surely.

    Then the first of those that rest on an old answer, and whose gate nobody knows any more.
    """
    on_old = filter(reading.rests_on_old, _gated(reading, Standing.OPEN))
    for question in (*_gated(reading, Standing.FAILS), *on_old):
        weight = _weight(question, reading)
        for each in reading.implied:
            if each.question == question.id:
                weight = max(weight, each.standing)
        if weight:
            return question, weight
    return None


def _gated(reading: PlainReading, stands: Standing) -> list[Question]:
    """The questions whose gate stands so, those aside that are taken as to be asked."""
    found: list[Question] = []
    for question in reading.book.questions.values():
        if question.gate is None or question.id in reading.opened:
            continue
        if reading.standing(question.gate) is stands:
            found.append(question)
    return found


def implying(question: Question, weight: Standing, reading: PlainReading) -> Implied:
    """What was denied and has to be so for the gate of *question* to be open, as far as that is in words.

    Where it rests on an old answer, also what nobody knows any more.
    """
    doubted = Standing.OPEN if reading.rests_on_old(question) else Standing.FAILS
    by = _said_by(question, reading)
    found: set[Implication] = set()
    for test, sure in _gate_tests(question, reading.book, sure=weight is Standing.HOLDS):
        in_words = reading.book.questions[test.question].kind in _IN_WORDS
        if isinstance(test, Word) and in_words and reading.test(test) <= doubted:
            certain = sure and len(test.words) == 1
            standing = Standing.HOLDS if certain else Standing.ACTS
            for word in test.words:
                found.add(Implication(test.question, word, standing, by))
    return frozenset(found)


def _weight(question: Question, reading: PlainReading) -> Standing:
    """Whether what is said here says that the gate is open, and a rule above a note reads that."""
    read = [test for test in heavy_tests(reading.book) if test.question == question.id]
    weights = [_answer_weighs(question, read, reading)]
    for test in _of_now(question, read):
        weights += _may_be_named(test, reading)
    return max(weights)


def _answer_weighs(question: Question, read: list[Test], reading: PlainReading) -> Standing:
    """How far the answer has weight, single names aside."""
    answer = reading.answers.get(question.id)
    certain = Standing.ACTS if is_old(answer) else Standing.HOLDS
    match answer:
        case Quantity() | NoSuchWeek() if read:
            return certain
        case NotSure() if question.ask_if_not_known and read:
            return Standing.ACTS
        case Places(entries) if entries and question.id in heavy_places(reading.book):
            return certain
        case Ticks(yes) if yes & _weighing_words(question, read, reading.book):
            return Standing.HOLDS
        case Ticks(_, maybe) if maybe & _weighing_words(question, read, reading.book):
            return Standing.ACTS
        case _:
            return Standing.FAILS


def _weighing_words(question: Question, read: list[Test], book: RuleBook) -> frozenset[str]:
    """The words that are read; any line of a list but what clears, where that it is asked for is read itself."""
    if question.kind is AnswerKind.MANY and _is_gate_read(question, book):
        return frozenset(question.options) - question.clears
    return frozenset[str]().union(*map(tested_words, read))


def _is_gate_read(question: Question, book: RuleBook) -> bool:
    """Whether that a question is asked is read itself; but not that something is planned."""
    heavy = heavy_tests(book)
    for test, _ in _gate_tests(question, book, sure=True):
        if test.question != PLAN and any(_overlap(test, other) for other in heavy):
            return True
    return False


def _of_now(question: Question, read: list[Test]) -> Iterator[Test]:
    """The tests for what a name says of now: not for lines that may be named of an earlier time."""
    for test in read:
        words = tested_words(test) - question.history
        if words:
            yield Word(test.question, words)


def _may_be_named(test: Test, reading: PlainReading) -> Iterator[Standing]:
    """How far names may stand for what a test looks for, as an unrecognised one always may."""
    for _, name, standing in reading.named(test):
        if standing or name.taken in UNKNOWN:
            yield max(standing, Standing.ACTS)


def _said_by(question: Question, reading: PlainReading) -> SaidBy:
    """What gives the answer to a question its weight: the answer itself, or a name, or a later question."""
    if question.id in reading.answers:
        return question.id, ""
    rests = {each.by for each in reading.implied if each.question == question.id}
    named = {(asked, typed) for asked, typed in rests if typed}
    read = [test for test in heavy_tests(reading.book) if test.question == question.id]
    for test in _of_now(question, read):
        there = reading.named(test)
        named.update((asked, name.typed) for asked, name, standing in there if standing or name.taken in UNKNOWN)
    return min(named or rests)


def _gate_tests(question: Question, book: RuleBook, *, sure: bool) -> Iterator[tuple[Test, bool]]:
    """Every test of a question's gate, and whether the gate cannot be open without it."""
    return _parts(question.gate, book, sure=sure) if question.gate is not None else iter(())


def _parts(condition: Condition, book: RuleBook, *, sure: bool) -> Iterator[tuple[Test, bool]]:
    match condition:
        case Word() | Between():
            yield condition, sure
        case FactHolds(fact):
            yield from _parts(book.facts[fact], book, sure=sure)
        case AllOf(several):
            for part in several:
                yield from _parts(part, book, sure=sure)
        case _:
            for part in condition.parts:
                yield from _parts(part, book, sure=False)


def heavy_tests(book: RuleBook) -> list[Test]:
    """Every test that a rule above a note reads, and every test of the gates before it."""
    found: list[Test] = []
    waiting = [rule.when for rule in book.rules.values() if above_note(rule)]
    waiting += [book.questions[question_id].gate for question_id in heavy_places(book)]
    seen: set[int] = set()  # by identity: the rule book keeps them all alive
    while waiting:
        condition = waiting.pop()
        if condition is None or id(condition) in seen:
            continue
        seen.add(id(condition))
        for test in logic.tests(condition, book.facts):
            found.append(test)
            waiting += _gates_before(test, book)
    return found


def _gates_before(test: Test, book: RuleBook) -> Iterator[Condition | None]:
    """What has to be so for the question to be asked, and for the options looked for to be offered."""
    question = book.questions[test.question]
    yield question.gate
    if isinstance(test, Word):
        for word in test.words:
            yield question.offered_if.get(word)


def heavy_places(book: RuleBook) -> set[QuestionId]:
    """The questions that say where a limit above a note lies."""
    found: set[QuestionId] = set()
    for rule in book.rules.values():
        for limit in rule.limits:
            if max(limit.verdicts.values(), default=Level.NONE) <= Level.NOTE:
                continue
            for item in limit.where:
                if isinstance(item, AnswerPlace):
                    found.add(item.question)
    return found


def above_note(rule: Rule) -> bool:
    """Whether a rule calls for help, or asks for more than a note anywhere."""
    levels = [*rule.verdicts.values()]
    for limit in rule.limits:
        levels += limit.verdicts.values()
    return rule.urgent is not None or max(levels, default=Level.NONE) > Level.NOTE


def _overlap(test: Test, other: Test) -> bool:
    """Whether two tests look for the same thing, or for a number of the same question."""
    if test.question != other.question:
        return False
    if isinstance(test, Word) and isinstance(other, Word):
        return not test.words.isdisjoint(other.words)
    return True
