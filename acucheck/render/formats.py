"""Every format of a report by its name, and the endings of files that go with each. Each is loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acucheck.model.answers import Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report

Renderer = Callable[[Report, Audience, Head], str]


def _text(report: Report, audience: Audience, head: Head) -> str:
    from acucheck.render.as_text import as_text

    return as_text(report, audience, head)


def _json(report: Report, audience: Audience, head: Head) -> str:
    from acucheck.render.as_json import as_json

    return as_json(report, audience, head)


def _markdown(report: Report, audience: Audience, head: Head) -> str:
    from acucheck.render.as_markdown import as_markdown

    return as_markdown(report, audience, head)


def _html(report: Report, audience: Audience, head: Head) -> str:
    from acucheck.render.as_html import as_html

    return as_html(report, audience, head)


RENDERERS: Mapping[str, Renderer] = {"text": _text, "json": _json, "markdown": _markdown, "html": _html}

ENDINGS: Mapping[str, str] = {".txt": "text", ".json": "json", ".md": "markdown", ".html": "html"}
