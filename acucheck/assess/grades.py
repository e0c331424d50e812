"""What one rule makes of one technique at one place: levels, limits and what they mean for the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

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


@dataclass(frozen=True, slots=True)
class Grade:
    """A level and what it makes of the session. Both only ever rise when grades are joined."""

    level: Level = Level.NONE
    outcome: Outcome = Outcome.NONE

    def __or__(self, other: Grade) -> Grade:
        return Grade(max(self.level, other.level), max(self.outcome, other.outcome))


NOTHING = Grade()
LEFT_OUT = Grade(Level.AVOID, Outcome.CHANGE)


@dataclass(frozen=True, slots=True)
class Span:
    """One grade by what was found, one by what stands, one at worst."""

    found: Grade = NOTHING
    stands: Grade = NOTHING
    worst: Grade = NOTHING
    general: Level = Level.NONE  # as it stands, limits aside

    def __or__(self, other: Span) -> Span:
        return Span(
            self.found | other.found,
            self.stands | other.stands,
            self.worst | other.worst,
            max(self.general, other.general),
        )


NO_SPAN = Span()


class Meeting(IntEnum):
    """How a planned place meets a limit."""

    NO = 0
    PART = 1  # the limit is a part of the place, or no place is named
    UNKNOWN = 2  # where the limit lies, or where the place is, is not known
    YES = 3


def span(rule: Rule, standing: Standing, spot: Spot, valuation: Valuation) -> Span:
    """What *rule* makes of the spot's technique, at its place or where no place is named.

    A limit that is only a part of the place counts as a caution; for a rule that concerns everybody, as a note.
    """
    level, whole_session = verdict(rule.verdicts, spot.technique, valuation.book)
    total = _counted(rule, standing, _grade(level, whole_session), _grade(level, whole_session))
    total = replace(total, general=total.stands.level)
    for limit in () if spot.placed else rule.limits:
        level, _ = verdict(limit.verdicts, spot.technique, valuation.book)
        meeting = meets(limit, rule, spot.place, valuation)
        if level is Level.NONE or meeting is Meeting.NO:
            continue
        lowered = Level.NOTE if rule.when is None and meeting is Meeting.PART else Level.CAUTION
        full, low = _grade(level), _grade(min(level, lowered))
        shown = full if meeting is Meeting.YES else low
        total |= _counted(rule, standing, shown, low if meeting is Meeting.PART else full)
    return total


def verdict(verdicts: Mapping[str, Level], technique: str, book: RuleBook) -> tuple[Level, bool]:
    """A technique's level by its own entry, else its worst group, else the session; and whether by the session."""
    if technique in verdicts:
        return verdicts[technique], False
    known = book.techniques.get(technique)
    grouped = [verdicts[group] for group in known.groups if group in verdicts] if known else []
    return (max(grouped), False) if grouped else (verdicts.get(SESSION, Level.NONE), True)


def meets(limit: Limit, rule: Rule, place: BodyPlace | None, valuation: Valuation) -> Meeting:
    """The closest meeting over all that the limit names."""
    return max(_meets(item, rule, place, valuation) for item in limit.where)


def _meets(item: str | AnswerPlace, rule: Rule, place: BodyPlace | None, valuation: Valuation) -> Meeting:
    if isinstance(item, AnswerPlace):
        return _meets_answer(item, place, valuation)
    if place is None or not place.id:
        return Meeting.NO if rule.when is None else Meeting.PART
    return _lies(item, None, place)


def _meets_answer(item: AnswerPlace, place: BodyPlace | None, valuation: Valuation) -> Meeting:
    """A limit lying where an answer says: nowhere behind a closed gate or after "none", somewhere when not known."""
    if valuation.gate(valuation.book.questions[item.question]) is Standing.FAILS:
        return Meeting.NO
    answer = valuation.answers.get(item.question)
    if not isinstance(answer, Places):
        return Meeting.UNKNOWN
    unknown = not answer.complete or any(not entry.id for entry in answer.entries)
    found = Meeting.UNKNOWN if unknown else Meeting.NO
    if not answer.entries:
        return found
    if place is None or not place.id:
        return max(found, Meeting.PART)
    return max([found, *(_lies(entry.id, entry.side, place) for entry in answer.entries if entry.id)])


def _lies(item: str, side: Side | None, place: BodyPlace) -> Meeting:
    """Whether *place* lies in *item*, or holds it as a part. No side said means both."""
    for words, meeting in ((place.lies_in, Meeting.YES), (place.holds, Meeting.PART)):
        if words is not None and item in words:
            sides = {side, words[item], place.side}
            return Meeting.NO if sides.issuperset(Side) else meeting
    return Meeting.NO


def _grade(level: Level, whole_session: bool = False) -> Grade:
    stopped = whole_session and level is Level.AVOID
    return Grade(level, Outcome.NOT_TODAY if stopped else _OUTCOMES[level])


def _counted(rule: Rule, standing: Standing, shown: Grade, worst: Grade) -> Span:
    """The grade as far as the rule's standing lets it count."""
    match standing:
        case Standing.HOLDS:
            return Span(shown, shown, worst)
        case Standing.ACTS:
            return Span(NOTHING, _acting(rule, shown), worst)
        case Standing.OPEN:
            return Span(NOTHING, NOTHING, worst)
        case Standing.FAILS:
            return NO_SPAN


def _acting(rule: Rule, grade: Grade) -> Grade:
    """What is not sure cannot stop a session: find out first. `if-not-known` lowers it further."""
    if grade.outcome is Outcome.NOT_TODAY:
        grade = _grade(Level.REFER)
    if rule.if_not_known is not None and grade.level > rule.if_not_known:
        grade = _grade(rule.if_not_known)
    return grade
