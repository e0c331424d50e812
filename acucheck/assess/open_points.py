"""Open points: what each missing answer leaves undecided, one for each question or name."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from acucheck.assess.grades import concerns, meets
from acucheck.assess.grading import Grading
from acucheck.assess.planning import Meeting
from acucheck.assess.spans import outcomes
from acucheck.assess.valuation import UNDECIDED, UNKNOWN, Valuation
from acucheck.logic import Test
from acucheck.model.answers import BodyPlace, Names, NotSure, Places, Plan, Ticks
from acucheck.model.book import PLAN, AnswerPlace, Condition, Limit, Question, Rule, Word
from acucheck.model.levels import Outcome, Standing
from acucheck.model.report import Missing, OpenPoint


class _Touched(Struct):
    """What one missing answer touches, while it is being collected."""

    missing: Missing
    could_be: Outcome = Outcome.NONE
    rules: dict[str, None] = {}


_Key = tuple[str, str]  # question, and the name when it is one name of many
_Cause = tuple[_Key, Missing]
_Memory = dict[int, tuple[_Cause, ...]]  # by the identity of a test


def open_points(grading: Grading) -> tuple[OpenPoint, ...]:
    """Every open point, worst first. A typed name that nobody knows is always among them."""
    found: dict[_Key, _Touched] = {}
    memory: _Memory = {}
    for key, could_be in _unrecognised(grading):
        touched = found.setdefault(key, _Touched(Missing.NOT_RECOGNISED))
        touched.could_be = max(touched.could_be, could_be)
    for rule, standing in grading.rules():
        worst = Outcome.HELP if rule.urgent else outcomes(grading.totals[rule.id]).worst
        causes = [*_causes(rule.when, grading.valuation, memory)] if standing in UNDECIDED else []
        if rule.id in grading.valuation.index.placed:
            causes += _places_not_known(rule, grading, memory)
        for key, missing in causes:
            touched = found.setdefault(key, _Touched(missing))
            touched.could_be = max(touched.could_be, worst)
            touched.rules[rule.id] = None
    points = [_point(key, touched, grading.valuation) for key, touched in found.items()]
    order = grading.valuation.index.places
    return tuple(sorted(points, key=lambda point: (-point.could_be, order[point.question])))


def _point(key: _Key, touched: _Touched, valuation: Valuation) -> OpenPoint:
    question, name = key
    answer = valuation.answers.get(question)
    lines = tuple(sorted(answer.maybe)) if isinstance(answer, Ticks) else ()
    return OpenPoint(question, touched.missing, name, lines, touched.could_be, tuple(touched.rules))


def _unrecognised(grading: Grading) -> Iterable[tuple[_Key, Outcome]]:
    """The names and places that nobody knows, whatever they touch, and what a planned one could be by itself."""
    questions = grading.book.questions
    for name, answer in grading.valuation.answers.items():
        if isinstance(answer, Names | Places) and grading.valuation.counted(questions[name]) is not None:
            yield from (((name, typed), Outcome.NONE) for typed in _unknown(answer, questions[name]))
    for spot, cell in zip(grading.spots, grading.cells(), strict=True):
        if spot.unknown:
            typed = spot.place.typed if spot.place is not None and not spot.place.id else spot.typed
            yield (PLAN, typed), cell.outcome.worst


def _unknown(answer: Names | Places, question: Question) -> Iterable[str]:
    """What nobody knows of an answer; conditions only ever add, so one that is not known leaves nothing open."""
    if isinstance(answer, Places):
        return _unknown_places(answer.entries)
    return (entry.typed for entry in answer.entries if entry.taken in UNKNOWN and question.names == "medicine")


def _unknown_places(entries: tuple[BodyPlace, ...]) -> Iterable[str]:
    return (entry.typed for entry in entries if not entry.id)


def _causes(condition: Condition | None, valuation: Valuation, memory: _Memory) -> Iterable[_Cause]:
    """The missing answers that leave a condition undecided; rules share many of their tests."""
    for test in valuation.deciding(condition, UNDECIDED):
        known = memory.get(id(test))
        if known is None:
            known = memory[id(test)] = tuple(_causes_of_test(test, valuation, memory))
        yield from known


def _causes_of_test(test: Test, valuation: Valuation, memory: _Memory) -> Iterable[_Cause]:
    """The gate's own causes while the gate is undecided; the question's, once it is to be asked."""
    question = valuation.book.questions[test.question]
    gate = valuation.gate(question)
    if gate in UNDECIDED:
        yield from _causes(question.gate, valuation, memory)
    if gate is Standing.OPEN or valuation.answered(test) not in UNDECIDED:
        return
    answer = valuation.answers.get(question.id)
    if isinstance(answer, Plan):
        unknown = [item.typed for item in answer.items if not item.technique]
        yield from (((question.id, typed), Missing.NOT_RECOGNISED) for typed in unknown)
    words = test.words if isinstance(test, Word) else frozenset()
    for asked, name, standing in valuation.named(question.id, words):
        if standing in UNDECIDED:
            yield (asked, name.typed), Missing.NOT_RECOGNISED if name.taken in UNKNOWN else Missing.NOT_SURE
    if valuation.missing(test):
        yield (question.id, ""), Missing.NOT_ASKED if answer is None else Missing.NOT_SURE


def _places_not_known(rule: Rule, grading: Grading, memory: _Memory) -> Iterable[_Cause]:
    """What leaves open where a limit of the rule lies, or whether it lies anywhere, where the plan could meet it."""
    valuation = grading.valuation
    for limit in rule.limits:
        for item in limit.where:
            if isinstance(item, AnswerPlace) and _could_meet(item, limit, rule, grading):
                question = grading.book.questions[item.question]
                if valuation.gate(question) in UNDECIDED:
                    yield from _causes(question.gate, valuation, memory)
                if valuation.gate(question) is not Standing.OPEN:
                    yield from _places_missing(question.id, valuation)


def _could_meet(item: AnswerPlace, limit: Limit, rule: Rule, grading: Grading) -> bool:
    """Whether anything that the limit concerns is planned where the answer says, or may be."""
    spots = (spot for spot in grading.spots if not spot.placed and concerns(limit, spot, grading.book))
    return any(meets(item, rule, spot.place, grading.valuation)[0] is not Meeting.NO for spot in spots)


def _places_missing(question: str, valuation: Valuation) -> Iterable[_Cause]:
    match valuation.answers.get(question):
        case Places(entries, complete):
            yield from (((question, typed), Missing.NOT_RECOGNISED) for typed in _unknown_places(entries))
            if not complete:
                yield (question, ""), Missing.NOT_SURE
        case NotSure():
            yield (question, ""), Missing.NOT_SURE
        case _:
            yield (question, ""), Missing.NOT_ASKED
