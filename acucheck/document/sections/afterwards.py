"""Aftercare in order of time, and gentler alternatives with their own limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.sections.limits import where
from acucheck.document.source_numbers import numbers
from acucheck.document.wording import phrases
from acucheck.model.answers import MatchStatus
from acucheck.model.book import Aftercare
from acucheck.model.ids import SourceId
from acucheck.model.levels import Audience, Level, Urgency
from acucheck.model.report import Cell, Finding, Report


def aftercare(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """What to do and watch as time goes on, then when to call at once, with the number, and when on the same day."""
    if not report.aftercare:
        return
    entries = [report.book.aftercare[name] for name in report.aftercare]
    lines = [(phrases.TIMES[entry.time], entry.say.for_audience(audience)) for entry in entries if entry.help is None]
    urgent = [care_text(entry, report, audience) for entry in entries if entry.help is Urgency.NOW]
    ring = [f" Ring {report.book.practice.emergency}."] + [""] * len(urgent)
    lines += [("Call at once", each + number) for each, number in zip(urgent, ring, strict=False)]
    lines += [("Call same day", entry.say.for_audience(audience)) for entry in entries if entry.help is Urgency.TODAY]
    used = (name for entry in entries for name in entry.sources)
    label, last = lines[-1]
    whole = "".join(f" Sources of this list: {numbered}" for numbered in _cited(used, report, audience))
    yield Heading(_AFTER[audience])
    yield Lines((*lines[:-1], (label, last + whole)))


_AFTER = {Audience.PRACTITIONER: "TELL THE PATIENT: AFTER THE SESSION", Audience.PATIENT: "AFTER THE SESSION"}


def care_text(entry: Aftercare, report: Report, audience: Audience) -> str:
    """One piece of aftercare; when it is to get help, also the medicines to name that it is because of."""
    said = entry.say.for_audience(audience)
    if entry.help is not Urgency.NOW:
        return said
    brought = (finding for finding in report.findings if entry.id in finding.rule.aftercare)
    taken = phrases.joined(name for finding in brought for name in _medicines(finding, report))
    return f"{said} Say that you take {taken}." if taken else said


def _medicines(finding: Finding, report: Report) -> Iterator[str]:
    """The medicines that a finding is because of, as they were typed."""
    for because in finding.because:
        for name in because.names:
            if name.taken is MatchStatus.RECOGNISED and name.concepts & report.book.concepts["medicine"].keys():
                yield phrases.called(report.book, name, Audience.PATIENT)


def _cited(sources: Iterable[SourceId], report: Report, audience: Audience) -> Iterator[str]:
    """For the practitioner, the numbers of some sources."""
    if audience is Audience.PRACTITIONER:
        cited = numbers(report)
        yield "".join(f"[{cited[name]}]" for name in dict.fromkeys(sources)) + "."


def alternatives(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """Each alternative that is right for this person, with what the rules ask of it."""
    if not report.alternatives:
        return
    yield Heading("GENTLER WAYS")
    for name, cell in report.alternatives.items():
        alternative = report.book.alternatives[name]
        title = report.book.techniques[alternative.technique].label.for_audience(audience)
        lines = [
            ("", alternative.say.for_audience(audience)),
            *(("Do", each) for each in alternative_care(cell, report, audience)),
            *(("Sources", each) for each in _cited(alternative.sources, report, audience)),
        ]
        worst = phrases.level_named(cell.level.worst, cell.outcome.worst, audience)
        level = phrases.LEVELS[audience][cell.level.stands]
        level += f"; at worst: {worst}" if cell.level.worst > cell.level.stands else ""
        yield Lines(tuple(lines), f"{title}: {level}", cell.level.stands)


def alternative_care(cell: Cell, report: Report, audience: Audience) -> list[str]:
    """The limits and precautions that the findings put on an alternative itself, what is left out first.

    Where a finding says how to take care, that it takes care somewhere is not said again.
    """
    out, careful = [], []
    for finding in report.findings:
        keys = (cell.technique, *report.book.techniques[cell.technique].groups)
        care = [wording.for_audience(audience) for key in keys for wording in finding.rule.precautions.get(key, ())]
        for level, sentence in where(finding, frozenset({cell.technique}), report, audience):
            if level is Level.AVOID:
                out.append(sentence)
            elif not any(care):
                careful.append(sentence)
        careful += care
    return list(dict.fromkeys(each for each in (*out, *careful) if each))
