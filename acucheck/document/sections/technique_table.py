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
    lines: list[tuple[str, Cell]] = []
    for line in page.lines:
        lines += _rows(line, page)
    lines += _considered(page)
    worse = any(cell.level.worst > cell.level.stands for _, cell in lines)
    head = _HEADS[page.audience] if worse else ()
    width = 3 if worse else 2
    rows = [(name, *_levels(cell, page))[:width] for name, cell in lines]
    levels = tuple(cell.level.stands for _, cell in lines)
    yield Heading("THE PLAN")
    yield Table(head, tuple(rows), levels)


def _considered(page: Page) -> Iterator[tuple[str, Cell]]:
    """What is told although it is not planned: those techniques together that stand alike, the strictest first."""
    cells = [line.cell for line in page.report.techniques if not (line.planned or line.assumed)]
    alike: dict[Bounds[Level], list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (-cell.level.stands, -cell.level.worst)):
        alike.setdefault(cell.level, []).append(cell)
    for several in alike.values():
        named = page.techniques_first(cell.technique for cell in several)
        yield f"If considered: {named}", several[0]


def _rows(line: TechniqueLine, page: Page) -> Iterator[tuple[str, Cell]]:
    """The technique with the places that stand as it does; then each place that does not."""
    own = line.cell
    name = phrases.technique(page.book, own.technique, page.audience, own.typed)
    placed = [(_as_read(cell.place), cell) for cell in line.places if cell.place]
    alike = [place for place, cell in placed if _stands_as(own, cell, page)]
    apart = [(place, cell) for place, cell in placed if not _stands_as(own, cell, page)]
    whole = f"{name} (assumed)" if line.assumed else name
    if alike:
        yield f"{whole}: {phrases.joined(alike)}", own
    elif not apart:
        yield whole, own
    elif line.also_unplaced:
        yield f"{whole}, no place named", own
    for several in _alike(apart, page):
        places = [place for place, _ in several]
        yield f"{name} at {phrases.joined(places)}", several[0][1]


def _stands_as(own: Cell, cell: Cell, page: Page) -> bool:
    return cell.level == own.level and not _at_parts(cell, page)


def _alike(apart: list[tuple[str, Cell]], page: Page) -> Iterable[list[tuple[str, Cell]]]:
    """The places that stand alike together, in the order of the first of each."""
    together: dict[tuple[Bounds[Level], Bounds[Outcome], Level], list[tuple[str, Cell]]] = {}
    for place, cell in apart:
        together.setdefault((cell.level, cell.outcome, _at_parts(cell, page)), []).append((place, cell))
    return together.values()


def _at_parts(cell: Cell, page: Page) -> Level:
    """The most that is asked at parts of a planned place, where that is more than what stands for all of it."""
    return max((asked.level for asked in parts_of(cell, page)), default=Level.NONE)


def _as_read(place: BodyPlace) -> str:
    """A place as it is called, with what was typed where that reads otherwise."""
    called = phrases.at(place)
    return f"{called} ('{place.typed}')" if otherwise_written(place) else called


def otherwise_written(place: BodyPlace) -> bool:
    """Whether a place that is known was typed in another way than it is called here."""
    typed = _plain(place.typed)
    return bool(place.id) and _plain(place.id) not in typed and typed not in _plain(phrases.at(place))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _levels(cell: Cell, page: Page) -> tuple[str, str]:
    """What stands and what is worst, in the words that the rest of the page has for them."""
    stands = phrases.level_named(cell.level.stands, cell.outcome.stands, page.audience)
    parts = _at_parts(cell, page)
    if parts:
        whole = stands if cell.level.stands > Level.NOTE else _ALL_BUT_PARTS[page.audience]
        stands = _PARTS.format(whole, phrases.LEVELS[page.audience][parts])
    worst = phrases.level_named(cell.level.worst, cell.outcome.worst, page.audience)
    return stands, worst
