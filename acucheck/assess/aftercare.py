"""Aftercare that fits what is planned and found, and alternatives that are themselves right for this person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain

from acucheck.assess.engine.cells import Grading
from acucheck.model.book import Alternative, RuleBook
from acucheck.model.ids import AftercareId, AlternativeId, TechniqueId
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Cell, Finding


def aftercare(
    grading: Grading, found: tuple[Finding, ...], cells: Collection[Cell], outcome: Outcome
) -> tuple[AftercareId, ...]:
    """Aftercare in order of time, for whatever of the plan is not left out. None when there is no session."""
    if outcome >= Outcome.NOT_TODAY:
        return ()
    entries, ground = grading.book.aftercare, grading.valuation.groundwork
    done = {cell.technique for cell in cells if cell.level.stands < Level.AVOID}
    wanted = ground.care_for_everyone.union(*[finding.rule.aftercare for finding in found])
    fitting = [each for each in wanted if not entries[each].techniques or entries[each].techniques & done]
    replaced = {other for each in fitting for other in ground.care_replaced[each]}
    return tuple(sorted({*fitting} - replaced, key=ground.care_order.__getitem__))


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
