"""Phrases among the words of a line, compared without apostrophes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from acucheck.names.line import LineWord, bare_text

Phrases = Mapping[str, frozenset[str]]
"""First word -> the phrases that begin with it."""

_LONGEST = 6
"""Words in the longest phrase that is looked for."""

_NONE: frozenset[str] = frozenset()


def length_of_phrase(words: Sequence[LineWord], position: int, end: int, phrases: Phrases) -> int:
    """How many words the longest of some phrases has that begins at a position, before *end*; 0 where none does."""
    if position >= end:
        return 0
    known = phrases.get(words[position].bare, _NONE)
    if not known:
        return 0
    for length in range(min(_LONGEST, end - position), 0, -1):
        if bare_text(words[position : position + length]) in known:
            return length
    return 0


def is_phrase(words: Sequence[LineWord], position: int, end: int, phrases: Phrases) -> bool:
    """Whether the words from a position up to *end* are one of some phrases."""
    return 0 < length_of_phrase(words, position, end, phrases) == end - position


def phrase_positions(words: Sequence[LineWord], positions: range, phrases: Phrases) -> set[int]:
    """The positions, among some, of all words of the phrases there, the longest first from the left."""
    found: set[int] = set()
    position = positions.start
    while position < positions.stop:
        length = length_of_phrase(words, position, positions.stop, phrases)
        found.update(range(position, position + length))
        position += max(length, 1)
    return found
