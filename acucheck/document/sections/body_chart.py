"""What the words say of places as a drawing: every planned place by number, and every area that a limit names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from acucheck.document.blocks import Area, Chart, Key, Mark
from acucheck.document.page import Page, placed_cells
from acucheck.document.sections.limits import instruction, together
from acucheck.document.sections.planned_parts import parts_of
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import RuleBook
from acucheck.model.levels import Level, Side
from acucheck.model.report import Cell, PlaceAsked

_NOTE = (
    "The drawing shows areas, not exact points: a line ends at about where its point lies, or in the middle of its "
    "area. Where areas lie on one another, the strictest is drawn. Single points, vessels, joints and the like are "
    "named in the words only."
)
_ELSEWHERE = "Only if the plan changes: {}"

AREAS: Mapping[str, tuple[str, ...]] = {
    "ear-cartilage": ("ear",),
    "eye": ("eye-area",),
    "genital-area": ("perineum",),
    "pregnancy-lower-abdomen": ("abdomen-lower", "navel"),
    "pregnancy-lumbosacral": ("lower-back", "sacrum"),
    "pregnancy-upper-abdomen": ("abdomen-upper",),
}
"""Hazards that are areas and no single places -> the regions that they are, so that these are shaded."""

_Sided = tuple[str, Side | None]


def chart(page: Page) -> Iterator[Chart]:
    """The drawing, where there is anything to draw and a session to draw it for."""
    if not page.has_session:
        return
    drawn = [asked for asked in page.report.places if any(_limited_areas(asked, page.book))]
    drawn += _planned_regions(drawn, page)
    areas = (*_areas(drawn, page, planned=True), *_areas(drawn, page, planned=False))
    marks = tuple(_marks(page))
    if areas or marks:
        yield Chart("Body chart, front and back", areas, marks, tuple(_keys(drawn, page)), _NOTE)


def _planned_regions(drawn: Iterable[PlaceAsked], page: Page) -> list[PlaceAsked]:
    """The regions of the plan at which more than a note stands, but for those that a limit names: as limits, too."""
    regions = page.book.concepts["region"]
    found: list[PlaceAsked] = []
    for cell, place in placed_cells(page.report):
        level = cell.level.stands
        is_drawn = place.id in regions and level >= Level.CAUTION
        if cell.technique and is_drawn and not _is_limited(cell, place, drawn, page.book):
            found.append(PlaceAsked(cell.technique, level, "", (place,), known=True, planned=True, rules=()))
    return found


def _is_limited(cell: Cell, place: BodyPlace, drawn: Iterable[PlaceAsked], book: RuleBook) -> bool:
    """Whether a limit asks as much of the technique in an area that holds all of the place."""
    for asked in drawn:
        if asked.technique != cell.technique or asked.level < cell.level.stands or not asked.planned:
            continue
        for name, side in _limited_areas(asked, book):
            if place.id in _regions_in(name, book) and side in {None, place.side}:
                return True
    return False


def _regions_in(area: str, book: RuleBook) -> Collection[str]:
    """All regions that an area is or holds."""
    if area in AREAS:
        return AREAS[area]
    return book.concepts["region"][area].covers


def _keys(drawn: Iterable[PlaceAsked], page: Page) -> Iterator[Key]:
    """What is asked at the areas that are drawn: for each level at those of the plan, then at all others."""
    said: dict[Level, list[str]] = {}
    for level, sentence in _sentences(drawn, page, planned=True):
        said.setdefault(level, []).append(sentence)
    for level, sentences in said.items():
        yield Key(level, " ".join(sentences))
    others = [sentence for _, sentence in _sentences(drawn, page, planned=False)]
    if others:
        yield Key(None, _ELSEWHERE.format(" ".join(others)))


def _sentences(drawn: Iterable[PlaceAsked], page: Page, *, planned: bool) -> Iterator[tuple[Level, str]]:
    several = [asked for asked in drawn if asked.planned is planned]
    for (level, techniques), (places, _) in together(several, page).items():
        said = instruction(level, techniques, places, page)
        yield level, f"{said}."


def _areas(drawn: Iterable[PlaceAsked], page: Page, *, planned: bool) -> Iterator[Area]:
    """The areas that the plan meets, or all others, by side, each with the strictest that is said there."""
    strictest: dict[_Sided, Level] = {}
    for asked in drawn:
        if asked.planned is not planned:
            continue
        for area in _limited_areas(asked, page.book):
            known = strictest.get(area, Level.NONE)
            strictest[area] = max(asked.level, known)
    for (name, side), level in strictest.items():
        kind = "hazard" if name in AREAS else "region"
        label = page.words(page.book.concepts[kind][name].label)
        says = phrases.at(BodyPlace(label, name, label, side))
        for region in AREAS.get(name, (name,)):
            yield Area(region, side, level, says, planned)


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
        strictest = max(max(_levels_at(cell, page)) for cell in cells)
        says = f"{phrases.at(place)}: {'; '.join(_levels_there(cells, page))}"
        yield Mark(number, place.id, region_of(place, page.book), place.side, strictest, says)


def _levels_at(cell: Cell, page: Page) -> Iterator[Level]:
    """What stands for all of a planned place, and what is asked at parts of it."""
    yield cell.level.stands
    yield from (asked.level for asked in parts_of(cell, page))


def _levels_there(cells: list[Cell], page: Page) -> Iterator[str]:
    """What stands at a place, the strictest first, each with its techniques where several are planned."""
    by_level: dict[tuple[Level, ...], list[str]] = {}
    for cell in cells:
        technique = page.technique(cell.technique, cell.typed)
        levels = tuple(dict.fromkeys(_levels_at(cell, page)))
        by_level.setdefault(levels, []).append(technique)
    for levels in sorted(by_level, key=max, reverse=True):
        called = _called(levels, page)
        if len(page.lines) > 1:
            called += f" ({phrases.joined(by_level[levels])})"
        yield called


def _called(levels: tuple[Level, ...], page: Page) -> str:
    """What stands for all of a place and, where that is more, for parts of it."""
    names = phrases.LEVELS[page.audience]
    whole, *parts = levels
    if not parts:
        return names[whole]
    return f"{names[whole]}; parts {names[max(parts)]}"


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
