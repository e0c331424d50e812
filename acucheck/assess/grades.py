"""What one rule makes of one technique at one place: levels, limits and what they mean for the session."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import reduce
from operator import and_, or_

from msgspec import Struct
from msgspec.structs import replace

from acucheck.assess.planning import Spot
from acucheck.assess.valuation import Valuation
from acucheck.model.answers import BodyPlace, Places
from acucheck.model.book import SESSION, AnswerPlace, Limit, Rule, RuleBook
from acucheck.model.levels import Level, Outcome, Side, Standing

_OUTCOMES = {
    Level.NONE: Outcome.NONE,
    Level.NOTE: Outcome.NOTE,
    Level.CAUTION: Outcome.CARE,
    Level.REFER: Outcome.ASK,
    Level.AVOID: Outcome.CHANGE,
}


class Grade(Struct, frozen=True):
    """A level and what it makes of the session. Both only ever rise when grades are joined."""

    level: Level = Level.NONE
    outcome: Outcome = Outcome.NONE

    def __or__(self, other: Grade) -> Grade:
        return Grade(max(self.level, other.level), max(self.outcome, other.outcome))

    def __and__(self, other: Grade) -> Grade:
        return Grade(min(self.level, other.level), min(self.outcome, other.outcome))


NOTHING = Grade()
LEFT_OUT = Grade(Level.AVOID, Outcome.CHANGE)
NO_SESSION = Grade(Level.AVOID, Outcome.NOT_TODAY)
_GRADES = {level: Grade(level, outcome) for level, outcome in _OUTCOMES.items()}


class Span(Struct, frozen=True):
    """One grade by what was found, one by what stands, one at worst."""

    found: Grade = NOTHING
    stands: Grade = NOTHING
    worst: Grade = NOTHING
    general: Level = Level.NONE  # as it stands, limits aside

    def __or__(self, other: Span) -> Span:
        if self is NO_SPAN or other is NO_SPAN:
            return other if self is NO_SPAN else self
        return Span(
            self.found | other.found,
            self.stands | other.stands,
            self.worst | other.worst,
            max(self.general, other.general),
        )


NO_SPAN = Span()


class Meeting(IntEnum):
    """How a planned place meets what a limit names."""

    NO = 0
    PART = 1  # it is a part of the place, or no place is named
    UNRECOGNISED = 2  # where the place is, is not known
    UNKNOWN = 3  # where it lies itself is not known
    YES = 4


def span(rule: Rule, standing: Standing, spot: Spot, valuation: Valuation) -> Span:
    """What *rule* makes of the spot's technique, at its place or where no place is named.

    A technique nobody knows could be any: what was found is the least that any would get, the worst is the most.
    """
    own = _span(rule, standing, spot, valuation)
    if spot.technique:
        return own
    spots = [replace(spot, technique=name) for name in valuation.book.techniques]
    every = [own, *(_span(rule, standing, each, valuation) for each in spots)]
    return replace(
        own,
        found=reduce(and_, (each.found for each in every)),
        worst=reduce(or_, (each.worst for each in every)),
    )


def _span(rule: Rule, standing: Standing, spot: Spot, valuation: Valuation) -> Span:
    level, whole_session = verdict(rule.verdicts, spot.technique, valuation.book)
    total = NO_SPAN
    if level is not Level.NONE:
        grade = _grade(level, whole_session)
        total = _counted(rule, standing, Span(grade, grade, grade))
        total = replace(total, general=total.stands.level)
    for limit in () if spot.placed else rule.limits:
        level, _ = verdict(limit.verdicts, spot.technique, valuation.book)
        if level is Level.NONE:
            continue
        for meeting, known in {meets(item, rule, spot.place, valuation) for item in limit.where}:
            if meeting is not Meeting.NO:
                total |= _counted(rule, min(standing, known), _limited(rule, level, meeting, spot.place))
    return total


def _limited(rule: Rule, level: Level, meeting: Meeting, place: BodyPlace | None) -> Span:
    """What a limit makes of a place that meets it in one way.

    In part it counts as a caution, and as a note for a rule that concerns everybody. Where the limit lies, or where
    the place is, is not known, it could still be elsewhere: nothing is found yet, a caution stands, and at worst the
    place is there, or, with no place named, in part. A rule that concerns everybody stays silent at a place nobody
    knows.
    """
    full, low = _grade(level), _grade(min(level, Level.CAUTION))
    match meeting:
        case Meeting.YES:
            return Span(full, full, full)
        case Meeting.PART:
            low = low if rule.when is not None else _grade(Level.NOTE)
            return Span(low, low, low)
        case Meeting.UNRECOGNISED:
            return Span(NOTHING, low if rule.when is not None else NOTHING, full)
        case _:
            return Span(NOTHING, low, low if place is None else full)


def verdict(verdicts: Mapping[str, Level], technique: str, book: RuleBook) -> tuple[Level, bool]:
    """A technique's level by its own entry, else its worst group, else the session; and whether by the session."""
    if technique in verdicts:
        return verdicts[technique], False
    known = book.techniques.get(technique)
    grouped = [verdicts[group] for group in known.groups if group in verdicts] if known else []
    return (max(grouped), False) if grouped else (verdicts.get(SESSION, Level.NONE), True)


def concerns(limit: Limit, spot: Spot, book: RuleBook) -> bool:
    """Whether the limit says anything about the spot's technique, or about any where it is not recognised."""
    techniques = [spot.technique] if spot.technique else list(book.techniques)
    return any(verdict(limit.verdicts, technique, book)[0] for technique in techniques)


def meets(
    item: str | AnswerPlace, rule: Rule, place: BodyPlace | None, valuation: Valuation
) -> tuple[Meeting, Standing]:
    """How a place meets one thing that a limit names, and how far it is known that the limit is there at all.

    Where an answer says where it lies, that is as far as the question's gate is open.
    """
    if isinstance(item, AnswerPlace):
        gate = valuation.gate(valuation.book.questions[item.question])
        meeting, known = _meets_answer(item, place, valuation)
        return (Meeting.NO, gate) if gate is Standing.FAILS else (meeting, min(gate, known))
    if place is None:
        return (Meeting.NO if rule.when is None else Meeting.PART), Standing.HOLDS
    return _lies_as_read(item, None, place)


def _meets_answer(item: AnswerPlace, place: BodyPlace | None, valuation: Valuation) -> tuple[Meeting, Standing]:
    """A limit lying where an answer says: nowhere after "none", somewhere when not known."""
    answer = valuation.answers.get(item.question)
    if not isinstance(answer, Places):
        return Meeting.UNKNOWN, Standing.HOLDS
    found = (Meeting.NO if places_known(answer) else Meeting.UNKNOWN), Standing.HOLDS
    if place is None:
        return max(found, (Meeting.PART, Standing.HOLDS)) if answer.entries else found
    return max([found, *(_lies_as_read(entry.id, entry.side, place) for entry in answer.entries if entry.id)])


def places_known(answer: Places) -> bool:
    """Whether the list is complete and every place in it was recognised."""
    return answer.complete and all(entry.id for entry in answer.entries)


def _lies_as_read(item: str, side: Side | None, place: BodyPlace) -> tuple[Meeting, Standing]:
    """The same for a place that may be one of several or is only suggested: the worst of them acts."""
    if place.id:
        return _lies(item, side, place), Standing.HOLDS
    met = [_lies(item, side, each) for each in place.readings]
    worst = max(met, default=Meeting.NO)
    if worst is Meeting.NO:
        return (Meeting.NO if place.ambiguous else Meeting.UNRECOGNISED), Standing.HOLDS
    return worst, Standing.HOLDS if place.ambiguous and min(met) is worst else Standing.ACTS


def _lies(item: str, side: Side | None, place: BodyPlace) -> Meeting:
    """Whether *place* lies in *item*, or holds it as a part. No side said means both."""
    for words, meeting in ((place.lies_in, Meeting.YES), (place.holds, Meeting.PART)):
        if words is not None and item in words:
            sides = {side, words[item], place.side}
            return Meeting.NO if sides.issuperset(Side) else meeting
    return Meeting.NO


def _grade(level: Level, whole_session: bool = False) -> Grade:
    stopped = whole_session and level is Level.AVOID
    return NO_SESSION if stopped else _GRADES[level]


def _counted(rule: Rule, standing: Standing, full: Span) -> Span:
    """The grades as far as the rule's standing lets them count."""
    match standing:
        case Standing.HOLDS:
            return full
        case Standing.ACTS:
            return Span(NOTHING, _acting(rule, full.stands), full.worst)
        case Standing.OPEN:
            return Span(NOTHING, NOTHING, full.worst)
        case Standing.FAILS:
            return NO_SPAN


def _acting(rule: Rule, grade: Grade) -> Grade:
    """What is not sure cannot stop a session: find out first.

    `if-not-known` lowers it further, unless that would raise what happens to the session, as "ask first" does where
    the rule only leaves a part out.
    """
    if grade.outcome is Outcome.NOT_TODAY:
        grade = _grade(Level.REFER)
    lowered = grade if rule.if_not_known is None else _grade(rule.if_not_known)
    return lowered if lowered | grade == grade else grade
