"""Lists that nobody could answer: what counts for the plan until they are, told with the list and not one by one."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Lines
from acucheck.document.page import Page
from acucheck.document.sections.finding_text import finding_text
from acucheck.document.wording import phrases
from acucheck.model.levels import Audience
from acucheck.model.report import Finding

_UNTIL_KNOWN = {
    Audience.PRACTITIONER: "{}: not known. Read the list aloud; until then this counts",
    Audience.PATIENT: "{}: not known. Go through the list together. Until then the plan allows for each of these",
}

READ_WHOLE = 7
"""The longest list that is printed whole."""


def until_known(page: Page) -> Iterator[Lines]:
    """For each list that nobody could answer, what counts until it is; for the practitioner with what to do then."""
    if not page.has_session:
        return
    for lists, findings in page.by_unknown_list.items():
        questions = [page.book.questions[question_id] for question_id in lists]
        named = "; ".join(page.words(question.short) for question in questions)
        counts = [("", each) for each in _until_known(findings, page)]
        yield Lines(tuple(counts), _UNTIL_KNOWN[page.audience].format(named))


def _until_known(findings: list[Finding], page: Page) -> Iterator[str]:
    if page.is_for_patient:
        titles = "; ".join(page.titles(findings))
        yield f"{titles}."
        return
    if len(findings) > READ_WHOLE:
        yield from _by_level(findings, page)
        return
    for finding in findings:
        text = finding_text(finding, page)
        first = f"{text.title}: {_level_of(finding, page)}."
        yield " ".join([first, *text.where, *text.do])


def _by_level(findings: list[Finding], page: Page) -> Iterator[str]:
    """The findings of a long list, the strictest first; what to do about each is said once it is known to be so."""
    by_level: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: -finding.level):
        alike = by_level.setdefault(_level_of(finding, page), [])
        alike.append(finding)
    for level, several in by_level.items():
        titles = "; ".join(page.titles(several))
        yield f"{titles}: {level}."
    yield "Check again with each that is so: the page then says what to do."


def _level_of(finding: Finding, page: Page) -> str:
    return phrases.level_named(finding.level, finding.outcome, page.audience)
