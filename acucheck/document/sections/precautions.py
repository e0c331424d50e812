"""How what is planned is done: what each finding says of it, and the few adaptations that matter most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from acucheck.document.doubts import doubted_in, gives_way, may_need_help_now
from acucheck.document.page import Page, is_done
from acucheck.document.shown_findings import explained
from acucheck.model.book import SESSION, Precaution
from acucheck.model.levels import Audience, Level
from acucheck.model.report import Finding, Report, TechniqueLine

_TREATMENT = "treatment"
"""The topic of how somebody bears a treatment."""

_MOST = {Audience.PRACTITIONER: 5, Audience.PATIENT: 3}
"""Adaptations in one list. All others stand with the finding that asks for them."""


def to_do(finding: Finding, page: Page) -> Iterator[str]:
    """The precautions for what is planned and not left out; without a session, those for the visit as a whole.

    None where what the finding waits for gives way to a call for help.
    """
    if gives_way(finding, page.report):
        return
    if page.has_session or explained(finding, page.report):
        yield from _what_to_do_under(finding, [SESSION], page)
        yield from adapting(finding, page)


def adapting(finding: Finding, page: Page) -> Iterator[str]:
    """How what is planned is done otherwise because of a finding; nothing without a session."""
    yield from _what_to_do_under(finding, _done(finding, page), page)


def adaptations(page: Page) -> list[str]:
    """How what is planned is done otherwise, the strictest finding first, and of each the first thing before others.

    Of findings as strict, what keeps somebody from fainting or panic comes first: it concerns the whole treatment.
    """
    bearing = [finding for finding in page.report.findings if not gives_way(finding, page.report)]
    serious = [finding for finding in bearing if finding.level >= Level.CAUTION]
    strictest_first = sorted(serious, key=lambda finding: (-finding.level, finding.rule.topic != _TREATMENT))
    first: list[str] = []
    others: list[str] = []
    for finding in strictest_first:
        said = adapting(finding, page)
        first += islice(said, 1)
        others += said
    return list(dict.fromkeys([*first, *others]))[: _MOST[page.audience]]


def _what_to_do_under(finding: Finding, keys: Iterable[str], page: Page) -> Iterator[str]:
    for key in keys:
        for wording in finding.rule.precautions.get(key, ()):
            text = page.words(wording)
            if text and is_true_of(wording, finding, page) and is_about_the_plan(wording, page.report):
                yield text


def is_true_of(precaution: Precaution, finding: Finding, page: Page) -> bool:
    """Whether advice is true of the person: that a medicine goes on, only where it is certain that it is taken.

    Where help may be needed at once, those who help decide about that.
    """
    if not precaution.taken:
        return True
    return finding.rule.id not in page.uncertain and not may_need_help_now(page.report)


def _done(finding: Finding, page: Page) -> Iterator[str]:
    """Each technique that is planned and not left out, with its groups.

    None without a session, and none where it has to be clear first whether help is needed.
    """
    if not page.has_session or doubted_in(page.report):
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
    for cell in line.places:
        is_left_out = cell.level.stands is Level.AVOID
        if cell.place and not is_left_out and finding.meets(cell.place):
            return True
    return False


def is_about_the_plan(precaution: Precaution, report: Report) -> bool:
    """Whether advice bears on the plan: what is about some places does only where one of them is planned, or may be."""
    if not precaution.at:
        return True
    any_named = False
    for line in report.techniques:
        for cell in line.places:
            any_named = True
            done = cell.level.stands < Level.AVOID
            if cell.place is not None and done and cell.place.is_among(precaution.at):
                return True
    return not any_named
