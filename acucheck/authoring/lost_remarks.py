"""Sentences of a rule book that YAML cuts short: what stands behind ` #` on a line is a remark to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from acucheck.errors import Place, Problem

_CUT = re.compile(r"""^(?P<before>[^#"']*[:\-,\[{] +[^#"'\s][^#"']*) #(?=\S)""")
"""A text without quotes, and a `#` behind it that begins a word; a remark has a space behind that sign."""


def lost_remarks(text: str, name: str) -> Iterator[Problem]:
    """A problem for each line of the file *name* of which the end is not read."""
    for number, line in enumerate(text.splitlines(), start=1):
        cut = _CUT.match(line)
        if cut is not None:
            column = cut.end("before") + 2
            yield Problem(
                Place(name, number, column),
                "what stands behind '#' is not read; put the text in quotes, or a space behind '#' if it is a remark",
            )
