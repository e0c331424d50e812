"""How conditions stand by what is joined as bits: what holds, with it what acts, and with both what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from msgspec.structs import replace

from acucheck import logic
from acucheck.assess.engine.clauses import Bits, Clause, ClauseForm
from acucheck.assess.engine.compiled import CompiledRule, LiveRule, compiled_rules
from acucheck.assess.engine.evidence import AnswerIndex, within
from acucheck.logic import Test
from acucheck.model.answers import Answers, Places, is_old
from acucheck.model.book import Between, RuleBook, Word
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import ACTS, FAILS, HOLDS, OPEN, UNDECIDED, Standing
from acucheck.model.report import CONTRADICTED, Missing

Doubted = tuple[QuestionId, str, Missing]
"""What is not known: a question, the name as it was typed when it is one of many, and why."""


class ConditionStandings:
    """One person's answers, asked by the conditions of one rule book."""

    def __init__(self, book: RuleBook, answers: Answers) -> None:
        self.book = book
        self.answers = {**answers}  # what is worked out later is about these, whatever becomes of *answers*
        self.compiled = compiled_rules(book)
        self.index = self.compiled.index
        self.said = AnswerIndex(book, self.answers, self.index.names)
        self._clear()

    def _clear(self) -> None:
        self.gates: dict[QuestionId, Standing] = {**self.index.always}  # the questions that are, or may be, to be asked
        self.places: list[tuple[QuestionId, Places]] = []  # the answers that say where something is
        self._open = self._acts = self._holds = 0  # the clauses and tests that stand so or further
        self._doubts: list[tuple[Doubted, Bits]] = []  # with the clauses and tests that it leaves open or lets act
        self._behind: dict[Bits, Bits] = {}  # a gate that may yet be closed -> what stands behind it
        self._offers: dict[Bits, Standing] = {}  # the gates of single options that are, or may be, open
        self._standings: dict[int, Standing] = {}  # of conditions by identity: the rule book keeps them all alive

    def stands(self, bit: Bits) -> Standing:
        """How the condition with this bit stands."""
        if not self._open & bit:
            return FAILS
        if not self.index.simple & bit:
            return self._clauses_together(self.index.formulas[bit])
        if self._holds & bit:
            return HOLDS
        return ACTS if self._acts & bit else OPEN

    def _clauses_together(self, formula: ClauseForm) -> Standing:
        """How a condition of several clauses stands, or one that they do not decide."""
        bits = formula.bits
        if self._open & bits != bits:
            return FAILS
        if not formula.decided:
            return logic.standing(formula.condition, self.test, self.book.facts, self._standings)
        if self._holds & bits == bits:
            return HOLDS
        return ACTS if self._acts & bits == bits else OPEN

    def deciding(self, bit: Bits, wanted: frozenset[Standing]) -> Iterable[Test]:
        """The tests that the condition with this bit, which stands as *wanted*, owes that to."""
        formula = self.index.formulas[bit]
        if not formula.plain:
            return logic.deciding(formula.condition, self.test, self.book.facts, wanted, self._standings)
        if len(formula.clauses) == 1 == len(formula.clauses[0]):
            return formula.clauses[0]
        found: list[Test] = []
        for clause in formula.clauses:
            found += self._deciding(clause, wanted)
        return found

    def _deciding(self, clause: Clause, wanted: frozenset[Standing]) -> list[Test]:
        """The tests that a clause owes a *wanted* standing to; where it holds, only those that hold."""
        found: list[Test] = []
        holding: list[Test] = []
        for test in clause:
            standing = self.test(test)
            if standing is HOLDS:
                holding.append(test)
            elif standing in wanted:
                found.append(test)
        if not holding:
            return found
        return holding if HOLDS in wanted else []

    def doubts(self) -> list[tuple[Doubted, Bits]]:
        """All that is not known. Whatever leaves a gate undecided leaves open all that stands behind it."""
        doubts = self._doubts
        for gate in sorted(self._behind):
            doubts = [*self._behind_too(doubts, gate)]
        return doubts

    def _behind_too(self, doubts: Iterable[tuple[Doubted, Bits]], gate: Bits) -> Iterator[tuple[Doubted, Bits]]:
        """The doubts, with what stands behind a gate added to each that leaves the gate undecided."""
        undecided = self.undecided(gate)
        for doubt, bits in doubts:
            if bits & undecided:
                yield doubt, bits | self._behind[gate]
            else:
                yield doubt, bits

    def undecided(self, bit: Bits) -> Bits:
        """What is not decided of the condition with this bit, while it is not decided itself."""
        if self.index.single & bit:
            return bit
        formula = self.index.formulas[bit]
        if formula.plain:
            return formula.bits & ~self._holds
        return reduce(or_, [formula.tests[test] for test in self.deciding(bit, UNDECIDED)])

    def live(self, everybody: Bits) -> list[LiveRule]:
        """The rules that do not fail, in order, with how each stands; of those without `when`, *everybody*'s."""
        index = self.index
        found: list[LiveRule] = []
        holds = self._holds | everybody
        simple = index.simple | everybody
        waiting = self._open & index.rules | everybody
        lifting = self._open >> index.rule_count
        while waiting:
            bit = waiting & -waiting
            waiting ^= bit
            if not simple & bit:
                standing = self._clauses_together(index.formulas[bit])
            elif holds & bit:
                standing = HOLDS
            else:
                standing = ACTS if self._acts & bit else OPEN
            if standing and not (lifting & bit and self.exception(bit) is HOLDS):
                found.append((self._rule_for(bit, standing), standing))
        return found

    def _rule_for(self, bit: Bits, standing: Standing) -> CompiledRule:
        """The rule with this bit; one that acts, perhaps by an old yes, as it was on its day: with nothing lowered."""
        rule = self.compiled.rule(bit)
        if rule.if_not_known is None or standing is not ACTS or not any(map(is_old, self.answers.values())):
            return rule
        return self.compiled.not_lowered(bit)

    def exception(self, rule: Bits) -> Standing:
        """How what lifts the rule with this bit stands. It lifts it only when it is known to be true."""
        return self.stands(rule << self.index.rule_count)

    def lifting_tests(self, rule: Bits) -> Iterable[Test]:
        """The tests that are not decided and could lift the rule with this bit."""
        if self.exception(rule) not in UNDECIDED:
            return ()
        return self.deciding(rule << self.index.rule_count, UNDECIDED)

    def rule(self, rule_id: RuleId) -> Standing:
        """How a rule stands."""
        bit = self.compiled.bits[rule_id]
        if self.exception(bit) is HOLDS:
            return FAILS
        return self.stands(bit) if self.book.rules[rule_id].when is not None else HOLDS

    def by_itself(self, test: Test) -> Standing:
        """How a test stands by the answer as it was given, whatever else was said."""
        answer = self.answers.get(test.question)
        if isinstance(test, Between):
            return within(answer, test)
        said = [part.said for part in self.said.parts(test.question) if part.missing is not CONTRADICTED]
        return max([each.standing_of(test.words) for each in said], default=FAILS)

    def test(self, test: Test) -> Standing:
        """A test on a gated question means gate and test."""
        gate = self.gates.get(test.question)
        if not gate:
            return FAILS
        if isinstance(test, Between):
            return min(gate, within(self.answers.get(test.question), test))
        return min(gate, self._said_of(test))

    def _said_of(self, test: Word) -> Standing:
        """How what was said stands to a test, what is not known of an option no further than its own gate."""
        said = self.said.together(test.question)
        apart = self.index.offers.get(test.question)
        if not apart or not said.rest:
            return said.standing_of(test.words)
        standings = [replace(said, rest=FAILS).standing_of(test.words)]
        for option in test.words:
            offered = self.offered(test.question, option)
            standings.append(min(said.rest, offered))
        return max(standings)

    def offered(self, question: QuestionId, option: str) -> Standing:
        """Whether an option is to be offered: FAILS when it need not be, as its own gate is closed."""
        gate = self.index.offers.get(question, {}).get(option)
        return HOLDS if gate is None else self._offers.get(gate, FAILS)
