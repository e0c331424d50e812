"""The page in colour for a terminal. Colour only repeats what the words say; without it nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import groupby
from typing import Literal

from rich.console import Console, ConsoleRenderable
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from acucheck.document.blocks import Block, Chart, Document, Heading, Headline, Lines, Table
from acucheck.document.pages.report_page import report_page
from acucheck.model.answers import NOBODY, Head
from acucheck.model.levels import Audience, Level, Outcome
from acucheck.model.report import Report
from acucheck.render.safe_text import escape_controls

_NARROW = 60
"""Columns below which a label stands on a line of its own."""

_LEVELS = {Level.NONE: "", Level.NOTE: "", Level.CAUTION: "bold", Level.REFER: "magenta", Level.AVOID: "red"}
"""Of the sixteen colours only those that can be read on a dark and on a light ground: no yellow, cyan or blue."""

_OUTCOMES = {
    Outcome.NONE: "green",
    Outcome.NOTE: "green",
    Outcome.CARE: "",
    Outcome.CHANGE: "red",
    Outcome.ASK: "magenta",
    Outcome.NOT_TODAY: "red",
    Outcome.HELP: "red",
}


def as_console(report: Report, audience: Audience, columns: int, *, colour: bool, head: Head = NOBODY) -> str:
    """The whole page for a terminal *columns* wide."""
    return console_text(report_page(report, audience, head), columns, colour=colour)


def console_text(document: Document, columns: int, *, colour: bool) -> str:
    """Any page for a terminal *columns* wide, with a line end at the end."""
    out = StringIO()
    system: Literal["standard"] | None = "standard" if colour else None
    console = Console(
        file=out,
        width=columns,
        force_terminal=colour,
        color_system=system,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(_styled(document.title, "dim"))
    for block in document.blocks:
        for part in _console_parts(block, columns):
            console.print(part)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _console_parts(block: Block, columns: int) -> list[ConsoleRenderable]:
    match block:
        case Headline(text, outcome, steps):
            style = f"bold {_OUTCOMES[outcome]}".strip()
            hung = [_hung("-", step, 2) for step in steps]
            return [Text(), _styled(text, style), *hung]
        case Heading(text):
            return [Text(), _styled(text, "bold")]
        case Table(head, rows, levels) if columns < _NARROW:
            return _stacked_rows(head, rows, levels)
        case Table(head, rows, levels):
            return [_grid(head, rows, levels)]
        case Lines(lines, title, level):
            if not title:
                return _console_columns(lines, 0, columns)
            style = f"bold {_LEVELS[level or Level.NONE]}".strip()
            return [_hung("*", title, 2, style), *_console_columns(lines, 2, columns)]
        case Chart():
            return []


def _console_columns(lines: tuple[tuple[str, str], ...], indent: int, columns: int) -> list[ConsoleRenderable]:
    """Sentences beside their labels, or under them on a narrow screen."""
    widest = max((len(label) for label, _ in lines), default=0)
    if columns < _NARROW or not widest:
        return list(_under_labels(lines, indent))
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=widest, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, group in groupby(lines, key=lambda line: line[0]):
        beside = label
        for _, sentence in group:
            grid.add_row(_styled(beside, "italic"), _styled(sentence))
            beside = ""
    return [_indented(grid, indent)]


def _under_labels(lines: tuple[tuple[str, str], ...], indent: int) -> Iterator[ConsoleRenderable]:
    for label, group in groupby(lines, key=lambda line: line[0]):
        if label:
            yield _indented(_styled(label, "italic"), indent)
        further_in = indent + 2 if label else indent
        for _, sentence in group:
            yield _indented(_styled(sentence), further_in)


def _indented(part: ConsoleRenderable, indent: int) -> Padding:
    return Padding(part, (0, 0, 0, indent))


def _grid(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], levels: tuple[Level, ...]) -> ConsoleRenderable:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for _ in rows[0]:
        grid.add_column(overflow="fold")
    if head:
        grid.add_row(*[_styled(cell, "italic") for cell in head])
    for (name, *cells), level in zip(rows, levels, strict=True):
        styled = [_styled(cell, _LEVELS[level]) for cell in cells]
        grid.add_row(_styled(name), *styled)
    return _indented(grid, 2)


def _stacked_rows(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], levels: tuple[Level, ...]
) -> list[ConsoleRenderable]:
    """The rows of a table under each other, for a narrow screen."""
    parts: list[ConsoleRenderable] = []
    for (first, *cells), level in zip(rows, levels, strict=True):
        parts.append(_indented(_styled(first), 2))
        for name, cell in zip(head[1:] or cells, cells, strict=True):
            under = f"{name}: {cell}" if head else cell
            parts.append(_indented(_styled(under, _LEVELS[level]), 4))
    return parts


def _hung(mark: str, text: str, indent: int, style: str = "") -> ConsoleRenderable:
    """Text with its mark in front, later lines as far in as the first."""
    grid = Grid.grid()
    grid.add_column(width=indent, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(_styled(mark, style), _styled(text, style))
    return grid


def _styled(text: str, style: str = "") -> Text:
    return Text(escape_controls(text), style=style, overflow="fold")
