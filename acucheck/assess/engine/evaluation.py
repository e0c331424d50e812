"""One person's answers by the rules of one rule book: the one way into the engine. No bits come out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from msgspec import Struct

from acucheck.assess.engine.cells import grade
from acucheck.assess.engine.clauses import Bits
from acucheck.assess.engine.compiled import LiveRule
from acucheck.assess.engine.evidence import AnswerIndex, Implied
from acucheck.assess.engine.packed_levels import bounds, general, stands
from acucheck.assess.engine.rule_levels import Grades
from acucheck.assess.engine.valuation import Valuation
from acucheck.assess.overlap import KnownOverlap, Overlap
from acucheck.assess.plan import Spot, spots, unplanned
from acucheck.logic import Test
from acucheck.model.answers import Answer, Answers, BodyPlace, Places
from acucheck.model.book import Rule, RuleBook
from acucheck.model.ids import QuestionId, RuleId, TechniqueId
from acucheck.model.levels import FAILS, UNDECIDED, Level, Outcome, Standing
from acucheck.model.report import Bounds, Cell, Missing


class GradedRule(Struct, frozen=True):
    """A rule that does not fail, how it stands, and the worst that it makes of the plan."""

    position: int  # among those that do not fail
    rule: Rule
    standing: Standing
    level: Bounds[Level]
    outcome: Bounds[Outcome]  # urgency aside
    placed: bool  # whether a limit of it lies where an answer says


class Doubt(Struct, frozen=True):
    """One thing that is not known."""

    question: QuestionId
    typed: str  # the name, when it is one name of many
    missing: Missing


class Conditions:
    """How the conditions of a rule book stand by what somebody said."""

    def __init__(self, book: RuleBook, answers: Answers) -> None:
        self.book = book
        self._valuation = Valuation(book, answers)

    @property
    def answers(self) -> Mapping[QuestionId, Answer]:
        """The answers that the conditions are asked by, with those that are set aside."""
        return self._valuation.answers

    @property
    def said(self) -> AnswerIndex:
        """All that was said, by the questions it bears on."""
        return self._valuation.said

    @property
    def places(self) -> Sequence[tuple[QuestionId, Places]]:
        """The answers that count and say where something is."""
        return self._valuation.places

    @property
    def opened(self) -> AbstractSet[QuestionId]:
        """The questions answered with weight behind a gate that is not believed.

        It was answered no, or nobody knows it any more where the answer behind it is an old one.
        """
        return self._valuation.opened.keys()

    @property
    def denied(self) -> Iterator[QuestionId]:
        """The questions answered with weight behind a gate that was answered no, and so is not believed."""
        return (question_id for question_id, gate in self._valuation.opened.items() if gate is FAILS)

    @property
    def implied(self) -> Sequence[Implied]:
        """What the answers behind gates that are not believed say of earlier questions."""
        return self._valuation.implied

    def counted(self, question_id: QuestionId) -> Answer | None:
        """The answer to a question, unless it is set aside behind a closed gate."""
        return self.answers.get(question_id) if question_id in self.gates else None

    @property
    def gates(self) -> Mapping[QuestionId, Standing]:
        """The questions that are, or may be, to be asked, each with how far."""
        return self._valuation.gates

    def gate(self, question_id: QuestionId) -> Standing:
        """Whether the question is to be asked: HOLDS or ACTS when it is, FAILS when its answer is set aside."""
        return self.gates.get(question_id, FAILS)

    def offered(self, question_id: QuestionId, option: str) -> Standing:
        """Whether an option is to be offered: FAILS when it need not be, as its own gate is closed."""
        return self._valuation.offered(question_id, option)

    def rule(self, rule_id: RuleId) -> Standing:
        """How a rule stands, wherever it is about."""
        return self._valuation.rule(rule_id)

    def test(self, test: Test) -> Standing:
        """How a test stands by all that was said; one on a gated question means gate and test."""
        return self._valuation.test(test)

    def test_by_itself(self, test: Test) -> Standing:
        """How a test stands by the answer as it was given, whatever else was said."""
        return self._valuation.by_itself(test)

    def level_by_rule(self, rule_id: RuleId, spot: Spot) -> Level:
        """What one rule alone makes of a spot, as it stands."""
        valuation = self._valuation
        compiled = valuation.compiled.rule(valuation.compiled.bits[rule_id])
        alone = Grades(valuation, [(compiled, valuation.rule(rule_id))])
        (span,) = alone.spans(spot)
        return stands(span)


class Evaluation(Conditions):
    """How the conditions stand by what somebody said, and what the rules make of the plan."""

    def __init__(self, book: RuleBook, answers: Answers) -> None:
        super().__init__(book, answers)
        valuation = self._valuation
        self.spots = spots(book, answers)  # the plan
        live = valuation.live(valuation.compiled.for_everybody(self.spots))
        self._grades = Grades(valuation, live)
        self._grading = grade(self._grades, self.spots)
        self.cells = self._grading.cells()  # the worst that all the rules make of each spot
        self.outcome = self._grading.outcome()  # the worst over the spots; an urgent rule that holds is `help`
        self.rules = self._graded(live)  # those that do not fail, in order

    def _graded(self, live: Iterable[LiveRule]) -> list[GradedRule]:
        found: list[GradedRule] = []
        for (compiled, standing), span in zip(live, self._grading.by_rule, strict=True):
            level, outcome = bounds(span)
            found.append(GradedRule(len(found), compiled.rule, standing, level, outcome, compiled.placed))
        return found

    # What the rules make of the plan

    def unplanned_cells(self, techniques: Collection[TechniqueId]) -> list[Cell]:
        """The cells of those of *techniques* that are not planned, with no place named."""
        return grade(self._grades, unplanned(techniques, self.spots)).cells()

    # Why a rule holds or acts, and where

    def tests_behind(self, graded: GradedRule, wanted: frozenset[Standing]) -> Iterable[Test]:
        """The tests that a rule, which stands as *wanted*, owes that to."""
        if graded.rule.when is None:
            return ()
        return self._valuation.deciding(self._bit(graded), wanted)

    def lifting(self, graded: GradedRule) -> Iterable[Test]:
        """The tests that are not decided and could lift a rule."""
        return self._valuation.lifting_tests(self._bit(graded))

    def general(self, graded: GradedRule) -> dict[TechniqueId, Level]:
        """What stands by a rule for each planned technique, its limits aside."""
        spans = self._grading.by_technique().items()
        return {technique: general(by_rule[graded.position]) for technique, by_rule in spans}

    def limits_met(self, graded: GradedRule) -> set[int]:
        """Which of a rule's limits a planned place meets by what they name, as far as it is known."""
        found: set[int] = set()
        places = [spot.place for spot in self.spots if spot.place is not None]
        for place in places:
            for number, ways in self._grades.met(place).get(graded.rule.id, {}).items():
                if any(map(_is_recognised, ways)):
                    found.add(number)
        return found

    def could_meet(self, question_id: QuestionId, place: BodyPlace | None) -> bool:
        """Whether a place, or what has none, is where the answer to a question says, or may be."""
        overlap, _ = self._grades.overlap_with_answer(question_id, place)
        return overlap is not Overlap.NO

    def bearing_on(self, said: Iterable[tuple[QuestionId, frozenset[str]]]) -> list[GradedRule]:
        """The rules that some words, each said in answer to a question, bear on."""
        bits, questions = self._valuation.index.bits_bearing_on(said)
        return [graded for graded in self.rules if self._bears(graded, bits, questions)]

    def _bears(self, graded: GradedRule, bits: Bits, questions: frozenset[QuestionId]) -> bool:
        """Whether a rule looks for any of these bits, or has a limit where an answer to these questions says."""
        compiled, _ = self._grades.live[graded.position]
        if graded.rule.when is not None:
            formula = self._valuation.index.formulas[compiled.bit]
            if formula.all_bits & bits:
                return True
        return compiled.placed and any(not questions.isdisjoint(where.questions) for where in compiled.where)

    # What is not known

    def rules_by_doubt(self) -> list[tuple[Doubt, list[GradedRule]]]:
        """What is not known, in the order of what was said, each with the rules that it leaves undecided."""
        undecided: list[tuple[GradedRule, Bits]] = []
        for graded, (compiled, standing) in zip(self.rules, self._grades.live, strict=True):
            if standing in UNDECIDED:
                undecided.append((graded, self._valuation.undecided(compiled.bit)))
        if not undecided:
            return []
        found: list[tuple[Doubt, list[GradedRule]]] = []
        for doubt, left in self._doubts_with_bits:
            touched = [graded for graded, bits in undecided if left & bits]
            found.append((doubt, touched))
        return found

    def leaving_gate_open(self, question_id: QuestionId) -> list[Doubt]:
        """What leaves it undecided whether a question is to be asked, which it is."""
        undecided = self._valuation.undecided(self._valuation.index.gate_of[question_id])
        return [doubt for doubt, left in self._doubts_with_bits if left & undecided]

    @cached_property
    def _doubts_with_bits(self) -> list[tuple[Doubt, Bits]]:
        """Each with what it leaves undecided."""
        return [(Doubt(*doubted), bits) for doubted, bits in self._valuation.doubts()]

    def _bit(self, graded: GradedRule) -> Bits:
        compiled, _ = self._grades.live[graded.position]
        return compiled.bit


def _is_recognised(known: KnownOverlap) -> bool:
    return known[0] is not Overlap.UNRECOGNISED
