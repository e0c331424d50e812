"""A patient's page when nothing has to change: what is good to know in a few lines, so that it is read at all."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.findings_by_topic import finding_text
from acucheck.document.wording import phrases
from acucheck.model.answers import MatchStatus, Name
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Finding, Report


def is_calm(report: Report, audience: Audience) -> bool:
    """Whether the page is a patient's, and nothing found or open asks for more than a note."""
    return audience is Audience.PATIENT and report.outcome.worst <= Outcome.NOTE


def notes(report: Report, audience: Audience) -> Iterator[str]:
    """A line for each note, one for what needs no limit, and one for the names that no rule is about."""
    for finding in report.findings:
        if finding.level is not Level.NONE:
            text = finding_text(finding, report, audience)
            yield f"{text.title}{_names(finding)}: {' '.join([text.risk, *text.do])}"
    free = [each for each in report.findings if phrases.strictest(each.rule) is Level.NONE]
    if free:
        named = phrases.joined(phrases.lower_first(each.rule.title.for_audience(audience)) for each in free)
        yield f"No limit because of: {named}."
    unspoken = [name for name in report.names if not _spoken_of(name, report) and _counts(name)]
    known = phrases.joined(name.typed for name in unspoken if not name.concepts)
    if known:
        yield f"Known, and no rule here is about it: {known}."
    yield from (conflict_text(each, report, audience) for each in report.contradictions)
    told = [name for name in report.names if _to_be_told(name) or (name in unspoken and name.concepts)]
    yield from (f"{phrases.taken(report.book, name, audience)}." for name in told)


def _names(finding: Finding) -> str:
    """The names that a finding is because of, in brackets."""
    named = phrases.joined(name.typed for each in finding.because for name in each.names if not name.given_as_class)
    return f" ({named})" if named else ""


def _spoken_of(name: Name, report: Report) -> bool:
    shown = (finding for finding in report.findings if finding.level is not Level.NONE)
    return any(name in each.names for finding in shown for each in finding.because)


def _to_be_told(name: Name) -> bool:
    """Whether what a name was taken for has to be said; that it was not recognised is said already."""
    return not _counts(name) and name.taken is not MatchStatus.UNRECOGNISED


def _counts(name: Name) -> bool:
    """Whether it is clear what a name is taken for, and that it is taken."""
    return name.taken is MatchStatus.RECOGNISED
