"""Characters that nobody sees: word processors, mail and phones put them into a text, and they mean nothing in it."""

from __future__ import annotations

import re

UNSEEN = "[\u00ad\u200b\u200e\u200f\u2060\ufeff]|(?<=[ -~])[\u200c\u200d](?=[ -~])"
"""Soft hyphens, spaces without width, marks of direction and of UTF-8. Joiners only between plain letters: in other
scripts they change a word."""


def visible(text: str) -> str:
    """*text* without the characters that nobody sees."""
    return text if text.isascii() else re.sub(UNSEEN, "", text)
