"""What has to happen, and who has to be asked, before a finding lets the session go on."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.wording import phrases
from acucheck.model.levels import Outcome, Reader
from acucheck.model.report import Finding, Report


def waits(report: Report, reader: Reader) -> Iterator[str]:
    """What to wait for, and because of what."""
    for finding in report.findings:
        if finding.rule.until is not None and finding.level:
            yield f"wait until {finding.rule.until.for_reader(reader)} ({_title(finding, reader)})."


def asks(report: Report, reader: Reader) -> Iterator[str]:
    """Whom to ask, and because of what."""
    for finding in report.findings:
        if finding.outcome is Outcome.ASK:
            whom = finding.rule.ask_whom.for_reader(reader) if finding.rule.ask_whom else "whoever knows"
            yield phrases.sentence(f"ask {whom} ({_title(finding, reader)})")


def _title(finding: Finding, reader: Reader) -> str:
    return phrases.lower_first(finding.rule.title.for_reader(reader))
