"""Words that say how a medicine is made up or taken, or what a doctor found: they say nothing of what is named."""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.names.entries import Lexicon
from acucheck.names.line import LineWord, WordKind

LONGEST_MADE = 6
"""Words in the longest such phrase."""


def made_at(words: Sequence[LineWord], position: int, end: int, lexicon: Lexicon) -> int:
    """How many words from a position on, before *end*, are a dose, a form, how often, or such a phrase."""
    if words[position].kind in {WordKind.DOSE, WordKind.NUMBER}:
        return 1
    spelling, longest = "", 0
    for last in range(position, min(position + LONGEST_MADE, end)):
        spelling += words[last].key
        if spelling in lexicon.made:
            longest = last + 1 - position
    return longest


def phrase_at(words: Sequence[LineWord], position: int, end: int, lexicon: Lexicon) -> int:
    """How many words such a phrase of several words has that begins at a position; 0 where none does."""
    length = made_at(words, position, end, lexicon)
    return length if length > 1 else 0
