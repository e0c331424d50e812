"""For the practitioner, what has to be done and looked at before the first needle."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.sections.body_places import LABELS, how_named
from acucheck.document.sections.findings_by_topic import blocks
from acucheck.document.sections.limits import instructions
from acucheck.document.sections.planned_points import point_lines
from acucheck.document.sections.preconditions import asks, waits
from acucheck.document.sections.still_open import in_doubt
from acucheck.document.wording import phrases
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Report


def before_the_first_needle(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """What to do first, what is not settled, what to leave out or do with care, and what lies at the planned points."""
    if report.outcome.stands >= Outcome.NOT_TODAY:
        return
    lines = [
        *(("Do first", phrases.sentence(each)) for each in waits(report, audience)),
        *(("Do first", each) for each in asks(report, audience)),
        *(("Still open", each) for each in in_doubt(report, audience)),
        *((LABELS[level], sentence) for level, sentence in instructions(report, audience)),
        *(("Points", line) for line in (*how_named(report, audience), *point_lines(report, audience))),
    ]
    found = [finding for finding in report.findings if finding.rule.when is None and finding.level]
    if lines or found:
        yield Heading("BEFORE THE FIRST NEEDLE")
        yield Lines(tuple(lines))
        yield from blocks(found, report, audience)
