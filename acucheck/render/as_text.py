"""Plain text: at most 80 columns, stable from one run to the next, our own words in ASCII."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from acucheck.document.blocks import Block, Chart, Document, Heading, Headline, Lines, Table
from acucheck.document.pages.report_page import report_page
from acucheck.model.answers import NOBODY, Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.safe_text import escape_controls, pad, width, wrap

COLUMNS = 80
LONGEST_LABEL = 14


def as_text(report: Report, audience: Audience, head: Head = NOBODY) -> str:
    """The page for one reader, with a line end at the end."""
    return page_text(report_page(report, audience, head))


def page_text(document: Document) -> str:
    """Any page as text, with a line end at the end."""
    lines = [document.title]
    for block in document.blocks:
        lines += _block_lines_of(block)
    return "".join(f"{escape_controls(line).rstrip()}\n" for line in lines)


def _block_lines_of(block: Block) -> Iterator[str]:
    match block:
        case Headline(text, _, steps):
            yield ""
            yield from wrap(text, COLUMNS)
            for step in steps:
                yield from wrap(step, COLUMNS, "- ", "  ")
        case Heading(text):
            yield ""
            yield from wrap(text, COLUMNS)
        case Lines(lines, title) if title:
            yield from wrap(title, COLUMNS, "* ", "  ")
            yield from _two_columns(lines, "  ")
        case Lines(lines, _):
            yield from _two_columns(lines, "")
        case Table(head, rows, _) if head:
            yield from _text_table((head, *rows))
        case Table(_, rows, _):
            yield from _text_table(rows)
        case Chart():
            return


def _two_columns(lines: tuple[tuple[str, str], ...], indent: str) -> Iterator[str]:
    """Sentences in one column, each label once in front of those it goes with; without a label there is no column."""
    longest = max((width(label) for label, _ in lines), default=0)
    column = min(longest, LONGEST_LABEL)
    for label, group in groupby(lines, key=lambda line: line[0]):
        first = rest = indent
        if label:
            first = f"{indent}{pad(label, column)}  "
            rest = f"{indent}{pad('', column)}  "
        for _, sentence in group:
            yield from wrap(sentence, COLUMNS, first, rest)
            first = rest


def _text_table(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    longest, *others = map(_longest, zip(*rows, strict=True))
    between = 2 * (len(others) + 1)
    first = min(longest, COLUMNS - sum(others) - between)
    for name, *cells in rows:
        start, *more = wrap(name, first, "", "    ")
        padded = "  ".join(map(pad, cells, others))
        yield f"  {pad(start, first)}  {padded}"
        for line in more:
            yield f"  {line}"


def _longest(column: tuple[str, ...]) -> int:
    return max(map(width, column))
