"""What one rule makes of one technique at one place: its levels, and its limits where the place meets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from acucheck.assess.index import Applied, AppliedLimit
from acucheck.assess.planning import Meeting, Meetings, Spot
from acucheck.assess.spans import Span, alike, counted, of_any, three, with_general
from acucheck.assess.valuation import Valuation
from acucheck.model.answers import BodyPlace, Places
from acucheck.model.book import SESSION, AnswerPlace, Limit, Rule, RuleBook
from acucheck.model.levels import Level, Side, Standing

_Row = tuple[Rule, Standing, Span, tuple[AppliedLimit, ...]]
"""A live rule that says something about a technique: how it stands, what it says by itself, and its limits."""


def span(rule: Rule, standing: Standing, spot: Spot, valuation: Valuation) -> Span:
    """What *rule* makes of the spot's technique, at its place or where no place is named.

    A technique nobody knows could be any: what was found is the least that any would get, the worst is the most.
    """
    own = _span(rule, standing, spot.technique, spot, valuation)
    if spot.technique:
        return own
    return of_any(own, (_span(rule, standing, name, spot, valuation) for name in valuation.book.techniques))


def _span(rule: Rule, standing: Standing, technique: str, spot: Spot, valuation: Valuation) -> Span:
    applied = _applied(rule, technique, valuation)
    return applied.spans[standing] | _at_limits(rule, standing, applied.limits, spot, valuation)


def spans(
    live: Mapping[str, Standing], spots: tuple[Spot, ...], valuation: Valuation
) -> tuple[Mapping[str, Span], ...]:
    """For each spot, what each rule makes of it, where that is anything."""
    rows = {name: list(_rows(live, name, valuation)) for name in {spot.technique for spot in spots if spot.technique}}
    return tuple(
        _spans(rows[spot.technique], spot, valuation) if spot.technique else _of_any(live, spot, valuation)
        for spot in spots
    )


def _rows(live: Mapping[str, Standing], technique: str, valuation: Valuation) -> Iterable[_Row]:
    for name, standing in live.items():
        rule = valuation.book.rules[name]
        applied = _applied(rule, technique, valuation)
        if applied.limits or applied.spans[standing]:
            yield rule, standing, applied.spans[standing], applied.limits


def _spans(rows: Iterable[_Row], spot: Spot, valuation: Valuation) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for rule, standing, span, limits in rows:
        total = span | _at_limits(rule, standing, limits, spot, valuation) if limits else span
        if total:
            found[rule.id] = total
    return found


def _of_any(live: Mapping[str, Standing], spot: Spot, valuation: Valuation) -> dict[str, Span]:
    rules = valuation.book.rules
    found = {name: span(rules[name], standing, spot, valuation) for name, standing in live.items()}
    return {name: each for name, each in found.items() if each}


def _at_limits(
    rule: Rule, standing: Standing, limits: tuple[AppliedLimit, ...], spot: Spot, valuation: Valuation
) -> Span:
    total = 0
    for limit in () if spot.placed else limits:
        for meeting, known in meetings(rule, limit.number, spot.place, valuation):
            full = _limited(limit.level, meeting, rule.when is not None, spot.place is not None)
            total |= counted(full, min(standing, known), rule.if_not_known)
    return total


def _applied(rule: Rule, technique: str, valuation: Valuation) -> Applied:
    return valuation.index.applied.get((rule.id, technique)) or _apply(rule, technique, valuation)


def _apply(rule: Rule, technique: str, valuation: Valuation) -> Applied:
    """What the rule says about the technique, kept for all who are assessed by the rule book."""
    level, whole_session = verdict(rule.verdicts, technique, valuation.book)
    full = alike(level, whole_session=whole_session)
    spans = tuple(with_general(counted(full, each, rule.if_not_known)) for each in Standing)
    applied = Applied(spans, tuple(_applied_limits(rule, technique, valuation.book)))
    valuation.index.applied[rule.id, technique] = applied
    return applied


def _applied_limits(rule: Rule, technique: str, book: RuleBook) -> Iterable[AppliedLimit]:
    for number, limit in enumerate(rule.limits):
        level, _ = verdict(limit.verdicts, technique, book)
        if level is not Level.NONE:
            yield AppliedLimit(level, number)


def meetings(rule: Rule, number: int, place: BodyPlace | None, valuation: Valuation) -> Meetings:
    """Every way in which a place meets one of the rule's limits, with how far it is known."""
    where = valuation.index.limits[rule.id][number]
    if not where.answers and (place is None or place.id):
        return _named_meetings(rule, number, place, valuation)
    key = rule.id, number, place.typed if place is not None else None
    known = valuation.meetings.get(key)
    if known is None:
        met = {meets(item, rule, place, valuation) for item in where.answers}
        if place is None or place.id:
            met |= _named_meetings(rule, number, place, valuation)
        else:
            met |= {meets(item, rule, place, valuation) for item in where.words}
        known = valuation.meetings[key] = frozenset(each for each in met if each[0] is not Meeting.NO)
    return known


def _named_meetings(rule: Rule, number: int, place: BodyPlace | None, valuation: Valuation) -> Meetings:
    """The same for what a limit names and a known place or none, worked out once for a rule book."""
    key = rule.id, number, place.id if place is not None else "", place.side if place is not None else None
    known = valuation.index.met.get(key)
    if known is None:
        met = {meets(item, rule, place, valuation) for item in valuation.index.limits[rule.id][number].words}
        known = valuation.index.met[key] = frozenset(each for each in met if each[0] is not Meeting.NO)
    return known


@cache
def _limited(level: Level, meeting: Meeting, for_some: bool, placed: bool) -> Span:
    """What a limit makes of a place that meets it in one way.

    In part it counts as a caution, and as a note for a rule that concerns everybody. Where the limit lies, or where
    the place is, is not known, it could still be elsewhere: nothing is found yet, a caution stands, and at worst the
    place is there, or, with no place named, in part. A rule that concerns everybody stays silent at a place nobody
    knows.
    """
    low = min(level, Level.CAUTION)
    match meeting:
        case Meeting.YES:
            return alike(level)
        case Meeting.PART:
            return alike(low if for_some else Level.NOTE)
        case Meeting.UNRECOGNISED:
            return three(Level.NONE, low if for_some else Level.NONE, level)
        case _:
            return three(Level.NONE, low, level if placed else low)


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
