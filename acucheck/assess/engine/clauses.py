"""The conditions of a rule book as clauses, and as bits by the words they look for: worked out once.

A clause is tests any of which is enough. Conditions have no "not", so nearly all of them can be written as a few
clauses that stand together; for the others such clauses are necessary and do not decide them. Each clause is one bit,
and each word the bits of the clauses it is looked for in: what somebody said is joined, and a condition stands as far
as the least of its clauses. A property test shows that this equals reading every condition plainly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, count, product
from math import prod
from operator import or_

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

    def bits_bearing_on(self, said: Iterable[tuple[QuestionId, frozenset[str]]]) -> tuple[Bits, frozenset[QuestionId]]:
        """All that some words, each said in answer to a question, bear on: bits, and questions that gates open.

        Whatever is said in answer to a question that is asked because of them counts among it. For a number, there
        are no words to look for.
        """
        bits = 0
        questions: set[QuestionId] = set()
        for question, words in said:
            known = self.words.get(question, {})
            for word in words:
                bits |= known.get(word, 0)
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
        bits = reduce(or_, self.words.get(question, {}).values(), 0)
        for _, of_range in self.ranges.get(question, ()):
            bits |= of_range
        return bits


def indexed(book: RuleBook) -> ConditionIndex:
    """The index of *book*."""
    gates = list(_gates(book))
    rules = book.rules.values()
    conditions = [gate.condition for gate in gates]
    when = [rule.when for rule in rules]
    unless = [rule.unless for rule in rules]
    formulas = dict(_formulas([*conditions, *when, *unless], book))
    words, ranges = _looked_for_by(formulas.values())
    asked = words.keys() | ranges.keys()
    by_gates = _by_gates(gates)
    questions = book.questions.values()
    names = _answered_with_names(book)
    simple = [each for each in formulas.values() if each.decided and len(each.clauses) == 1]
    return ConditionIndex(
        formulas=formulas,
        simple=sum(each.bits for each in simple),
        single=sum(each.bits for each in simple if each.plain),
        gates=(1 << len(gates)) - 1,
        gated=by_gates.gated,
        gate_of=by_gates.gate_of,
        offers=by_gates.offers,
        offered=by_gates.offered,
        rules=((1 << len(rules)) - 1) << len(gates),
        first_rule=len(gates),
        rule_count=len(rules),
        words=words,
        any_word={question: _any_word(each, by_gates.offers.get(question, {})) for question, each in words.items()},
        ranges={question: [*each.items()] for question, each in ranges.items()},
        asked_if_not_known=frozenset(each.id for each in questions if each.ask_if_not_known),
        always={each.id: HOLDS for each in questions if each.gate is None},
        looked_for=tuple(each.id for each in questions if _looked_for(each, asked)),
        names=names,
        medicines=tuple(question for question, of_medicines in names.items() if of_medicines),
        settled={question: _settled(book.questions[question]) for question in names},
    )


def _answered_with_names(book: RuleBook) -> dict[QuestionId, bool]:
    """The questions answered with names, each with whether these are names of medicines."""
    found: dict[QuestionId, bool] = {}
    for question in book.questions.values():
        if question.kind is AnswerKind.NAMES:
            found[question.id] = question.names is not NameKind.CONDITION
    return found


def _looked_for_by(formulas: Iterable[ClauseForm]) -> tuple[_WordBits, _RangeBits]:
    """For each question the words, and the ranges, that conditions look for, with the bits of what each decides."""
    words: _WordBits = {}
    ranges: _RangeBits = {}
    for formula in formulas:
        for clause, mark in zip(formula.clauses, formula.marks, strict=True):
            for test in clause:
                _note_test(test, mark, words, ranges)
        for test, bit in formula.tests.items():
            _note_test(test, bit, words, ranges)
    return words, ranges


def _any_word(words: Mapping[str, Bits], apart: Collection[str]) -> Bits:
    found = 0
    for word, bits in words.items():
        if word not in apart:
            found |= bits
    return found


class _ByGates(Struct, frozen=True):
    """What the bits of gates stand for, and where they are found; the fields of the same names tell more."""

    gated: dict[Bits, QuestionId]
    gate_of: dict[QuestionId, Bits]
    offers: _WordBits
    offered: dict[Bits, str]


def _by_gates(gates: Iterable[_Gate]) -> _ByGates:
    found = _ByGates({}, {}, {}, {})
    for position, gate in enumerate(gates):
        bit = 1 << position
        found.gated[bit] = gate.question
        if gate.option:
            found.offers.setdefault(gate.question, {})[gate.option] = bit
            found.offered[bit] = gate.option
        else:
            found.gate_of[gate.question] = bit
    return found


class _Gate(Struct, frozen=True):
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
    """Whether a question without a gate is looked for by its words or places."""
    if question.gate is not None:
        return False
    return question.id in asked or question.kind is AnswerKind.PLACES


def _settled(question: Question) -> Settled:
    found: dict[QuestionId, dict[frozenset[str], frozenset[str]]] = {}
    nothing = frozenset[str]()
    for word, line in question.settled_by.items():
        lines = found.setdefault(line.question, {})
        for each in (nothing, line.words):
            earlier = lines.get(each, nothing)
            lines[each] = earlier | {word}
    return found


def _formulas(conditions: Collection[Condition | None], book: RuleBook) -> Iterator[tuple[Bits, ClauseForm]]:
    further = count(len(conditions))
    for position, condition in enumerate(conditions):
        if condition is not None:
            own = 1 << position
            yield own, _formula(condition, own, further, book)


def _formula(condition: Condition, own: Bits, further: Iterator[int], book: RuleBook) -> ClauseForm:
    """The condition with its *own* bit for the rarest clause, and bits of *further* positions for all else."""
    written = _clauses(condition, book)
    rarest = _rarest(written.clauses, book)
    marks: list[Bits] = []
    for clause in written.clauses:
        if clause is rarest:
            marks.append(own)
        else:
            marks.append(1 << next(further))
    apart: dict[Test, Bits] = {}
    if not written.plain:
        for test in tests(condition, book.facts):
            if test not in apart:
                apart[test] = 1 << next(further)
    bits = sum(marks)
    all_bits = bits + sum(apart.values())
    return ClauseForm(condition, written.clauses, written.decided, written.plain, tuple(marks), bits, apart, all_bits)


def _note_test(test: Test, bit: Bits, words: _WordBits, ranges: _RangeBits) -> None:
    if isinstance(test, Between):
        same = ranges.setdefault(test.question, {})
        same[test] = same.get(test, 0) | bit
        return
    found = words.setdefault(test.question, {})
    for word in test.words:
        found[word] = found.get(word, 0) | bit


class _Written(Struct, frozen=True):
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
            return _all_of([_clauses(part, book) for part in parts])
        case AnyOf(parts):
            return _any_of([_clauses(part, book) for part in parts], book)
        case AtLeast(_, parts):
            return _undecided([_clauses(part, book) for part in parts], book)


def _all_of(several: Sequence[_Written]) -> _Written:
    """The clauses of all of them."""
    clauses: list[Clause] = []
    for each in several:
        clauses += each.clauses
    decided = all(each.decided for each in several)
    plain = all(each.plain for each in several)
    return _Written(tuple(clauses), decided, plain)


def _any_of(several: Sequence[_Written], book: RuleBook) -> _Written:
    """The clauses of one joined with each of those of the others, or one clause where these are many."""
    ways = [each.clauses for each in several]
    if prod(map(len, ways)) > _MANY:
        return _undecided(several, book)
    clauses = [tuple(chain(*chosen)) for chosen in product(*ways)]
    decided = all(each.decided for each in several)
    plain = all(each.plain for each in several)
    is_one = len(clauses) == 1 and _apart(clauses[0])
    return _Written(tuple(clauses), decided, plain and is_one)


def _apart(clause: Clause) -> bool:
    """Whether no two of its tests are about one question."""
    questions = {test.question for test in clause}
    return len(questions) == len(clause)


def _undecided(several: Iterable[_Written], book: RuleBook) -> _Written:
    """One clause that stands whenever any of *several* conditions does."""
    rarest = chain(*[_rarest(each.clauses, book) for each in several])
    return _Written((tuple(rarest),), decided=False, plain=False)


def _rarest(clauses: Clauses, book: RuleBook) -> Clause:
    """The one that stands for the fewest; what nearly everybody says, as a number or something planned, is no help."""
    if len(clauses) == 1:
        return clauses[0]
    return min(clauses, key=lambda clause: _commonness(clause, book))


def _commonness(clause: Clause, book: RuleBook) -> tuple[bool, int]:
    """Whether nearly everybody answers with such words, and how many words it looks for."""
    common = any(book.questions[test.question].kind in _COMMON for test in clause)
    return common, sum(map(_words, clause))


def _words(test: Test) -> int:
    """How many words a test looks for; a number is one."""
    if isinstance(test, Word):
        return len(test.words)
    return 1
