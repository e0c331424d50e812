"""How each condition stands, given one person's answers: gates, unknowns and names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from msgspec import Struct
from msgspec.structs import replace

from acucheck import logic
from acucheck.assess.engine.clauses import Bits, Clause, ClauseForm
from acucheck.assess.engine.compiled import Live, compiled_rules
from acucheck.assess.engine.evidence import NO_WORDS, AnswerIndex, Implied, Statement, within
from acucheck.assess.engine.weight import implied, weight
from acucheck.logic import Test
from acucheck.model.answers import Answer, Answers, Places, Plan, Ticks
from acucheck.model.book import Between, Question, Rule, RuleBook, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import ACTS, FAILS, HOLDS, OPEN, Standing
from acucheck.model.report import CONTRADICTED, NOT_ASKED, NOT_SURE, Missing

UNDECIDED = frozenset({OPEN, ACTS})

_Doubted = tuple[QuestionId, str, Missing]
"""A question, the name as it was typed when it is one of many, and why it is not known."""


class Doubt(Struct):
    """One thing that is not known, and the clauses and tests that it leaves open or lets act."""

    question: QuestionId
    typed: str  # the name, when it is one name of many
    missing: Missing
    bits: Bits


class Valuation:
    """One person's answers, asked by the conditions of one rule book.

    No answer of weight is lost behind a gate that was answered no: such a question is taken as to be asked, and its
    gate as answered so.
    """

    def __init__(self, book: RuleBook, answers: Answers) -> None:
        self.book = book
        self.answers = {**answers}  # what is worked out later is about these, whatever becomes of *answers*
        self.groundwork = compiled_rules(book)
        self.index = self.groundwork.index
        self.opened: dict[QuestionId, None] = {}  # the questions whose closed gates were not believed, in order
        self.implied: list[Implied] = []  # what their answers say of earlier questions
        self.all_asked = True  # whether all questions that were answered were to be asked
        self._value()
        while (contradicted := self._contradicted()) is not None:
            closed, weight = contradicted
            self.implied += implied(closed, weight, self)
            self.opened[closed.id] = None
            self._value()

    def _value(self) -> None:
        """Counts all that was said."""
        self.gates: dict[QuestionId, Standing] = {**self.index.always}  # the questions that are, or may be, to be asked
        self._open = self._acts = self._holds = 0  # the clauses and tests that stand so or further
        self._doubts: list[Doubt] = []
        self._behind: dict[Bits, Bits] = {}  # a gate that may yet be closed -> what stands behind it
        self._offers: dict[Bits, Standing] = {}  # the gates of single options that are, or may be, open
        self.places: list[tuple[QuestionId, Places]] = []  # the answers that say where something is
        self._standings: dict[int, Standing] = {}  # of conditions by identity: the rule book keeps them all alive
        self.told = AnswerIndex(self.book, self.answers, self.index.names, self.implied)
        for question_id in self.opened:
            self.gates[question_id] = HOLDS
            self._count(question_id, HOLDS)
        for question_id in self.index.looked_for:
            answer = self.answers.get(question_id)
            none = type(answer) is Ticks and not answer.yes and not answer.maybe
            if self.told.ticked or not none:  # most answers are none
                self._count(question_id, HOLDS)
        self._follow()
        if self._count_unknown():
            self._standings.clear()
            self._follow()

    def _contradicted(self) -> tuple[Question, Standing] | None:
        """The first question with a closed gate that is answered with weight, or that a later one rests on.

        With it comes whether that is certain.
        """
        asked, ticked = self.gates.keys(), self.told.ticked.keys()
        self.all_asked = self.answers.keys() <= asked
        if self.all_asked and (not ticked or ticked <= asked):
            return None
        not_asked = [self.book.questions[question_id] for question_id in self.index.gate_of if question_id not in asked]
        closed = [question for question in not_asked if question.id in self.answers or question.id in ticked]
        weights = ((question, weight(question, self)) for question in closed)
        return next((each for each in weights if each[1]), None)

    def _count(self, question_id: QuestionId, gate: Standing) -> None:
        """Counts all that is said in answer to a question, as far as its gate lets it."""
        answer, words = self.answers.get(question_id), self.index.words.get(question_id)
        if words is None:
            if type(answer) is Places:
                self.places.append((question_id, answer))
            elif question_id in self.index.ranges:
                self._count_number(question_id, answer, gate)
        elif type(answer) is Ticks and not self.told.ticked:
            self._count_words(question_id, answer.yes, answer.maybe, gate)
        elif type(answer) is Plan and "" not in (planned := [item.technique for item in answer.items]):
            self._count_words(question_id, planned, (), gate)
        else:
            for part in self.told.parts(question_id):
                self._count_part(question_id, part, gate)

    def _count_words(self, question_id: QuestionId, yes: Iterable[str], maybe: Collection[str], gate: Standing) -> None:
        words = self.index.words[question_id]
        bits = _bits(yes, words), _bits(maybe, words) if maybe else 0, 0
        self._add(question_id, (question_id, "", NOT_SURE), bits, gate)

    def _count_number(self, question_id: QuestionId, answer: Answer | None, gate: Standing) -> None:
        found = [0, 0, 0, 0]  # by standing
        for test, bits in self.index.ranges[question_id]:
            found[within(answer, test)] |= bits
        _, left, acts, holds = found
        self._add(question_id, (question_id, "", NOT_ASKED if answer is None else NOT_SURE), (holds, acts, left), gate)

    def _count_part(self, question_id: QuestionId, part: Statement, gate: Standing) -> None:
        """Counts one thing said that bears on a question."""
        said, words = part.said, self.index.words[question_id]
        holds = _bits(said.holds, words) if said.holds else 0
        acts = _bits(said.acts, words) if said.acts else 0
        left = _bits(said.open, words) if said.open else 0
        if said.rest:
            apart = self.index.offers.get(question_id, {})
            rest = reduce(or_, map(words.__getitem__, words.keys() - said.ruled_out - apart.keys()), 0)
            acts, left = (acts | rest, left) if said.rest is ACTS else (acts, left | rest)
        self._add(question_id, (part.question, part.typed, part.missing), (holds, acts, left), gate)

    def _add(self, question_id: QuestionId, doubt: _Doubted, bits: tuple[Bits, Bits, Bits], gate: Standing) -> None:
        """Sets the bits that hold, act or are left open by one thing said; none stands further than the gate.

        It leaves a *doubt* about what acts or is open. Where the gate holds, what else is said may still decide that.
        """
        holds, acts, left = bits
        self._open |= holds | acts | left
        if gate is not OPEN:
            self._acts |= holds | acts
        if gate is HOLDS:
            self._holds |= holds
        else:
            self._put_behind(self.index.gate_of[question_id], holds | acts | left)
        if (acts or left) and gate is not OPEN:
            held = self._held(question_id) if gate is ACTS else 0
            self._doubts.append(Doubt(*doubt, (acts | left) & ~held))

    def _put_behind(self, gate: Bits, bits: Bits) -> None:
        self._behind[gate] = self._behind.get(gate, 0) | bits

    def _count_offered(self, question_id: QuestionId, gate: Bits, standing: Standing) -> None:
        """Counts what is not known of one option, as far as its own gate lets it. A tick of it counts by itself."""
        asked = self.gates.get(question_id, FAILS)
        bits = self.index.words.get(question_id, {}).get(self.index.offered[gate], 0)
        unknown = [part for part in self.told.parts(question_id) if part.said.rest] if asked and bits else []
        if not unknown:
            return
        self._open |= bits
        if standing is not HOLDS:
            self._put_behind(gate, bits)
        if asked is not HOLDS:
            self._put_behind(self.index.gate_of[question_id], bits)
        if min(asked, standing) is OPEN:
            return
        undecided = bits & ~self._held(question_id) if asked is ACTS else bits
        for part in unknown:
            self._acts |= bits if part.said.rest is ACTS else 0
            self._doubts.append(Doubt(part.question, part.typed, part.missing, undecided))

    def _held(self, question_id: QuestionId) -> Bits:
        """What an answer would make hold, if its gate did: that the gate is in doubt is no doubt about the answer."""
        words = self.index.words.get(question_id)
        return _bits(self.told.said(question_id).holds, words) if words else 0

    def _follow(self) -> None:
        """Counts the questions behind gates. A gate is only about questions before its own, which are known by then."""
        index = self.index
        seen: Bits = 0
        while waiting := self._open & index.gates & ~seen:
            gate = waiting & -waiting
            seen |= gate
            question_id = index.gated[gate]
            if gate in index.offered:
                self._follow_offer(question_id, gate)
                continue
            standing = self._stands(gate) if question_id not in self.gates else FAILS
            if standing:
                standing = HOLDS if question_id in index.asked_if_not_known else standing
                self.gates[question_id] = standing
                self._count(question_id, standing)

    def _follow_offer(self, question_id: QuestionId, gate: Bits) -> None:
        standing = self._stands(gate) if gate not in self._offers else FAILS
        if standing:
            self._offers[gate] = standing
            self._count_offered(question_id, gate, standing)

    def _count_unknown(self) -> bool:
        """Lets each unrecognised name be whatever no plain no rules out, and says whether there is one.

        It only leaves things open: what acts or holds is known before, and with it every plain no.
        """
        found = False
        for question_id in self.index.medicines:
            if self.told.unknown:
                for part in self.told.open_unknown(question_id, NO_WORDS.union(*self._plain_noes(question_id))):
                    if question_id in self.gates and question_id in self.index.words:
                        self._count_part(question_id, part, self.gates[question_id])
                        found = True
        return found

    def _plain_noes(self, question_id: QuestionId) -> Iterator[frozenset[str]]:
        """What each direct question rules out that was answered no, and was certainly to be asked."""
        for direct, lines in self.index.settled[question_id].items():
            answer = self.answers.get(direct)
            if isinstance(answer, Ticks) and self.gates.get(direct) is HOLDS:
                if not answer.yes and not answer.maybe and not self.told.ticked:
                    yield lines[NO_WORDS]
                else:
                    said = self.told.said(direct)
                    yield from (words for line, words in lines.items() if line and said.of(line) is FAILS)

    def _stands(self, bit: Bits) -> Standing:
        """How the condition with this bit stands."""
        if not self._open & bit:
            return FAILS
        if not self.index.simple & bit:
            return self._together(self.index.formulas[bit])
        return HOLDS if self._holds & bit else ACTS if self._acts & bit else OPEN

    def _together(self, formula: ClauseForm) -> Standing:
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
        return [test for clause in formula.clauses for test in self._deciding(clause, wanted)]

    def _deciding(self, clause: Clause, wanted: frozenset[Standing]) -> list[Test]:
        """Those of a clause, unless it stands otherwise; what holds is owed only to what holds."""
        found: list[Test] = []
        holding: list[Test] = []
        for test in clause:
            standing = self.test(test)
            if standing is HOLDS:
                holding.append(test)
            elif standing in wanted:
                found.append(test)
        return found if not holding else holding if HOLDS in wanted else []

    def doubts(self) -> list[Doubt]:
        """All that is not known. Whatever leaves a gate undecided leaves open all that stands behind it."""
        doubts = [Doubt(doubt.question, doubt.typed, doubt.missing, doubt.bits) for doubt in self._doubts]
        for gate in sorted(self._behind):
            undecided = self.undecided(gate)
            for doubt in doubts:
                if doubt.bits & undecided:
                    doubt.bits |= self._behind[gate]
        return doubts

    def undecided(self, bit: Bits) -> Bits:
        """What is not decided of the condition with this bit, while it is not decided itself."""
        if self.index.single & bit:
            return bit
        formula = self.index.formulas[bit]
        if formula.plain:
            return formula.bits & ~self._holds
        return reduce(or_, [formula.tests[test] for test in self.deciding(bit, UNDECIDED)])

    def live(self, everybody: Bits) -> list[Live]:
        """The rules that do not fail, in order, with how each stands; of those without `when`, *everybody*'s."""
        index, found = self.index, list[Live]()
        holds, acts, simple = self._holds | everybody, self._acts, index.simple | everybody
        waiting = self._open & index.rules | everybody
        lifting = self._open >> index.rule_count
        while waiting:
            bit = waiting & -waiting
            waiting ^= bit
            if not simple & bit:
                standing = self._together(index.formulas[bit])
            else:
                standing = HOLDS if holds & bit else ACTS if acts & bit else OPEN
            if standing and not (lifting & bit and self.exception(bit) is HOLDS):
                found.append((self.groundwork.rule(bit), standing))
        return found

    def exception(self, rule: Bits) -> Standing:
        """How what lifts the rule with this bit stands. It lifts it only when it is known to be true."""
        return self._stands(rule << self.index.rule_count)

    def rule(self, rule: Rule) -> Standing:
        """How a rule stands."""
        bit = self.groundwork.bits[rule.id]
        if self.exception(bit) is HOLDS:
            return FAILS
        return self._stands(bit) if rule.when is not None else HOLDS

    def gate(self, question: Question) -> Standing:
        """Whether the question is to be asked: HOLDS or ACTS when it is, FAILS when its answer is set aside."""
        return self.gates.get(question.id, FAILS)

    def counted(self, question: QuestionId) -> Answer | None:
        """The answer, unless it is set aside behind a closed gate."""
        return self.answers.get(question) if question in self.gates else None

    def by_itself(self, test: Test) -> Standing:
        """How a test stands by the answer as it was given, whatever else was said."""
        answer = self.answers.get(test.question)
        if isinstance(test, Between):
            return within(answer, test)
        said = [part.said for part in self.told.parts(test.question) if part.missing is not CONTRADICTED]
        return max([each.of(test.words) for each in said], default=FAILS)

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
        said, apart = self.told.said(test.question), self.index.offers.get(test.question)
        if not apart or not said.rest:
            return said.of(test.words)
        always = test.words - apart.keys()
        sure = replace(said, rest=FAILS).of(test.words)
        offers = [min(said.rest, self.offered(test.question, option)) for option in test.words & apart.keys()]
        return max([sure, *offers, said.rest if always else FAILS])

    def offered(self, question: QuestionId, option: str) -> Standing:
        """Whether an option is to be offered: FAILS when it need not be, as its own gate is closed."""
        gate = self.index.offers.get(question, {}).get(option)
        return HOLDS if gate is None else self._offers.get(gate, FAILS)


def _bits(words: Iterable[str], known: Mapping[str, Bits]) -> Bits:
    bits = 0
    for word in words:
        bits |= known.get(word, 0)
    return bits
