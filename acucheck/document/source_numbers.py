"""Numbers for the sources of a page, in the order they are met."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.shown_findings import differing, explained, noted, planned
from acucheck.model.ids import SourceId
from acucheck.model.report import Report


def numbers(report: Report) -> dict[SourceId, int]:
    """Source id -> its number: first what the page cites, then what else the report rests on."""
    in_order = dict.fromkeys([*cited(report), *_others(report)])
    return {source_id: number for number, source_id in enumerate(in_order, start=1)}


def cited(report: Report) -> list[SourceId]:
    """The sources that the practitioner's page cites."""
    return list(dict.fromkeys(_cited(report)))


def _cited(report: Report) -> Iterator[SourceId]:
    for finding in report.findings:
        if explained(finding, report):
            yield from finding.rule.sources
            if not noted(finding):
                yield from (position.source for position in differing(finding.rule, planned(report)))
    for care in report.aftercare:
        yield from report.book.aftercare[care].sources
    for offered in report.alternatives:
        yield from report.book.alternatives[offered].sources


def _others(report: Report) -> Iterator[SourceId]:
    for finding in report.findings:
        yield from finding.rule.sources
        yield from (position.source for position in finding.rule.positions)
