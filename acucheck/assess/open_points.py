"""Open points: what each missing answer leaves undecided, one for each question or name."""

from __future__ import annotations

from msgspec import Struct

from acucheck.assess.engine.cells import Grading
from acucheck.assess.engine.clauses import Bits
from acucheck.assess.engine.compiled import CompiledRule, verdict
from acucheck.assess.engine.named_places import limb_not_named
from acucheck.assess.engine.packed_levels import bounds
from acucheck.assess.engine.valuation import UNDECIDED, Valuation
from acucheck.assess.engine.weight import LISTS
from acucheck.assess.limit_levels import most_asked
from acucheck.assess.plan import Spot
from acucheck.logic import tests
from acucheck.model.answers import NotSure, Places, Ticks
from acucheck.model.book import PLAN, Limit, RuleBook, Word
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import ACTS, Outcome
from acucheck.model.report import (
    CONTRADICTED,
    NOT_ASKED,
    NOT_RECOGNISED,
    NOT_SURE,
    Contradiction,
    Missing,
    OpenPoint,
)

_NOTHING = Outcome.NONE

_Key = tuple[QuestionId, str]  # with the name as it was typed, when it is one name of many


class _Cause(Struct):
    """Something missing, with what it leaves open, while that is being collected."""

    missing: Missing
    bits: Bits = 0  # the clauses and tests that it leaves undecided
    named: bool = False  # whether it is an open point whatever it touches
    could_be: Outcome = _NOTHING
    rules: dict[RuleId, None] = {}

    def touch(self, rule_id: RuleId, could_be: Outcome) -> None:
        self.rules[rule_id] = None
        self.could_be = max(self.could_be, could_be)


class _Causes:
    """All that is missing of one person, in order."""

    def __init__(self, valuation: Valuation) -> None:
        self._valuation = valuation
        self.found: dict[_Key, _Cause] = {}
        self._doubted = False

    def one(self, question: QuestionId, typed: str, missing: Missing) -> _Cause:
        cause = self.found.get((question, typed))
        if cause is None:
            cause = self.found[question, typed] = _Cause(missing)
        return cause

    def of(self, bit: Bits) -> list[_Cause]:
        """What leaves the condition with this bit undecided."""
        undecided = self._undecided(bit)
        return [cause for cause in self.found.values() if cause.bits & undecided]

    def touch(self, prepared: CompiledRule, could_be: Outcome) -> None:
        """Notes a rule with all that leaves it undecided."""
        undecided = self._undecided(prepared.bit)
        for cause in self.found.values():
            if cause.bits & undecided:
                cause.touch(prepared.rule.id, could_be)

    def _undecided(self, bit: Bits) -> Bits:
        if not self._doubted:
            self._doubted = True
            for doubt in self._valuation.doubts():
                self.one(doubt.question, doubt.typed, doubt.missing).bits |= doubt.bits
        return self._valuation.undecided(bit)


def open_points(grading: Grading, against: tuple[Contradiction, ...]) -> tuple[OpenPoint, ...]:
    """Every open point, worst first. An unrecognised name is always among them.

    So is a serious contradiction among *against*: until it is settled, to ask first is the least of the worst.
    """
    causes = _Causes(grading.valuation)
    _unrecognised(grading, causes)
    for row, (prepared, standing) in enumerate(grading.grades.live):
        if standing in UNDECIDED or prepared.placed:
            worst = Outcome.HELP if prepared.rule.urgent else bounds(grading.by_rule[row])[1].worst
            if standing in UNDECIDED:
                causes.touch(prepared, worst)
            for cause in _places_not_known(prepared, grading, causes) if prepared.placed else ():
                cause.touch(prepared.rule.id, worst)
    if grading.valuation.told.strange:
        _strange(grading, causes)
    for each in against:
        if each.serious:
            _contradicted(each, grading, causes)
    points = [_point(*each, grading.valuation) for each in causes.found.items() if each[1].named or each[1].rules]
    order = grading.valuation.groundwork.order
    return tuple(sorted(points, key=lambda point: (-point.could_be, order[point.question]))) if points else ()


def _point(key: _Key, cause: _Cause, valuation: Valuation) -> OpenPoint:
    question, typed = key
    answer = valuation.answers.get(question)
    lines = tuple(sorted(answer.maybe)) if isinstance(answer, Ticks) else ()
    offered_if = valuation.book.questions[question].offered_if
    not_offered = tuple(line for line in offered_if if not valuation.offered(question, line))
    return OpenPoint(question, cause.missing, typed, lines, cause.could_be, tuple(cause.rules), not_offered)


def _unrecognised(grading: Grading, causes: _Causes) -> None:
    """Notes the unrecognised names and places, whatever they touch, and what a planned one could be by itself."""
    valuation = grading.valuation
    for question, entry in valuation.told.unknown:
        if question in valuation.gates:
            causes.one(question, entry.typed, NOT_RECOGNISED).named = True
    for question, places in valuation.places:
        for typed in _unknown_places(places):
            causes.one(question, typed, NOT_RECOGNISED).named = True
    for position, spot in enumerate(grading.spots):
        if spot.unknown or spot.ambiguous:
            strange_place = spot.place is not None and not spot.place.id
            typed = spot.place.typed if spot.place is not None and strange_place else spot.typed
            cause = causes.one(PLAN, typed, NOT_RECOGNISED if spot.unknown else NOT_SURE)
            cause.named = True
            cause.could_be = max(cause.could_be, bounds(grading.by_spot[position])[1].worst)


def _strange(grading: Grading, causes: _Causes) -> None:
    """Notes the unrecognised conditions, and that not all are named.

    Each could be whatever a list that everybody is asked, and that was not answered, could be. Where all were
    answered, nothing is left but what no rule is about, which asks for care at most.
    """
    valuation = grading.valuation
    could_be = Outcome.CARE
    for (question, typed), cause in causes.found.items():
        if not typed and _is_list_left_open(question, valuation):
            could_be = max(could_be, cause.could_be)
    for question, entry in valuation.told.strange:
        typed, missing = (entry.typed, NOT_RECOGNISED) if entry is not None else ("", NOT_SURE)
        cause = causes.one(question, typed, missing)
        cause.named = True
        cause.could_be = max(cause.could_be, could_be)


def _is_list_left_open(question: QuestionId, valuation: Valuation) -> bool:
    asked, answer = valuation.book.questions[question], valuation.answers.get(question)
    of_everybody = asked.gate is None or asked.ask_if_not_known
    return of_everybody and asked.kind in LISTS and (answer is None or isinstance(answer, NotSure))


def _contradicted(each: Contradiction, grading: Grading, causes: _Causes) -> None:
    cause = causes.one(each.asked, each.name.typed if each.name is not None else "", CONTRADICTED)
    cause.named = True
    if cause.missing is not NOT_RECOGNISED:
        cause.missing = CONTRADICTED
    could_be = [bounds(grading.by_rule[row])[1].worst for row in _rows(each, grading)]
    urgent = [grading.book.rules[rule_id].urgent for rule_id in each.rules]
    cause.could_be = max(Outcome.HELP if any(urgent) else Outcome.ASK, cause.could_be, *could_be)


def _rows(each: Contradiction, grading: Grading) -> list[int]:
    return [row for row, rule_id in enumerate(grading.grades.rule_ids) if rule_id in each.rules]


def _places_not_known(prepared: CompiledRule, grading: Grading, causes: _Causes) -> list[_Cause]:
    """What leaves open where a limit of the rule lies, or whether it lies anywhere, where the plan could meet it."""
    found: list[_Cause] = []
    for number, where in enumerate(prepared.where):
        for question in where.questions:
            missing = _places_not_said(question, grading.valuation, causes)
            if missing and _could_meet(question, prepared.rule.limits[number], grading):
                found += missing
    return found


def _places_not_said(question: QuestionId, valuation: Valuation, causes: _Causes) -> list[_Cause]:
    gate, answer = valuation.gates.get(question), valuation.answers.get(question)
    found = causes.of(valuation.index.gate_of[question]) if gate in UNDECIDED else []
    if gate is not None and gate >= ACTS:
        if isinstance(answer, Places):
            found += [causes.one(question, typed, NOT_RECOGNISED) for typed in _unknown_places(answer)]
            beside = limb_not_named(answer, valuation.book.questions[question])
            found += [causes.one(question, entry.typed, NOT_SURE) for entry in beside]
        if not isinstance(answer, Places) or not answer.complete:
            found.append(causes.one(question, "", NOT_ASKED if answer is None else NOT_SURE))
    return found


def _could_meet(question: QuestionId, limit: Limit, grading: Grading) -> bool:
    """Whether anything that the limit concerns is planned where the answer says, or may be."""
    spots = [spot for spot in grading.spots if not spot.placed and _concerns(limit, spot, grading.book)]
    return any(grading.grades.meets(question, spot.place)[0] for spot in spots)


def _concerns(limit: Limit, spot: Spot, book: RuleBook) -> bool:
    """Whether the limit says anything about the spot's technique, or about any where it is not recognised."""
    techniques = [spot.technique] if spot.technique else list(book.techniques)
    return any(verdict(limit.verdicts, technique, book)[0] for technique in techniques)


def _unknown_places(answer: Places) -> list[str]:
    return [entry.typed for entry in answer.entries if not entry.id]


def lines_at_stake(point: OpenPoint, grading: Grading) -> tuple[str, ...]:
    """The lines of an open question that a rule tests which asks anything of what is planned."""
    book, planned = grading.book, grading.by_technique()
    words: set[str] = set()
    for rule in (book.rules[name] for name in point.rules):
        if rule.when is None or not most_asked(rule, planned, book):
            continue
        for test in tests(rule.when, book.facts):
            if isinstance(test, Word) and test.question == point.question:
                words |= test.words
    return tuple(line for line in book.questions[point.question].options if line in words)
