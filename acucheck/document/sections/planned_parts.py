"""What of the plan is at a level, also where only a part of a planned place is: the little toe of the toes."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level
from acucheck.model.report import Cell, PlaceAsked, TechniqueLine


def parts_of(cell: Cell, page: Page) -> list[PlaceAsked]:
    """What is asked at parts of a planned place: care at least, and more than what stands for all of it."""
    holds = (cell.place.holds if cell.place else None) or {}
    least = max(cell.level.stands, Level.NOTE)
    several = [each for each in page.report.places if each.technique == cell.technique and each.item in holds]
    return [each for each in several if each.level > least]


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
        levels.update(cell.level.stands for cell in _cells(line))
    alike = level is Level.AVOID or levels == {level}
    named = dict.fromkeys(_named(line, level, page, alike=alike) for line in page.lines)
    named.pop("", None)
    if level > Level.CAUTION:
        named.update(dict.fromkeys(_in_part(level, page)))
    if any(map(_has_places, named)):
        return "; ".join(sorted(named, key=_has_places))
    return phrases.joined(named)


def _in_part(level: Level, page: Page) -> Iterator[str]:
    for technique, place, _ in parts_at(level, page):
        yield f"{page.technique(technique)} at parts of {phrases.at(place)}"


def _has_places(text: str) -> bool:
    return " at " in text


def _named(line: TechniqueLine, level: Level, page: Page, *, alike: bool) -> str:
    """A technique at a level; its places there, unless it is whole and all that is named is *alike*."""
    name = page.technique(line.cell.technique, line.cell.typed)
    whole = {cell.level.stands for cell in _cells(line)} == {level}
    if whole and (alike or not line.places):
        return name
    there = [cell.place for cell in line.places if cell.place and cell.level.stands is level]
    return f"{name} at {phrases.joined(map(phrases.at, there))}" if there else ""


def _cells(line: TechniqueLine) -> tuple[Cell, ...]:
    """What is planned of a technique: at its places, or as a whole where none is named."""
    return line.places or (line.cell,)
