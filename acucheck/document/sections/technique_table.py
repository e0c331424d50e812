"""The technique table: what stands for each technique and, apart from it, for its limited places."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Table
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Cell, Report, TechniqueLine

_HEADS = {
    Audience.PRACTITIONER: ("Technique", "As it stands", "At worst"),
    Audience.PATIENT: ("Treatment", "As it stands", "At worst"),
}


def techniques(report: Report, audience: Audience) -> Iterator[Heading | Table]:
    """The table; without the last column when nothing open could change it."""
    if report.outcome.stands is Outcome.HELP:
        return
    lines = [row for line in report.techniques for row in _rows(line, report, audience)]
    worse = any(cell.level.worst > cell.level.stands for _, cell in lines)
    width = 3 if worse else 2
    rows = tuple((name, *_levels(cell, audience))[:width] for name, cell in lines)
    yield Heading("THE PLAN")
    yield Table(_HEADS[audience] if worse else (), rows, tuple(cell.level.stands for _, cell in lines))


def _rows(line: TechniqueLine, report: Report, audience: Audience) -> Iterator[tuple[str, Cell]]:
    name = phrases.technique(report.book, line.cell.technique, audience, line.cell.typed)
    where = [(_as_read(cell.place), cell) for cell in line.places if cell.place]
    alike = phrases.joined(place for place, cell in where if cell.level == line.cell.level)
    apart = [(place, cell) for place, cell in where if cell.level != line.cell.level]
    note = " (assumed)" if line.assumed else "" if line.planned else " (if considered)"
    elsewhere = " elsewhere" if apart and not alike else ""
    yield name + elsewhere + note + (f": {alike}" if alike else ""), line.cell
    yield from ((f"{name} at {place}", cell) for place, cell in apart)


def _as_read(place: BodyPlace) -> str:
    """A place as it is called, with what was typed where that reads otherwise."""
    return phrases.at(place) + (f" ('{place.typed}')" if otherwise_written(place) else "")


def otherwise_written(place: BodyPlace) -> bool:
    """Whether a place that is known was typed in another way than it is called here."""
    typed = _plain(place.typed)
    return bool(place.id) and _plain(place.id) not in typed and typed not in _plain(phrases.at(place))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _levels(cell: Cell, audience: Audience) -> tuple[str, str]:
    """What stands and what is worst, in the words that the rest of the page has for them."""
    stands = phrases.level_named(cell.level.stands, cell.outcome.stands, audience)
    return stands, phrases.level_named(cell.level.worst, cell.outcome.worst, audience)
