"""Aftercare in order of time, and gentler alternatives with their own limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.wording import phrases
from acucheck.document.blocks import Heading, Lines
from acucheck.document.sections.limits import where
from acucheck.document.source_numbers import numbers
from acucheck.model.answers import Taken
from acucheck.model.book import Aftercare
from acucheck.model.levels import Level, Reader, Urgency
from acucheck.model.report import Cell, Finding, Report


def aftercare(report: Report, reader: Reader) -> Iterator[Heading | Lines]:
    """What to do and watch as time goes on, then when to call at once, with the number, and when on the same day."""
    if not report.aftercare:
        return
    entries = [report.book.aftercare[name] for name in report.aftercare]
    lines = [(phrases.TIMES[entry.time], entry.say.for_reader(reader)) for entry in entries if entry.help is None]
    urgent = [care_text(entry, report, reader) for entry in entries if entry.help is Urgency.NOW]
    ring = [f" Ring {report.book.practice.emergency}."] + [""] * len(urgent)
    lines += [("Call at once", each + number) for each, number in zip(urgent, ring, strict=False)]
    lines += [("Call same day", entry.say.for_reader(reader)) for entry in entries if entry.help is Urgency.TODAY]
    used = (name for entry in entries for name in entry.sources)
    label, last = lines[-1]
    whole = "".join(f" Sources of this list: {numbered}" for numbered in _cited(used, report, reader))
    yield Heading(_AFTER[reader])
    yield Lines((*lines[:-1], (label, last + whole)))


_AFTER = {Reader.PRACTITIONER: "TELL THE PATIENT: AFTER THE SESSION", Reader.PATIENT: "AFTER THE SESSION"}


def care_text(entry: Aftercare, report: Report, reader: Reader) -> str:
    """One piece of aftercare; when it is to get help, also the medicines to name that it is because of."""
    said = entry.say.for_reader(reader)
    if entry.help is not Urgency.NOW:
        return said
    brought = (finding for finding in report.findings if entry.id in finding.rule.aftercare)
    taken = phrases.joined(name for finding in brought for name in _medicines(finding, report))
    return f"{said} Say that you take {taken}." if taken else said


def _medicines(finding: Finding, report: Report) -> Iterator[str]:
    """The medicines that a finding is because of, as they were typed."""
    for because in finding.because:
        for name in because.names:
            if name.taken is Taken.RECOGNISED and name.concepts & report.book.concepts["medicine"].keys():
                yield phrases.called(report.book, name, Reader.PATIENT)


def _cited(sources: Iterable[str], report: Report, reader: Reader) -> Iterator[str]:
    """For the practitioner, the numbers of some sources."""
    if reader is Reader.PRACTITIONER:
        cited = numbers(report)
        yield "".join(f"[{cited[name]}]" for name in dict.fromkeys(sources)) + "."


def alternatives(report: Report, reader: Reader) -> Iterator[Heading | Lines]:
    """Each alternative that is right for this person, with what the rules ask of it."""
    if not report.alternatives:
        return
    yield Heading("GENTLER WAYS")
    for name, cell in report.alternatives.items():
        alternative = report.book.alternatives[name]
        title = report.book.techniques[alternative.technique].label.for_reader(reader)
        lines = [
            ("", alternative.say.for_reader(reader)),
            *(("Do", each) for each in alternative_care(cell, report, reader)),
            *(("Sources", each) for each in _cited(alternative.sources, report, reader)),
        ]
        worst = phrases.level_named(cell.level.worst, cell.outcome.worst, reader)
        level = phrases.LEVELS[reader][cell.level.stands]
        level += f"; at worst: {worst}" if cell.level.worst > cell.level.stands else ""
        yield Lines(tuple(lines), f"{title}: {level}", cell.level.stands)


def alternative_care(cell: Cell, report: Report, reader: Reader) -> list[str]:
    """The limits and precautions that the findings put on an alternative itself, what is left out first.

    Where a finding says how to take care, that it takes care somewhere is not said again.
    """
    out, careful = [], []
    for finding in report.findings:
        keys = (cell.technique, *report.book.techniques[cell.technique].groups)
        care = [wording.for_reader(reader) for key in keys for wording in finding.rule.precautions.get(key, ())]
        for level, sentence in where(finding, frozenset({cell.technique}), report, reader):
            if level is Level.AVOID:
                out.append(sentence)
            elif not any(care):
                careful.append(sentence)
        careful += care
    return list(dict.fromkeys(each for each in (*out, *careful) if each))
