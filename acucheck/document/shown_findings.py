"""What of the findings a page explains, and so which sources it cites, each with its number."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.logic import tests
from acucheck.model.answers import NOT_SURE
from acucheck.model.book import Position, Rule, RuleBook, Word
from acucheck.model.ids import RuleId, SourceId
from acucheck.model.levels import Level, Outcome, Standing, Urgency
from acucheck.model.report import Finding, Report

_ANYTHING_NEW = RuleId("new-signs")
"""The rule that sends whoever has a new sign to a doctor today, and tells when that would be too late."""


def explained(finding: Finding, report: Report) -> bool:
    """Whether a finding belongs in full on this page: without a session, if it decides that or somebody has to act.

    Where help is called for at once, nothing that speaks of a doctor today, and no sign of a list that is not sure as a
    whole: that is read aloud.
    """
    match report.outcome.stands:
        case Outcome.HELP:
            waits = is_anything_new(finding) and gravest(report) is Urgency.NOW
            return finding.rule.urgent is not None and not waits and not _is_of_a_list_not_sure(finding, report)
        case Outcome.NOT_TODAY:
            to_be_told = finding.outcome >= Outcome.ASK or is_for_a_doctor(finding)
            return finding.rule.urgent is not None or to_be_told
        case _:
            return True


def _is_of_a_list_not_sure(finding: Finding, report: Report) -> bool:
    """Whether a finding comes from nothing but lists of which it was said as a whole that they are not sure."""
    told = [report.answers.get(because.question) for because in finding.because]
    return finding.standing is Standing.ACTS and all(answer is NOT_SURE for answer in told)


def is_anything_new(finding: Finding) -> bool:
    """Whether a finding says no more than that something is new: any other that calls for help says what it is."""
    return finding.rule.id == _ANYTHING_NEW


def urgent(report: Report) -> list[Finding]:
    """What calls for help for certain."""
    return [finding for finding in report.findings if finding.rule.urgent and finding.standing is Standing.HOLDS]


def gravest(report: Report) -> Urgency:
    """How fast help is needed, by what calls for it for certain."""
    calling = {finding.rule.urgent for finding in urgent(report)}
    return Urgency.NOW if Urgency.NOW in calling else Urgency.TODAY


def calls(finding: Finding, report: Report) -> bool:
    """Whether a finding calls for help for certain, and no other does so more urgently."""
    return finding in urgent(report) and finding.rule.urgent is gravest(report)


_FOR_A_DOCTOR = "for-your-doctor"
"""The topic of what leaves the plan as it is, and has to be seen to by a doctor or pharmacist."""


def is_for_a_doctor(finding: Finding) -> bool:
    """Whether somebody has to see to it, whatever becomes of the session."""
    return finding.rule.topic == _FOR_A_DOCTOR


def is_about_a_doubt(rule: Rule, book: RuleBook) -> bool:
    """Whether a rule is about an answer that stands for not being sure, so that it is certain where that was said."""
    if rule.when is None:
        return False
    for test in tests(rule.when, book.facts):
        if isinstance(test, Word) and test.words == {book.questions[test.question].not_sure}:
            return True
    return False


def noted(finding: Finding) -> bool:
    """Whether a finding leaves the plan as it is, and nobody has to see to it besides."""
    if finding.rule.urgent is not None or is_for_a_doctor(finding):
        return False
    return finding.level <= Level.NOTE


def is_free(finding: Finding) -> bool:
    """Whether a rule never limits anything."""
    return finding.asks.of_anything is Level.NONE


def brief(finding: Finding) -> bool:
    """Whether nothing planned is affected."""
    return finding.level is Level.NONE and finding.rule.urgent is None


def without_limit(report: Report) -> list[Finding]:
    """What surely limits nothing; not where it is said because of something that another finding takes to matter."""
    weighty: set[tuple[str, str]] = set()
    for finding in report.findings:
        if finding.level > Level.NOTE:
            weighty.update(_evidence(finding))
    found: list[Finding] = []
    for finding in report.findings:
        if explained(finding, report) and _surely_limits_nothing(finding, weighty):
            found.append(finding)
    return found


def _surely_limits_nothing(finding: Finding, weighty: set[tuple[str, str]]) -> bool:
    """Whether it is certain that a finding limits nothing, and none of its evidence is of weight elsewhere."""
    if finding.standing is not Standing.HOLDS:
        return False
    if not (brief(finding) and is_free(finding)):
        return False
    return weighty.isdisjoint(_evidence(finding))


def _evidence(finding: Finding) -> Iterator[tuple[str, str]]:
    """Each thing said, as the question with the line or name."""
    for because in finding.because:
        for word in because.words:
            yield because.question, word
        for name in because.names:
            yield because.question, name.typed


def differing(finding: Finding) -> list[Position]:
    """What sources say about the plan, the strictest first; nothing where all agree and no more is to be said."""
    found = [position for position in finding.rule.positions if _is_about_plan(position, finding)]
    levels = {position.level for position in found}
    if len(levels) == 1 and not finding.rule.chosen_because:
        return []
    return sorted(found, key=lambda position: -position.level)


def _is_about_plan(position: Position, finding: Finding) -> bool:
    """Whether a source speaks of every technique, or of one that is planned."""
    if not position.techniques:
        return True
    return not position.techniques.isdisjoint(finding.general)


def numbers(report: Report) -> dict[SourceId, int]:
    """Source id -> its number: first what the page cites, then what else the report rests on."""
    in_order = dict.fromkeys([*_cited(report), *_rested_on(report)])
    return {source: number for number, source in enumerate(in_order, start=1)}


def cited(report: Report) -> list[SourceId]:
    """The sources that the practitioner's page cites."""
    return list(dict.fromkeys(_cited(report)))


def _cited(report: Report) -> Iterator[SourceId]:
    unlimited = without_limit(report)
    for finding in report.findings:
        if not explained(finding, report) or (brief(finding) and finding not in unlimited):
            continue
        yield from finding.rule.sources
        if not noted(finding):
            for position in differing(finding):
                yield position.source


def _rested_on(report: Report) -> Iterator[SourceId]:
    for care in report.aftercare:
        yield from report.book.aftercare[care].sources
    for offered in report.alternatives:
        yield from report.book.alternatives[offered].sources
    for finding in (*report.findings, *report.unsure):
        yield from finding.rule.sources
        for position in finding.rule.positions:
            yield position.source
