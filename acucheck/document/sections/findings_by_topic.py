"""Findings by topic: because of what, the risk, what to do, and where guidance differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.finding_text import NO_RESTRICTION, STRICTER, FindingText, finding_text
from acucheck.document.sections.how_to_treat import adaptations
from acucheck.document.shown_findings import explained, noted
from acucheck.model.levels import Audience, Level, Standing
from acucheck.model.report import Finding

_FOUND = {Audience.PRACTITIONER: "WHAT WAS FOUND", Audience.PATIENT: "WHY, AND WHAT TO DO"}
_NOTED = {
    Audience.PRACTITIONER: "NOTED",
    Audience.PATIENT: "GOOD TO KNOW",
}
_LATER = {Audience.PRACTITIONER: "Also found", Audience.PATIENT: "Tell your practitioner then about these"}
_CHANGED = {Audience.PRACTITIONER: "ONLY IF THE PLAN CHANGES", Audience.PATIENT: "ONLY IF YOUR PLAN CHANGES"}


def findings(page: Page) -> Iterator[Heading | Lines]:
    """A block for each finding: those that change the plan, topic by topic and the worst first, then the others.

    When there is no session, only the findings that decide it are explained and the others named. What is about a
    place only stands with the planned points, for the practitioner.
    """
    shown = [finding for finding in page.report.findings if explained(finding, page.report)]
    yield from _whole([each for each in shown if not _brief(each) and not _at_points(each, page)], page)
    brief = [each for each in shown if _brief(each)]
    yield from _without_limit([each for each in brief if _free(each)], page)
    yield from _if_the_plan_changes([each for each in brief if not _free(each)], page)
    yield from _for_later([each for each in page.report.findings if each not in shown and each.level], page)


def _whole(several: list[Finding], page: Page) -> Iterator[Heading | Lines]:
    topics = list(dict.fromkeys(finding.rule.topic for finding in several))
    in_order = sorted(several, key=lambda finding: (noted(finding), topics.index(finding.rule.topic)))
    texts = list(zip(in_order, blocks(in_order, page), strict=True))
    for heading, later in ((_FOUND, False), (_NOTED, True)):
        found = [block for finding, block in texts if noted(finding) is later]
        if found:
            yield Heading(heading[page.audience])
            yield from found


def blocks(several: Sequence[Finding], page: Page) -> Iterator[Lines]:
    """A block for each of *several* findings. What stands above, or with a finding before it, is not said again."""
    said = set(adaptations(page))
    said.update(_said_at_points(several, page))
    for finding in several:
        text = finding_text(finding, page)
        fresh = [each for each in text.do if each not in said]
        said.update(fresh)
        yield _block(finding, text, fresh, page)


def _said_at_points(several: Sequence[Finding], page: Page) -> Iterator[str]:
    """What the practitioner has read with the planned points already."""
    for finding in page.report.findings:
        if _at_points(finding, page) and finding.level and finding not in several:
            yield from finding_text(finding, page).do


def _block(finding: Finding, text: FindingText, do: list[str], page: Page) -> Lines:
    """The finding's block. What it says of places, and for the practitioner what has to come first, stands above."""
    lines = [(label, said) for label, said in _lines(finding, text, do, page) if said]
    return Lines(tuple(lines), text.title, finding.level)


def _lines(finding: Finding, text: FindingText, do: list[str], page: Page) -> Iterator[tuple[str, str]]:
    above = not page.is_for_patient and page.has_session
    plan_stays = noted(finding) and (any(finding.general.values()) or text.plan == STRICTER)
    if not plan_stays:
        yield "Plan", text.plan
    if text.until and not above:
        yield "Do first", f"Wait until {text.until}."
    if text.because:
        yield "Because", f"{text.because}."
    if not _said_above(finding):
        yield "Risk", text.risk
    for each in do:
        yield "Do", each
    yield "Also", text.not_planned
    if text.ask and not above:
        yield "Ask first", f"{text.ask}."
    if not noted(finding):
        yield "Sources differ", text.differs
    for each in text.lifted_by:
        yield "Would lift it", f"A yes to: {each}"
    for each in _cited(finding, page):
        yield "Basis", f"{text.basis} {each}."


def _said_above(finding: Finding) -> bool:
    """Whether the headline has the risk already, as it has for what calls for help."""
    return finding.rule.urgent is not None and finding.standing is Standing.HOLDS


def _brief(finding: Finding) -> bool:
    """Whether nothing planned is affected."""
    return finding.level is Level.NONE and finding.rule.urgent is None


def _at_points(finding: Finding, page: Page) -> bool:
    return finding.rule.when is None and not page.is_for_patient


def _free(finding: Finding) -> bool:
    """Whether the rule never limits anything."""
    return finding.asks.of_anything is Level.NONE


def _without_limit(several: Sequence[Finding], page: Page) -> Iterator[Heading | Lines]:
    if several:
        yield Heading("NO LIMIT BECAUSE OF")
        yield Lines(tuple(("", _in_brief(each, page)) for each in several))


def _if_the_plan_changes(several: Sequence[Finding], page: Page) -> Iterator[Heading | Lines]:
    """What would matter for another plan: for the practitioner with its risk, for the patient by name."""
    if not several:
        return
    yield Heading(_CHANGED[page.audience])
    if page.is_for_patient:
        titles = "; ".join(page.title(each.rule) for each in several)
        said = f"Check again before you add a treatment or a place. Then these count too: {titles}."
        yield Lines((("", said),))
    else:
        yield Lines(tuple(("", _in_brief(each, page)) for each in several))


def _for_later(several: Sequence[Finding], page: Page) -> Iterator[Heading | Lines]:
    if several:
        named = "; ".join(page.title(each.rule) for each in several)
        yield Heading("FOR A LATER VISIT")
        yield Lines((("", f"{_LATER[page.audience]}: {named}."),))


def _in_brief(finding: Finding, page: Page) -> str:
    text = finding_text(finding, page)
    parts = [f"{text.title}.", text.risk]
    if text.plan == NO_RESTRICTION:
        parts.append(text.plan)
    return " ".join([*parts, *_cited(finding, page)])


def _cited(finding: Finding, page: Page) -> Iterator[str]:
    """For the practitioner, the numbers of the sources."""
    if not page.is_for_patient:
        yield "".join(f"[{page.source_numbers[source]}]" for source in finding.rule.sources)
