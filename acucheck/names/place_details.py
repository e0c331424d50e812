"""What is said beside a place and is none: how, how long, how strong, with what, in which position, for whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from acucheck.names.lazy_pattern import LazyPattern

EVERYWHERE = "any"
"""The words that are said beside the places of every technique, and of an answer."""

TOLD = "told"
"""The words that are said beside a place in an answer, of what is there and how it came."""

_MOST_WORDS = 5
"""Words in the longest of what is said, with its numbers."""

_NUMBER = r"\d+(?:[.,]\d+)?(?:\s?(?:[-\u2013/x\u00d7]|to)\s?\d+(?:[.,]\d+)?)*"
_WORD = LazyPattern(rf"{_NUMBER}|[^\W\d_][\w'\u2019-]*")
_NUMBERS = re.compile(_NUMBER)
_JOINING = LazyPattern(
    r"^(?:(?:with|for|using|and|then|by|via|only|but|w)\b[\s-]*|[\s,;:.*+&/=~!-]+)+"
    r"|(?:[\s-]*\b(?:with|for|using|and|then|by|via|only|but|w)|[\s,;:.*+&/=~!-]+)+$"
)
"""What joins such words to a place, and is left when they are taken away."""

_EMPTY = LazyPattern(r"\(\W*\)|\[\W*\]", one_of="([")

Details = Mapping[str, frozenset[str]]
"""Technique, or one of the two groups above -> what is said in small letters; `#` stands for any number."""


class PlaceDetails:
    """Takes away what says nothing of where."""

    def __init__(self, details: Details) -> None:
        self._details = details

    def without(self, text: str, beside: str) -> str:
        """*text* without what may be said *beside* the places of a technique, or of an answer; all of it, or nothing.

        Where nothing is said it comes back as it is.
        """
        phrases = self._details.get(beside, frozenset()) | self._details[EVERYWHERE]
        found = _WORD.all_in(text)
        words = [_NUMBERS.sub("#", match[0].casefold()) for match in found]
        kept: list[str] = []
        at = end = 0
        while at < len(words):
            count = _begins_with(words[at : at + _MOST_WORDS], phrases)
            if count:
                kept.append(text[end : found[at].start()])
                end = found[at + count - 1].end()
            at += count or 1
        if not end:
            return text
        return _tidied(" ".join([*kept, text[end:]]))


def _begins_with(words: Sequence[str], phrases: frozenset[str]) -> int:
    """How many of the first words are one of the phrases, the longest first."""
    for count in range(len(words), 0, -1):
        if " ".join(words[:count]) in phrases:
            return count
    return 0


def _tidied(text: str) -> str:
    return _JOINING.sub("", " ".join(_EMPTY.sub(" ", text).split()))
