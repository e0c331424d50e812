"""The order of the practitioner's page: what happens, why, what is not settled, afterwards, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Block
from acucheck.document.page import Page
from acucheck.document.sections.about import about, sources, typed_names
from acucheck.document.sections.afterwards import aftercare, alternatives
from acucheck.document.sections.also_seen import also_seen
from acucheck.document.sections.another_plan import another_plan
from acucheck.document.sections.before_needling import before_the_first_needle
from acucheck.document.sections.body_chart import chart
from acucheck.document.sections.choices import choices
from acucheck.document.sections.earlier_answers import changed_answers, earlier_answers
from acucheck.document.sections.findings_by_topic import findings
from acucheck.document.sections.headline import headline
from acucheck.document.sections.in_doubt import doubted
from acucheck.document.sections.technique_table import techniques
from acucheck.model.levels import Outcome


def practitioner_blocks(page: Page) -> Iterator[Block]:
    """Section by section, what a practitioner reads."""
    yield from headline(page)
    if page.report.outcome.stands is Outcome.HELP or doubted(page):
        from acucheck.document.sections.on_the_phone import on_the_phone

        yield from on_the_phone(page)
    yield from techniques(page)
    yield from chart(page)
    yield from before_the_first_needle(page)
    yield from findings(page)
    yield from also_seen(page)
    yield from another_plan(page)
    yield from choices(page)
    yield from aftercare(page)
    yield from alternatives(page)
    yield from changed_answers(page)
    yield from earlier_answers(page)
    yield from typed_names(page)
    yield from about(page)
    yield from sources(page)
