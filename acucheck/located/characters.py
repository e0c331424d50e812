"""Characters that no text here may hold or that nobody sees, and where in a text one stands."""

from __future__ import annotations

import re

from acucheck.errors import Place
from acucheck.located.node import Origin

_NOT_TEXT = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Compiled when it is needed: that takes longer than to read an answers file."""

UNSEEN = "[\u00ad\u200b\u200e\u200f\u2060\ufeff]|(?<=[ -~])[\u200c\u200d](?=[ -~])"
"""Soft hyphens, spaces without width, marks of direction and of UTF-8. Joiners only between plain letters: in other
scripts they change a word. Word processors, mail and phones put them into a text, and they mean nothing in it."""

_MISREAD = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u201a\u201b\uff1a"
    "\uff0c\u3001"
)


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


def may_be_misread(text: str) -> bool:
    """Whether a text holds spaces, quotes, colons or commas that a reader of files takes for letters."""
    return not text.isascii() and not _MISREAD.isdisjoint(text)


def visible(text: str) -> str:
    """*text* without the characters that nobody sees."""
    if text.isascii():
        return text
    return re.sub(UNSEEN, "", text)
