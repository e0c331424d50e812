"""How each test of a condition stands, given the answers: gates, unknowns and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck import logic
from acucheck.assess.index import index_of
from acucheck.logic import Test
from acucheck.model.answers import (
    Answer,
    Answers,
    Name,
    Names,
    NoSuchWeek,
    NotSure,
    Places,
    Plan,
    Quantity,
    Taken,
    Ticks,
)
from acucheck.model.book import PLAN, AnswerKind, Between, Condition, Question, Rule, RuleBook, Word
from acucheck.model.levels import Standing

UNDECIDED = frozenset({Standing.OPEN, Standing.ACTS})
POSSIBLE = frozenset({Taken.MAYBE, Taken.AMBIGUOUS, Taken.SUGGESTED})
UNKNOWN = frozenset({Taken.SUGGESTED, Taken.UNRECOGNISED})
"""Names that could stand for anything."""


class Valuation:
    """One person's answers, asked by the conditions of one rule book."""

    def __init__(self, book: RuleBook, answers: Answers) -> None:
        self.book = book
        self.answers = answers
        self.index = index_of(book)
        self._gates: dict[str, Standing] = {}
        self._lines = _lines_by_name(book, answers)
        self._ticked = {line.split(".")[0] for line in self._lines}
        self._within = 0  # gates that are being worked out
        self._standings: dict[int, Standing] = {}  # by the identity of a test: the rule book keeps them all alive

    def standing(self, condition: Condition | None) -> Standing:
        """How a condition stands; no condition holds for everybody."""
        if condition is None:
            return Standing.HOLDS
        return logic.standing(condition, self.test, self.book.facts)

    def deciding(self, condition: Condition | None, wanted: frozenset[Standing]) -> Iterable[Test]:
        """The tests that a condition owes one of the *wanted* standings to."""
        return () if condition is None else logic.deciding(condition, self.test, self.book.facts, wanted)

    def rule(self, rule: Rule) -> Standing:
        """How a rule stands. An exception lifts it only when it is known to be true."""
        if rule.unless is not None and self.standing(rule.unless) is Standing.HOLDS:
            return Standing.FAILS
        return self.standing(rule.when)

    def gate(self, question: Question) -> Standing:
        """Whether the question is to be asked: HOLDS or ACTS when it is, FAILS when its answer is set aside."""
        known = self._gates.get(question.id)
        if known is None:
            self._gates[question.id] = Standing.OPEN  # meanwhile: a circle by way of `settled-by` settles nothing
            self._within += 1
            known = self._gates[question.id] = self.standing(question.gate)
            self._within -= 1
        return known

    def counted(self, question: Question) -> Answer | None:
        """The answer, unless it is set aside behind a closed gate."""
        return None if self.gate(question) is Standing.FAILS else self.answers.get(question.id)

    def reached(self) -> int:
        """The bits of the questions that something was said, or is left open, about."""
        bits = 0
        for name, bit in self.index.bits.items():
            needs = self.index.gates.get(name)
            opened = needs is None or any(needed & bits == needed for needed in needs)
            if opened and self._says_something(name):
                bits |= bit
        return bits

    def _says_something(self, question: str) -> bool:
        """Whether a test of the question could stand: not after a plain none, unless a name ticks a line of it."""
        match self.answers.get(question):
            case Ticks(yes, maybe):
                return bool(yes or maybe) or question in self._ticked
            case Names((), True):
                return False
            case None:
                return question != PLAN
            case _:
                return True

    def test(self, test: Test) -> Standing:
        """A test on a gated question means gate and test."""
        known = self._standings.get(id(test))
        if known is None:
            known = self._tested(test)
            if not self._within:  # a gate that is being worked out is not known yet
                self._standings[id(test)] = known
        return known

    def _tested(self, test: Test) -> Standing:
        question = self.book.questions[test.question]
        gate = self.gate(question)
        return gate if gate is Standing.FAILS else min(gate, self.answered(test))

    def answered(self, test: Test) -> Standing:
        """How the test stands by the answer alone, whatever the gate says."""
        own = self._own(test)
        return own if isinstance(test, Between) else max(own, self._ticked_by_name(test))

    def plain_no(self, direct: Word) -> bool:
        """Whether a direct question was answered no, and was certainly to be asked."""
        asked = isinstance(self.answers.get(direct.question), Ticks)
        certain = self.gate(self.book.questions[direct.question]) is Standing.HOLDS
        return asked and certain and self.answered(direct) is Standing.FAILS

    def missing(self, test: Test) -> bool:
        """Whether the answer as a whole, single names aside, leaves the test undecided."""
        match self.answers.get(test.question):
            case Names(_, complete):
                return not complete
            case Plan():
                return False
            case _:
                return self._own(test) in UNDECIDED

    def naming(self, question: str, words: frozenset[str]) -> tuple[Name, ...]:
        """The names that stand, or may, for one of *words*."""
        return tuple(name for _, name, standing in self.named(question, words) if standing >= Standing.ACTS)

    def named(self, question: str, words: frozenset[str]) -> Iterator[tuple[str, Name, Standing]]:
        """How far each name is one of *words*: a name of the question itself, or a condition that ticks its lines."""
        lines = frozenset(f"{question}.{word}" for word in words)
        for asked, answer in self.answers.items():
            for name in answer.entries if isinstance(answer, Names) else ():
                if asked == question:
                    yield asked, name, self._name(self.book.questions[asked], name, words)
                elif name.concepts & lines and name.taken is not Taken.SET_ASIDE:
                    yield asked, name, _ticked(name)

    def closed(self, question: Question, words: frozenset[str]) -> bool:
        """Whether plain noes settle that no unknown name is one of *words*."""
        settled = question.settled_by
        return all(word in settled and self.plain_no(settled[word]) for word in words)

    def _own(self, test: Test) -> Standing:
        question = self.book.questions[test.question]
        answer = self.answers.get(question.id)
        match test:
            case Between(_, low, high):
                return _between(answer, low, high)
            case Word(_, words):
                return self._word(question, answer, words)

    def _word(self, question: Question, answer: Answer | None, words: frozenset[str]) -> Standing:
        match answer:
            case None:
                return Standing.FAILS if question.kind is AnswerKind.PLAN else Standing.OPEN
            case NotSure():
                return _not_sure(question, words)
            case Ticks(yes, maybe):
                return _among(words, yes, maybe)
            case Names(entries, complete):
                rest = Standing.FAILS if complete else _not_sure(question, words)
                return max([rest, *(self._name(question, name, words) for name in entries)])
            case Plan(items):
                unknown = any(not item.technique for item in items)
                named = frozenset(item.technique for item in items)
                return max(_among(words, named, frozenset()), Standing.OPEN if unknown else Standing.FAILS)
            case Places() | Quantity() | NoSuchWeek():
                raise TypeError(f"{question.id} is not answered in words")  # the loader admits no such test

    def _name(self, question: Question, name: Name, words: frozenset[str]) -> Standing:
        if name.taken is Taken.SET_ASIDE:
            return Standing.FAILS
        if name.concepts & words:
            return Standing.ACTS if name.taken in POSSIBLE else Standing.HOLDS
        if any(words & self._covered(concept) for concept in name.concepts):
            return Standing.ACTS if name.taken in POSSIBLE else Standing.OPEN  # one of a class, but which?
        return Standing.OPEN if name.taken in UNKNOWN and not self.closed(question, words) else Standing.FAILS

    def _covered(self, concept: str) -> frozenset[str]:
        return self.book.concepts["medicine"][concept].covers

    def _ticked_by_name(self, test: Word) -> Standing:
        if not self._lines:
            return Standing.FAILS
        return max(self._lines.get(f"{test.question}.{word}", Standing.FAILS) for word in test.words)


def _not_sure(question: Question, words: frozenset[str]) -> Standing:
    """Not sure acts, but for a whole list of names only where assumed, and where it stands for an option only there."""
    if question.kind is AnswerKind.NAMES:
        return Standing.ACTS if words & question.assume else Standing.OPEN
    if question.not_sure:
        return Standing.ACTS if question.not_sure in words else Standing.OPEN
    return Standing.ACTS


def _among(words: frozenset[str], yes: frozenset[str], maybe: frozenset[str]) -> Standing:
    if words & yes:
        return Standing.HOLDS
    return Standing.ACTS if words & maybe else Standing.FAILS


def _between(answer: Answer | None, low: float, high: float) -> Standing:
    match answer:
        case None:
            return Standing.OPEN
        case Quantity(_, value):
            return Standing.HOLDS if low <= value < high else Standing.FAILS
        case _:
            return Standing.ACTS


def _lines_by_name(book: RuleBook, answers: Answers) -> dict[str, Standing]:
    """The lines, as `question.line`, that conditions given as free names tick. Such names only ever add."""
    lines: dict[str, Standing] = {}
    for question in book.questions.values():
        answer = answers.get(question.id)
        if question.names != "condition" or not isinstance(answer, Names):
            continue
        for name in answer.entries:
            if name.taken is not Taken.SET_ASIDE:
                lines |= {line: max(_ticked(name), lines.get(line, Standing.FAILS)) for line in name.concepts}
    return lines


def _ticked(name: Name) -> Standing:
    return Standing.ACTS if name.taken in POSSIBLE else Standing.HOLDS
