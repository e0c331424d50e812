"""The conditions of a rule book as clauses, and as bits by the words they look for: worked out once.

A clause is tests any of which is enough. Conditions have no "not", so nearly all of them can be written as a few
clauses that stand together; for the others such clauses are necessary and do not decide them. Each clause is one bit,
and each word the bits of the clauses it is looked for in: what somebody said is joined, and a condition stands as far
as the least of its clauses. A property test shows that this equals reading every condition plainly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, product
from math import prod
from operator import or_
from typing import NamedTuple

from msgspec import Struct

from acucheck.logic import Test, tests
from acucheck.model.answers import NameKind
from acucheck.model.book import (
    AllOf,
    AnswerKind,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    FactHolds,
    Question,
    RuleBook,
    Word,
)
from acucheck.model.ids import QuestionId
from acucheck.model.levels import HOLDS, Standing

_COMMON = (AnswerKind.PLAN, AnswerKind.NUMBER)

Bits = int
Clause = tuple[Test, ...]
Clauses = tuple[Clause, ...]

Settled = Mapping[QuestionId, Mapping[frozenset[str], frozenset[str]]]
"""Direct question -> line -> the words that a plain no to it rules out for unrecognised names; no line, all of them."""

_WordBits = dict[QuestionId, dict[str, Bits]]
_RangeBits = dict[QuestionId, dict[Between, Bits]]

_MANY = 16
"""What any of several conditions is enough for is not written out in more clauses than this."""


class ClauseForm(Struct, frozen=True):
    """A condition as clauses that all have to stand."""

    condition: Condition
    clauses: Clauses
    decided: bool  # whether that they all stand is enough
    plain: bool  # whether its tests stand in one clause each, in order, and no two of a clause about one question
    marks: tuple[Bits, ...]  # the bit of each clause; the rarest has the condition's own
    bits: Bits  # all of these
    tests: Mapping[Test, Bits]  # a bit for each test, unless the clauses are plain
    all_bits: Bits  # every bit by which something said bears on the condition


class ConditionIndex(Struct, frozen=True):
    """The conditions of one rule book, each with a bit: from the lowest up gates, rules, and what lifts the rules."""

    formulas: Mapping[Bits, ClauseForm]  # by the condition's own bit
    simple: Bits  # those of conditions that one clause decides
    single: Bits  # and those of them whose clause has no two tests about one question
    gates: Bits
    gated: Mapping[Bits, QuestionId]  # gate -> its question; each gate after those of the questions it is about
    gate_of: Mapping[QuestionId, Bits]
    offers: Mapping[QuestionId, Mapping[str, Bits]]  # question -> option with a gate of its own -> that gate
    offered: Mapping[Bits, str]  # such a gate -> the option
    rules: Bits
    first_rule: int  # how far up they begin
    rule_count: int  # and how far above each stands what lifts it
    words: Mapping[QuestionId, Mapping[str, Bits]]  # question -> word -> the clauses that look for it
    any_word: Mapping[QuestionId, Bits]  # question -> the clauses that look for any word but an option offered apart
    ranges: Mapping[QuestionId, Sequence[tuple[Between, Bits]]]  # question -> each range of its number, with the same
    asked_if_not_known: frozenset[QuestionId]  # the questions that are asked, too, as long as their gate is not known
    always: Mapping[QuestionId, Standing]  # the questions without a gate; each is to be asked
    looked_for: tuple[QuestionId, ...]  # those of them that conditions are about, or that say where something is
    names: Mapping[QuestionId, bool]  # the questions answered with names -> whether these are names of medicines
    medicines: tuple[QuestionId, ...]  # those of them about medicines, which conditions are about
    settled: Mapping[QuestionId, Settled]  # for each of them

    def bearing_on(self, said: Iterable[tuple[QuestionId, frozenset[str]]]) -> tuple[Bits, frozenset[QuestionId]]:
        """All that some words, each said in answer to a question, bear on: bits, and questions that gates open.

        Whatever is said in answer to a question that is asked because of them counts among it. For a number, there
        are no words to look for.
        """
        bits, questions = 0, set[QuestionId]()
        for question, words in said:
            known = self.words.get(question, {})
            bits |= reduce(or_, [known.get(word, 0) for word in words], 0)
            if not words:
                bits |= self._any_answer(question)
                questions.add(question)
        for gate, question in self.gated.items():
            if not self.formulas[gate].all_bits & bits:
                continue
            if gate in self.offered:
                bits |= self.words.get(question, {}).get(self.offered[gate], 0)
            else:
                bits |= self._any_answer(question)
                questions.add(question)
        return bits, frozenset(questions)

    def _any_answer(self, question: QuestionId) -> Bits:
        looked_for = chain(self.words.get(question, {}).values(), (bits for _, bits in self.ranges.get(question, ())))
        return reduce(or_, looked_for, 0)


def indexed(book: RuleBook) -> ConditionIndex:
    """The index of *book*."""
    gates = list(_gates(book))
    rules = book.rules.values()
    conditions = [*(each.condition for each in gates), *(each.when for each in rules), *(each.unless for each in rules)]
    formulas = dict(_formulas(conditions, book))
    words, ranges = _looked_for_by(formulas.values())
    asked = words.keys() | ranges.keys()
    offers = _offers(gates)
    named = [question for question in book.questions.values() if question.kind is AnswerKind.NAMES]
    simple = [each for each in formulas.values() if each.decided and len(each.clauses) == 1]
    return ConditionIndex(
        formulas=formulas,
        simple=sum(each.bits for each in simple),
        single=sum(each.bits for each in simple if each.plain),
        gates=(1 << len(gates)) - 1,
        gated={1 << position: gate.question for position, gate in enumerate(gates)},
        gate_of={gate.question: 1 << position for position, gate in enumerate(gates) if not gate.option},
        offers=offers,
        offered={bit: option for each in offers.values() for option, bit in each.items()},
        rules=((1 << len(rules)) - 1) << len(gates),
        first_rule=len(gates),
        rule_count=len(rules),
        words=words,
        any_word={question: _any_word(each, offers.get(question, {})) for question, each in words.items()},
        ranges={question_id: [*each.items()] for question_id, each in ranges.items()},
        asked_if_not_known=frozenset(each.id for each in book.questions.values() if each.ask_if_not_known),
        always={question.id: HOLDS for question in book.questions.values() if question.gate is None},
        looked_for=tuple(question.id for question in book.questions.values() if _looked_for(question, asked)),
        names={question.id: question.names is not NameKind.CONDITION for question in named},
        medicines=tuple(question.id for question in named if question.names is not NameKind.CONDITION),
        settled={question.id: _settled(question) for question in named},
    )


def _looked_for_by(
    formulas: Iterable[ClauseForm],
) -> tuple[_WordBits, _RangeBits]:
    """For each question the words, and the ranges, that conditions look for, with the bits of what each decides."""
    words: _WordBits = {}
    ranges: _RangeBits = {}
    for formula in formulas:
        for clause, mark in zip(formula.clauses, formula.marks, strict=True):
            for test in clause:
                _note(test, mark, words, ranges)
        for test, bit in formula.tests.items():
            _note(test, bit, words, ranges)
    return words, ranges


def _any_word(words: Mapping[str, Bits], apart: Collection[str]) -> Bits:
    return reduce(or_, [bits for word, bits in words.items() if word not in apart], 0)


def _offers(gates: Iterable[_Gate]) -> _WordBits:
    """For each question the options that have a condition of their own, with its bit."""
    offers: _WordBits = {}
    for position, gate in enumerate(gates):
        if gate.option:
            offers.setdefault(gate.question, {})[gate.option] = 1 << position
    return offers


class _Gate(NamedTuple):
    """What opens a question, or offers one option of it."""

    condition: Condition
    question: QuestionId
    option: str = ""


def _gates(book: RuleBook) -> Iterator[_Gate]:
    """Every gate: that of a question before those of its options."""
    for question in book.questions.values():
        if question.gate is not None:
            yield _Gate(question.gate, question.id)
        for option, condition in question.offered_if.items():
            yield _Gate(condition, question.id, option)


def _looked_for(question: Question, asked: Collection[QuestionId]) -> bool:
    return question.gate is None and (question.id in asked or question.kind is AnswerKind.PLACES)


def _settled(question: Question) -> Settled:
    found: dict[QuestionId, dict[frozenset[str], frozenset[str]]] = {}
    for word, line in question.settled_by.items():
        lines = found.setdefault(line.question, {})
        for each in (frozenset[str](), line.words):
            lines[each] = lines.get(each, frozenset()) | {word}
    return found


def _formulas(conditions: Collection[Condition | None], book: RuleBook) -> Iterator[tuple[Bits, ClauseForm]]:
    further = len(conditions)
    for position, condition in enumerate(conditions):
        if condition is None:
            continue
        clauses, decided, plain = _clauses(condition, book)
        rarest = _rarest(clauses, book)
        marks = []
        for clause in clauses:
            marks.append(1 << (position if clause is rarest else further))
            further += clause is not rarest
        apart: dict[Test, Bits] = {}
        if not plain:
            for test in tests(condition, book.facts):
                if test not in apart:
                    apart[test] = 1 << further
                    further += 1
        bits, all_bits = sum(marks), sum(marks) + sum(apart.values())
        yield 1 << position, ClauseForm(condition, clauses, decided, plain, tuple(marks), bits, apart, all_bits)


def _note(test: Test, bit: Bits, words: _WordBits, ranges: _RangeBits) -> None:
    if isinstance(test, Between):
        same = ranges.setdefault(test.question, {})
        same[test] = same.get(test, 0) | bit
        return
    found = words.setdefault(test.question, {})
    for word in test.words:
        found[word] = found.get(word, 0) | bit


class _Written(NamedTuple):
    """Clauses that stand whenever a condition does."""

    clauses: Clauses
    decided: bool = True  # whether they are enough for it to stand
    plain: bool = True  # whether each test stands in one of them, in order and no two about one question


def _clauses(condition: Condition, book: RuleBook) -> _Written:
    match condition:
        case Word() | Between():
            return _Written(((condition,),))
        case FactHolds(fact):
            return _clauses(book.facts[fact], book)
        case AllOf(parts):
            several = [_clauses(part, book) for part in parts]
            clauses = tuple(chain(*[each.clauses for each in several]))
            return _Written(clauses, all(each.decided for each in several), all(each.plain for each in several))
        case AnyOf(parts):
            several = [_clauses(part, book) for part in parts]
            if prod(len(each.clauses) for each in several) > _MANY:
                return _any(several, book)
            clauses = tuple(tuple(chain(*each)) for each in product(*[each.clauses for each in several]))
            plain = len(clauses) == 1 and all(each.plain for each in several) and _apart(clauses[0])
            return _Written(clauses, all(each.decided for each in several), plain)
        case AtLeast(_, parts):
            return _any([_clauses(part, book) for part in parts], book)


def _apart(clause: Clause) -> bool:
    """Whether no two of its tests are about one question."""
    return len({test.question for test in clause}) == len(clause)


def _any(several: Iterable[_Written], book: RuleBook) -> _Written:
    """One clause that stands whenever any of *several* conditions does."""
    return _Written((tuple(chain(*[_rarest(each.clauses, book) for each in several])),), decided=False, plain=False)


def _rarest(clauses: Clauses, book: RuleBook) -> Clause:
    """The one that stands for the fewest; what nearly everybody says, as a number or something planned, is no help."""
    if len(clauses) == 1:
        return clauses[0]
    return min(clauses, key=lambda clause: (any(_common(test, book) for test in clause), sum(map(_words, clause))))


def _common(test: Test, book: RuleBook) -> bool:
    return book.questions[test.question].kind in _COMMON


def _words(test: Test) -> int:
    return len(test.words) if isinstance(test, Word) else 1
