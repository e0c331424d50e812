"""Findings by topic: because of what, the risk, what to do, and where guidance differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from acucheck.document.blocks import Heading, Lines
from acucheck.document.doubts import may_need_help_now
from acucheck.document.page import Page
from acucheck.document.sections.finding_text import FindingText, finding_text, met_places, plan_line
from acucheck.document.sections.limits import at_anybodys_places
from acucheck.document.sections.precautions import adaptations
from acucheck.document.shown_findings import brief, calls, explained, is_anything_new, noted, without_limit
from acucheck.document.wording import phrases
from acucheck.model.ids import SourceId
from acucheck.model.levels import Audience, Outcome, Standing
from acucheck.model.report import Finding

_FOUND = {Audience.PRACTITIONER: "WHAT WAS FOUND", Audience.PATIENT: "WHY, AND WHAT TO DO"}
_NOTED = {
    Audience.PRACTITIONER: "NOTED",
    Audience.PATIENT: "GOOD TO KNOW",
}
_LATER = {Audience.PRACTITIONER: "Also found", Audience.PATIENT: "Tell your practitioner then about these"}

_AS_ABOVE = "as above"
_AS_FOR = "as for: {}"


def findings(page: Page) -> Iterator[Heading | Lines]:
    """A block for each finding: those that change the plan, topic by topic and the worst first, then the others.

    When there is no session, or a patient may need help at once, only the findings that decide it are explained and
    the others named. What is about a place only stands with the planned points, for the practitioner.
    """
    shown = [finding for finding in page.report.findings if _is_shown(finding, page)]
    whole = [finding for finding in shown if not brief(finding) and not _at_points(finding, page)]
    later = [finding for finding in page.report.findings if finding not in shown and finding.level]
    yield from _in_full(whole, page)
    yield from _without_limit(without_limit(page.report), page)
    yield from _for_later(later, page)


def _is_shown(finding: Finding, page: Page) -> bool:
    """Whether a finding is explained: to a patient who may need help at once, none of what is noted or at a place."""
    if page.is_for_patient and may_need_help_now(page.report) and (noted(finding) or finding.rule.when is None):
        return False
    return explained(finding, page.report)


def _in_full(several: list[Finding], page: Page) -> Iterator[Heading | Lines]:
    """The blocks of findings topic by topic, those that change the plan first, under a heading for each of the two."""
    topics = list(dict.fromkeys(finding.rule.topic for finding in several))
    in_order = sorted(
        several, key=lambda finding: (noted(finding), is_anything_new(finding), topics.index(finding.rule.topic))
    )
    heading = ""
    for finding, block in zip(in_order, blocks(in_order, page), strict=True):
        headings = _NOTED if noted(finding) else _FOUND
        if headings[page.audience] != heading:
            heading = headings[page.audience]
            yield Heading(heading)
        yield block


def blocks(several: Sequence[Finding], page: Page) -> Iterator[Lines]:
    """A block for each of *several* findings. What stands above, or with a finding before it, is not said again."""
    said = set(adaptations(page))
    said.update(_said_at_points(several, page))
    explained_by: dict[str, str] = {}  # what a block says that it is because of -> its title
    right_above = ""
    for finding in several:
        text = finding_text(finding, page)
        because = _because(finding, text)
        fresh = _fresh(text, said)
        if because in explained_by:
            referred = _AS_ABOVE if because == right_above else _AS_FOR.format(explained_by[because])
            fresh = replace(fresh, because=referred)
        yield _finding_block(finding, fresh, page)
        said.update((text.until, *text.do, *text.lifted_by))
        right_above = because
        if because:
            explained_by.setdefault(because, text.title)


def _because(finding: Finding, text: FindingText) -> str:
    """What a block says that it is because of; nothing where its title says so, or where it concerns everybody."""
    if finding.rule.when is None or text.because == text.title:
        return ""
    return text.because


def _fresh(text: FindingText, said: Collection[str]) -> FindingText:
    """The words without what was *said* already."""
    return replace(
        text,
        until="" if text.until in said else text.until,
        do=tuple(each for each in text.do if each not in said),
        lifted_by=tuple(each for each in text.lifted_by if each not in said),
    )


def _said_at_points(several: Sequence[Finding], page: Page) -> Iterator[str]:
    """What the practitioner has read with the planned points already."""
    for finding in page.report.findings:
        if _at_points(finding, page) and finding.level and finding not in several:
            yield from finding_text(finding, page).do


def _finding_block(finding: Finding, text: FindingText, page: Page) -> Lines:
    """The finding's block; behind the name of what concerns everybody, the places for which it does here."""
    title = text.title
    met = met_places(finding, page.report) if finding.rule.when is None else ""
    if met:
        title += f": {met}"
    lines = [(label, said) for label, said in _lines_of_finding(finding, text, page) if said]
    return Lines(tuple(lines), title, finding.level)


def _lines_of_finding(finding: Finding, text: FindingText, page: Page) -> Iterator[tuple[str, str]]:
    """What has to come first, and whom to ask, stands above, as long as there is a session."""
    yield from _plan(finding, text, page)
    for level, sentence in at_anybodys_places(finding, page):
        yield phrases.LABELS[level], sentence
    because = _because(finding, text)
    if because:
        yield "Because", phrases.with_stop(because)
    if not calls(finding, page.report) and not _gives_way(finding, page):
        yield "Risk", text.risk
    for each in text.do:
        yield "Do", each
    if text.ask and page.report.outcome.stands is Outcome.NOT_TODAY:
        yield "Ask first", f"{text.ask}."
    if not noted(finding) and not page.is_for_patient:
        yield "Sources differ", text.differs
    for each in text.lifted_by:
        yield "Would lift it", each
    yield from _grounds(finding, text, page)


def _gives_way(finding: Finding, page: Page) -> bool:
    """Whether how rare something is would play down that help may be needed at once."""
    return finding.rule.urgent is None and may_need_help_now(page.report)


def _plan(finding: Finding, text: FindingText, page: Page) -> Iterator[tuple[str, str]]:
    """What is asked of the plan; without a session what that waits for. One call alone is made, the most urgent."""
    helped = page.report.outcome.stands is Outcome.HELP
    is_outdone = helped and finding.standing is Standing.HOLDS and not calls(finding, page.report)
    said = "" if is_outdone else plan_line(finding, page)
    if helped and text.until:
        yield "Plan", f"{said} No session until {text.until}.".strip()
        return
    yield "Plan", said
    if text.until and not page.has_session:
        yield "Do first", f"Wait until {text.until}."


def _grounds(finding: Finding, text: FindingText, page: Page) -> Iterator[tuple[str, str]]:
    """For the practitioner, the sources; and what ground a rule has that changes the plan. No help waits for one."""
    numbers = "".join(_numbers_cited(finding.rule.sources, page))
    if noted(finding) or finding.rule.urgent is not None:
        yield "Sources", numbers
    elif numbers:
        yield "Basis", f"{text.basis} {numbers}."


def _at_points(finding: Finding, page: Page) -> bool:
    """Whether a finding stands with the planned points: for the practitioner, what concerns everybody."""
    return finding.rule.when is None and not page.is_for_patient


def _without_limit(free: Sequence[Finding], page: Page) -> Iterator[Heading | Lines]:
    if free:
        yield Heading("NO LIMIT BECAUSE OF")
        yield Lines(tuple(_in_brief(free, page)))


def _for_later(several: Sequence[Finding], page: Page) -> Iterator[Heading | Lines]:
    stands = page.report.outcome.stands
    is_later = stands is Outcome.NOT_TODAY or (stands is not Outcome.HELP and may_need_help_now(page.report))
    if several and is_later:
        named = "; ".join(page.titles(several))
        line = f"{_LATER[page.audience]}: {named}."
        yield Heading("FOR A LATER VISIT")
        yield Lines((("", line),))


def _in_brief(several: Sequence[Finding], page: Page) -> Iterator[tuple[str, str]]:
    """What each is called, and why it is no limit: where that is the same of several, once; then the sources."""
    together: dict[str, list[Finding]] = {}
    for finding in several:
        why = page.words(finding.rule.risk)
        together.setdefault(why, []).append(finding)
    for why, alike in together.items():
        titles = "; ".join(page.titles(alike))
        yield "", f"{titles}. {why}"
        sources: list[SourceId] = []
        for finding in alike:
            sources += finding.rule.sources
        for numbers in _numbers_cited(dict.fromkeys(sources), page):
            yield "Sources", numbers


def _numbers_cited(sources: Iterable[SourceId], page: Page) -> Iterator[str]:
    """For the practitioner, the numbers of some sources."""
    if not page.is_for_patient:
        yield "".join(f"[{page.source_numbers[source]}]" for source in sources)
