"""Markdown: the same page for an editor, a wiki or a message. What comes from outside is shown and never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from acucheck.document.blocks import Block, Chart, Document, Heading, Headline, Lines, Table
from acucheck.document.pages.report_page import report_page
from acucheck.model.answers import NOBODY, Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.safe_text import escape_controls

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^@])")
_AT_THE_START = re.compile(r"^(\d+(?=[.)])|(?=[-+=:]))")
_LINK = re.compile(r"\b(https?|ftp|mailto|xmpp|www)([:.])", re.IGNORECASE)


def as_markdown(report: Report, audience: Audience, head: Head = NOBODY) -> str:
    """The page for one reader, with a line end at the end."""
    return page_markdown(report_page(report, audience, head))


def page_markdown(document: Document) -> str:
    """Any page as Markdown: every paragraph, list and table apart by an empty line."""
    parts = [escape_markdown(document.title)]
    for block in document.blocks:
        parts += _block_parts(block)
    return "\n\n".join(parts) + "\n"


def escape_markdown(text: str) -> str:
    """*text* so that Markdown shows it as it is: no markup, no HTML, no link."""
    text = _SPECIAL.sub(r"\\\1", escape_controls(text).strip())
    return _AT_THE_START.sub(r"\1\\", _LINK.sub(r"\1\\\2", text))


def _block_parts(block: Block) -> Iterator[str]:
    match block:
        case Headline(text, _, steps):
            yield f"# {escape_markdown(text)}"
            if steps:
                yield "\n".join(f"- {escape_markdown(step)}" for step in steps)
        case Heading(text):
            yield f"## {escape_markdown(text)}"
        case Lines(lines, title):
            if title:
                yield f"### {escape_markdown(title)}"
            yield "\n".join(_labelled_sentence(label, sentence) for label, sentence in lines)
        case Table(head, rows):
            yield "\n".join(_pipe_table(head, rows))
        case Chart():
            return


def _labelled_sentence(label: str, sentence: str) -> str:
    if not label:
        return f"- {escape_markdown(sentence)}"
    return f"- **{escape_markdown(label)}:** {escape_markdown(sentence)}"


def _pipe_table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    columns = len(rows[0])
    yield _pipe_row(head or ("",) * columns)
    yield f"|{' --- |' * columns}"
    yield from map(_pipe_row, rows)


def _pipe_row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(escape_markdown, cells))} |"
