"""The technique table: what stands for each technique and, apart from it, for its limited places."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document import phrases
from acucheck.document.blocks import Heading, Table
from acucheck.model.levels import Level, Outcome, Reader
from acucheck.model.report import Cell, Report, TechniqueLine

_HEADS = {
    Reader.PRACTITIONER: ("Technique", "As it stands", "At worst"),
    Reader.PATIENT: ("Treatment", "As it stands", "At worst"),
}


def techniques(report: Report, reader: Reader) -> Iterator[Heading | Table]:
    """The table; without the last column when nothing open could change it."""
    if report.outcome.stands is Outcome.HELP:
        return
    lines = [row for line in report.techniques for row in _rows(line, report, reader)]
    worse = any(cell.level.worst > cell.level.stands for _, cell in lines)
    width = 3 if worse else 2
    rows = tuple((name, _level(cell, reader), phrases.LEVELS[reader][cell.level.worst])[:width] for name, cell in lines)
    yield Heading("THE PLAN")
    yield Table(_HEADS[reader] if worse else (), rows, tuple(cell.level.stands for _, cell in lines))


def _rows(line: TechniqueLine, report: Report, reader: Reader) -> Iterator[tuple[str, Cell]]:
    name = phrases.technique(report.book, line.cell.technique, reader, line.cell.typed)
    where = [(phrases.at(cell.place), cell) for cell in line.places if cell.place]
    alike = phrases.joined(place for place, cell in where if cell.level == line.cell.level)
    apart = [(place, cell) for place, cell in where if cell.level != line.cell.level]
    note = " (assumed)" if line.assumed else "" if line.planned else " (if considered)"
    elsewhere = " elsewhere" if apart and not alike else ""
    yield name + elsewhere + note + (f": {alike}" if alike else ""), line.cell
    yield from ((f"{name} at {place}", cell) for place, cell in apart)


def _level(cell: Cell, reader: Reader) -> str:
    if cell.outcome.stands is Outcome.NOT_TODAY and cell.level.stands is Level.AVOID:
        return "not today"
    return phrases.LEVELS[reader][cell.level.stands]
