"""Aftercare that fits what is planned and found, and alternatives that are themselves right for this person."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from acucheck.model.book import RuleBook
from acucheck.model.levels import Level, Outcome, Time
from acucheck.model.report import Cell, Finding

_ORDER = {time: place for place, time in enumerate(Time)}


def aftercare(book: RuleBook, found: tuple[Finding, ...], cells: Collection[Cell], outcome: Outcome) -> tuple[str, ...]:
    """Aftercare in order of time, for whatever of the plan is not left out. None when there is no session."""
    if outcome >= Outcome.NOT_TODAY:
        return ()
    done = {cell.technique for cell in cells if cell.level.stands < Level.AVOID}
    wanted = [entry.id for entry in book.aftercare.values() if entry.everyone]
    wanted += [name for finding in found for name in finding.rule.aftercare]
    fitting = {name for name in wanted if not book.aftercare[name].techniques or book.aftercare[name].techniques & done}
    fitting -= _replaced(book, fitting)
    chosen = [entry for entry in book.aftercare.values() if entry.id in fitting]
    return tuple(entry.id for entry in sorted(chosen, key=lambda entry: _ORDER[entry.time]))


def _replaced(book: RuleBook, names: Collection[str]) -> set[str]:
    """All that *names* replace, and what those replace in turn."""
    replaced: set[str] = set()
    waiting = [other for name in names for other in book.aftercare[name].replaces]
    while waiting:
        name = waiting.pop()
        if name not in replaced:
            replaced.add(name)
            waiting += book.aftercare[name].replaces
    return replaced


def alternatives(
    book: RuleBook, found: tuple[Finding, ...], cells: Mapping[str, Cell], outcome: Outcome
) -> dict[str, Cell]:
    """What the findings offer instead, where its own cell stands at caution or below. None when help comes first."""
    if outcome is Outcome.HELP:
        return {}
    right = {name: cells.get(book.alternatives[name].technique) for name in _offered(found)}
    return {name: cell for name, cell in right.items() if cell is not None and cell.level.stands <= Level.CAUTION}


def offered(book: RuleBook, found: tuple[Finding, ...]) -> set[str]:
    """The techniques that the findings offer instead."""
    return {book.alternatives[name].technique for name in _offered(found)}


def _offered(found: tuple[Finding, ...]) -> dict[str, None]:
    return dict.fromkeys(
        name for finding in found if finding.level >= Level.CAUTION for name in finding.rule.alternatives
    )
