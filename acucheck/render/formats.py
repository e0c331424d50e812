"""Every format of a report by its name, and the endings of files that go with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acucheck.document import Record
from acucheck.model.levels import Reader
from acucheck.model.report import Report
from acucheck.render.as_html import as_html
from acucheck.render.as_json import as_json
from acucheck.render.as_markdown import as_markdown
from acucheck.render.as_text import as_text

Renderer = Callable[[Report, Reader, Record], str]

RENDERERS: Mapping[str, Renderer] = {"text": as_text, "json": as_json, "markdown": as_markdown, "html": as_html}

ENDINGS: Mapping[str, str] = {".txt": "text", ".json": "json", ".md": "markdown", ".html": "html"}
