"""Numbers for the sources of a page, in the order they are met."""

from __future__ import annotations

from acucheck.model.report import Report


def numbers(report: Report) -> dict[str, int]:
    """Source id -> its number, for every source that the page relies on."""
    used = [name for finding in report.findings for name in finding.rule.sources]
    used += [position.source for finding in report.findings for position in finding.rule.positions]
    used += [name for care in report.aftercare for name in report.book.aftercare[care].sources]
    used += [name for offered in report.alternatives for name in report.book.alternatives[offered].sources]
    return {name: place for place, name in enumerate(dict.fromkeys(used), start=1)}
