"""Open points: what each missing answer leaves undecided, one for each question or name."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from acucheck.assess.grades import Meeting, concerns, meets
from acucheck.assess.grading import Grading
from acucheck.assess.valuation import UNDECIDED, UNKNOWN, Valuation
from acucheck.logic import Test
from acucheck.model.answers import BodyPlace, Name, Names, NotSure, Places, Plan, Ticks
from acucheck.model.book import PLAN, AnswerPlace, Condition, Rule, Word
from acucheck.model.levels import Outcome, Standing
from acucheck.model.report import Missing, OpenPoint


class _Touched(Struct):
    """What one missing answer touches, while it is being collected."""

    missing: Missing
    could_be: Outcome = Outcome.NONE
    rules: dict[str, None] = {}


_Key = tuple[str, str]  # question, and the name when it is one name of many


def open_points(grading: Grading) -> tuple[OpenPoint, ...]:
    """Every open point, worst first. A typed name that nobody knows is always among them."""
    found: dict[_Key, _Touched] = {}
    for key, could_be in _unrecognised(grading):
        touched = found.setdefault(key, _Touched(Missing.NOT_RECOGNISED))
        touched.could_be = max(touched.could_be, could_be)
    for rule, standing in grading.rules():
        worst = Outcome.HELP if rule.urgent else grading.total(rule.id).worst.outcome
        causes = _causes(rule.when, grading.valuation) if standing in UNDECIDED else ()
        for key, missing in [*causes, *_places_not_known(rule, grading)]:
            touched = found.setdefault(key, _Touched(missing))
            touched.could_be = max(touched.could_be, worst)
            touched.rules[rule.id] = None
    points = [_point(key, touched, grading.valuation) for key, touched in found.items()]
    order = {name: place for place, name in enumerate(grading.book.questions)}
    return tuple(sorted(points, key=lambda point: (-point.could_be, order[point.question])))


def _point(key: _Key, touched: _Touched, valuation: Valuation) -> OpenPoint:
    question, name = key
    answer = valuation.answers.get(question)
    lines = tuple(sorted(answer.maybe)) if isinstance(answer, Ticks) else ()
    return OpenPoint(question, touched.missing, name, lines, touched.could_be, tuple(touched.rules))


def _unrecognised(grading: Grading) -> Iterable[tuple[_Key, Outcome]]:
    """The names and places that nobody knows, whatever they touch, and what a planned one could be by itself."""
    for question in grading.book.questions.values():
        answer = grading.valuation.counted(question)
        if isinstance(answer, Names) and question.names == "medicine":
            yield from (((question.id, typed), Outcome.NONE) for typed in _unknown_names(answer.entries))
        if isinstance(answer, Places):
            yield from (((question.id, typed), Outcome.NONE) for typed in _unknown_places(answer.entries))
    for spot in grading.spots:
        if spot.unknown:
            typed = spot.place.typed if spot.place is not None and not spot.place.id else spot.typed
            yield (PLAN, typed), grading.cell(spot).outcome.worst


def _unknown_names(entries: tuple[Name, ...]) -> Iterable[str]:
    return (entry.typed for entry in entries if entry.taken in UNKNOWN)


def _unknown_places(entries: tuple[BodyPlace, ...]) -> Iterable[str]:
    return (entry.typed for entry in entries if not entry.id)


def _causes(condition: Condition | None, valuation: Valuation) -> Iterable[tuple[_Key, Missing]]:
    """The missing answers that leave a condition undecided."""
    for test in valuation.deciding(condition, UNDECIDED):
        yield from _causes_of_test(test, valuation)


def _causes_of_test(test: Test, valuation: Valuation) -> Iterable[tuple[_Key, Missing]]:
    """The gate's own causes while the gate is undecided; the question's, once it is to be asked."""
    question = valuation.book.questions[test.question]
    gate = valuation.gate(question)
    if gate in UNDECIDED:
        yield from _causes(question.gate, valuation)
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


def _places_not_known(rule: Rule, grading: Grading) -> Iterable[tuple[_Key, Missing]]:
    """What leaves open where a limit of the rule lies, or whether it lies anywhere, where the plan could meet it."""
    valuation = grading.valuation
    for limit in rule.limits:
        spots = [spot for spot in grading.spots if not spot.placed and concerns(limit, spot, grading.book)]
        for item in limit.where:
            met = [meets(item, rule, spot.place, valuation)[0] for spot in spots]
            if isinstance(item, AnswerPlace) and max(met, default=Meeting.NO) is not Meeting.NO:
                question = grading.book.questions[item.question]
                if valuation.gate(question) in UNDECIDED:
                    yield from _causes(question.gate, valuation)
                if valuation.gate(question) is not Standing.OPEN:
                    yield from _places_missing(question.id, valuation)


def _places_missing(question: str, valuation: Valuation) -> Iterable[tuple[_Key, Missing]]:
    match valuation.answers.get(question):
        case Places(entries, complete):
            yield from (((question, typed), Missing.NOT_RECOGNISED) for typed in _unknown_places(entries))
            if not complete:
                yield (question, ""), Missing.NOT_SURE
        case NotSure():
            yield (question, ""), Missing.NOT_SURE
        case _:
            yield (question, ""), Missing.NOT_ASKED
