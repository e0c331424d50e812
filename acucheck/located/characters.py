"""Characters that no text here may hold, and where in a text one stands."""

from __future__ import annotations

import re

from acucheck.errors import Place
from acucheck.located.node import Origin

_NOT_TEXT = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Compiled when it is needed: that takes longer than to read an answers file."""


def not_text(text: str) -> tuple[int, str] | None:
    """Where the first character stands that is not text, and the sentence about it; None when all is text."""
    if text.replace("\n", "").isprintable():
        return None
    wrong = re.search(_NOT_TEXT, text)
    if wrong is None:
        return None
    if "\ud800" <= wrong.group() <= "\udfff":
        return wrong.start(), "there is half a character in this text (an unpaired \\u escape)"
    return wrong.start(), f"there is a control character here (U+{ord(wrong.group()):04X}); take it out"


def place_at(text: str, index: int, origin: Origin) -> Place:
    """The place of the character with that *index* in the text of *origin*."""
    lines = text.count("\n", 0, index)
    column = index - text.rfind("\n", 0, index)
    if not lines:
        column += origin.column - 1
    return origin.place(origin.line + lines, column)
