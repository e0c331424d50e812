"""Numbers for the sources of a page, in the order they are met."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.shown_findings import brief, differing, explained, noted, without_limit
from acucheck.model.ids import SourceId
from acucheck.model.report import Report


def numbers(report: Report) -> dict[SourceId, int]:
    """Source id -> its number: first what the page cites, then what else the report rests on."""
    in_order = dict.fromkeys([*_cited(report), *_others(report)])
    return {source: number for number, source in enumerate(in_order, start=1)}


def cited(report: Report) -> list[SourceId]:
    """The sources that the practitioner's page cites."""
    return list(dict.fromkeys(_cited(report)))


def _cited(report: Report) -> Iterator[SourceId]:
    unlimited = without_limit(report)
    for finding in report.findings:
        if not explained(finding, report) or (brief(finding) and finding not in unlimited):
            continue
        yield from finding.rule.sources
        if not noted(finding):
            for position in differing(finding):
                yield position.source


def _others(report: Report) -> Iterator[SourceId]:
    for care in report.aftercare:
        yield from report.book.aftercare[care].sources
    for offered in report.alternatives:
        yield from report.book.alternatives[offered].sources
    for finding in (*report.findings, *report.unsure):
        yield from finding.rule.sources
        for position in finding.rule.positions:
            yield position.source
