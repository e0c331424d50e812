"""Open points: what each missing answer leaves undecided, one for each question or name."""

from __future__ import annotations

from msgspec import Struct

from acucheck.assess.grading import Grading
from acucheck.assess.groundwork import Prepared, verdict
from acucheck.assess.index import Bits
from acucheck.assess.planning import Spot
from acucheck.assess.said import UNKNOWN
from acucheck.assess.spans import bounds
from acucheck.assess.valuation import UNDECIDED, Doubt, Valuation
from acucheck.model.answers import Names, Places, Ticks
from acucheck.model.book import PLAN, Limit, RuleBook
from acucheck.model.levels import ACTS, Outcome
from acucheck.model.report import NOT_ASKED, NOT_RECOGNISED, NOT_SURE, Missing, OpenPoint

_NOTHING = Outcome.NONE

_Key = tuple[str, str]  # question, and the name when it is one name of many
_Cause = tuple[_Key, Missing]


class _Touched(Struct):
    """What one missing answer touches, while it is being collected."""

    missing: Missing
    could_be: Outcome
    rules: dict[str, None] = {}


class _Doubts:
    """What is not known of one person, worked out once something is found to be undecided."""

    def __init__(self, valuation: Valuation) -> None:
        self._valuation = valuation
        self._doubts: list[Doubt] | None = None

    def of(self, bit: Bits) -> list[_Cause]:
        """What leaves the condition with this bit undecided."""
        if self._doubts is None:
            self._doubts = self._valuation.doubts()
        undecided = self._valuation.undecided(bit)
        return [((doubt.question, doubt.name), doubt.missing) for doubt in self._doubts if doubt.bits & undecided]


def open_points(grading: Grading) -> tuple[OpenPoint, ...]:
    """Every open point, worst first. A typed name that nobody knows is always among them."""
    found: dict[_Key, _Touched] = {}
    for key, could_be in _unrecognised(grading):
        _touch(key, NOT_RECOGNISED, could_be, found)
    doubts = _Doubts(grading.valuation)
    for row, (prepared, standing) in enumerate(grading.grades.live):
        if standing in UNDECIDED or prepared.placed:
            causes = doubts.of(prepared.bit) if standing in UNDECIDED else []
            if prepared.placed:
                causes += _places_not_known(prepared, grading, doubts)
            worst = Outcome.HELP if prepared.rule.urgent else bounds(grading.by_rule[row])[1].worst
            for key, missing in causes:
                _touch(key, missing, worst, found).rules[prepared.rule.id] = None
    order = grading.valuation.groundwork.order
    points = [_point(key, touched, grading.valuation) for key, touched in found.items()]
    return tuple(sorted(points, key=lambda point: (-point.could_be, order[point.question]))) if points else ()


def _point(key: _Key, touched: _Touched, valuation: Valuation) -> OpenPoint:
    question, name = key
    answer = valuation.answers.get(question)
    lines = tuple(sorted(answer.maybe)) if isinstance(answer, Ticks) else ()
    return OpenPoint(question, touched.missing, name, lines, touched.could_be, tuple(touched.rules))


def _touch(key: _Key, missing: Missing, could_be: Outcome, found: dict[_Key, _Touched]) -> _Touched:
    touched = found.get(key)
    if touched is None:
        touched = found[key] = _Touched(missing, could_be)
    elif could_be > touched.could_be:
        touched.could_be = could_be
    return touched


def _unrecognised(grading: Grading) -> list[tuple[_Key, Outcome]]:
    """The names and places that nobody knows, whatever they touch, and what a planned one could be by itself.

    Names of conditions only ever add, so one that is not known leaves nothing open.
    """
    valuation = grading.valuation
    found: list[tuple[_Key, Outcome]] = []
    for name in valuation.index.names:
        answer = valuation.counted(name)
        if isinstance(answer, Names) and name not in valuation.index.conditions:
            found += [((name, each.typed), _NOTHING) for each in answer.entries if each.taken in UNKNOWN]
    for name, places in valuation.places:
        found += [((name, typed), _NOTHING) for typed in _unknown_places(places)]
    for number, spot in enumerate(grading.spots):
        if spot.unknown:
            typed = spot.place.typed if spot.place is not None and not spot.place.id else spot.typed
            found.append(((PLAN, typed), bounds(grading.by_spot[number])[1].worst))
    return found


def _places_not_known(prepared: Prepared, grading: Grading, doubts: _Doubts) -> list[_Cause]:
    """What leaves open where a limit of the rule lies, or whether it lies anywhere, where the plan could meet it."""
    found: list[_Cause] = []
    for number, where in enumerate(prepared.where):
        for name in where.questions:
            causes = _places_not_said(name, grading.valuation, doubts)
            if causes and _could_meet(name, prepared.rule.limits[number], grading):
                found += causes
    return found


def _places_not_said(name: str, valuation: Valuation, doubts: _Doubts) -> list[_Cause]:
    gate, answer = valuation.gates.get(name), valuation.answers.get(name)
    causes = doubts.of(valuation.index.gate_of[name]) if gate in UNDECIDED else []
    if gate is not None and gate >= ACTS:
        if isinstance(answer, Places):
            causes += [((name, typed), NOT_RECOGNISED) for typed in _unknown_places(answer)]
        if not isinstance(answer, Places) or not answer.complete:
            causes.append(((name, ""), NOT_ASKED if answer is None else NOT_SURE))
    return causes


def _could_meet(question: str, limit: Limit, grading: Grading) -> bool:
    """Whether anything that the limit concerns is planned where the answer says, or may be."""
    spots = [spot for spot in grading.spots if not spot.placed and _concerns(limit, spot, grading.book)]
    return any(grading.grades.meets(question, spot.place)[0] for spot in spots)


def _concerns(limit: Limit, spot: Spot, book: RuleBook) -> bool:
    """Whether the limit says anything about the spot's technique, or about any where it is not recognised."""
    techniques = [spot.technique] if spot.technique else list(book.techniques)
    return any(verdict(limit.verdicts, technique, book)[0] for technique in techniques)


def _unknown_places(answer: Places) -> list[str]:
    return [entry.typed for entry in answer.entries if not entry.id]
