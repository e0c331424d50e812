"""The result on one screen: what happens, what to say or to do first, how the rest is done, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck import __version__
from acucheck.document.blocks import Block, Document, Heading, Headline, Lines
from acucheck.document.page import Page
from acucheck.document.sections.afterwards import call_at_once
from acucheck.document.sections.also_seen import without_finding
from acucheck.document.sections.ask_first import worst_first
from acucheck.document.sections.headline import headline
from acucheck.document.sections.limits import instructions
from acucheck.document.sections.not_recognised import in_one_line
from acucheck.document.sections.planned_parts import at_level, parts_at
from acucheck.document.sections.precautions import adaptations
from acucheck.document.sections.still_open import topics, weighs
from acucheck.document.sections.to_say import also_told, quoted_lines
from acucheck.document.wording import phrases
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Finding, Report

_SCREEN = 21
"""Lines of a terminal below which a result no longer stands in sight: then it is said again where the reading ends."""

_HOW = 2
"""Adaptations on one screen; the whole page has the others."""

_Pairs = Iterator[tuple[str, str]]


def summary(report: Report, audience: Audience) -> Document:
    """The first screen; everything else is on the whole page."""
    page = Page(report, audience)
    top = next(headline(page))
    lines = [*_lines_in_brief(page)]
    if page.is_for_patient and _height(top, lines) > _SCREEN:
        top = next(headline(page, with_reasons=False))  # the reasons are told at the desk
    if page.is_for_patient and _height(top, lines) > _SCREEN:
        lines.append(("Result", phrases.with_stop(top.text)))
    blocks: list[Block] = [top]
    if lines:
        blocks += [Heading("IN BRIEF"), Lines(tuple(lines))]
    return Document(f"acucheck {__version__}", tuple(blocks))


def _height(top: Headline, lines: list[tuple[str, str]]) -> int:
    """About how many lines a terminal of 80 columns needs for it all."""
    whole = [top.text, *top.steps]
    beside_labels = [said for _, said in lines]
    return _lines_needed(whole, 76) + _lines_needed(beside_labels, 64)


def _lines_needed(sentences: list[str], columns: int) -> int:
    """How many lines sentences take up, each of which begins on a line of its own."""
    return sum(len(sentence) // columns + 1 for sentence in sentences)


def _lines_in_brief(page: Page) -> _Pairs:
    """For the practitioner all of it; the patient has said, or reads above, what is found, open or done first."""
    if page.is_for_patient:
        yield from quoted_lines(page)
        yield from also_told(page)
    if page.has_session:
        yield from _before(page)
    if not page.is_for_patient:
        yield from _found(page)
    for said in in_one_line(page):
        yield "Open", said
    yield from call_at_once(page)


def _before(page: Page) -> _Pairs:
    """What to leave out where, and how the rest is done; what comes first, and whom to ask, stands right above."""
    for level, said in instructions(page, planned=True):
        if level > Level.CAUTION:
            yield phrases.LABELS[level], said
    with_care = at_level(Level.CAUTION, page)
    if with_care and not _told_by_headline(page):
        but = "; not where it is left out" if any(parts_at(Level.AVOID, page)) else ""
        yield phrases.LABELS[Level.CAUTION], f"{with_care}{but}."
    for each in adaptations(page)[:_HOW]:
        yield "How", each


def _told_by_headline(page: Page) -> bool:
    """Whether the headline of a practitioner says what is done with care, and where."""
    if page.is_for_patient or not page.report.settled:
        return False
    return page.report.outcome.stands is Outcome.CARE


def _found(page: Page) -> _Pairs:
    """What is noted, where nothing more serious stands in the headline; and what is open."""
    noted = _notes_alone(page.report)
    if noted:
        titles = page.titles(noted)
        yield "Found", f"{'; '.join(titles)}."
    if page.has_session:
        yield from without_finding(page, noted or worst_first(page))
    waiting = topics([point for point in page.report.open if weighs(point, page.report)], page)
    if waiting and page.report.outcome.stands is not Outcome.HELP:
        yield "Open", f"{waiting}."


def _notes_alone(report: Report) -> list[Finding]:
    """The notes, where no finding asks for more."""
    notes: list[Finding] = []
    for finding in report.findings:
        if finding.level > Level.NOTE or finding.rule.urgent:
            return []
        if finding.level is Level.NOTE:
            notes.append(finding)
    return notes
