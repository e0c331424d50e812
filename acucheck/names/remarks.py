"""Words that say how a medicine is made up or taken, or what a doctor found: they say nothing of what is named."""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.names.entries import Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.line import Gap, LineWord, WordKind

LONGEST_MADE = 6
"""Words in the longest such phrase."""

_FIGURES = (WordKind.DOSE, WordKind.NUMBER, WordKind.MEASURE)
"""Kinds of words that by themselves say how much."""


def made_at(words: Sequence[LineWord], position: int, end: int, lexicon: Lexicon) -> int:
    """How many words from a position on, before *end*, are a dose, a form, how often, or such a phrase."""
    if words[position].kind in _FIGURES:
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
    if length == 1:
        return 0
    return length


def report_positions(words: Sequence[LineWord], lexicon: Lexicon) -> frozenset[int]:
    """The positions of the words that are part of a report, the longest first from the left."""
    found: set[int] = set()
    position = 0
    while position < len(words):
        length = _report_at(words, position, lexicon)
        found.update(range(position, position + length))
        position += max(length, 1)
    return frozenset(found)


def _report_at(words: Sequence[LineWord], position: int, lexicon: Lexicon) -> int:
    """How many words from a position are a report; nothing keeps them apart."""
    spelling, longest = "", 0
    for last in range(position, min(position + LONGEST_MADE, len(words))):
        word = words[last]
        if word.gap is Gap.APART and last > position:
            break
        spelling += word.key
        if spelling in lexicon.reports:
            longest = last + 1 - position
    return longest


def without_reports(found: Sequence[FoundName], reports: frozenset[int]) -> Sequence[FoundName]:
    """The names of a line but for those that only a report on another holds, such as "nothing broken"."""
    named = [name for name in found if not reports.issuperset(range(name.first, name.last))]
    return named or found
