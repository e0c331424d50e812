"""What of the plan stands at a level, in words: each technique with its places."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.page import Page
from acucheck.document.sections.planned_parts import parts_at
from acucheck.document.wording import phrases
from acucheck.model.levels import Level
from acucheck.model.report import Cell, TechniqueLine


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
