"""An answers file as mail, word processors and phones leave it, made what its writer typed.

Only what has one meaning is mended: `•` for `-`, a full-width colon, a missing space behind a colon, spaces that do not
break or have no width, curly quotes around a text, `>` in front of every line. All else is left to the strict reader.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from acucheck.located.characters import UNSEEN
from acucheck.located.node import Origin

_WIDE_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NAME = r"[A-Za-z][\w \u2010-\u2015-]{0,60}?"
_BULLETS = r"\u2022\u2023\u25cf\u25cb\u25e6\u25aa\u25ab\u00b7\u2043\u2010-\u2015\u2212*"
_DOUBLE = r"\u201c-\u201f\u00ab\u00bb"
_BEGINS = r"(^ *- |: |[\[{,] *|^)"
_ENDS = r"(?= *(?:\r?$|[,\]}\uff0c\u3001]|: ))"
"""What stands in front of a text in quotes, and behind it."""

_QUOTED_MAIL = (r"^(?:> ?)+", "")
_TAB = (r"\t(?!#)", " ")  # a `#` right behind one is refused as a remark
_STEPS: tuple[tuple[str, str], ...] = (
    (UNSEEN, ""),
    (rf"^[{_WIDE_SPACES}]|(?<=\s)[{_WIDE_SPACES}]|[{_WIDE_SPACES}](?!#)", " "),
    (rf"^( *)[{_BULLETS}]\s*(?=[^\s*])", r"\1- "),
    (r"^( *)-(?=[^\W\d_])", r"\1- "),
    (rf"^( *{_NAME}) {{0,9}}[\uff1a\ufe55] *", r"\1: "),
    (rf"^( *{_NAME}) {{0,9}}:(?=[^\s:/])", r"\1: "),
    (rf'{_BEGINS}[{_DOUBLE}]([^"\\{_DOUBLE}]*)[{_DOUBLE}]{_ENDS}', r'\1"\2"'),
    (rf"{_BEGINS}[\u2018\u201a\u201b]([^'\u2018\u201a\u201b]*?)[\u2019\u2018]{_ENDS}", r"\1'\2'"),
)
"""What is replaced in each line, in this order."""

_IN_BRACKETS = (r"[\uff0c\u3001] ?", ", ")


def mended(text: str, origin: Origin) -> tuple[str, Origin]:
    """*text* with all that has one meaning written plainly, and an origin that knows where it stood before."""
    lines = text.split("\n")
    steps = _replacements(lines)
    columns: dict[int, tuple[int, ...]] = {}
    for number, typed in enumerate(lines):
        line = _Line(typed)
        for pattern, becomes in steps:
            line.replace(pattern, becomes)
        if "[" in line.text or "{" in line.text:
            line.replace(*_IN_BRACKETS)
        if line.text != typed:
            lines[number] = line.text
            columns[origin.line + number] = tuple(line.columns)
    return "\n".join(lines), replace(origin, typed_columns=columns)


def _replacements(lines: list[str]) -> list[tuple[str, str]]:
    """What is to be replaced in *lines*, the marks of quoted mail and tabs that nothing else indents included."""
    steps = list(_STEPS)
    if not any(line.startswith(" ") for line in lines):
        steps.insert(0, _TAB)
    if all(line.startswith(">") for line in lines if line.strip()):
        steps.insert(0, _QUOTED_MAIL)
    return steps


class _Line:
    """A line, and for each of its characters and its end the column where that was typed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.columns = list(range(1, len(text) + 2))

    def replace(self, pattern: str, becomes: str) -> None:
        """Every match of *pattern* replaced; where its length changes, all of it stands where the match began."""
        parts: list[str] = []
        columns: list[int] = []
        end = 0
        for match in re.finditer(pattern, self.text):
            new = match.expand(becomes)
            parts += [self.text[end : match.start()], new]
            columns += self.columns[end : match.start()]
            columns += self._columns_of(match, len(new))
            end = match.end()
        self.text = "".join([*parts, self.text[end:]])
        self.columns = columns + self.columns[end:]

    def _columns_of(self, match: re.Match[str], length: int) -> list[int]:
        typed = self.columns[match.start() : match.end()]
        return (typed + [self.columns[match.end()]] * length)[:length]
