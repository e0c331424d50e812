"""What would count besides if a technique or a place were added to the plan."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.limits import instructions
from acucheck.document.shown_findings import brief, is_free
from acucheck.document.wording import phrases
from acucheck.model.book import Rule
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Audience
from acucheck.model.report import Finding

_CHECK = {
    Audience.PRACTITIONER: "Check again before a technique or place is added.",
    Audience.PATIENT: "Check again before you add a treatment or a place.",
}


def another_plan(page: Page) -> Iterator[Heading | Lines]:
    """What is said of places that are not planned; for the practitioner also what would be left out, and what counts.

    What could count then is not explained: the check says it once that is planned.
    """
    if not page.has_session:
        return
    lines: list[tuple[str, str]] = []
    for level, sentence in instructions(page, planned=False):
        lines.append((phrases.LABELS[level], sentence))
    for sentence in _would_be_left_out(page):
        lines.append(("Leave out", sentence))
    others = [finding for finding in page.report.findings if brief(finding) and not is_free(finding)]
    if lines or others:
        check = " ".join(_to_check_again(others, page))
        yield Heading("ONLY IF THE PLAN CHANGES")
        yield Lines((*lines, ("", check)))


def _would_be_left_out(page: Page) -> Iterator[str]:
    """For the practitioner, what is not planned and is left out wherever it is done, with the findings that say so."""
    if page.is_for_patient:
        return
    left_out: set[TechniqueId] = set()
    because: list[Rule] = []
    for finding in page.report.findings:
        if finding.asks.left_out and not brief(finding):
            left_out.update(finding.asks.left_out)
            because.append(finding.rule)
    if left_out:
        named = [technique for technique in page.book.techniques if technique in left_out]
        yield f"No {page.techniques(named, 'or')} ({page.reasons(because)})."


def _to_check_again(others: list[Finding], page: Page) -> Iterator[str]:
    """That another plan has to be checked; for the practitioner also what is sure to count then."""
    yield _CHECK[page.audience]
    if others and not page.is_for_patient:
        titles = "; ".join(page.titles(others))
        yield phrases.with_stop(f"These count then: {titles}")
