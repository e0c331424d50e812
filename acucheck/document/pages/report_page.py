"""The whole page for one reader: whose it is, and below it what that reader reads."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck import __version__
from acucheck.document.blocks import Block, Document
from acucheck.document.page import Page
from acucheck.document.sections.afterwards import WHEN_TO_CALL
from acucheck.document.sections.headline import headline
from acucheck.document.sections.stamp import tab, whose
from acucheck.model.answers import NOBODY, Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report

_FOR = {Audience.PRACTITIONER: "for the practitioner", Audience.PATIENT: "for the patient"}


def report_page(report: Report, audience: Audience, head: Head = NOBODY) -> Document:
    """The whole page for one reader."""
    page = Page(report, audience, head)
    title = f"acucheck {__version__}: safety check before acupuncture, {_FOR[audience]}"
    top = next(headline(page))
    jump = WHEN_TO_CALL if page.is_for_patient else None
    return Document(title, (*whose(page), *_blocks(page)), tab(top, head, _FOR[audience]), jump)


def _blocks(page: Page) -> Iterator[Block]:
    """What stands below whose page it is. What the other reader's page is made of is not loaded."""
    if page.is_for_patient:
        from acucheck.document.pages.patient_page import patient_blocks

        return patient_blocks(page)
    from acucheck.document.pages.practitioner_page import practitioner_blocks

    return practitioner_blocks(page)
