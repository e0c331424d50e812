"""Open points: what each missing answer leaves undecided, one for each question or name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from acucheck import logic
from acucheck.assess.grades import Meeting, meets
from acucheck.assess.grading import Grading
from acucheck.assess.valuation import UNDECIDED, Valuation
from acucheck.logic import Test
from acucheck.model.answers import BodyPlace, Names, NotSure, Places, Taken, Ticks
from acucheck.model.book import PLAN, AnswerPlace, Condition, Rule
from acucheck.model.levels import Outcome, Standing
from acucheck.model.report import Missing, OpenPoint


@dataclass(slots=True)
class _Touched:
    """What one missing answer touches, while it is being collected."""

    missing: Missing
    could_be: Outcome = Outcome.NONE
    rules: dict[str, None] = field(default_factory=dict)


_Key = tuple[str, str]  # question, and the name when it is one name of many


def open_points(grading: Grading) -> tuple[OpenPoint, ...]:
    """Every open point, worst first. A typed name that nobody knows is always among them."""
    found: dict[_Key, _Touched] = dict(_unrecognised(grading))
    for rule, standing in grading.rules():
        worst = Outcome.HELP if rule.urgent else grading.total(rule.id).worst.outcome
        causes = _causes(rule.when, grading.valuation) if standing in UNDECIDED else ()
        for key, missing in [*causes, *_unknown_places(rule, grading)]:
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


def _unrecognised(grading: Grading) -> Iterable[tuple[_Key, _Touched]]:
    """The names and planned places that nobody knows, whatever they touch."""
    for question, answer in grading.valuation.answers.items():
        if isinstance(answer, Names) and grading.book.questions[question].names == "medicine":
            for name in answer.entries:
                if name.taken is Taken.UNRECOGNISED:
                    yield (question, name.typed), _Touched(Missing.NOT_RECOGNISED)
    for spot in grading.spots:
        if spot.unknown:
            typed = spot.place.typed if spot.place is not None and not spot.place.id else spot.typed
            yield (PLAN, typed), _Touched(Missing.NOT_RECOGNISED, grading.cell(spot).outcome.worst)


def _causes(condition: Condition | None, valuation: Valuation) -> Iterable[tuple[_Key, Missing]]:
    """The missing answers that leave a condition undecided."""
    if condition is None:
        return
    for test in logic.deciding(condition, valuation.test, valuation.book.facts, UNDECIDED):
        yield from _causes_of_test(test, valuation)


def _causes_of_test(test: Test, valuation: Valuation) -> Iterable[tuple[_Key, Missing]]:
    """The gate's own causes while the gate is undecided; the question's, once it is to be asked."""
    question = valuation.book.questions[test.question]
    gate = valuation.gate(question)
    if gate in UNDECIDED:
        yield from _causes(question.gate, valuation)
    if gate is Standing.OPEN or valuation.answered(test) not in UNDECIDED:
        return
    names = valuation.missing_in(test)
    if names is None:
        yield (question.id, ""), _why(question.id, valuation)
        return
    for name in names:
        unknown = name.taken is Taken.UNRECOGNISED
        yield (question.id, name.typed), Missing.NOT_RECOGNISED if unknown else Missing.NOT_SURE


def _why(question: str, valuation: Valuation) -> Missing:
    return Missing.NOT_SURE if question in valuation.answers else Missing.NOT_ASKED


def _unknown_places(rule: Rule, grading: Grading) -> Iterable[tuple[_Key, Missing]]:
    """The follow-ups that would say where a limit of the rule lies, where the plan could meet it."""
    for limit in rule.limits:
        if not any(meets(limit, rule, spot.place, grading.valuation) is Meeting.UNKNOWN for spot in grading.spots):
            continue
        for item in limit.where:
            if not isinstance(item, AnswerPlace):
                continue
            question = grading.book.questions[item.question]
            if grading.valuation.gate(question) is Standing.OPEN:
                yield from _causes(question.gate, grading.valuation)
            else:
                yield from _places_missing(question.id, grading.valuation)


def _places_missing(question: str, valuation: Valuation) -> Iterable[tuple[_Key, Missing]]:
    match valuation.answers.get(question):
        case Places(entries, complete):
            for entry in _unknown(entries):
                yield (question, entry.typed), Missing.NOT_RECOGNISED
            if not complete:
                yield (question, ""), Missing.NOT_SURE
        case NotSure():
            yield (question, ""), Missing.NOT_SURE
        case _:
            yield (question, ""), Missing.NOT_ASKED


def _unknown(entries: tuple[BodyPlace, ...]) -> list[BodyPlace]:
    return [entry for entry in entries if not entry.id]
