"""Where on the body: what is left out or done with care where, and the same as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from acucheck.document.blocks import Area, Chart, Heading, Lines, Mark
from acucheck.document.page import Page, placed_cells
from acucheck.document.sections.limits import instructions
from acucheck.document.sections.precautions import adaptations
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Level, Side
from acucheck.model.report import Cell, PlaceAsked

_PLACES = {Audience.PRACTITIONER: "points", Audience.PATIENT: "places on the body"}

_KEYS = {
    Level.AVOID: "Leave something out here",
    Level.REFER: "Ask first here",
    Level.CAUTION: "Take care here",
}
_NOTE = (
    "The drawing shows areas, not exact points. A number stands in the area of its point. "
    "Single points, vessels, joints and the like are named in the words only."
)

_Sided = tuple[str, Side | None]


def where_on_the_body(page: Page) -> Iterator[Heading | Lines]:
    """For the patient, what the findings say about places, and how what is planned is done there."""
    if not page.has_session:
        return
    lines: list[tuple[str, str]] = []
    for level, sentence in instructions(page, planned=True):
        lines.append((phrases.LABELS[level], sentence))
    for sentence in adaptations(page):
        lines.append(("How", sentence))
    if not page.is_low_risk:
        lines += [("Places", sentence) for sentence in how_named(page)]
    if lines:
        yield Heading("WHERE, AND HOW")
        yield Lines(tuple(lines))


def how_named(page: Page) -> Iterator[str]:
    """That no place was named, or for one-sided limits no side: what was checked then."""
    yield from _not_placed(page)
    yield from _not_sided(page)


def _not_placed(page: Page) -> Iterator[str]:
    placed = [line for line in page.lines if line.places]
    unnamed = [line for line in page.lines if not line.places]
    if placed:  # then what is assumed is graded there too
        unnamed = [line for line in unnamed if not line.assumed]
    if not unnamed:
        return
    if not placed:
        yield f"No {_PLACES[page.audience]} were named, so none was checked."
        return
    which = [page.technique(line.cell.technique, line.cell.typed) for line in unnamed]
    yield f"No {_PLACES[page.audience]} were named for {phrases.joined(which)}, so none was checked there."


def _not_sided(page: Page) -> Iterator[str]:
    """The places named without a side where only one side is limited, and that the other may be free of it."""
    unsided = list(_without_side(page))
    sided = [place for place in _limited_places(page) if place.side]
    limited = [place for place in sided if _holds_any(place, unsided)]
    widened = [place for place in unsided if _lies_in_any(place, limited)]
    if widened:
        unnamed = phrases.joined(map(phrases.at, widened))
        called = phrases.joined(map(phrases.at, limited))
        yield (
            f"No side was named for {unnamed}, so each was checked on both sides. "
            f"Name the side: {called} may be all that is limited there."
        )


def _holds_any(limited: BodyPlace, places: list[BodyPlace]) -> bool:
    """Whether one of the places lies in what is limited, on whatever side."""
    return any(_lies_in_any(place, [limited]) for place in places)


def _lies_in_any(place: BodyPlace, limited: list[BodyPlace]) -> bool:
    """Whether a place lies in one of those that are limited, on whatever side."""
    around = place.lies_in or {}
    return any(each.id in around for each in limited)


def _limited_places(page: Page) -> Iterator[BodyPlace]:
    """Every place that an answer gives to a limit."""
    for finding in page.report.findings:
        for met in finding.limits:
            yield from met.places


def _without_side(page: Page) -> Iterator[BodyPlace]:
    """The known places of the plan that are not on the midline and were named without a side, and not for both."""
    for line in page.lines:
        for cell in line.places:
            place = cell.place
            if place is None or not place.id or place.side is not None:
                continue
            if not place.both and not place.has_no_side:
                yield place


def chart(page: Page) -> Iterator[Chart]:
    """The drawing, where there is anything to draw and a session to draw it for."""
    if not page.has_session:
        return
    areas = tuple(_limited_by_side(page))
    marks = tuple(_marks(page))
    if areas or marks:
        levels = {area.level for area in areas}
        keys = {level: _KEYS[level] for level in sorted(levels, reverse=True)}
        yield Chart("Body chart, front and back", areas, marks, keys, _NOTE)


AREAS: Mapping[str, tuple[str, ...]] = {
    "ear-cartilage": ("ear",),
    "eye": ("eye-area",),
    "genital-area": ("perineum",),
    "pregnancy-lower-abdomen": ("abdomen-lower", "navel"),
    "pregnancy-lumbosacral": ("lower-back", "sacrum"),
    "pregnancy-upper-abdomen": ("abdomen-upper",),
}
"""Hazards that are areas and no single places -> the regions that they are, so that these are shaded."""


def _limited_by_side(page: Page) -> Iterator[Area]:
    """Every area with a limit for what is planned, by side, with the strictest that is said there."""
    strictest: dict[_Sided, Level] = {}
    for asked in page.report.places:
        for area in _limited_areas(asked, page.book):
            known = strictest.get(area, Level.NONE)
            strictest[area] = max(asked.level, known)
    for (name, side), level in strictest.items():
        kind = "hazard" if name in AREAS else "region"
        label = page.words(page.book.concepts[kind][name].label)
        says = phrases.at(BodyPlace(label, name, label, side))
        for region in AREAS.get(name, (name,)):
            yield Area(region, side, level, says)


def _limited_areas(asked: PlaceAsked, book: RuleBook) -> Iterator[_Sided]:
    """The region or area that a limit names, or the regions that an answer says it lies in."""
    regions = book.concepts["region"]
    if asked.item in regions or asked.item in AREAS:
        yield asked.item, None
    for place in asked.places:
        if place.id in regions:
            yield place.id, place.side


def _marks(page: Page) -> Iterator[Mark]:
    """Every planned place that is known, numbered, with what stands there for each technique."""
    there: dict[_Sided, list[Cell]] = {}
    places: dict[_Sided, BodyPlace] = {}
    for cell, place in placed_cells(page.report):
        if place.id:
            sided = place.id, place.side
            places.setdefault(sided, place)
            there.setdefault(sided, []).append(cell)
    for number, (sided, cells) in enumerate(there.items(), start=1):
        place = places[sided]
        levels = "; ".join(_levels_there(cells, page))
        strictest = max(cell.level.stands for cell in cells)
        yield Mark(number, region_of(place, page.book), place.side, strictest, f"{phrases.at(place)}: {levels}")


def _levels_there(cells: list[Cell], page: Page) -> Iterator[str]:
    """The level at a place; where techniques differ, the strictest first, each with those it is about."""
    by_level: dict[Level, list[str]] = {}
    for cell in cells:
        technique = page.technique(cell.technique, cell.typed)
        by_level.setdefault(cell.level.stands, []).append(technique)
    for level in sorted(by_level, reverse=True):
        called = phrases.LEVELS[page.audience][level]
        if len(by_level) > 1:
            called += f" ({phrases.joined(by_level[level])})"
        yield called


def region_of(place: BodyPlace, book: RuleBook) -> str:
    """The smallest region that a place lies in: itself, where it is one."""
    regions = book.concepts["region"]
    inside = [name for name in place.lies_in or {} if name in regions]
    return max(inside, key=lambda name: _depth(name, book), default="")


def _depth(region: str, book: RuleBook) -> int:
    """In how many wider regions a region lies."""
    regions = book.concepts["region"]
    within = regions[region].within
    if within not in regions:
        return 0
    return 1 + _depth(within, book)
