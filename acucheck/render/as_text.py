"""Plain text: at most 80 columns, stable from one run to the next, our own words in ASCII."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from acucheck.document import Block, Chart, Document, Heading, Headline, Lines, Table, document
from acucheck.model.answers import NOBODY, Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.safe_text import escape_controls, pad, width, wrap

COLUMNS = 80
LONGEST_LABEL = 14


def as_text(report: Report, audience: Audience, head: Head = NOBODY) -> str:
    """The page for one reader, with a line end at the end."""
    return page_text(document(report, audience, head))


def page_text(page: Document) -> str:
    """Any page as text, with a line end at the end."""
    lines = [page.title, *(line for block in page.blocks for line in _block(block))]
    return "".join(line.rstrip() + "\n" for line in map(escape_controls, lines))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Headline(text, _, steps):
            yield ""
            yield from wrap(text, COLUMNS)
            for step in steps:
                yield from wrap(step, COLUMNS, "- ", "  ")
        case Heading(text):
            yield ""
            yield from wrap(text, COLUMNS)
        case Lines(lines, title):
            if title:
                yield from wrap(title, COLUMNS, "* ", "  ")
            yield from _labelled(lines, "  " if title else "")
        case Table(head, rows, _):
            yield from _table((head, *rows) if head else rows)
        case Chart():
            return


def _labelled(lines: tuple[tuple[str, str], ...], indent: str) -> Iterator[str]:
    """Sentences in one column, each label once in front of those it goes with; without a label there is no column."""
    column = min(max((width(label) for label, _ in lines), default=0), LONGEST_LABEL) + 2
    for label, group in groupby(lines, key=lambda line: line[0]):
        rest = indent + (" " * column if label else "")
        first = indent + (label + " " * max(column - width(label), 2) if label else "")
        for _, sentence in group:
            yield from wrap(sentence, COLUMNS, first, rest)
            first = rest


def _table(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    last = [max(width(row[place]) for row in rows) for place in range(1, len(rows[0]))]
    first = min(max(width(row[0]) for row in rows), COLUMNS - sum(last) - 2 * len(last) - 2)
    for row in rows:
        name, *cells = row
        start, *more = wrap(name, first, "", "    ")
        rest = "  ".join(pad(cell, size) for cell, size in zip(cells, last, strict=True))
        yield f"  {pad(start, first)}  {rest}"
        yield from (f"  {line}" for line in more)
