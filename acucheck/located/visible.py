"""Characters that nobody sees: word processors, mail and phones put them into a text, and they mean nothing in it."""

from __future__ import annotations

import re

UNSEEN = "[\u00ad\u200b\u200e\u200f\u2060\ufeff]|(?<=[ -~])[\u200c\u200d](?=[ -~])"
"""Soft hyphens, spaces without width, marks of direction and of UTF-8. Joiners only between plain letters: in other
scripts they change a word."""

_MISREAD = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u201a\u201b\uff1a"
    "\uff0c\u3001"
)


def may_be_misread(text: str) -> bool:
    """Whether a text holds spaces, quotes, colons or commas that a reader of files takes for letters."""
    return not text.isascii() and not _MISREAD.isdisjoint(text)


def visible(text: str) -> str:
    """*text* without the characters that nobody sees."""
    if text.isascii():
        return text
    return re.sub(UNSEEN, "", text)
