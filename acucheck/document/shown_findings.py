"""What of the findings a page explains, and so which sources it has to cite."""

from __future__ import annotations

from acucheck.model.book import Position
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Finding, Report


def explained(finding: Finding, report: Report) -> bool:
    """Whether a finding belongs in full on this page: without a session, if it decides that or asks somebody."""
    match report.outcome.stands:
        case Outcome.HELP:
            return finding.rule.urgent is not None
        case Outcome.NOT_TODAY:
            return finding.rule.urgent is not None or finding.outcome >= Outcome.ASK
        case _:
            return True


def noted(finding: Finding) -> bool:
    """Whether a finding leaves the plan as it is."""
    return finding.level <= Level.NOTE and finding.rule.urgent is None


def is_free(finding: Finding) -> bool:
    """Whether a rule never limits anything."""
    return finding.asks.of_anything is Level.NONE


def brief(finding: Finding) -> bool:
    """Whether nothing planned is affected."""
    return finding.level is Level.NONE and finding.rule.urgent is None


def differing(finding: Finding) -> list[Position]:
    """What sources say about the plan, the strictest first; nothing where all agree and no more is to be said."""
    planned = finding.general.keys()
    found = [each for each in finding.rule.positions if not each.techniques or each.techniques & planned]
    levels = {each.level for each in found}
    if len(levels) == 1 and not finding.rule.chosen_because:
        return []
    return sorted(found, key=lambda position: -position.level)
