"""Every format that a report is written in. Options, files, folders and help follow from these entries.

The format `x` is written by the function `as_x` of the module `as_x` beside this one, which is loaded when it is used.
A new one needs its pages in `tests/golden/` as well; how they are made stands in CONTRIBUTING, under "Add a format".
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the options of every command name these formats, and most write none of them
    from acucheck.model.answers import Head
    from acucheck.model.levels import Audience
    from acucheck.model.report import Report


class Format(NamedTuple):
    """A format by its name, how files of it end, and what it is. A file that is named here gets the first ending.

    Each says whose page it is, on which day it was answered and as of which day it is read.
    """

    name: str
    endings: tuple[str, ...]
    what: str

    def written(self, report: Report, audience: Audience, head: Head) -> str:
        """The report, with whose it is, as a page in this format, with a line end at the end."""
        function = f"as_{self.name}"
        module = import_module(f"acucheck.render.{function}")
        text: str = getattr(module, function)(report, audience, head)
        return text


TEXT = Format("text", (".txt",), "80 columns, the same bytes every time")
MARKDOWN = Format(
    "markdown", (".md",), "for an editor, a wiki or a message; what comes from outside is shown and never obeyed"
)
HTML = Format(
    "html",
    (".html",),
    "one file to read, print and send: a body chart, large print, light and dark, no script, nothing fetched",
)
JSON = Format("json", (".json",), "version `acucheck.report/1`, with its schema in `acucheck/schemas/report-1.json`")

REPORT_FORMATS = {each.name: each for each in (TEXT, MARKDOWN, HTML, JSON)}
"""The formats of a report on one person, by name."""

LINES = Format("lines", (".jsonl", ".ndjson", ".json"), "a line of JSON for each record")

LIST_FORMATS = {each.name: each for each in (LINES, *REPORT_FORMATS.values())}
"""The formats of a list of people, by name: lines in one file, or a page for each in a folder."""

BY_ENDING = {ending: each for each in REPORT_FORMATS.values() for ending in each.endings}
"""The formats of a report on one person, by the ending of a file."""
