"""One self-contained HTML file: no script, nothing fetched, for screen and paper. All text is escaped by its type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from acucheck.document import Block, Chart, Document, Heading, Headline, Lines, Table, document
from acucheck.model.answers import NOBODY, Head
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Level
from acucheck.model.report import Report
from acucheck.render.chart import PATTERNS, svg
from acucheck.render.html_tags import NEW_LINE, NOTHING, Html, join, style_sheet, tag, text, whole_file
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
    sections = join(_sections(page, book))
    title = tag("p", text(page.title), class_="title")
    main = tag("main", NEW_LINE, title, NEW_LINE, sections)
    body = tag("body", NEW_LINE, main, NEW_LINE, class_=_kind_of_page(sections, audience))
    return whole_file(_head(page), body)


def _head(page: Document) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", text(page.tab or page.title)),
        style_sheet(STYLE),
    )


def _kind_of_page(sections: Html, audience: Audience) -> str:
    """The classes of a page: who it is for, and whether it is long."""
    letters = len(_TAGS.sub("", sections))
    if letters > _LONG[audience]:
        return f"{audience.value} long"
    return audience.value


def _sections(page: Document, book: RuleBook) -> Iterator[Html]:
    """What stands above the first heading, then a section for each."""
    number = 0
    for starts_section, blocks in _by_heading(page.blocks):
        if not starts_section:
            yield join(_block(block, book) for block in blocks)
            continue
        number += 1
        name = f"section-{number}"
        content = join(_block(block, book, name) for block in blocks)
        yield tag("section", NEW_LINE, content, aria_labelledby=name)
        yield NEW_LINE


def _by_heading(blocks: Iterable[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """The blocks in groups, and whether a group begins with a heading."""
    group: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and group:
            yield isinstance(group[0], Heading), group
            group = []
        group.append(block)
    if group:
        yield isinstance(group[0], Heading), group


def _block(block: Block, book: RuleBook, name: str = "") -> Html:
    return join((_element(block, book, name), NEW_LINE))


def _element(block: Block, book: RuleBook, name: str) -> Html:
    match block:
        case Headline(words, _, steps):
            return _verdict(words, steps)
        case Heading(words):
            return tag("h2", text(words.capitalize()), id=name)
        case Lines():
            return _lines(block)
        case Table(head, rows, levels):
            return _table(head, rows, levels)
        case Chart():
            return _figure(block, book)


def _verdict(words: str, steps: tuple[str, ...]) -> Html:
    heading = tag("h1", text(words))
    if not steps:
        return tag("div", heading, class_="verdict")
    items = (tag("li", text(step)) for step in steps)
    return tag("div", heading, NEW_LINE, tag("ul", *items), class_="verdict")


def _lines(block: Lines) -> Html:
    content = join(_labelled(block.lines))
    if not block.title:
        return tag("div", content)
    classes = f"block {_kind(block.level)}".strip()
    return tag("div", tag("h3", text(block.title)), content, class_=classes)


def _kind(level: Level | None) -> str:
    """The class of a level that asks for something, or nothing."""
    return "" if level is None else PATTERNS.get(level, "")


def _labelled(lines: tuple[tuple[str, str], ...]) -> Iterator[Html]:
    """Sentences with a label as a list of terms, others as paragraphs."""
    for labelled, some in groupby(lines, key=lambda line: bool(line[0])):
        if labelled:
            yield tag("dl", *_terms(some))
        else:
            yield from (tag("p", text(sentence)) for _, sentence in some)


def _terms(lines: Iterator[tuple[str, str]]) -> Iterator[Html]:
    for label, group in groupby(lines, key=lambda line: line[0]):
        yield tag("dt", text(label))
        yield from (tag("dd", text(sentence)) for _, sentence in group)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], levels: tuple[Level, ...]) -> Html:
    body = tag("tbody", *map(_row, rows, levels))
    if not head:
        return tag("table", body)
    named = (tag("th", text(cell), scope="col") for cell in head)
    return tag("table", tag("thead", tag("tr", *named)), body)


def _row(row: tuple[str, ...], level: Level) -> Html:
    name, *cells = row
    listed = (tag("td", text(cell), class_=_kind(level)) for cell in cells)
    return tag("tr", tag("th", text(name), scope="row"), *listed)


def _figure(chart: Chart, book: RuleBook) -> Html:
    """The drawing, and beside it all that it shows in words."""
    note = tag("p", text(chart.note), class_="note")
    caption = tag("figcaption", *_keys(chart), _numbers(chart), note)
    return tag("figure", svg(chart, book.concepts["region"]), NEW_LINE, caption)


def _keys(chart: Chart) -> Iterator[Html]:
    for level, key in chart.keys.items():
        shading = tag("rect", width="100%", height="100%", class_=f"a-{PATTERNS[level]}")
        sample = tag("svg", shading, class_="swatch", aria_hidden="true")
        says = ", ".join(area.says for area in chart.areas if area.level is level)
        yield tag("p", sample, text(f" {key}: {says}."))


def _numbers(chart: Chart) -> Html:
    if not chart.marks:
        return NOTHING
    items = (tag("li", text(mark.says), value=mark.number) for mark in chart.marks)
    return tag("ol", *items)
