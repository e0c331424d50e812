"""One self-contained HTML file: no script, nothing fetched, for screen and paper. All text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from acucheck.document import Block, Chart, Document, Heading, Headline, Lines, Table, document
from acucheck.model.answers import NOBODY, Head
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Level
from acucheck.model.report import Report
from acucheck.render.chart import PATTERNS, svg
from acucheck.render.safe_text import escape_controls
from acucheck.render.style import STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_TAGS = re.compile("<svg.*?</svg>|<[^>]+>", re.DOTALL)
_LONG = {Audience.PATIENT: 4_500, Audience.PRACTITIONER: 9_000}
"""Letters from which on a page is printed smaller, so that two sheets hold it."""


def as_html(report: Report, audience: Audience, head: Head = NOBODY) -> str:
    """The page for one reader, with a line end at the end."""
    return page_html(document(report, audience, head), report.book, audience)


def page_html(page: Document, book: RuleBook, audience: Audience) -> str:
    """Any page as one file."""
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{_plain(page.tab or page.title)}</title><style>{STYLE}</style>"
    )
    sections = "".join(_sections(page, book))
    kind = f"{audience.value} long" if len(_TAGS.sub("", sections)) > _LONG[audience] else audience.value
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>{head}</head>\n<body class="{kind}">\n<main>\n'
        f'<p class="title">{_plain(page.title)}</p>\n{sections}</main>\n</body>\n</html>\n'
    )


def _plain(text: str) -> str:
    return escape(escape_controls(text))


def _sections(page: Document, book: RuleBook) -> Iterator[str]:
    """What stands above the first heading, then a section for each."""
    starts = [place for place, block in enumerate(page.blocks) if isinstance(block, Heading)]
    ends = [*starts[1:], len(page.blocks)]
    yield from (_block(block, book) for block in page.blocks[: starts[0] if starts else None])
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        blocks = "".join(_block(block, book, f"section-{number}") for block in page.blocks[start:end])
        yield f'<section aria-labelledby="section-{number}">\n{blocks}</section>\n'


def _block(block: Block, book: RuleBook, name: str = "") -> str:
    match block:
        case Headline(text, _, steps):
            items = "".join(f"<li>{_plain(step)}</li>" for step in steps)
            listed = f"\n<ul>{items}</ul>" if steps else ""
            return f'<div class="verdict"><h1>{_plain(text)}</h1>{listed}</div>\n'
        case Heading(text):
            return f'<h2 id="{name}">{_plain(text.capitalize())}</h2>\n'
        case Lines(lines, title, level):
            heading = f"<h3>{_plain(title)}</h3>" if title else ""
            kind = f' class="{" ".join(["block", *_kind(level)])}"' if title else ""
            return f"<div{kind}>{heading}{''.join(_labelled(lines))}</div>\n"
        case Table(head, rows, levels):
            return _table(head, rows, levels)
        case Chart():
            return _figure(block, book)


def _kind(level: Level | None) -> list[str]:
    """The class of a level that asks for something."""
    return [PATTERNS[level]] if level in PATTERNS else []


def _labelled(lines: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Sentences with a label as a list of terms, others as paragraphs."""
    for labelled, some in groupby(lines, key=lambda line: bool(line[0])):
        if labelled:
            yield f"<dl>{''.join(_terms(some))}</dl>"
        else:
            yield from (f"<p>{_plain(sentence)}</p>" for _, sentence in some)


def _terms(lines: Iterator[tuple[str, str]]) -> Iterator[str]:
    for label, group in groupby(lines, key=lambda line: line[0]):
        yield f"<dt>{_plain(label)}</dt>"
        yield from (f"<dd>{_plain(sentence)}</dd>" for _, sentence in group)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], levels: tuple[Level, ...]) -> str:
    named = "".join(f'<th scope="col">{_plain(cell)}</th>' for cell in head)
    top = f"<thead><tr>{named}</tr></thead>" if head else ""
    return f"<table>{top}<tbody>{''.join(map(_row, rows, levels))}</tbody></table>\n"


def _row(row: tuple[str, ...], level: Level) -> str:
    name, *cells = row
    kind = "".join(f' class="{each}"' for each in _kind(level))
    listed = "".join(f"<td{kind}>{_plain(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{_plain(name)}</th>{listed}</tr>'


def _figure(chart: Chart, book: RuleBook) -> str:
    """The drawing, and beside it all that it shows in words."""
    return (
        f"<figure>{svg(chart, book.concepts['region'])}\n<figcaption>{''.join(_keys(chart))}"
        f'{_numbers(chart)}<p class="note">{_plain(chart.note)}</p></figcaption></figure>\n'
    )


def _keys(chart: Chart) -> Iterator[str]:
    for level, key in chart.keys.items():
        sample = f'<rect width="100%" height="100%" class="a-{PATTERNS[level]}"/>'
        says = ", ".join(area.says for area in chart.areas if area.level is level)
        yield f'<p><svg class="swatch" aria-hidden="true">{sample}</svg> {_plain(f"{key}: {says}.")}</p>'


def _numbers(chart: Chart) -> str:
    items = "".join(f'<li value="{mark.number}">{_plain(mark.says)}</li>' for mark in chart.marks)
    return f"<ol>{items}</ol>" if items else ""
