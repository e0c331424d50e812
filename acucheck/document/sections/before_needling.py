"""For the practitioner, what has to be done and looked at before the first needle."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.body_places import how_named
from acucheck.document.sections.findings_by_topic import blocks
from acucheck.document.sections.limits import instructions
from acucheck.document.sections.planned_points import point_lines
from acucheck.document.sections.precautions import adaptations
from acucheck.document.sections.preconditions import asks, waits
from acucheck.document.sections.still_open import in_doubt
from acucheck.document.wording import phrases


def before_the_first_needle(page: Page) -> Iterator[Heading | Lines]:
    """What to do first, what is not settled, what to leave out or do with care, and what lies at the planned points."""
    if not page.has_session:
        return
    found = [finding for finding in page.report.findings if finding.rule.when is None and finding.level]
    pierces = any("needling" in page.book.techniques[technique].groups for technique in page.done)
    yield Heading("BEFORE THE FIRST NEEDLE" if pierces else "BEFORE THE TREATMENT")
    yield Lines(tuple(_lines_before(page)))
    yield from blocks(found, page)


def _lines_before(page: Page) -> Iterator[tuple[str, str]]:
    for each in waits(page):
        yield "Do first", each
    for each in asks(page):
        yield "Do first", each
    for each in in_doubt(page):
        yield "Still open", each
    for level, sentence in instructions(page, planned=True):
        yield phrases.LABELS[level], sentence
    for each in adaptations(page):
        yield "How", each
    for each in (*how_named(page), *point_lines(page)):
        yield "Points", each
