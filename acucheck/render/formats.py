"""Every format of a report by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acucheck.model.levels import Reader
from acucheck.model.report import Report
from acucheck.render.as_json import as_json
from acucheck.render.as_text import as_text

RENDERERS: Mapping[str, Callable[[Report, Reader], str]] = {"text": as_text, "json": as_json}
