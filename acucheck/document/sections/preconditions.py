"""What has to happen, and who has to be asked, before a finding lets the session go on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from acucheck.document.doubts import gives_way
from acucheck.document.page import Page, planned_cells
from acucheck.document.sections import in_doubt
from acucheck.document.sections.precautions import to_do
from acucheck.document.shown_findings import is_about_a_doubt, is_for_a_doctor
from acucheck.model.book import Wording
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Audience, Level, Outcome, Standing
from acucheck.model.report import Finding

_WAIT = {
    Audience.PRACTITIONER: "Wait until {until} ({title}).",
    Audience.PATIENT: "First wait until {until} ({title}).",
}

_PART_WAITS = {
    Audience.PRACTITIONER: "{part}: wait until {until} ({title}).",
    Audience.PATIENT: "{part}: first wait until {until} ({title}).",
}
_THERE = {Audience.PRACTITIONER: "At the place concerned", Audience.PATIENT: "At that place"}
"""What waits where only what is done at some places does."""


def waits(page: Page, besides: Collection[Finding] = ()) -> Iterator[str]:
    """What to wait for *besides* what is said already, and because of what; what only a part of the plan waits for."""
    for finding, until in awaited(page):
        if finding in besides or gives_way(finding, page.report):
            continue
        title = page.reasons([finding.rule])
        waiting = page.words(until)
        part = _part_that_waits(finding, page)
        if part:
            yield _PART_WAITS[page.audience].format(part=part, until=waiting, title=title)
        else:
            yield _WAIT[page.audience].format(until=waiting, title=title)


def _part_that_waits(finding: Finding, page: Page) -> str:
    """What of the plan waits, where that is not all of it: some techniques, or only what is done at some places."""
    techniques = [technique for technique, level in finding.general.items() if level and technique]
    if not techniques:
        return _THERE[page.audience]
    if set(page.planned) <= set(techniques):
        return ""
    waiting = [technique for technique in techniques if _is_waited_for(technique, finding, page)]
    return page.techniques_first(waiting)


def _is_waited_for(technique: TechniqueId, finding: Finding, page: Page) -> bool:
    """Whether any of a technique may be done once the waiting is over: nothing but this finding leaves it out there."""
    for line in page.lines:
        if line.cell.technique == technique:
            for cell in planned_cells(line):
                if cell.level.stands < Level.AVOID or not {*cell.rules} - {finding.rule.id}:
                    return True
    return False


def awaited(page: Page) -> Iterator[tuple[Finding, Wording]]:
    """The findings that something has to come before, with that; not those about what others leave out."""
    for finding in page.report.findings:
        if finding.rule.until is not None and finding.level and _is_about_what_is_left(finding, page):
            yield finding, finding.rule.until


def _is_about_what_is_left(finding: Finding, page: Page) -> bool:
    """Whether a finding is about places, or about a technique that is done or that only this finding leaves out."""
    techniques = [technique for technique, level in finding.general.items() if level]
    return not techniques or any(_is_waited_for(technique, finding, page) for technique in techniques)


def settling(page: Page) -> Iterator[str]:
    """What to do about an answer that is itself a doubt, such as that somebody could be pregnant."""
    for finding in doubts_answered(page):
        yield " ".join([f"{page.title(finding.rule)}:", *to_do(finding, page)])


def doubts_answered(page: Page) -> list[Finding]:
    """The findings that say what to do about a doubt itself, of rules which ask for it alone."""
    found: list[Finding] = []
    for finding in page.report.findings:
        holds = finding.standing is Standing.HOLDS and is_about_a_doubt(finding.rule, page.book)
        if holds and any(to_do(finding, page)) and not is_for_a_doctor(finding):
            found.append(finding)
    return found


def asks(page: Page) -> Iterator[str]:
    """Whom to ask, and because of what; nobody where something may call for help and it is not said who knows."""
    doubted = in_doubt.doubted(page)
    for finding in page.report.findings:
        if finding.outcome is Outcome.ASK and (finding.rule.ask_whom or finding not in doubted):
            asked = finding.rule.ask_whom
            whom = page.words(asked) if asked else "whoever knows"
            title = page.reasons([finding.rule])
            yield f"Ask {whom} ({title})."
