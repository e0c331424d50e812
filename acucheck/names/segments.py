"""A line in segments: what a comma, "and", a plus or a stroke splits off is never a remark of its neighbour."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from acucheck.names.line import Gap, Word
from acucheck.names.scanner import Found

JOINTS = frozenset(["and", "und", "et", "y", "plus", "or", "nor", "oder", "ou", "then", "also"])
"""Words between two things."""

_MORE = frozenset({"as well as", "together with", "along with"})
_LONGEST = 3


class Segment(Struct):
    """The words from *first* up to *last*, the names among them, and the word that joins it to the one before."""

    first: int
    last: int
    names: list[Found]
    joint: str = ""


def segments(words: Sequence[Word], names: Sequence[Found]) -> list[Segment]:
    """The segments of a line in order, the words that merely join left out. A name is never split."""
    inside = {position for name in names for position in range(name.first + 1, name.last)}
    of_names = {position for name in names for position in range(name.first, name.last)}
    found: list[Segment] = []
    first, position, joint = 0, 0, ""
    while position < len(words):
        length = 0 if position in of_names else _joint(words, position)
        splits = position > first and position not in inside and words[position].gap is not Gap.NONE
        if splits or length:
            _close(found, first, position, names, joint)
            joint = words[position].plain if length else ""
            first = position = position + length
            if splits and not length:
                position += 1
            continue
        position += 1
    _close(found, first, len(words), names, joint)
    return found


def _joint(words: Sequence[Word], position: int) -> int:
    """How many words from a position merely join two things."""
    for length in range(_LONGEST, 1, -1):
        if " ".join(word.plain for word in words[position : position + length]) in _MORE:
            return length
    word = words[position]
    alone = len(word.plain) == 1 and (position == 0 or position + 1 == len(words))
    return int(word.plain in JOINTS and not alone and not word.hyphen)


def _close(found: list[Segment], first: int, last: int, names: Sequence[Found], joint: str) -> None:
    if last > first:
        own = [name for name in names if first <= name.first < last]
        found.append(Segment(first, last, own, joint))
