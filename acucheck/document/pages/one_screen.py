"""The result on one screen: the headline, the plan, what was found by name, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck import __version__
from acucheck.document.blocks import Block, Document, Heading, Lines, Table
from acucheck.document.page import Page
from acucheck.document.sections.finding_text import finding_text
from acucheck.document.sections.headline import headline
from acucheck.document.sections.still_open import matters, topics
from acucheck.document.sections.technique_table import techniques
from acucheck.document.wording import phrases
from acucheck.model.levels import Audience, Level, Outcome, Urgency
from acucheck.model.report import Finding, Report

_ROWS = 4
"""The longest plan that is shown again; a longer one is in the headline as far as it is concerned."""


def summary(report: Report, audience: Audience) -> Document:
    """The first screen; everything else is on the whole page."""
    page = Page(report, audience)
    sections = (headline, _plan, _found, _open, _afterwards)
    return Document(f"acucheck {__version__}", tuple(block for section in sections for block in section(page)))


def _plan(page: Page) -> Iterator[Block]:
    plan = list(techniques(page))
    if all(len(block.rows) <= _ROWS for block in plan if isinstance(block, Table)):
        yield from plan


def _found(page: Page) -> Iterator[Block]:
    found = [finding_text(finding, page) for finding in _named(page.report)]
    if found:
        yield Heading("FOUND")
        yield Lines(tuple(("", " ".join([f"{text.title}. {text.plan}", *text.do[:1]])) for text in found))


def _named(report: Report) -> list[Finding]:
    """The findings that ask for something; where none does, the notes."""
    serious = [finding for finding in report.findings if finding.level > Level.NOTE or finding.rule.urgent]
    return serious or [finding for finding in report.findings if finding.level is Level.NOTE]


def _open(page: Page) -> Iterator[Block]:
    waiting = "; ".join(topics(filter(matters, page.report.open), page))
    if waiting and page.report.outcome.stands is not Outcome.HELP:
        yield Heading("STILL OPEN")
        yield Lines((("", phrases.sentence(waiting)),))


def _afterwards(page: Page) -> Iterator[Block]:
    """When to ring, and where."""
    for care in page.report.aftercare:
        entry = page.book.aftercare[care]
        if entry.help is Urgency.NOW:
            first, _, _ = page.words(entry.say).partition(". ")
            ring = f"Ring {page.book.practice.emergency}."
            yield Heading("AFTERWARDS")
            yield Lines((("", f"{phrases.sentence(first)} {ring}"),))
            return
