"""The order of the patient's page: what happens, what to say, how, why, afterwards, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Block
from acucheck.document.page import Page
from acucheck.document.sections.about import about, typed_names
from acucheck.document.sections.afterwards import aftercare, alternatives, keep_taking
from acucheck.document.sections.another_plan import another_plan
from acucheck.document.sections.body_chart import chart
from acucheck.document.sections.body_places import where_on_the_body
from acucheck.document.sections.earlier_answers import earlier_answers
from acucheck.document.sections.findings_by_topic import findings
from acucheck.document.sections.headline import headline
from acucheck.document.sections.still_open import open_points
from acucheck.document.sections.technique_table import techniques
from acucheck.document.sections.to_say import what_to_say


def patient_blocks(page: Page) -> Iterator[Block]:
    """Section by section, what a patient reads. Where nothing has to change, the headline says all that was found."""
    yield from headline(page)
    yield from what_to_say(page)
    yield from where_on_the_body(page)
    yield from techniques(page)
    yield from chart(page)
    if page.is_low_risk:
        yield from _of_low_risk(page)
    else:
        yield from _explained(page)
    yield from about(page)


def _of_low_risk(page: Page) -> Iterator[Block]:
    yield from open_points(page)
    yield from aftercare(page)
    yield from earlier_answers(page)


def _explained(page: Page) -> Iterator[Block]:
    yield from keep_taking(page)
    yield from findings(page)
    yield from another_plan(page)
    yield from open_points(page)
    yield from aftercare(page)
    yield from alternatives(page)
    yield from earlier_answers(page)
    yield from typed_names(page)
