"""One self-contained HTML file: no script, nothing fetched, for screen and paper. All text is escaped by its type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from acucheck.document.blocks import CITING, Block, Chart, Document, Heading, Headline, Jump, Lines, Table
from acucheck.document.pages.report_page import report_page
from acucheck.model.answers import NOBODY, Head
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience, Level
from acucheck.model.report import Report
from acucheck.render.chart import PATTERNS, drawings, legend
from acucheck.render.html_tags import NEW_LINE, Html, join, style_sheet, tag, text, whole_file
from acucheck.render.style import STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NUMBER = re.compile(r"\[\d+\]")
"""The number of a source."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_APART = re.compile(f"({_NUMBER.pattern}|{_DAY.pattern})")
"""What is more than plain words in a sentence."""

_TAGS = re.compile("<svg.*?</svg>|<[^>]+>", re.DOTALL)
_LONG = {Audience.PATIENT: 4_500, Audience.PRACTITIONER: 9_000}
"""Letters from which on a page is printed closer together and in columns, so that few sheets hold it."""

_WAY_DOWN = "call"
_TWO_SCREENS = 1_500
"""Letters of sentences from which on a page is longer than two screens of a telephone, so that it has a way down."""


def as_html(report: Report, audience: Audience, head: Head = NOBODY) -> str:
    """The page for one reader, with a line end at the end."""
    return page_html(report_page(report, audience, head), report.book, audience)


def page_html(document: Document, book: RuleBook, audience: Audience) -> str:
    """Any page as one file."""
    sections = join(_Writer(document, book).sections())
    title = tag("p", text(document.title), class_="title")
    main = tag("main", NEW_LINE, title, NEW_LINE, sections)
    body = tag("body", NEW_LINE, main, NEW_LINE, class_=_kind_of_page(sections, audience))
    return whole_file(_html_head(document), body)


def _html_head(document: Document) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", text(document.tab or document.title)),
        style_sheet(STYLE),
    )


def _kind_of_page(sections: Html, audience: Audience) -> str:
    """The classes of a page: who it is for, and whether it is long."""
    letters = len(_TAGS.sub("", sections))
    if letters > _LONG[audience]:
        return f"{audience.value} long"
    return audience.value


class _Writer:
    """Writes the blocks of one page. The number of a source leads to the source, where the page lists them."""

    def __init__(self, document: Document, book: RuleBook) -> None:
        self._blocks = document.blocks
        self._regions = book.concepts["region"]
        self._jump = _way_down(document)
        self._listed: set[str] = set()
        for block in document.blocks:
            if isinstance(block, Lines):
                self._listed.update(label for label, _ in block.lines if _NUMBER.fullmatch(label))

    def sections(self) -> Iterator[Html]:
        """What stands above the first heading, then a section for each."""
        number = 0
        for blocks in _by_heading(self._blocks):
            if not isinstance(blocks[0], Heading):
                yield from (self._block_lines(block) for block in blocks)
                continue
            number += 1
            name = f"section-{number}"
            content = [self._block_lines(block, name) for block in blocks]
            yield tag("section", NEW_LINE, *content, aria_labelledby=name)
            yield NEW_LINE

    def _block_lines(self, block: Block, section: str = "") -> Html:
        return join((self._element(block, section), NEW_LINE))

    def _element(self, block: Block, section: str) -> Html:
        match block:
            case Headline(words, _, steps):
                return _verdict(words, steps, self._jump)
            case Heading(words):
                return tag("h2", text(words.capitalize()), id=section)
            case Lines():
                return self._sentence_lines(block)
            case Table(head, rows, levels):
                return _html_table(head, rows, levels)
            case Chart():
                return self._figure(block)

    def _sentence_lines(self, block: Lines) -> Html:
        content = join(self._term_list(block.lines))
        if not block.title:
            return tag("div", content)
        classes = f"block {_kind(block.level)}".strip()
        return tag("div", tag("h3", text(block.title)), content, class_=classes)

    def _term_list(self, lines: tuple[tuple[str, str], ...]) -> Iterator[Html]:
        """Sentences with a label as a list of terms, others as paragraphs."""
        for labelled, some in groupby(lines, key=lambda line: bool(line[0])):
            if labelled:
                yield tag("dl", *self._terms(some))
            else:
                for label, sentence in some:
                    yield tag("p", self._with_links(label, sentence))

    def _terms(self, lines: Iterator[tuple[str, str]]) -> Iterator[Html]:
        for label, group in groupby(lines, key=lambda line: line[0]):
            yield tag("dt", text(label), id=self._name_of_term(label))
            for _, sentence in group:
                yield tag("dd", self._with_links(label, sentence))

    def _name_of_term(self, label: str) -> str:
        """What a label is called, to be led to: that of a source, and the one that the page has a way down to."""
        if label in self._listed:
            return _source_name(label)
        if self._jump is not None and label == self._jump.label:
            return _WAY_DOWN
        return ""

    def _with_links(self, label: str, words: str) -> Html:
        """*words*, in which a day is a date, and behind a label that cites each number of a source leads there.

        Elsewhere a number in brackets is what somebody typed.
        """
        cites = label in CITING
        return join(self._words_part(part, cites=cites) for part in _APART.split(words))

    def _words_part(self, words: str, *, cites: bool) -> Html:
        """A part, or the number of a listed source, which is read aloud as what it is."""
        if cites and words in self._listed:
            number = words.strip("[]")
            return tag("a", text(words), href=f"#{_source_name(words)}", aria_label=f"source {number}")
        if _DAY.fullmatch(words):
            return tag("time", text(words))
        return text(words)

    def _figure(self, chart: Chart) -> Html:
        """The drawing, and beside it all that it shows in words."""
        note = tag("p", text(chart.note), class_="note")
        caption = tag("figcaption", *legend(chart), note)
        views = tag("div", *drawings(chart, self._regions), class_="views")
        return tag("figure", views, NEW_LINE, caption, aria_label=chart.title)


def _way_down(document: Document) -> Jump | None:
    """The way down that a page has, where it is longer than two screens of a telephone and leads anywhere."""
    labels: set[str] = set()
    letters = 0
    for block in document.blocks:
        if isinstance(block, Lines):
            labels.update(label for label, _ in block.lines)
            letters += sum(len(sentence) for _, sentence in block.lines)
    if document.jump is None or document.jump.label not in labels or letters <= _TWO_SCREENS:
        return None
    return document.jump


def _source_name(label: str) -> str:
    return f"source-{label.strip('[]')}"


def _by_heading(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks in groups, each of which but the first begins with a heading."""
    group: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and group:
            yield group
            group = []
        group.append(block)
    yield group


def _verdict(words: str, steps: tuple[str, ...], jump: Jump | None) -> Html:
    content = [tag("h1", text(words))]
    if steps:
        items = [tag("li", text(step)) for step in steps]
        content += [NEW_LINE, tag("ul", *items)]
    if jump is not None:
        link = tag("a", text(jump.words), href=f"#{_WAY_DOWN}")
        content += [NEW_LINE, tag("p", link, class_="jump")]
    return tag("div", *content, class_="verdict")


def _kind(level: Level | None) -> str:
    """The class of a level that asks for something, or nothing."""
    return PATTERNS.get(level or Level.NONE, "")


def _html_table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], levels: tuple[Level, ...]) -> Html:
    columns = len(rows[0]) - 1
    names = head[1:] or ("",) * columns
    body: list[Html] = []
    for row, level in zip(rows, levels, strict=True):
        body.append(_table_row(row, names, level))
    if not head:
        return tag("table", tag("tbody", *body))
    named = [tag("th", text(cell), scope="col") for cell in head]
    return tag("table", tag("thead", tag("tr", *named)), tag("tbody", *body))


def _table_row(row: tuple[str, ...], names: tuple[str, ...], level: Level) -> Html:
    """A row. A cell carries the name of its column, which is shown where there is no room for columns."""
    first, *cells = row
    parts = [tag("th", text(first), scope="row")]
    for cell, name in zip(cells, names, strict=True):
        parts.append(tag("td", text(cell), class_=_kind(level), data_label=name))
    return tag("tr", *parts)
