"""Levels, and what they make of a session, in numbers that are joined and met as bits.

A grade is a level and what it makes of the session; both only ever rise when grades are joined. Each is written as a
run of ones, so that joining is `|` and meeting is `&`. A span is three grades in one number: by what was found, by what
stands and at worst; and above them the level that stands with limits aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import and_, or_

from acucheck.model.ids import RuleId
from acucheck.model.levels import Level, Outcome, Standing
from acucheck.model.report import Bounds

PackedLevel = int
PackedBounds = int


def _ones(count: int) -> int:
    return (1 << count) - 1


_LEVEL_BITS = max(Level)
_GRADE_BITS = _LEVEL_BITS + max(Outcome)
_GRADE = _ones(_GRADE_BITS)
_STANDS, _WORST, _GENERAL = _GRADE_BITS, 2 * _GRADE_BITS, 3 * _GRADE_BITS
"""How far up the parts of a span lie."""

_STANDING_LEVEL = _ones(_LEVEL_BITS) << _STANDS
_FOUND_AND_WORST = _GRADE | _GRADE << _WORST


def _of(level: Level, outcome: Outcome) -> PackedLevel:
    return _ones(level) | _ones(outcome) << _LEVEL_BITS


_LEVELS = {_ones(level): level for level in Level}
_OUTCOMES = {_ones(outcome): outcome for outcome in Outcome}
_GRADES = {
    Level.NONE: _of(Level.NONE, Outcome.NONE),
    Level.NOTE: _of(Level.NOTE, Outcome.NOTE),
    Level.CAUTION: _of(Level.CAUTION, Outcome.CARE),
    Level.REFER: _of(Level.REFER, Outcome.ASK),
    Level.AVOID: _of(Level.AVOID, Outcome.CHANGE),
}
_NO_SESSION = _of(Level.AVOID, Outcome.NOT_TODAY)

LEFT_OUT_AT_WORST: PackedBounds = _GRADES[Level.AVOID] << _WORST
CAUTION_AT_WORST: PackedBounds = _GRADES[Level.CAUTION] << _WORST
ASKED_FIRST: PackedBounds = _GRADES[Level.REFER] << _STANDS | _GRADES[Level.REFER] << _WORST


def _span_of(found: PackedLevel, stands: PackedLevel, worst: PackedLevel) -> PackedBounds:
    return found | stands << _STANDS | worst << _WORST


def not_found(span: PackedBounds) -> PackedBounds:
    """The bounds with nothing found yet."""
    return span & ~_GRADE


@cache
def stands(span: PackedBounds) -> Level:
    """The level that stands."""
    return _LEVELS[span >> _STANDS & _ones(_LEVEL_BITS)]


def general(span: PackedBounds) -> Level:
    """The level that stands, limits aside."""
    return _LEVELS[span >> _GENERAL]


def deciding(rule_ids: Sequence[RuleId], spans: Sequence[PackedBounds], total: PackedBounds) -> tuple[RuleId, ...]:
    """The rules, each with its span, whose level is the one that stands in *total*, which is all of them together."""
    wanted = total & _STANDING_LEVEL
    if not wanted:
        return ()
    return tuple([rule_id for rule_id, span in zip(rule_ids, spans, strict=True) if span & _STANDING_LEVEL == wanted])


@cache
def bounds(span: PackedBounds) -> tuple[Bounds[Level], Bounds[Outcome]]:
    """The three levels of a span, and what they make of the session."""
    grades = _grades(span)
    levels = [_LEVELS[grade & _ones(_LEVEL_BITS)] for grade in grades]
    outcomes = [_OUTCOMES[grade >> _LEVEL_BITS] for grade in grades]
    return Bounds(*levels), Bounds(*outcomes)


def _grades(span: PackedBounds) -> tuple[PackedLevel, PackedLevel, PackedLevel]:
    return span & _GRADE, span >> _STANDS & _GRADE, span >> _WORST & _GRADE


def alike(level: Level, *, whole_session: bool = False) -> PackedBounds:
    """A level that is found, stands and is the worst; a whole session left out is no session."""
    grade = _NO_SESSION if whole_session and level is Level.AVOID else _GRADES[level]
    return _span_of(grade, grade, grade)


def three(found: Level, stands: Level, worst: Level) -> PackedBounds:
    """The span of three levels."""
    return _span_of(_GRADES[found], _GRADES[stands], _GRADES[worst])


def with_general(span: PackedBounds) -> PackedBounds:
    """The bounds, with what stands in them as the level that stands with limits aside."""
    return span | _ones(stands(span)) << _GENERAL


def of_any(own: PackedBounds, every: Iterable[PackedBounds]) -> PackedBounds:
    """*own* for something that could be any of *every*: found is the least of them, worst the most."""
    several = [own, *every]
    found = reduce(and_, several) & _GRADE
    worst = reduce(or_, several) & _GRADE << _WORST
    return own & ~_FOUND_AND_WORST | found | worst


@cache
def counted(full: PackedBounds, standing: Standing, if_not_known: Level | None) -> PackedBounds:
    """The grades as far as the rule's standing lets them count."""
    _, stands, worst = _grades(full)
    match standing:
        case Standing.HOLDS:
            return full
        case Standing.ACTS:
            return _span_of(0, _acting(stands, if_not_known), worst)
        case Standing.OPEN:
            return _span_of(0, 0, worst)
        case Standing.FAILS:
            return 0


def _acting(grade: PackedLevel, if_not_known: Level | None) -> PackedLevel:
    """What is not sure cannot stop a session: find out first.

    `if-not-known` lowers it further, unless that would raise what happens to the session, as "ask first" does where
    the rule only leaves a part out.
    """
    if grade == _NO_SESSION:
        grade = _GRADES[Level.REFER]
    if if_not_known is None:
        return grade
    lowered = _GRADES[if_not_known]
    return lowered if lowered | grade == grade else grade
