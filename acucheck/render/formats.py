"""Every format of a report by its name, and the endings of files that go with each. Each is loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acucheck.model.answers import Head
from acucheck.model.levels import Reader
from acucheck.model.report import Report

Renderer = Callable[[Report, Reader, Head], str]


def _text(report: Report, reader: Reader, head: Head) -> str:
    from acucheck.render.as_text import as_text

    return as_text(report, reader, head)


def _json(report: Report, reader: Reader, head: Head) -> str:
    from acucheck.render.as_json import as_json

    return as_json(report, reader, head)


def _markdown(report: Report, reader: Reader, head: Head) -> str:
    from acucheck.render.as_markdown import as_markdown

    return as_markdown(report, reader, head)


def _html(report: Report, reader: Reader, head: Head) -> str:
    from acucheck.render.as_html import as_html

    return as_html(report, reader, head)


RENDERERS: Mapping[str, Renderer] = {"text": _text, "json": _json, "markdown": _markdown, "html": _html}

ENDINGS: Mapping[str, str] = {".txt": "text", ".json": "json", ".md": "markdown", ".html": "html"}
