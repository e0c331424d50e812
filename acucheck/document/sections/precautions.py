"""What a finding says of how to do what is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.page import Page, is_done
from acucheck.document.shown_findings import explained
from acucheck.model.answers import BodyPlace
from acucheck.model.book import SESSION, AnswerPlace, Precaution
from acucheck.model.levels import Level
from acucheck.model.report import Finding, Report, TechniqueLine


def to_do(finding: Finding, page: Page) -> Iterator[str]:
    """The precautions for what is planned and not left out; without a session, those for the visit as a whole."""
    if page.has_session or explained(finding, page.report):
        yield from _precautions(finding, [SESSION], page)
        yield from adapting(finding, page)


def adapting(finding: Finding, page: Page) -> Iterator[str]:
    """How what is planned is done otherwise because of a finding; nothing without a session."""
    yield from _precautions(finding, _done(finding, page), page)


def _precautions(finding: Finding, keys: Iterable[str], page: Page) -> Iterator[str]:
    for key in keys:
        for wording in finding.rule.precautions.get(key, ()):
            text = page.words(wording)
            if text and is_about_the_plan(wording, page.report):
                yield text


def _done(finding: Finding, page: Page) -> Iterator[str]:
    """Each technique that is planned and not left out, with its groups; none without a session."""
    if not page.has_session:
        return
    for line in page.report.techniques:
        technique = page.book.techniques.get(line.cell.technique)
        considered = line.planned or line.assumed
        if considered and technique is not None and _is_done(line, finding):
            yield technique.id
            yield from technique.groups


def _is_done(line: TechniqueLine, finding: Finding) -> bool:
    """Whether a technique is done at all; for a rule about places alone, at one of those."""
    if finding.rule.when is not None:
        return is_done(line)
    cells = [cell for cell in line.places if cell.level.stands < Level.AVOID]
    return any(meets(finding, cell.place) for cell in cells if cell.place)


def is_about_the_plan(precaution: Precaution, report: Report) -> bool:
    """Whether advice bears on the plan: what is about some places does only where one of them is planned, or may be."""
    if not precaution.at:
        return True
    places = [cell for line in report.techniques for cell in line.places if cell.place]
    done = [cell.place for cell in places if cell.level.stands < Level.AVOID]
    return not places or any(_is_among(place, precaution.at) for place in done if place)


def _is_among(place: BodyPlace, places: Iterable[str | AnswerPlace]) -> bool:
    """Whether a place is one of these, lies in one or holds one."""
    there = {place.id, *(place.lies_in or ()), *(place.holds or ())}
    return not there.isdisjoint(places)


def meets(finding: Finding, place: BodyPlace) -> bool:
    """Whether a place is, lies in or holds what a limit of a finding names."""
    return any(_is_among(place, met.limit.where) for met in finding.limits)
