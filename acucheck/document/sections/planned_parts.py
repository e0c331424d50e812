"""Where more is asked at a part of a planned place than at the whole of it: the little toe of the toes."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.model.answers import BodyPlace
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level
from acucheck.model.report import Cell, PlaceAsked


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
