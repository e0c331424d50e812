"""Figures that were measured, such as a temperature: one word with their name, and what they may say.

What has no bound stands quietly beside the name it was taken for. A blood pressure has a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from msgspec import Struct

from acucheck.model.answers import Candidate, MatchMethod
from acucheck.names.entries import DictionaryEntry
from acucheck.names.line import Gap, LineWord, WordKind, windows


class _Bound(Struct, frozen=True):
    """The line that a figure below or from a bound on ticks, for *sure* or may be."""

    line: str
    below: float = 0
    reached: float = inf
    sure: bool = False


_FEVER = _Bound("today.fever", reached=38, sure=True)
_FILTRATION = _Bound("organs.kidney-disease", below=60)
_PLATELETS = _Bound("bleeding.low-platelets", below=150)
_SUGAR = _Bound("organs.diabetes", reached=48)
_BOUNDS = {
    "temp": _FEVER,
    "temperature": _FEVER,
    "egfr": _FILTRATION,
    "gfr": _FILTRATION,
    "platelets": _PLATELETS,
    "plts": _PLATELETS,
    "plt": _PLATELETS,
    "hba1c": _SUGAR,
    "a1c": _SUGAR,
}
"""Measures with a bound: 38 C is that of the question about fever, the others end the range that laboratories print."""

_FAHRENHEIT, _BODY_AT_MOST = 32, 45
"""The zero of the one scale in degrees of the other, and the highest that a body can have in degrees Celsius."""

_IN_PERCENT = 20
"""Below this a long-term sugar is in percent; it is asked about whatever it is."""

_QUIET = frozenset(
    [
        *("bmi", "weight", "wt", "height", "pulse", "heartrate", "hr", "resprate", "respiratoryrate"),
        *("spo2", "sao2", "sats", "o2sats", "oxygensats", "peakflow", "fev1", "lvef"),
        *("tsh", "psa", "crp", "esr", "creatinine", "ldl", "vas", "nrs", "painscore", "phq9", "gad7"),
    ]
)
_LONGEST = 2
"""Words in the longest name of a measure."""

_BETWEEN = frozenset(["is", "was", "of", "at", "about", "around", "approx", "currently", "now", "last", "latest"])
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


def with_measures(words: Sequence[LineWord]) -> Sequence[LineWord]:
    """The words of a line, where each measure with its figures is one."""
    if not any(word.kind in {WordKind.DOSE, WordKind.NUMBER} for word in words):
        return words
    found: list[LineWord] = []
    position = 0
    while position < len(words):
        last = _end_of_measure(words, position)
        found.append(_joined(words[position:last]) if last > position else words[position])
        position = max(last, position + 1)
    return found


def _end_of_measure(words: Sequence[LineWord], position: int) -> int:
    """Where the measure ends that begins at a position; the position itself when none does."""
    for window in windows(words, position, _LONGEST):
        spelling = "".join(word.key for word in window)
        if spelling in _BOUNDS or spelling in _QUIET:
            first = _skipped(words, position + len(window))
            return first + 1 if _is_figure(words, first) else position
    return position


def _skipped(words: Sequence[LineWord], position: int) -> int:
    while position < len(words) and words[position].plain in _BETWEEN and words[position].gap is Gap.NONE:
        position += 1
    return position


def _is_figure(words: Sequence[LineWord], position: int) -> bool:
    kinds = {WordKind.DOSE, WordKind.NUMBER}
    return position < len(words) and words[position].kind in kinds and words[position].gap is Gap.NONE


def _joined(words: Sequence[LineWord]) -> LineWord:
    first, last = words[0], words[-1]
    plain, spelling = " ".join(word.plain for word in words), "".join(word.key for word in words)
    return LineWord(
        first.start, last.end, plain, plain, spelling, WordKind.MEASURE, first.gap, first.hyphen, capitals=False
    )


def entry(measured: str) -> DictionaryEntry | None:
    """What a measure stands for; None where its figure ticks no line."""
    name, figure = measured.split(maxsplit=1)
    bound, match = _BOUNDS.get(name), _FIGURE.search(figure)
    if bound is None or match is None:
        return None
    value = float(match[0].replace(",", "."))
    if bound is _FEVER and value > _BODY_AT_MOST:
        value = (value - _FAHRENHEIT) / 1.8
    in_percent = bound is _SUGAR and value < _IN_PERCENT
    if bound.below <= value < bound.reached and not in_percent:
        return None
    readings = (Candidate("", frozenset({bound.line})),)
    return DictionaryEntry(readings, MatchMethod.EXACT if bound.sure else MatchMethod.PHRASE, ask=not bound.sure)
