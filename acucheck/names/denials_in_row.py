"""Denials in a row without commas, such as "no clots no DVT": each no belongs to what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from acucheck.names.line import Gap, LineWord, WordKind

_DENIALS = frozenset({"no", "nil", "denies", "without", "kein", "keine", "ohne", "sin", "sem", "senza", "sans", "geen"})
"""Words for a no that stand in front of what they deny, each anew for the next thing."""

_NOT_ANEW = frozenset({"longer", "more", "one", "way"})
"""Words behind a no with which it denies nothing by itself."""


def denials_apart(words: Sequence[LineWord]) -> Sequence[LineWord]:
    """The words of a line; where a part of it begins with a no, as if a comma stood in front of each further no."""
    denials = [position for position in range(len(words)) if _denies(words, position)]
    found = [*words]
    in_row = False
    last = 0
    for position, word in enumerate(words):
        if word.gap is Gap.APART:
            in_row = False
        if position not in denials:
            continue
        if word.gap is Gap.APART:
            in_row = True
        elif in_row and position > last + 1:
            found[position] = replace(word, gap=Gap.APART)
        last = position
    return found


def _denies(words: Sequence[LineWord], position: int) -> bool:
    """Whether a word is a no to what stands behind it."""
    if words[position].plain not in _DENIALS or words[position].hyphen or position + 1 == len(words):
        return False
    behind = words[position + 1]
    if behind.hyphen or behind.gap is not Gap.NONE or behind.kind is not WordKind.WORD:
        return False
    return behind.plain not in _NOT_ANEW
