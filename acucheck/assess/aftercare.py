"""Aftercare that fits what is planned and found, and alternatives that are themselves right for this person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from acucheck.assess.engine import Evaluation
from acucheck.model.answers import BodyPlace
from acucheck.model.book import Aftercare, Alternative, Limit, RuleBook, once_for_each
from acucheck.model.ids import AftercareId, AlternativeId, TechniqueId
from acucheck.model.levels import AftercareTime, Level, Outcome
from acucheck.model.report import Cell, Finding

_TIMES = [*AftercareTime]


class _Entries(Struct, frozen=True):
    """What a rule book says of its aftercare, whoever is assessed."""

    for_everyone: frozenset[AftercareId]
    order: Mapping[AftercareId, int]
    replaced: Mapping[AftercareId, frozenset[AftercareId]]  # by each entry, with what those replace in turn


def aftercare(evaluation: Evaluation, found: tuple[Finding, ...], outcome: Outcome) -> tuple[AftercareId, ...]:
    """Aftercare in order of time, for whatever of the plan is not left out. None when there is no session."""
    if outcome >= Outcome.NOT_TODAY:
        return ()
    known = _aftercare_entries(evaluation.book)
    wanted = {*known.for_everyone}
    for finding in found:
        wanted.update(_brought_by(finding, evaluation))
    done = _techniques_done(evaluation)
    fitting: set[AftercareId] = set()
    replaced: set[AftercareId] = set()
    for entry_id in wanted:
        entry = evaluation.book.aftercare[entry_id]
        if not entry.techniques or entry.techniques & (_done_at(entry.at, evaluation) if entry.at else done):
            fitting.add(entry_id)
            replaced |= known.replaced[entry_id]
    return tuple(sorted(fitting - replaced, key=known.order.__getitem__))


def _brought_by(finding: Finding, evaluation: Evaluation) -> Iterator[AftercareId]:
    """The aftercare of a finding; of a rule for everybody, only for what is done at a place that it is about."""
    there = _done_there(finding, evaluation)
    for entry_id in finding.rule.aftercare:
        techniques = evaluation.book.aftercare[entry_id].techniques
        if finding.rule.when is not None or not techniques or techniques & there:
            yield entry_id


def _done_there(finding: Finding, evaluation: Evaluation) -> set[TechniqueId]:
    """The techniques that are not left out at a planned place that a limit of a finding is about."""
    done: set[TechniqueId] = set()
    for met in finding.limits:
        asked = {each.technique for each in met.levels if each.level}
        for cell in evaluation.cells:
            if cell.technique in asked and _is_left_there(cell, met.limit):
                done.add(cell.technique)
    return done


def _is_left_there(cell: Cell, limit: Limit) -> bool:
    """Whether what is planned at a place is not left out, and the place is one that a limit names."""
    if cell.place is None or cell.level.stands is Level.AVOID:
        return False
    return not {*limit.where}.isdisjoint(_lying_at(cell.place))


def _lying_at(place: BodyPlace) -> Iterator[str]:
    """A place with all that it lies in or holds; where it may be one of several, of each of them."""
    for each in (place, *place.readings):
        yield each.id
        yield from each.lies_in or ()
        yield from each.holds or ()


def _techniques_done(evaluation: Evaluation) -> set[TechniqueId]:
    """The techniques of which anything planned is not left out: at a place, or where none is named."""
    done: set[TechniqueId] = set()
    for spot, cell in zip(evaluation.spots, evaluation.cells, strict=True):
        if not spot.placed and cell.level.stands < Level.AVOID:
            done.add(cell.technique)
    return done


def _done_at(places: tuple[str, ...], evaluation: Evaluation) -> set[TechniqueId]:
    """The techniques of which anything planned at some places, or where none is named, is not left out."""
    done: set[TechniqueId] = set()
    for spot, cell in zip(evaluation.spots, evaluation.cells, strict=True):
        there = cell.place is None or not cell.place.lies_in or not {*places}.isdisjoint(_lying_at(cell.place))
        if there and not spot.placed and cell.level.stands < Level.AVOID:
            done.add(cell.technique)
    return done


@once_for_each
def _aftercare_entries(book: RuleBook) -> _Entries:
    for_everyone: set[AftercareId] = set()
    order: dict[AftercareId, int] = {}
    replaced: dict[AftercareId, frozenset[AftercareId]] = {}
    for position, entry in enumerate(sorted(book.aftercare.values(), key=_time)):
        order[entry.id] = position
        replaced[entry.id] = _replaced(entry, book)
        if entry.everyone:
            for_everyone.add(entry.id)
    return _Entries(frozenset(for_everyone), order, replaced)


def _time(entry: Aftercare) -> int:
    return _TIMES.index(entry.time)


def _replaced(entry: Aftercare, book: RuleBook) -> frozenset[AftercareId]:
    found: set[AftercareId] = set()
    waiting = [*entry.replaces]
    while waiting:
        entry_id = waiting.pop()
        if entry_id not in found:
            found.add(entry_id)
            waiting += book.aftercare[entry_id].replaces
    return frozenset(found)


def offered_instead(found: tuple[Finding, ...], book: RuleBook) -> list[Alternative]:
    """What the findings offer instead, in order."""
    wanted: dict[AlternativeId, None] = {}
    for finding in found:
        if finding.level >= Level.CAUTION:
            wanted |= dict.fromkeys(finding.rule.alternatives)
    return [book.alternatives[each] for each in wanted]


def alternatives(
    instead: list[Alternative], cells: Mapping[TechniqueId, Cell], outcome: Outcome
) -> dict[AlternativeId, Cell]:
    """What is offered *instead* and stands at caution or below itself, each with its cell. None where help is first."""
    if outcome is Outcome.HELP:
        return {}
    right: dict[AlternativeId, Cell] = {}
    for each in instead:
        cell = cells.get(each.technique)
        if cell is not None and cell.level.stands <= Level.CAUTION:
            right[each.id] = cell
    return right
