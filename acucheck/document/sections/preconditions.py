"""What has to happen, and who has to be asked, before a finding lets the session go on."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.wording import phrases
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Finding, Report


def waits(report: Report, audience: Audience) -> Iterator[str]:
    """What to wait for, and because of what."""
    for finding in report.findings:
        if finding.rule.until is not None and finding.level:
            yield f"wait until {finding.rule.until.for_audience(audience)} ({_title(finding, audience)})."


def asks(report: Report, audience: Audience) -> Iterator[str]:
    """Whom to ask, and because of what."""
    for finding in report.findings:
        if finding.outcome is Outcome.ASK:
            whom = finding.rule.ask_whom.for_audience(audience) if finding.rule.ask_whom else "whoever knows"
            yield phrases.sentence(f"ask {whom} ({_title(finding, audience)})")


def _title(finding: Finding, audience: Audience) -> str:
    return phrases.lower_first(finding.rule.title.for_audience(audience))
