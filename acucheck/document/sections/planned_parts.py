"""What of the plan is at a level, also where only a part of a planned place is: the little toe of the toes."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, on_other_side
from acucheck.model.report import Cell, PlaceAsked, TechniqueLine


def parts_of(cell: Cell, page: Page) -> list[PlaceAsked]:
    """What is asked at parts of a planned place: care at least, and more than what stands for all of it."""
    if cell.place is None or not cell.place.holds:
        return []
    least = max(cell.level.stands, Level.NOTE)
    found: list[PlaceAsked] = []
    for asked in page.report.places:
        is_of_cell = asked.technique == cell.technique and _is_part(asked, cell.place)
        if is_of_cell and asked.level > least:
            found.append(asked)
    return found


def _is_part(asked: PlaceAsked, place: BodyPlace) -> bool:
    """Whether what is asked is about a part of a place: what a limit names, or one that an answer gives."""
    holds = place.holds or {}
    if asked.item:
        return asked.item in holds
    return any(part.id in holds and not on_other_side(part.side, place.side) for part in asked.places)


def parts_at(level: Level, page: Page) -> Iterator[tuple[TechniqueId, BodyPlace, list[PlaceAsked]]]:
    """Each technique and planned place, parts of which are at a level that the whole is not, and what is asked."""
    for line in page.lines:
        for cell in line.places:
            at_level = [asked for asked in parts_of(cell, page) if asked.level is level]
            if cell.technique and cell.place and at_level:
                yield cell.technique, cell.place, at_level


def at_level(level: Level, page: Page) -> str:
    """The planned techniques at a level, each with its places unless it is at that level as a whole."""
    levels: set[Level] = set()
    for line in page.lines:
        levels |= _levels_of(line)
    alike = level is Level.AVOID or levels == {level}
    named = [_technique_at(line, level, page, alike=alike) for line in page.lines]
    if level > Level.CAUTION:
        named += _techniques_in_part(level, page)
    named = list(dict.fromkeys(filter(None, named)))
    if any(map(_names_places, named)):
        return "; ".join(sorted(named, key=_names_places))
    return phrases.joined(named)


def _techniques_in_part(level: Level, page: Page) -> Iterator[str]:
    for technique, place, _ in parts_at(level, page):
        yield f"{page.technique(technique)} at parts of {phrases.at(place)}"


def _names_places(text: str) -> bool:
    return " at " in text


def _technique_at(line: TechniqueLine, level: Level, page: Page, *, alike: bool) -> str:
    """A technique at a level; its places there, unless it is whole and all that is named is *alike*."""
    name = page.technique(line.cell.technique, line.cell.typed)
    is_whole = _levels_of(line) == {level}
    if is_whole and (alike or not line.places):
        return name
    there: list[str] = []
    for cell in line.places:
        if cell.place and cell.level.stands is level:
            there.append(phrases.at(cell.place))
    if not there:
        return ""
    return f"{name} at {phrases.joined(there)}"


def _levels_of(line: TechniqueLine) -> set[Level]:
    """What stands for a technique: at its places, or as a whole where none is named."""
    cells = line.places or (line.cell,)
    return {cell.level.stands for cell in cells}
