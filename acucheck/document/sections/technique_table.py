"""The technique table: what stands for each technique and, apart from it, for its limited places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Heading, Table
from acucheck.document.page import Page
from acucheck.document.sections.planned_parts import parts_of
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Bounds, Cell, TechniqueLine

_HEADS = {
    Audience.PRACTITIONER: ("Technique", "As it stands", "Could be"),
    Audience.PATIENT: ("Treatment", "As it stands", "Could be"),
}

_PARTS = "{}; parts {}"
"""What stands for all of a planned place, and what is asked at parts of it where that is more."""

_ALL_BUT_PARTS = {Audience.PRACTITIONER: "as planned", Audience.PATIENT: "go ahead"}
"""What stands for all of it where only parts need care."""


def techniques(page: Page) -> Iterator[Heading | Table]:
    """The table; without the last column when nothing open could change it."""
    if page.report.outcome.stands is Outcome.HELP:
        return
    named: list[tuple[str, Cell]] = []
    for line in page.lines:
        named += _rows(line, page)
    named += _considered(page)
    worse = any(cell.level.worst > cell.level.stands for _, cell in named)
    head = _HEADS[page.audience] if worse else ()
    width = 3 if worse else 2
    rows: list[tuple[str, ...]] = []
    for name, cell in named:
        row = (name, *_levels(cell, page))
        rows.append(row[:width])
    levels = tuple(cell.level.stands for _, cell in named)
    yield Heading("THE PLAN")
    yield Table(head, tuple(rows), levels)


def _considered(page: Page) -> Iterator[tuple[str, Cell]]:
    """What is told although it is not planned: those techniques together that stand alike, the strictest first."""
    alike: dict[Bounds[Level], list[Cell]] = {}
    for line in page.report.techniques:
        if not (line.planned or line.assumed):
            alike.setdefault(line.cell.level, []).append(line.cell)
    for level in sorted(alike, key=lambda level: (-level.stands, -level.worst)):
        several = alike[level]
        named = page.techniques_first(cell.technique for cell in several)
        yield f"If considered: {named}", several[0]


def _rows(line: TechniqueLine, page: Page) -> Iterator[tuple[str, Cell]]:
    """The technique with the places that stand as it does; then each place that does not."""
    own = line.cell
    name = phrases.technique(page.book, own.technique, page.audience, own.typed)
    alike: list[Cell] = []
    apart: list[Cell] = []
    for cell in line.places:
        kind = alike if _stands_as(own, cell, page) else apart
        kind.append(cell)
    whole = f"{name} (assumed)" if line.assumed else name
    if alike:
        yield f"{whole}: {_places_as_read(alike)}", own
    elif not apart:
        yield whole, own
    elif line.also_unplaced:
        yield f"{whole}, no place named", own
    for several in _stand_alike(apart, page):
        yield f"{name} at {_places_as_read(several)}", several[0]


def _places_as_read(cells: Iterable[Cell]) -> str:
    """The places of some planned cells, as they are read."""
    return phrases.joined(_as_read(cell.place) for cell in cells if cell.place)


def _stands_as(own: Cell, cell: Cell, page: Page) -> bool:
    """Whether a place stands as its technique does, and no part of it otherwise."""
    if cell.level != own.level:
        return False
    return _at_parts(cell, page) is Level.NONE


def _stand_alike(apart: list[Cell], page: Page) -> Iterable[list[Cell]]:
    """The places that stand alike together, in the order of the first of each."""
    together: dict[tuple[Bounds[Level], Bounds[Outcome], Level], list[Cell]] = {}
    for cell in apart:
        stands = (cell.level, cell.outcome, _at_parts(cell, page))
        together.setdefault(stands, []).append(cell)
    return together.values()


def _at_parts(cell: Cell, page: Page) -> Level:
    """The most that is asked at parts of a planned place, where that is more than what stands for all of it."""
    levels = [asked.level for asked in parts_of(cell, page)]
    return max(levels, default=Level.NONE)


def _as_read(place: BodyPlace) -> str:
    """A place as it is called, with what was typed where that reads otherwise."""
    called = phrases.at(place)
    if phrases.otherwise_written(place):
        return f"{called} ('{place.typed}')"
    return called


def _levels(cell: Cell, page: Page) -> tuple[str, str]:
    """What stands and what is worst, in the words that the rest of the page has for them."""
    stands = phrases.level_named(cell.level.stands, cell.outcome.stands, page.audience)
    worst = phrases.level_named(cell.level.worst, cell.outcome.worst, page.audience)
    parts = _at_parts(cell, page)
    if not parts:
        return stands, worst
    whole = stands if cell.level.stands > Level.NOTE else _ALL_BUT_PARTS[page.audience]
    parts_stand = phrases.LEVELS[page.audience][parts]
    return _PARTS.format(whole, parts_stand), worst
