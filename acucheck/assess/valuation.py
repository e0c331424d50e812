"""How each test of a condition stands, given the answers: gates, unknowns and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from acucheck import logic
from acucheck.assess.index import NOWHERE, Reach, index_of
from acucheck.assess.planning import Meetings
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
POSSIBLE = frozenset({Taken.MAYBE, Taken.AMBIGUOUS, Taken.SUGGESTED})
UNKNOWN = frozenset({Taken.SUGGESTED, Taken.UNRECOGNISED})
"""Names that could stand for anything."""


class Said(Struct, frozen=True):
    """How a test of each word stands by one answer, whatever its question's gate says."""

    words: Mapping[str, Standing]
    rest: Standing = Standing.FAILS  # of every other word
    unknown: bool = False  # a name in it that nobody knows may be any word


_NOTHING = Said({})


class Valuation:
    """One person's answers, asked by the conditions of one rule book."""

    def __init__(self, book: RuleBook, answers: Answers) -> None:
        self.book = book
        self.answers = answers
        self.index = index_of(book)
        self._gates: dict[str, Standing] = {}
        self._said: dict[str, Said] = {}
        self._names = [(name, each) for name in self.index.names if isinstance(each := answers.get(name), Names)]
        self._lines = self._lines_by_name()
        self._within: list[str] = []  # gates that are being worked out
        self._circles = 0  # how often one of those was asked for meanwhile: what rests on it is not known yet
        self._facts: dict[str, Standing] = {}
        self._saids: dict[tuple[str, int], Said] = {}  # by question and the identity of a name
        self._noes: dict[int, bool] = {}  # by the identity of a direct question's test
        self._plainly: dict[str, Said | None] = {}
        self.meetings: dict[tuple[str, int, str | None], Meetings] = {}  # of limits and places
        self._standings: dict[int, Standing] = {}  # by the identity of a test: the rule book keeps them all alive
        self.rules, self.gates = self._reached()

    def standing(self, condition: Condition | None) -> Standing:
        """How a condition stands; no condition holds for everybody."""
        if condition is None:
            return Standing.HOLDS
        return logic.standing(condition, self.test, self.book.facts, {} if self._within else self._facts)

    def deciding(self, condition: Condition | None, wanted: frozenset[Standing]) -> Iterable[Test]:
        """The tests that a condition owes one of the *wanted* standings to."""
        return () if condition is None else logic.deciding(condition, self.test, self.book.facts, wanted, self._facts)

    def rule(self, rule: Rule) -> Standing:
        """How a rule stands. An exception lifts it only when it is known to be true."""
        standing = self.standing(rule.when)
        if standing is Standing.FAILS or rule.unless is None:
            return standing
        return Standing.FAILS if self.standing(rule.unless) is Standing.HOLDS else standing

    def gate(self, question: Question) -> Standing:
        """Whether the question is to be asked: HOLDS or ACTS when it is, FAILS when its answer is set aside."""
        if question.gate is None:
            return Standing.HOLDS
        if question.id not in self.gates:
            return Standing.FAILS
        known = self._gates.get(question.id)
        if known is None:
            self._gates[question.id] = Standing.OPEN  # meanwhile: a circle by way of `settled-by` settles nothing
            self._within.append(question.id)
            known = self._gates[question.id] = self.standing(question.gate)
            self._within.pop()
        elif question.id in self._within:
            self._circles += 1
        return known

    def counted(self, question: Question) -> Answer | None:
        """The answer, unless it is set aside behind a closed gate."""
        return None if self.gate(question) is Standing.FAILS else self.answers.get(question.id)

    def _reached(self) -> tuple[set[str], set[str]]:
        """The rules with a `when`, and the gates, that may stand by what was said or left open; no others do."""
        rules: set[str] = set()
        gates: set[str] = set()
        waiting = self._reaches()
        for reach in waiting:
            rules.update(reach.rules)
            for gate in reach.gates:
                if gate not in gates and gate not in self.answers:
                    waiting.append(self.index.asked[gate])
                gates.add(gate)
        return rules, gates

    def _reaches(self) -> list[Reach]:
        """What each answer, each line ticked by a name, and each question not asked reaches by itself."""
        index = self.index
        found = [index.asked[question] for question in index.always.difference(self.answers)]
        for question, answer in self.answers.items():
            if isinstance(answer, Ticks):
                reaches = index.said[question]
                found += [reaches[word] for words in (answer.yes, answer.maybe) for word in words if word in reaches]
            else:
                found += self._reaches_of(question, answer)
        for line in self._lines:
            question, word = line.split(".", 1)
            found.append(index.said[question].get(word, NOWHERE))
        return found

    def _reaches_of(self, question: str, answer: Answer) -> list[Reach]:
        if isinstance(answer, Names | Plan):
            said, reaches = self.said(question), self.index.said[question]
            if said.rest is Standing.FAILS and not said.unknown:
                return [reaches[word] for word in said.words if word in reaches]
        return [self.index.asked[question]]

    def test(self, test: Test) -> Standing:
        """A test on a gated question means gate and test."""
        known = self._standings.get(id(test))
        if known is None:
            plain = self._plain(test.question)
            if plain is not None and isinstance(test, Word):
                known = max([plain.words.get(word, plain.rest) for word in test.words]) if plain.words else plain.rest
                self._standings[id(test)] = known
                return known
            circles = self._circles
            known = self._tested(test)
            if circles == self._circles:
                self._standings[id(test)] = known
        return known

    def _plain(self, name: str) -> Said | None:
        """What is said in answer to a question as far as its gate lets it count, where no name leaves it open."""
        if name in self._plainly:
            return self._plainly[name]
        circles = self._circles
        gate = self.gate(self.book.questions[name]) if name in self.index.in_words and not self._lines else None
        if circles != self._circles:
            return None
        said = self.said(name) if gate is Standing.HOLDS else _NOTHING if gate is Standing.FAILS else None
        plain = self._plainly[name] = said if said is not None and not said.unknown else None
        return plain

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
        if question not in self.index.names and not self._lines:
            return
        lines = frozenset(f"{question}.{word}" for word in words) if self._lines else words
        for asked, answer in self._names:
            for name in answer.entries:
                if asked == question:
                    own = self.book.questions[asked]
                    yield asked, name, self._among(own, self._said_by_name(own, name), words)
                elif name.concepts & lines and name.taken is not Taken.SET_ASIDE:
                    yield asked, name, _ticked(name)

    def closed(self, question: Question, words: frozenset[str]) -> bool:
        """Whether plain noes settle that no unknown name is one of *words*."""
        return all(self._settled(question, word) for word in words)

    def _settled(self, question: Question, word: str) -> bool:
        """Whether a plain no to the direct question settles it."""
        direct = question.settled_by.get(word)
        if direct is None:
            return False
        known = self._noes.get(id(direct))
        if known is None:
            circles = self._circles
            known = self.plain_no(direct)
            if circles == self._circles:
                self._noes[id(direct)] = known
        return known

    def said(self, question: str) -> Said:
        """How a test of each word stands by the answer alone. Raises TypeError for one that is not in words."""
        known = self._said.get(question)
        if known is None:
            known = self._said[question] = self._said_by(self.book.questions[question])
        return known

    def _own(self, test: Test) -> Standing:
        if isinstance(test, Between):
            return _between(self.answers.get(test.question), test.low, test.high)
        return self._among(self.book.questions[test.question], self.said(test.question), test.words)

    def _among(self, question: Question, said: Said, words: frozenset[str]) -> Standing:
        found = max([said.words.get(word, said.rest) for word in words])
        could_be = found is Standing.FAILS and said.unknown and not self.closed(question, words)
        return Standing.OPEN if could_be else found

    def _said_by(self, question: Question) -> Said:
        answer = self.answers.get(question.id)
        match answer:
            case None:
                return _NOTHING if question.kind is AnswerKind.PLAN else Said({}, Standing.OPEN)
            case NotSure():
                return _not_sure(question)
            case Ticks(yes, maybe):
                return Said(_ticks(yes, maybe)) if yes or maybe else _NOTHING
            case Names(entries, complete):
                rest = _NOTHING if complete else _not_sure(question)
                return _joined([rest, *(self._said_by_name(question, name) for name in entries)])
            case Plan(items):
                unknown = any(not item.technique for item in items)
                named = frozenset(item.technique for item in items if item.technique)
                return Said(_ticks(named, frozenset()), Standing.OPEN if unknown else Standing.FAILS)
            case Places() | Quantity() | NoSuchWeek():
                raise TypeError(f"{question.id} is not answered in words")  # the loader admits no such test

    def _said_by_name(self, question: Question, name: Name) -> Said:
        known = self._saids.get((question.id, id(name)))
        if known is None:
            known = self._saids[question.id, id(name)] = self._said_by_one(question, name)
        return known

    def _said_by_one(self, question: Question, name: Name) -> Said:
        """A class leaves open which of those in it is meant."""
        if name.taken is Taken.SET_ASIDE:
            return _NOTHING
        itself, in_it = (Standing.ACTS, Standing.ACTS) if name.taken in POSSIBLE else (Standing.HOLDS, Standing.OPEN)
        words: dict[str, Standing] = {}
        if question.names == "medicine":
            for concept in name.concepts:
                words |= dict.fromkeys(self.book.concepts["medicine"][concept].covers, in_it)
        return Said(words | dict.fromkeys(name.concepts, itself), unknown=name.taken in UNKNOWN)

    def _ticked_by_name(self, test: Word) -> Standing:
        if not self._lines:
            return Standing.FAILS
        return max(self._lines.get(f"{test.question}.{word}", Standing.FAILS) for word in test.words)

    def _lines_by_name(self) -> dict[str, Standing]:
        """The lines, as `question.line`, that conditions given as free names tick. Such names only ever add."""
        lines: dict[str, Standing] = {}
        for question, answer in self._names:
            for name in answer.entries if self.book.questions[question].names == "condition" else ():
                if name.taken is not Taken.SET_ASIDE:
                    lines |= {line: max(_ticked(name), lines.get(line, Standing.FAILS)) for line in name.concepts}
        return lines


def _not_sure(question: Question) -> Said:
    """Not sure acts, but for a whole list of names only where assumed, and where it stands for an option only there."""
    if question.kind is AnswerKind.NAMES:
        return Said(dict.fromkeys(question.assume, Standing.ACTS), Standing.OPEN)
    if question.not_sure:
        return Said({question.not_sure: Standing.ACTS}, Standing.OPEN)
    return Said({}, Standing.ACTS)


def _ticks(yes: frozenset[str], maybe: frozenset[str]) -> dict[str, Standing]:
    return {**dict.fromkeys(maybe, Standing.ACTS), **dict.fromkeys(yes, Standing.HOLDS)}


def _joined(several: list[Said]) -> Said:
    """What stands by any of them."""
    words: dict[str, Standing] = {}
    for said in several:
        words |= {word: max(standing, words.get(word, standing)) for word, standing in said.words.items()}
    return Said(words, max(said.rest for said in several), any(said.unknown for said in several))


def _between(answer: Answer | None, low: float, high: float) -> Standing:
    match answer:
        case None:
            return Standing.OPEN
        case Quantity(_, value):
            return Standing.HOLDS if low <= value < high else Standing.FAILS
        case _:
            return Standing.ACTS


def _ticked(name: Name) -> Standing:
    return Standing.ACTS if name.taken in POSSIBLE else Standing.HOLDS
