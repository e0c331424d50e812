"""How each test of a condition stands, given the answers: gates, unknowns and names."""

from __future__ import annotations

from acucheck import logic
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
from acucheck.model.book import AnswerKind, Between, Condition, Question, Rule, RuleBook, Word
from acucheck.model.levels import Standing

UNDECIDED = frozenset({Standing.OPEN, Standing.ACTS})
POSSIBLE = frozenset({Taken.MAYBE, Taken.AMBIGUOUS})


class Valuation:
    """One person's answers, asked by the conditions of one rule book."""

    def __init__(self, book: RuleBook, answers: Answers) -> None:
        self.book = book
        self.answers = answers
        self._gates: dict[str, Standing] = {}
        self._lines = _lines_by_name(book, answers)

    def standing(self, condition: Condition | None) -> Standing:
        """How a condition stands; no condition holds for everybody."""
        if condition is None:
            return Standing.HOLDS
        return logic.standing(condition, self.test, self.book.facts)

    def rule(self, rule: Rule) -> Standing:
        """How a rule stands. An exception lifts it only when it is known to be true."""
        if rule.unless is not None and self.standing(rule.unless) is Standing.HOLDS:
            return Standing.FAILS
        return self.standing(rule.when)

    def gate(self, question: Question) -> Standing:
        """Whether the question is to be asked: HOLDS or ACTS when it is, FAILS when its answer is set aside."""
        known = self._gates.get(question.id)
        if known is None:
            known = self._gates[question.id] = self.standing(question.gate)
        return known

    def test(self, test: Test) -> Standing:
        """A test on a gated question means gate and test."""
        question = self.book.questions[test.question]
        gate = self.gate(question)
        return gate if gate is Standing.FAILS else min(gate, self.answered(test))

    def answered(self, test: Test) -> Standing:
        """How the test stands by the answer alone, whatever the gate says."""
        question = self.book.questions[test.question]
        answer = self.answers.get(question.id)
        match test:
            case Between(_, low, high):
                return _between(answer, low, high)
            case Word(_, words):
                return max(self._word(question, answer, words), self._ticked_by_name(question, words))

    def plain_no(self, direct: Word) -> bool:
        """Whether a direct question was asked and answered no."""
        asked = isinstance(self.answers.get(direct.question), Ticks)
        return asked and self.test(direct) is Standing.FAILS

    def missing_in(self, test: Test) -> tuple[Name, ...] | None:
        """The names that leave a test undecided, or None when it is the question's whole answer."""
        question = self.book.questions[test.question]
        answer = self.answers.get(question.id)
        if not isinstance(test, Word) or not isinstance(answer, Names):
            return None
        names = tuple(name for name in answer.entries if self._name(question, name, test.words) in UNDECIDED)
        return names if names or answer.complete else None

    def naming(self, question: str, words: frozenset[str]) -> tuple[Name, ...]:
        """The names that stand for one of *words*: of the question itself, or conditions that tick its lines."""
        lines = frozenset(f"{question}.{word}" for word in words)
        found = []
        for asked, answer in self.answers.items():
            for name in answer.entries if isinstance(answer, Names) else ():
                own = asked == question and self._name(self.book.questions[asked], name, words) >= Standing.ACTS
                if own or (name.concepts & lines and name.taken is not Taken.SET_ASIDE):
                    found.append(name)
        return tuple(found)

    def closed(self, question: Question, words: frozenset[str]) -> bool:
        """Whether plain noes settle that no unknown name is one of *words*."""
        settled = question.settled_by
        return all(word in settled and self.plain_no(settled[word]) for word in words)

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
        if name.taken is Taken.UNRECOGNISED:
            return Standing.FAILS if self.closed(question, words) else Standing.OPEN
        if name.concepts & words:
            return Standing.ACTS if name.taken in POSSIBLE else Standing.HOLDS
        if any(words & self._covered(concept) for concept in name.concepts):
            return Standing.ACTS if name.taken in POSSIBLE else Standing.OPEN  # one of a class, but which?
        return Standing.FAILS

    def _covered(self, concept: str) -> frozenset[str]:
        return self.book.concepts["medicine"][concept].covers

    def _ticked_by_name(self, question: Question, words: frozenset[str]) -> Standing:
        return max((self._lines.get(f"{question.id}.{word}", Standing.FAILS) for word in words), default=Standing.FAILS)


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
                ticked = Standing.ACTS if name.taken in POSSIBLE else Standing.HOLDS
                lines |= {line: max(ticked, lines.get(line, Standing.FAILS)) for line in name.concepts}
    return lines
