"""The rules that would apply and that the practice has silenced: nothing of the core is lost without a word."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.model.practice import Silence
from acucheck.model.report import Finding


def silenced(page: Page) -> Iterator[tuple[str, str]]:
    """One line for each, with what it would ask for, why it is silent, and who decided that."""
    if page.book.own is None:
        return
    for finding in page.report.silenced:
        silence = page.book.own.silences[finding.rule.id]
        yield "Silenced", _silence_text(finding, silence, page)


def _silence_text(finding: Finding, silence: Silence, page: Page) -> str:
    until = f", until {silence.until}" if silence.until is not None else ""
    level = phrases.level_named(finding.level, finding.outcome, page.audience)
    return (
        f"{page.words(finding.rule.title)}: {level}. Silenced by this practice, so it does not count here. "
        f"Reason: {phrases.with_stop(silence.because)} Decided by {silence.by}{until}."
    )
