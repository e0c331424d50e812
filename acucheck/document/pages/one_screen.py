"""The result on one screen: the headline, the plan, what was found by name, and whom to call."""

from __future__ import annotations

from acucheck import __version__
from acucheck.document.blocks import Block, Document, Heading, Lines, Table
from acucheck.document.sections.findings_by_topic import finding_text
from acucheck.document.sections.headline import headline
from acucheck.document.sections.still_open import matters, topics
from acucheck.document.sections.technique_table import techniques
from acucheck.document.wording import phrases
from acucheck.model.levels import Audience, Level, Outcome, Urgency
from acucheck.model.report import Report

_ROWS = 4
"""The longest plan that is shown again; a longer one is in the headline as far as it is concerned."""


def summary(report: Report, audience: Audience) -> Document:
    """The first screen; everything else is on the whole page."""
    blocks: list[Block] = [*headline(report, audience)]
    plan = list(techniques(report, audience))
    if all(len(block.rows) <= _ROWS for block in plan if isinstance(block, Table)):
        blocks += plan
    named = [finding for finding in report.findings if finding.level > Level.NOTE or finding.rule.urgent]
    named = named or [finding for finding in report.findings if finding.level is Level.NOTE]
    found = [finding_text(finding, report, audience) for finding in named]
    if found:
        blocks += [
            Heading("FOUND"),
            Lines(tuple(("", " ".join([f"{text.title}. {text.plan}", *text.do[:1]])) for text in found)),
        ]
    waiting = "; ".join(topics(filter(matters, report.open), report.book, audience))
    if waiting and report.outcome.stands is not Outcome.HELP:
        blocks += [Heading("STILL OPEN"), Lines((("", phrases.sentence(waiting)),))]
    urgent = [report.book.aftercare[name] for name in report.aftercare]
    urgent = [entry for entry in urgent if entry.help is Urgency.NOW]
    if urgent:
        first = phrases.sentence(urgent[0].say.for_audience(audience).partition(". ")[0])
        ring = f"Ring {report.book.practice.emergency}."
        blocks += [Heading("AFTERWARDS"), Lines((("", f"{first} {ring}"),))]
    return Document(f"acucheck {__version__}", tuple(blocks))
