"""The temperature of a body in figures that nothing names, as a name of what it means: this morning 38,3.

Fever begins at 38 C, as where a temperature is named. Without a word of a day in front it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from acucheck.model.answers import NameKind
from acucheck.names.found_name import Find, FoundName
from acucheck.names.line import Gap, LineWord, WordKind, plain_text

_TEMPERATURE = re.compile(r"(?:3[6-9]|4[0-2])[.,]\d")
"""How hardly anything else is written where only a word of a day stands in front."""

_FEVER = 38.0
"""Degrees Celsius from which on it is one."""

_DAYS = frozenset(
    [
        *("today", "tonight", "now", "this morning", "this evening", "this afternoon", "last night", "yesterday"),
        *("heute", "heute früh", "heute morgen", "heute abend", "jetzt", "gestern", "gestern abend"),
        *("ce matin", "ce soir", "aujourd'hui", "hier", "hier soir", "maintenant", "cette nuit"),
        *("hoy", "ahora", "anoche", "ayer", "esta mañana", "esta noche", "hoje", "agora", "ontem", "esta manhã"),
        *("oggi", "adesso", "ora", "ieri", "ieri sera", "stamattina", "stasera", "stanotte"),
        *("dziś", "dzisiaj", "teraz", "wczoraj", "rano", "wieczorem", "vandaag", "nu", "gisteren", "vanochtend"),
    ]
)
_LONGEST = 2
"""Words in the longest of those."""

_OF_ELSE = frozenset(
    [
        *("weeks", "week", "wks", "wk", "months", "years", "yrs", "kilo", "kilos", "pounds", "miles", "km", "minutes"),
        *("percent", "ssw", "wochen", "semaines", "semanas", "settimane", "tygodni", "weken", "sa"),
    ]
)
"""Words behind a figure by which it is none."""


def temperature_at(words: Sequence[LineWord], position: int, find: Find) -> FoundName | None:
    """The name of what a figure at a position means that nothing names and that may be a temperature."""
    spelling = _spelling_at(words, position)
    known = find(spelling) if spelling else None
    if known is None:
        return None
    return FoundName(position, position + 1, known, NameKind.CONDITION, spelling)


def _spelling_at(words: Sequence[LineWord], position: int) -> str:
    """What a temperature at a position is called in the dictionary of conditions; nothing where there can be none."""
    word = words[position]
    if word.kind is not WordKind.NUMBER or _TEMPERATURE.fullmatch(word.plain) is None or _is_of_else(words, position):
        return ""
    if float(word.plain.replace(",", ".")) < _FEVER:
        return "temperatureinfiguresordinary"
    if _has_day_in_front(words, position):
        return "temperatureinfiguresfever"
    return "temperatureinfiguresperhaps"


def _is_of_else(words: Sequence[LineWord], position: int) -> bool:
    behind = words[position + 1 : position + 2]
    return any(word.plain in _OF_ELSE and word.gap is Gap.NONE for word in behind)


def _has_day_in_front(words: Sequence[LineWord], position: int) -> bool:
    """Whether a word of a day stands directly in front of a figure."""
    if words[position].gap is not Gap.NONE:
        return False
    lengths = range(1, min(_LONGEST, position) + 1)
    return any(plain_text(words[position - length : position]) in _DAYS for length in lengths)
