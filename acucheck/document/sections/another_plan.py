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
    lines = [(phrases.LABELS[level], sentence) for level, sentence in instructions(page, planned=False)]
    lines += [("Leave out", each) for each in _left_out(page)]
    others = [page.title(each.rule) for each in page.report.findings if brief(each) and not is_free(each)]
    if lines or others:
        check = " ".join(_check(others, page))
        yield Heading("ONLY IF THE PLAN CHANGES")
        yield Lines((*lines, ("", check)))


def _left_out(page: Page) -> Iterator[str]:
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


def _check(others: list[str], page: Page) -> Iterator[str]:
    yield _CHECK[page.audience]
    if others and not page.is_for_patient:
        yield phrases.with_stop(f"These count then: {'; '.join(others)}")
