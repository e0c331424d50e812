"""The order of a page: help first, then what happens, why, what is not settled, afterwards, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from acucheck import __version__
from acucheck.document.blocks import Block, Document
from acucheck.document.page import Page
from acucheck.document.sections.about import about, sources, typed_names
from acucheck.document.sections.afterwards import aftercare, alternatives
from acucheck.document.sections.also_seen import also_seen
from acucheck.document.sections.another_plan import another_plan
from acucheck.document.sections.before_needling import before_the_first_needle
from acucheck.document.sections.body_places import chart, where_on_the_body
from acucheck.document.sections.choices import choices
from acucheck.document.sections.earlier_answers import changed_answers, earlier_answers
from acucheck.document.sections.findings_by_topic import findings
from acucheck.document.sections.headline import headline
from acucheck.document.sections.stamp import tab, whose
from acucheck.document.sections.still_open import open_points
from acucheck.document.sections.technique_table import techniques
from acucheck.document.sections.to_say import keep_taking, what_to_say
from acucheck.model.answers import NOBODY, Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report

Section = Callable[[Page], Iterator[Block]]

_FOR = {Audience.PRACTITIONER: "for the practitioner", Audience.PATIENT: "for the patient"}

_SECTIONS: Mapping[Audience, tuple[Section, ...]] = {
    Audience.PRACTITIONER: (
        headline,
        techniques,
        chart,
        before_the_first_needle,
        findings,
        also_seen,
        another_plan,
        choices,
        aftercare,
        alternatives,
        changed_answers,
        earlier_answers,
        typed_names,
        about,
        sources,
    ),
    Audience.PATIENT: (
        headline,
        what_to_say,
        where_on_the_body,
        techniques,
        chart,
        keep_taking,
        findings,
        another_plan,
        open_points,
        aftercare,
        alternatives,
        earlier_answers,
        typed_names,
        about,
    ),
}

_CALM: tuple[Section, ...] = (
    headline,
    what_to_say,
    where_on_the_body,
    techniques,
    chart,
    open_points,
    aftercare,
    earlier_answers,
    about,
)
"""What a patient's page is made of when nothing has to change: the headline says all that was found."""


def report_page(report: Report, audience: Audience, head: Head = NOBODY) -> Document:
    """The whole page for one reader."""
    page = Page(report, audience, head)
    sections = _CALM if page.is_low_risk else _SECTIONS[audience]
    blocks = [block for section in sections for block in section(page)]
    title = f"acucheck {__version__}: safety check before acupuncture, {_FOR[audience]}"
    top = next(headline(page))
    return Document(title, (*whose(page), *blocks), tab(top, head, _FOR[audience]))
