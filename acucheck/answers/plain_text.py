"""Text on one line, and as it is compared with fixed words, however a phone or a spreadsheet has left it."""

from __future__ import annotations

import unicodedata

from acucheck.answers import fixed_words
from acucheck.located import Node
from acucheck.located.characters import visible

_LONGEST = max(map(len, fixed_words.MEANINGS)) + 8
"""Characters: a text much longer than every fixed word is none of them."""

_FIRST_LETTERS = frozenset(word[0] for word in fixed_words.MEANINGS)

_AS_TYPED = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
)
"""What a keyboard has for the dashes and quotes of print."""

SEVERAL = 2
"""Lines in a text of more than one."""


def plain(text: str) -> str:
    """*text* in lower case with plain letters, spaces, hyphens and quotes, and without quotes or a full stop around."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", visible(text)).translate(_AS_TYPED)
    return " ".join(text.split()).lower().strip('"').removesuffix(".").strip()


def word_id(text: str) -> str:
    """*text* as the ids of questions and options are written, with hyphens between its words."""
    return plain(text).replace("_", "-").replace(" ", "-")


def meaning(text: str) -> str:
    """The fixed word that *text* stands for, or nothing."""
    first = text[:1].lower()
    if len(text) > _LONGEST or (first.isascii() and first.isalnum() and first not in _FIRST_LETTERS):
        return ""
    return fixed_words.MEANINGS.get(plain(text), "")


def one_line(node: Node) -> str:
    """The text of a node without white space to spare. Raises InvalidFile when it has several lines."""
    text = visible(node.text()).strip()
    if len(text.splitlines()) >= SEVERAL:
        node.fail("expected one line of text here, not several")
    if not text:
        node.fail("nothing that can be seen is written here; fill it in or take it out")
    return " ".join(text.split())
