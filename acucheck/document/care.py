"""Aftercare in order of time, and gentler alternatives with their own limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document import phrases
from acucheck.document.blocks import Heading, Lines
from acucheck.document.limits import where
from acucheck.document.numbering import numbers
from acucheck.model.levels import Reader, Urgency
from acucheck.model.report import Cell, Report


def aftercare(report: Report, reader: Reader) -> Iterator[Heading | Lines]:
    """What to do and watch as time goes on, then when to call at once, with the number, and when on the same day."""
    if not report.aftercare:
        return
    entries = [report.book.aftercare[name] for name in report.aftercare]
    lines = [(phrases.TIMES[entry.time], entry.say.for_reader(reader)) for entry in entries if entry.help is None]
    urgent = [entry.say.for_reader(reader) for entry in entries if entry.help is Urgency.NOW]
    ring = [f" Ring {report.book.practice.emergency}."] + [""] * len(urgent)
    lines += [("Call at once", each + number) for each, number in zip(urgent, ring, strict=False)]
    lines += [("Call same day", entry.say.for_reader(reader)) for entry in entries if entry.help is Urgency.TODAY]
    used = (name for entry in entries for name in entry.sources)
    yield Heading(_AFTER[reader] + _cited(used, report, reader))
    yield Lines(tuple(lines))


_AFTER = {Reader.PRACTITIONER: "TELL THE PATIENT: AFTER THE SESSION", Reader.PATIENT: "AFTER THE SESSION"}


def _cited(sources: Iterable[str], report: Report, reader: Reader) -> str:
    """For the practitioner, the numbers of some sources."""
    cited = numbers(report)
    return "".join(f" [{cited[name]}]" for name in dict.fromkeys(sources)) if reader is Reader.PRACTITIONER else ""


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
        ]
        worse = cell.level.worst > cell.level.stands
        level = phrases.LEVELS[reader][cell.level.stands]
        level += f"; at worst: {phrases.LEVELS[reader][cell.level.worst]}" if worse else ""
        level += _cited(alternative.sources, report, reader)
        yield Lines(tuple(lines), f"{title}: {level}", cell.level.stands)


def alternative_care(cell: Cell, report: Report, reader: Reader) -> list[str]:
    """The precautions and limits that the findings put on an alternative itself."""
    said = []
    for finding in report.findings:
        for key in (cell.technique, *report.book.techniques[cell.technique].groups):
            said += [wording.for_reader(reader) for wording in finding.rule.precautions.get(key, ())]
        said += [sentence for _, sentence in where(finding, frozenset({cell.technique}), report.book, reader)]
    return list(dict.fromkeys(each for each in said if each))
