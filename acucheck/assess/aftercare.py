"""Aftercare that fits what is planned and found, and alternatives that are themselves right for this person."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from msgspec import Struct

from acucheck.assess.engine import Evaluation
from acucheck.model.book import Aftercare, Alternative, RuleBook, once_for_each
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
    entries, known = evaluation.book.aftercare, _aftercare_entries(evaluation.book)
    done = _done(evaluation)
    wanted = known.for_everyone.union(*[finding.rule.aftercare for finding in found])
    fitting = [each for each in wanted if not entries[each].techniques or entries[each].techniques & done]
    replaced = {other for each in fitting for other in known.replaced[each]}
    return tuple(sorted({*fitting} - replaced, key=known.order.__getitem__))


def _done(evaluation: Evaluation) -> set[TechniqueId]:
    """The techniques of which anything planned is not left out: at a place, or where none is named."""
    planned = zip(evaluation.spots, evaluation.cells, strict=True)
    return {cell.technique for spot, cell in planned if not spot.placed and cell.level.stands < Level.AVOID}


@once_for_each
def _aftercare_entries(book: RuleBook) -> _Entries:
    entries = book.aftercare.values()
    in_order = sorted(entries, key=_time)
    return _Entries(
        for_everyone=frozenset(entry.id for entry in entries if entry.everyone),
        order={entry.id: position for position, entry in enumerate(in_order)},
        replaced={entry.id: _replaced(entry, book) for entry in entries},
    )


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


def offered(found: tuple[Finding, ...], book: RuleBook) -> list[Alternative]:
    """What the findings offer instead, in order."""
    serious = [finding.rule.alternatives for finding in found if finding.level >= Level.CAUTION]
    return [book.alternatives[each] for each in dict.fromkeys(chain(*serious))]


def alternatives(
    instead: list[Alternative], cells: Mapping[TechniqueId, Cell], outcome: Outcome
) -> dict[AlternativeId, Cell]:
    """Those of what is offered *instead* whose own cell stands at caution or below. None when help comes first."""
    if outcome is Outcome.HELP:
        return {}
    right = {each.id: cells.get(each.technique) for each in instead}
    return {each: cell for each, cell in right.items() if cell is not None and cell.level.stands <= Level.CAUTION}
