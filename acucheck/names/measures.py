"""Figures that were measured, such as a temperature: one word with their name, and what they may say.

A figure in its ordinary range stands quietly beside the name it was taken for; any other is a word nobody knows, and is
asked about. The ranges of pulse, breathing, oxygen, temperature and low pressure are those that score no more than 1 in
the National Early Warning Score 2 (Royal College of Physicians 2017, its chart read as a copy); that of the body mass
index begins where the WHO ends underweight (its help text on malnutrition in women, read as an excerpt). Haemoglobin
is low below what the WHO gives for men, and for pregnancy (PLOS ONE 15:e0238323, table 4, read); sugar and long-term
sugar are ordinary below what Yale Health calls the range before diabetes (read). A spleen is large above what the
Lugano classification takes, and an INR below 2 is below what warfarin is given for (both in excerpts that cite it).
Platelets from 100 on, below which the studies of needles in the book count them apart, say little beside a plain no.
A blood pressure of two figures has a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from msgspec import Struct

from acucheck.model.answers import Candidate, MatchMethod
from acucheck.names.entries import DictionaryEntry
from acucheck.names.line import Gap, LineWord, WordKind, plain_text, windows
from acucheck.names.pressure import are_spoken


class _Band(Struct, frozen=True):
    """The *lines* that a figure from *least* on and below another ticks, for *sure* or may be; or says *little* of."""

    lines: frozenset[str]
    least: float = 0
    below: float = inf
    sure: bool = False
    little: bool = False


def _band(*lines: str, least: float = 0, below: float = inf, sure: bool = False, little: bool = False) -> _Band:
    return _Band(frozenset(lines), least, below, sure, little)


_FEVER = (_band("today.fever", least=38, sure=True),)
_FILTRATION = (
    _band("organs.kidney-disease", "kidneys-how-weak.failing", below=15),
    _band("organs.kidney-disease", least=15, below=60),
)
_IN_MICROMOLES = 20
"""From here on creatinine is in micromoles in a litre, below in milligrams in a decilitre."""

_CREATININE = (
    _band("organs.kidney-disease", least=1.4, below=_IN_MICROMOLES),
    _band("organs.kidney-disease", least=120),
)
_CREATININE_NAMES = [
    "creatinine",
    "creat",
    "crea",
    "krea",
    "kreat",
    "creatinina",
    "kreatinin",
    "kreatynina",
    "kreatinine",
]
_CREATININE_NAMES += ["créatinine", "créat"]  # as they are typed
_IN_MICROLITRES = 2_000
"""From here on platelets are in a microlitre, below in thousands in it."""

_PLATELETS = (
    _band("bleeding.low-platelets", below=100),
    _band("bleeding.low-platelets", least=100, below=150, little=True),
    _band("bleeding.low-platelets", least=_IN_MICROLITRES, below=100_000),
    _band("bleeding.low-platelets", least=100_000, below=150_000, little=True),
)
_PLATELET_NAMES = ["platelets", "plts", "plt", "thrombocytes", "thrombos", "thrombozyten", "plaquetas", "plaquettes"]
_PLATELET_NAMES += ["piastrine", "trombocitos", "trombociti", "trombocyten", "trombocyter", "płytki"]
_THIN = (_band("heart-lungs.thin-chest", below=18.5),)
_IN_MILLIMETRES = 50
"""From here on the length of a spleen is in millimetres, below in centimetres."""

_LARGE_SPLEEN = ("organs.enlarged-organ", "enlarged-which.large-spleen")
_SPLEEN = (
    _band(*_LARGE_SPLEEN, least=13.05, below=_IN_MILLIMETRES),
    _band(*_LARGE_SPLEEN, least=130.5),
)
_SPLEEN_NAMES = ["spleen", "milza", "milz", "bazo", "baço", "milt", "mjälte", "śledziona", "slezina", "dalak", "lép"]
_IN_PERCENT = 20
"""Below this a long-term sugar is in percent."""

_LONG_TERM_SUGAR = (
    _band("organs.diabetes", least=5.7, below=_IN_PERCENT),
    _band("organs.diabetes", least=39),
)
_IN_MILLIMOLES = 40
"""Below this a sugar is in millimoles in a litre, from there on in milligrams in a decilitre."""

_SUGAR = (
    _band("organs.diabetes", below=4),
    _band("organs.diabetes", least=7.8, below=_IN_MILLIMOLES),
    _band("organs.diabetes", least=_IN_MILLIMOLES, below=70),
    _band("organs.diabetes", least=140),
)
_SUGAR_NAMES = ["sugar", "bloodsugar", "fastingsugar", "glucose", "bloodglucose", "fastingglucose", "blutzucker"]
_ANAEMIA = ("bleeding.little-blood", "little-blood-kind.blood-anaemia")
_IN_DECILITRES = 20
"""Below this haemoglobin is in grams in a decilitre, from there on in grams in a litre."""

_HAEMOGLOBIN = (
    _band(*_ANAEMIA, below=11),
    _band(*_ANAEMIA, least=11, below=13, little=True),
    _band(*_ANAEMIA, least=_IN_DECILITRES, below=110),
    _band(*_ANAEMIA, least=110, below=130, little=True),
)
_HAEMOGLOBIN_NAMES = ["hb", "hgb", "haemoglobin", "hemoglobin", "hämoglobin", "hemoglobina", "emoglobina"]
_PRESSURE = (
    _band("heart-lungs.low-blood-pressure", below=91),
    _band("heart-lungs.high-blood-pressure", "heart-lungs.very-high-blood-pressure", least=140, below=180),
    _band("heart-lungs.very-high-blood-pressure", least=180, sure=True),
)
_OXYGEN_NAMES = ["spo2", "sao2", "sats", "o2sats", "oxygensats", "saturation"]
_OXYGEN = (_band("danger.breathless", below=88),)
_PULSE_NAMES = ["pulse", "heartrate", "hr", "p"]
_PULSE = (_band("heart-lungs.unstable-heart", least=131),)

_BELOW_ANY_AIM = 2
"""Below what anticoagulants of vitamin K aim at."""

_INR = (
    _band("bleeding.blood-thinner", below=_BELOW_ANY_AIM, little=True),
    _band("bleeding.blood-thinner", least=_BELOW_ANY_AIM),
)
_BANDS = {
    **dict.fromkeys(["inr", "rin"], _INR),
    **dict.fromkeys(["temp", "temperature", "t"], _FEVER),
    **dict.fromkeys(["egfr", "gfr"], _FILTRATION),
    **dict.fromkeys(_CREATININE_NAMES, _CREATININE),
    **dict.fromkeys(_PLATELET_NAMES, _PLATELETS),
    **dict.fromkeys(_SPLEEN_NAMES, _SPLEEN),
    "bmi": _THIN,
    **dict.fromkeys(["hba1c", "a1c"], _LONG_TERM_SUGAR),
    **dict.fromkeys(_SUGAR_NAMES, _SUGAR),
    **dict.fromkeys(_HAEMOGLOBIN_NAMES, _HAEMOGLOBIN),
    **dict.fromkeys(["bp", "bloodpressure", "systolic", "sbp"], _PRESSURE),
    **dict.fromkeys(_OXYGEN_NAMES, _OXYGEN),
    **dict.fromkeys(_PULSE_NAMES, _PULSE),
}
"""Measures with figures that tick a line. Those of fever and pressure are the questions' own; the oxygen is lower than
guidelines aim at in anybody, the pulse scores 3 in that score, the others are outside what laboratories print."""

_FAHRENHEIT, _BODY_AT_MOST = 32, 45
"""The zero of the one scale in degrees of the other, and the highest that a body can have in degrees Celsius."""

_ANY = (0.0, inf)
_ORDINARY = {
    **dict.fromkeys(["weight", "wt", "height", "tsh", "psa", "ldl", "vas", "nrs", "painscore", "gad7"], _ANY),
    **dict.fromkeys(["egfr", "gfr", *_PLATELET_NAMES, *_SPLEEN_NAMES, "hba1c", "a1c", "inr", "rin"], _ANY),
    **dict.fromkeys([*_SUGAR_NAMES, *_HAEMOGLOBIN_NAMES, *_CREATININE_NAMES], _ANY),
    **dict.fromkeys(_PULSE_NAMES, (41.0, 110.0)),
    **dict.fromkeys(["resprate", "respiratoryrate"], (9.0, 20.0)),
    **dict.fromkeys(_OXYGEN_NAMES, (94.0, 100.0)),
    **dict.fromkeys(["bp", "bloodpressure", "systolic", "sbp"], (101.0, 139.0)),
    **dict.fromkeys(["temp", "temperature", "t"], (35.1, 38.0)),
    "bmi": (18.5, inf),
    "peakflow": (inf, inf),  # what is ordinary depends on the person
}
"""The least and the greatest figure of each measure that nobody is asked about."""

_LONGEST = 2
"""Words in the longest name of a measure."""

_TIMES = frozenset(["is", "was", "been", "has", "had", "have", "now", "today", "still", "currently", "last"])
_WAYS = frozenset(
    ["gone", "goes", "went", "of", "at", "from", "to", "up", "down", "over", "above", "below", "about", "around"]
)
_DEGREES = frozenset(
    ["high", "low", "raised", "elevated", "normal", "fine", "steady", "stable", "very", "too", "quite"]
)
_READINGS = frozenset(
    ["reading", "readings", "level", "levels", "value", "measured", "only", "just", "approx", "usually", "sometimes"]
)
_BETWEEN = _TIMES | _WAYS | _DEGREES | _READINGS
"""Words between a measure and its figure that the figure says more exactly."""

_OF_FIGURES = (WordKind.DOSE, WordKind.NUMBER)

_TO = "to"
_FIGURES = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s?(?:-|to)\s?(\d+(?:[.,]\d+)?))?")
"""A figure, or from one to another."""

_TWO_FIGURES = re.compile(r"\d+ ?/ ?\d")


def with_measures(words: Sequence[LineWord]) -> Sequence[LineWord]:
    """The words of a line, where each measure with its figures is one."""
    if not any(word.kind in _OF_FIGURES for word in words):
        return words
    found: list[LineWord] = []
    position = 0
    while position < len(words):
        measure = _named_measure(words, position)
        if measure is None:
            found.append(words[position])
            position += 1
        else:
            found.append(_joined(words[position : measure.end], measure.name_end - position))
            position = measure.end
    return found


class _Measure(Struct, frozen=True):
    """Where the name of a measure ends in a line, and where its figure ends behind that."""

    name_end: int
    end: int


def _named_measure(words: Sequence[LineWord], position: int) -> _Measure | None:
    """The measure whose name begins at a position, when a figure stands behind it."""
    for window in windows(words, position, _LONGEST):
        if _spelling(window) not in _ORDINARY:
            continue
        name_end = position + len(window)
        figure = _skipped(words, name_end)
        if not _is_figure(words, figure) or _is_end_of_a_brand(window, words[figure]):
            return None
        return _Measure(name_end, _end_of_range(words, figure))
    return None


def _is_end_of_a_brand(name: Sequence[LineWord], figure: LineWord) -> bool:
    """Whether one letter in front of a dose ends the name of a medicine: Cilacar T 40 mg."""
    return len(_spelling(name)) == 1 and figure.plain.endswith("mg")


def _end_of_range(words: Sequence[LineWord], figure: int) -> int:
    """Where a figure ends, or the one that it goes up to."""
    end = figure + 1
    if end < len(words) and words[end].plain == _TO and _is_figure(words, end + 1):
        return end + 2
    return end


def _spelling(words: Sequence[LineWord]) -> str:
    return "".join(word.key for word in words)


def _skipped(words: Sequence[LineWord], position: int) -> int:
    """The first position from one on where no word stands that may stand between a measure and its figure."""
    for at in range(position, len(words)):
        word = words[at]
        if word.plain not in _BETWEEN or word.gap is not Gap.NONE:
            return at
    return len(words)


def _is_figure(words: Sequence[LineWord], position: int) -> bool:
    """Whether one figure stands at a position, and not the two of a blood pressure."""
    if position == len(words):
        return False
    word = words[position]
    if word.kind not in _OF_FIGURES or word.gap is not Gap.NONE:
        return False
    return _TWO_FIGURES.match(word.plain) is None and not are_spoken(words, position)


def _joined(words: Sequence[LineWord], name_length: int) -> LineWord:
    """The measure as one word; as a word that nobody knows where its figure is out of the ordinary."""
    first, last = words[0], words[-1]
    plain = plain_text(words)
    name = _spelling(words[:name_length])
    figures = plain_text(words[name_length:])
    kind = WordKind.WORD
    if _is_ordinary(name, figures):
        kind = WordKind.MEASURE
    return LineWord(
        first.start, last.end, plain, plain, _spelling(words), kind, first.gap, first.hyphen, capitals=False
    )


def _is_ordinary(name: str, text: str) -> bool:
    """Whether what was measured is in its ordinary range, or ticks a line."""
    figures = _figures(name, text)
    if _band_of(name, figures) is not None:
        return True
    least, greatest = _ORDINARY[name]
    return all(least <= figure <= greatest for figure in figures)


def _figures(name: str, text: str) -> list[float]:
    """The first figure of a text, or the two that it is between; that of a body in degrees Celsius."""
    match = _FIGURES.search(text)
    found: list[float] = []
    for written in match.groups() if match else ():
        if written:
            figure = float(written.replace(",", "."))
            found.append(_in_celsius(name, figure))
    return found or [inf]


def _in_celsius(name: str, figure: float) -> float:
    """The figure of a temperature in degrees Celsius, which no body can have above some; any other as it is."""
    in_fahrenheit = _BANDS.get(name) is _FEVER and figure > _BODY_AT_MOST
    if not in_fahrenheit:
        return figure
    return (figure - _FAHRENHEIT) / 1.8


def _band_of(name: str, figures: Sequence[float]) -> _Band | None:
    """The band of the last of some figures that is in one."""
    found: _Band | None = None
    for figure in figures:
        for band in _BANDS.get(name, ()):
            if band.least <= figure < band.below:
                found = band
    return found


def entry(measured: str) -> DictionaryEntry | None:
    """What a measure stands for; None where its figure ticks no line."""
    compact = measured.replace(" ", "")
    names = [name for name in _BANDS if compact.startswith(name)]
    name = max(names, key=len, default="")
    band = _band_of(name, _figures(name, compact.removeprefix(name)))
    if band is None:
        return None
    readings = (Candidate("", band.lines),)
    if band.sure:
        return DictionaryEntry(readings, MatchMethod.EXACT)
    return DictionaryEntry(readings, MatchMethod.PHRASE, ask=True, little=band.little)
