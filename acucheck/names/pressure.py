"""A blood pressure in figures, as a name of what it means.

Where the bounds lie is told in a public text on vital signs (McLaren Health Care, read as an excerpt): low at 90/60 and
very high from 180/120. High from 140/90, and very high from 110 below, are from other such texts, read the same way.
"""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.model.answers import NameKind
from acucheck.names.found_name import Find, FoundName
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.line import LineWord, WordKind, plain_text

_FIGURES = LazyPattern(r"(?P<upper>[6-9]\d|[12]\d\d) ?(?:/|over) ?(?P<lower>[3-9]\d|1\d\d)")
_VERY_HIGH, _HIGH, _LOW = (180, 110), (140, 90), (90, 60)

PRESSURE = "bloodpressureinfigures"
"""How the names of what two figures mean begin."""

_OVER, _SPOKEN = "over", 3
"""What is said between the two figures, and how many words these are then."""

_OF_FIGURES = (WordKind.DOSE, WordKind.NUMBER)

_NAMES = frozenset({"bp", "rr", "bloodpressure", "mybloodpressure", "mybp"})
"""What may stand in front of the figures."""


def pressure_at(words: Sequence[LineWord], position: int, find: Find, before: FoundName | None) -> FoundName | None:
    """The name of what two figures at a position mean that can only be a blood pressure.

    It takes in a name *before* it that only says that they are one.
    """
    if words[position].kind not in _OF_FIGURES:
        return None
    last = position + 1
    if are_spoken(words, position):
        last = position + _SPOKEN
    spelling = _spelling_of(plain_text(words[position:last]))
    known = find(spelling) if spelling else None
    if known is None:
        return None
    first = position
    if before is not None and before.last == position and before.spelling in _NAMES:
        first = before.first
    return FoundName(first, last, known, NameKind.CONDITION, spelling)


def _spelling_of(figures: str) -> str:
    """What a pressure in figures is called in the dictionary of conditions; nothing where these can be none."""
    match = _FIGURES.fullmatch(figures)
    if match is None:
        return ""
    return _meaning(int(match["upper"]), int(match["lower"]))


def are_spoken(words: Sequence[LineWord], position: int) -> bool:
    """Whether a pressure is written as it is said: 220 over 120."""
    match words[position + 1 : position + _SPOKEN]:
        case [over, lower]:
            return over.plain == _OVER and lower.kind is WordKind.NUMBER
        case _:
            return False


def _meaning(upper: int, lower: int) -> str:
    """What a pressure of these figures is called in the dictionary of conditions; nothing where it can be none."""
    if lower >= upper:
        return ""
    if upper >= _VERY_HIGH[0] or lower >= _VERY_HIGH[1]:
        return f"{PRESSURE}veryhigh"
    if upper >= _HIGH[0] or lower >= _HIGH[1]:
        return f"{PRESSURE}high"
    if upper <= _LOW[0] or lower <= _LOW[1]:
        return f"{PRESSURE}low"
    return f"{PRESSURE}ordinary"
