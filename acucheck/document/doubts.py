"""What may call for help and is not certain, because of something that was said; and what gives way to it."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.document.shown_findings import gravest, is_anything_new
from acucheck.model.answers import Cue, MatchStatus, Name
from acucheck.model.levels import Outcome, Standing, Urgency
from acucheck.model.report import Evidence, Finding, Report

_TREATMENT = "treatment"
"""The topic of how somebody bears a treatment."""

_HELD_UP = frozenset({Outcome.NOT_TODAY, Outcome.ASK})
_NOT_SO = frozenset({Cue.NEGATED, Cue.PAST, Cue.SOMEONE_ELSE})


def help_in_doubt(report: Report) -> list[Finding]:
    """What would call for help by itself if what is not sure were so."""
    return [each for each in report.findings if each.rule.urgent and each.standing is Standing.ACTS]


def doubted_in(report: Report) -> list[Finding]:
    """What could call for help, is because of something said, and holds the session up until it is clear.

    Not what is said to be of somebody else, or long ago, or not so, in words that are not understood whole. Where a
    doctor has to be seen today for certain, only what may not wait so long.
    """
    stands = report.outcome.stands
    is_called = stands is Outcome.HELP and gravest(report) is Urgency.TODAY
    if not is_called and stands not in _HELD_UP:
        return []
    found: list[Finding] = []
    for finding in help_in_doubt(report):
        is_sooner = finding.rule.urgent is Urgency.NOW or not is_called
        if is_sooner and not rests_on_whole_lists(finding) and not _is_spoken_against(finding):
            found.append(finding)
    return found


def gives_way(finding: Finding, report: Report) -> bool:
    """Whether what a finding waits for, or does so that a treatment is borne, gives way to a call for help now.

    Nobody is told to ring at once and to rest or eat first, nor to ring a doctor today about what is new.
    """
    if is_anything_new(finding):
        return gravest(report) is Urgency.NOW
    comes_before = finding.rule.until is not None or finding.rule.topic == _TREATMENT
    if not comes_before or finding.rule.urgent is not None:
        return False
    return may_need_help_now(report)


def may_need_help_now(report: Report) -> bool:
    """Whether something that was said could call for help at once, and is not certain."""
    return any(each.rule.urgent is Urgency.NOW for each in doubted_in(report))


def goes_to_whoever_is_called(report: Report) -> bool:
    """Whether help is called for, or may be: then all that was typed is told there, whole."""
    return report.outcome.stands is Outcome.HELP or bool(doubted_in(report))


def rests_on_whole_lists(finding: Finding) -> bool:
    """Whether all that a finding is because of is lists that are not sure as a whole."""
    return all(because.not_sure and not because.words for because in finding.because)


def names_in_doubt(evidence: Iterable[Evidence]) -> list[Name]:
    """The names of which it is not certain whether they count."""
    names: list[Name] = []
    for because in evidence:
        names += [name for name in because.names if name.taken is not MatchStatus.RECOGNISED]
    return names


def _is_spoken_against(finding: Finding) -> bool:
    """Whether all that is doubted is names beside which something says that they are not so."""
    doubted_names = names_in_doubt(finding.because)
    return bool(doubted_names) and all(map(_has_a_no_beside_it, doubted_names))


def _has_a_no_beside_it(name: Name) -> bool:
    return name.taken is MatchStatus.MAYBE and name.cue in _NOT_SO
