"""What has to happen, and who has to be asked, before a finding lets the session go on."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.model.levels import Audience, Outcome

_WAIT = {
    Audience.PRACTITIONER: "Wait until {until} ({title}).",
    Audience.PATIENT: "First wait until {until} ({title}).",
}


def waits(page: Page) -> Iterator[str]:
    """What to wait for, and because of what."""
    for finding in page.report.findings:
        if finding.rule.until is not None and finding.level:
            until = page.words(finding.rule.until)
            title = page.reasons([finding.rule])
            yield _WAIT[page.audience].format(until=until, title=title)


def asks(page: Page) -> Iterator[str]:
    """Whom to ask, and because of what."""
    for finding in page.report.findings:
        if finding.outcome is Outcome.ASK:
            asked = finding.rule.ask_whom
            whom = page.words(asked) if asked else "whoever knows"
            title = page.reasons([finding.rule])
            yield f"Ask {whom} ({title})."
