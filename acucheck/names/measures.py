"""Figures that were measured, such as a temperature: one word with their name, and what they may say.

A figure in its ordinary range stands quietly beside the name it was taken for; any other is a word nobody knows, and is
asked about. The ranges of pulse, breathing, oxygen, temperature and low pressure are those that score no more than 1 in
the National Early Warning Score 2 (Royal College of Physicians 2017, its chart read as a copy); that of the body mass
index begins where the WHO ends underweight (its help text on malnutrition in women, read as an excerpt). A blood
pressure of two figures has a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from msgspec import Struct

from acucheck.model.answers import Candidate, MatchMethod
from acucheck.names.entries import DictionaryEntry
from acucheck.names.line import Gap, LineWord, WordKind, plain_text, windows


class _Bound(Struct, frozen=True):
    """The line that a figure below or from a bound on ticks, for *sure* or may be; one more where it is *far* below."""

    line: str
    below: float = 0
    far: float = 0
    line_far: str = ""
    reached: float = inf
    sure: bool = False


_FEVER = _Bound("today.fever", reached=38, sure=True)
_FILTRATION = _Bound("organs.kidney-disease", below=60, far=15, line_far="kidneys-how-weak.failing")
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

_ANY = (0.0, inf)
_ORDINARY = {
    **dict.fromkeys(["weight", "wt", "height", "tsh", "psa", "ldl", "vas", "nrs", "painscore", "gad7"], _ANY),
    **dict.fromkeys(["pulse", "heartrate", "hr"], (41.0, 110.0)),
    **dict.fromkeys(["resprate", "respiratoryrate"], (9.0, 20.0)),
    **dict.fromkeys(["spo2", "sao2", "sats", "o2sats", "oxygensats"], (94.0, 100.0)),
    **dict.fromkeys(["bp", "bloodpressure", "systolic", "sbp"], (101.0, 139.0)),
    **dict.fromkeys(["temp", "temperature"], (35.1, inf)),
    "bmi": (18.5, inf),
    "peakflow": (inf, inf),  # what is ordinary depends on the person
}
"""The least and the greatest figure of each measure that nobody is asked about."""

_LONGEST = 2
"""Words in the longest name of a measure."""

_BETWEEN = frozenset(["is", "was", "of", "at", "about", "around", "approx", "currently", "now", "last", "latest"])
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_TWO_FIGURES = re.compile(r"\d+ ?/ ?\d")


def with_measures(words: Sequence[LineWord]) -> Sequence[LineWord]:
    """The words of a line, where each measure with its figures is one."""
    if not any(word.kind in {WordKind.DOSE, WordKind.NUMBER} for word in words):
        return words
    found: list[LineWord] = []
    position = 0
    while position < len(words):
        name_end, end = _measure_ends(words, position)
        if end > position:
            found.append(_joined(words[position:end], _spelling(words[position:name_end])))
        else:
            found.append(words[position])
        position = max(end, position + 1)
    return found


def _measure_ends(words: Sequence[LineWord], position: int) -> tuple[int, int]:
    """Where the name of the measure that begins at a position ends, and its figure; the position twice for none."""
    for window in windows(words, position, _LONGEST):
        spelling = _spelling(window)
        if spelling in _BOUNDS or spelling in _ORDINARY:
            name_end = position + len(window)
            figure = _skipped(words, name_end)
            return (name_end, figure + 1) if _is_figure(words, figure) else (position, position)
    return position, position


def _spelling(words: Sequence[LineWord]) -> str:
    return "".join(word.key for word in words)


def _skipped(words: Sequence[LineWord], position: int) -> int:
    while position < len(words) and words[position].plain in _BETWEEN and words[position].gap is Gap.NONE:
        position += 1
    return position


def _is_figure(words: Sequence[LineWord], position: int) -> bool:
    if position == len(words) or words[position].gap is not Gap.NONE or _TWO_FIGURES.match(words[position].plain):
        return False
    return words[position].kind in {WordKind.DOSE, WordKind.NUMBER}


def _joined(words: Sequence[LineWord], name: str) -> LineWord:
    """The measure as one word; as a word that nobody knows where its figure is out of the ordinary."""
    first, last = words[0], words[-1]
    plain = plain_text(words)
    kind = WordKind.MEASURE if _is_ordinary(name, last.plain) else WordKind.WORD
    return LineWord(
        first.start, last.end, plain, plain, _spelling(words), kind, first.gap, first.hyphen, capitals=False
    )


def _is_ordinary(name: str, text: str) -> bool:
    """Whether a figure is in its ordinary range, or ticks a line where it has a bound."""
    least, greatest = _ORDINARY.get(name, _ANY)
    return least <= _figure(name, text) <= greatest


def _figure(name: str, text: str) -> float:
    """The first figure of a text; that of a body in degrees Celsius."""
    match = _FIGURE.search(text)
    figure = float(match[0].replace(",", ".")) if match else inf
    in_fahrenheit = _BOUNDS.get(name) is _FEVER and figure > _BODY_AT_MOST
    return (figure - _FAHRENHEIT) / 1.8 if in_fahrenheit else figure


def entry(measured: str) -> DictionaryEntry | None:
    """What a measure stands for; None where its figure ticks no line."""
    name, text = measured.split(maxsplit=1)
    bound = _BOUNDS.get(name)
    if bound is None:
        return None
    figure = _figure(name, text)
    in_percent = bound is _SUGAR and figure < _IN_PERCENT
    if bound.below <= figure < bound.reached and not in_percent:
        return None
    lines = {bound.line, bound.line_far} if figure < bound.far else {bound.line}
    readings = (Candidate("", frozenset(lines)),)
    return DictionaryEntry(readings, MatchMethod.EXACT if bound.sure else MatchMethod.PHRASE, ask=not bound.sure)
