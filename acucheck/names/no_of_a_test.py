"""By which test nothing was found, behind a word for no and a name."""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.names.entries import AgreeingWords
from acucheck.names.line import LineWord

_BY_TEST = frozenset({"on", "in", "by", "at"})
"""Words between what was not found and the test."""


def length_of_method(words: Sequence[LineWord], agreeing: AgreeingWords) -> int:
    """How many of the first of some words say by which test nothing was found, such as "on upright MRI"; else 0."""
    if words[0].bare not in _BY_TEST:
        return 0
    first = 1
    while first < len(words) and words[first].bare in agreeing.scanned:
        first += 1
    last = first
    while last < len(words) and words[last].bare in agreeing.tests:
        last += 1
    return last if last > first else 0
