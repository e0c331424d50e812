"""Answers of weight: those that a rule above a note reads, so that none of them may be lost behind a closed gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from acucheck.assess.engine.evidence import NO_WORDS, UNKNOWN, Implied, Statement
from acucheck.logic import Test, tested_words, tests
from acucheck.model.answers import Name, NameKind, NoSuchWeek, NotSure, Places, Quantity, Ticks, is_old
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
    once_for_each,
)
from acucheck.model.ids import QuestionId
from acucheck.model.levels import ACTS, FAILS, HOLDS, OPEN, Level, Standing
from acucheck.model.report import CONTRADICTED

if TYPE_CHECKING:
    from acucheck.assess.engine.valuation import Valuation

LISTS = (AnswerKind.MANY, AnswerKind.ONE)
IN_WORDS = (*LISTS, AnswerKind.NAMES)


class Weights(Struct, frozen=True):
    """What the rules above a note of one rule book read, gates included."""

    words: Mapping[QuestionId, frozenset[str]]  # question -> the words that are looked for; none for a number
    placed: frozenset[QuestionId]  # the questions that say where a limit lies
    said_by_any: frozenset[QuestionId]  # the lists any line of which, but what clears, says that a read gate is open


@once_for_each
def weights(book: RuleBook) -> Weights:
    """The weights of *book*."""
    rules = [rule for rule in book.rules.values() if _above_note(rule)]
    placed: set[QuestionId] = set()
    for rule in rules:
        placed.update(_questions_of_place(rule))
    words = _words_read(rules, placed, book)
    by_any: set[QuestionId] = set()
    for question in book.questions.values():
        if question.kind is AnswerKind.MANY and _gate_is_read(question, words, book):
            by_any.add(question.id)
    return Weights(words, frozenset(placed), frozenset(by_any))


def _words_read(
    rules: Iterable[Rule], placed: Iterable[QuestionId], book: RuleBook
) -> dict[QuestionId, frozenset[str]]:
    """The words that rules and the gates before them look for, and gates of questions that say where a limit lies."""
    found: dict[QuestionId, frozenset[str]] = {}
    waiting = [rule.when for rule in rules]
    waiting += [book.questions[question_id].gate for question_id in placed]
    while waiting:
        for test in tests(waiting.pop(), book.facts):
            question = book.questions[test.question]
            if question.id not in found:
                waiting.append(question.gate)
            known = found.get(question.id, NO_WORDS)
            new = tested_words(test) - known
            waiting += map(question.offered_if.get, sorted(new))
            found[question.id] = known | new
    return found


def _above_note(rule: Rule) -> bool:
    return rule.urgent is not None or rule.strictest > Level.NOTE


def _questions_of_place(rule: Rule) -> Iterator[QuestionId]:
    for limit in rule.limits:
        if max(limit.verdicts.values(), default=Level.NONE) > Level.NOTE:
            for item in limit.where:
                if isinstance(item, AnswerPlace):
                    yield item.question


def _gate_is_read(question: Question, words: Mapping[QuestionId, frozenset[str]], book: RuleBook) -> bool:
    """Whether anything but the plan that the gate of a question looks for is read."""
    beside_plan = [test for test in tests(question.gate, book.facts) if test.question != PLAN]
    return any(_is_read(test, words) for test in beside_plan)


def _is_read(test: Test, words: Mapping[QuestionId, frozenset[str]]) -> bool:
    """Whether what a test looks for is read, or any number of its question."""
    read = words.get(test.question)
    if read is None:
        return False
    return isinstance(test, Between) or not read.isdisjoint(test.words)


def weight(question: Question, valuation: Valuation) -> Standing:
    """How far what is said in answer to *question* has weight, or a later one rests on it: not sure, as acts."""
    known = weights(valuation.book)
    answer = valuation.answers.get(question.id)
    read = known.words.get(question.id)
    certain = ACTS if is_old(answer) else HOLDS
    match answer:
        case Quantity() | NoSuchWeek():
            return FAILS if read is None else certain
        case Places(entries):
            return certain if entries and question.id in known.placed else FAILS
        case Ticks(yes, maybe) if question.id in known.said_by_any:
            own = _ticks_weigh(yes, maybe, frozenset(question.options) - question.clears)
        case Ticks(yes, maybe):
            own = _ticks_weigh(yes, maybe, read or NO_WORDS)
        case NotSure() if question.ask_if_not_known and read is not None:
            own = ACTS
        case _:
            own = FAILS
    if own is HOLDS or question.kind not in IN_WORDS:
        return own
    named = (read or NO_WORDS) - question.history
    by_part = [_part_weighs(part, named) for part in valuation.said.parts(question.id)]
    return max([own, *by_part])


def _ticks_weigh(yes: frozenset[str], maybe: frozenset[str], weighing: frozenset[str]) -> Standing:
    """How far any of the lines is among those that have weight."""
    if not yes.isdisjoint(weighing):
        return HOLDS
    if not maybe.isdisjoint(weighing):
        return ACTS
    return FAILS


def _part_weighs(part: Statement, read: frozenset[str]) -> Standing:
    """Whether a name may stand for what is read, or an answer rests on this one."""
    if part.missing is CONTRADICTED:
        return HOLDS if part.said.holds else ACTS
    if part.entry is None or not read:
        return FAILS
    if not read.isdisjoint(part.said.holds):
        return HOLDS
    strange = part.entry.taken in UNKNOWN and part.entry.kind is NameKind.MEDICINE
    if strange or not read.isdisjoint(part.said.acts | part.said.open):
        return ACTS
    return FAILS


def implications(question: Question, weight: Standing, valuation: Valuation) -> Iterator[Implied]:
    """What was denied, or nobody knows any more, and has to be so for the gate of *question* to be open.

    It is told as far as it is in words.
    """
    asked, name = _said_by(question, valuation)
    doubted = OPEN if valuation.rests_on_old(question.id) else FAILS  # as far as what is said here was denied
    gate = valuation.index.gate_of[question.id]
    condition = valuation.index.formulas[gate].condition
    for test, needed in _parts(condition, valuation.book, sure=weight is HOLDS):
        in_words = valuation.book.questions[test.question].kind in IN_WORDS
        if isinstance(test, Word) and in_words and valuation.test(test) <= doubted:
            certain = needed and len(test.words) == 1
            yield Implied(test.question, test.words, certain, asked, name)


def _said_by(question: Question, valuation: Valuation) -> tuple[QuestionId, Name | None]:
    """The answer that gives a question its weight: its own, or else a name, or one to a later question."""
    if question.id in valuation.answers:
        return question.id, None
    read = weights(valuation.book).words.get(question.id, NO_WORDS) - question.history
    weighing = [part for part in valuation.said.ticked[question.id] if _part_weighs(part, read)]
    first = min(weighing, key=_names_first)
    return first.question, first.entry


def _names_first(part: Statement) -> tuple[bool, QuestionId, str]:
    return part.entry is None, part.question, part.typed


def _parts(condition: Condition, book: RuleBook, *, sure: bool) -> Iterator[tuple[Test, bool]]:
    """Every test of a condition, and whether the condition cannot hold without it."""
    match condition:
        case Word() | Between():
            yield condition, sure
        case FactHolds(fact):
            yield from _parts(book.facts[fact], book, sure=sure)
        case AllOf(parts):
            for part in parts:
                yield from _parts(part, book, sure=sure)
        case _:
            for part in condition.parts:
                yield from _parts(part, book, sure=False)
