"""What of the plan stands at a level, in words: each technique with its places."""

from __future__ import annotations

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.model.levels import Level
from acucheck.model.report import Cell, TechniqueLine


def at_level(level: Level, page: Page) -> str:
    """The planned techniques at a level, each with its places unless it is at that level as a whole."""
    lines = [line for line in page.report.techniques if line.planned or line.assumed]
    levels = {cell.level.stands for line in lines for cell in _cells(line)}
    alike = level is Level.AVOID or levels == {level}
    named = [text for line in lines if (text := _named(line, level, page, alike=alike))]
    if any(" at " in text for text in named):
        return "; ".join(sorted(dict.fromkeys(named), key=lambda text: " at " in text))
    return phrases.joined(named)


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
