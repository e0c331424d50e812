"""Levels of the spine as they are written or said: Jiaji L4-L5, paraspinals at T7, the fifth lumbar vertebra."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from acucheck.names.lazy_pattern import LazyPattern

_LEVEL = LazyPattern(
    r"(?<!\w)(?P<first>c|th?|d|l|s)[ .]?(?P<number>\d{1,2})"
    r"(?P<range>\s*(?:-|\u2013|to|/)\s*(?P<second>c|th?|d|l|s)?[ .]?(?P<last>\d{1,2}))?(?!\w)"
)
_ORDER = "CTLS"
_ALSO = {"TH": "T", "D": "T"}
_COUNT = {"C": 8, "T": 12, "L": 5, "S": 5}
"""Levels of each part of the spine, from the neck down; there are eight nerves of the neck."""

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_SPOKEN_PARTS = {
    "C": r"cervical|neck",
    "T": r"thoracic|dorsal|chest|upper back|mid(?:dle)? back",
    "L": r"lumbar|low(?:er)? back|loin",
    "S": r"sacral|sacrum",
}
_PART = "|".join(_SPOKEN_PARTS.values())
_BONES = r"(?:vertebra[es]?|spin(?:e|al) bones?|back ?bones?|neck bones?|dis[ck]s?|joints? of the (?:spine|neck))"
_SPOKEN = LazyPattern(
    rf"\b(?:between\s)?(?:the\s)?(?P<from>{_ORDINAL})(?:\s(?:{_PART}))?(?:\s{_BONES})?"
    rf"(?:\s?(?:and|to|through|or|[&/+,\-\u2013])\s?(?:the\s)?(?P<to>{_ORDINAL}))?"
    rf"\s(?:(?:{_PART})\s)?{_BONES}(?:\s(?:of|in)\s(?:the\s|my\s)?(?:{_PART})\b)?",
    one_of=("vertebra", "bone", "disc", "disk", "joint"),
)
"""Vertebrae by their number in words."""


class Levels(Struct, frozen=True):
    """A level of the spine, or from one to another, and the name it stands beside."""

    name: str
    first: str  # letter of the part of the spine
    last: str
    are_vertebrae: bool  # where they stand alone: else they could be codes of points

    def each(self, parts: Mapping[str, str]) -> list[str]:
        """What lies beside the levels, from the neck down. *parts* gives it for each letter."""
        first = _ORDER.index(self.first)
        last = _ORDER.index(self.last)
        letters = _ORDER[first : last + 1]
        return [parts[letter] for letter in letters if letter in parts]


def levels(text: str) -> Levels | None:
    """The levels that are written in *text*; nothing without one, or with one that no spine has."""
    match = _LEVEL.search(text)
    if match is None:
        return None
    first = _level_letter(match["first"])
    number = int(match["number"])
    last = _level_letter(match["second"] or match["first"])
    last_number = int(match["last"] or number)
    if not _is_level(first, number) or not _is_level(last, last_number):
        return None
    if (_ORDER.index(last), last_number) < (_ORDER.index(first), number):
        return None
    name = f"{text[: match.start()]} {text[match.end() :]}".strip()
    are_vertebrae = match["range"] is not None and _are_vertebrae(match, last_number - number)
    return Levels(name, first, last, are_vertebrae)


def _is_level(letter: str, number: int) -> bool:
    """Whether a part of the spine has so many levels."""
    return 0 < number <= _COUNT[letter]


def in_codes(line: str) -> str:
    """*line* with vertebrae that are said in words as they are written: C1-C2.

    Where neither they nor the line name a part of the spine, they are those of each part that has so many.
    """

    def written(match: re.Match[str]) -> str:
        return _codes(match, line)

    return _SPOKEN.sub(written, line)


def _codes(match: re.Match[str], line: str) -> str:
    named = [_value_of_ordinal(match["from"]), _value_of_ordinal(match["to"] or match["from"])]
    first, last = min(named), max(named)
    letters = _spoken_parts(match[0]) or _spoken_parts(line) or [*"CTL"]
    codes: list[str] = []
    for letter in letters:
        if _is_level(letter, first) and _is_level(letter, last):
            codes.append(f"{letter}{first}-{letter}{last} vertebrae")
    if not codes:
        return match[0]
    return ", ".join(codes)


def _spoken_parts(text: str) -> list[str]:
    """The letters of the parts of the spine that are named in *text*."""
    found: list[str] = []
    for letter, words in _SPOKEN_PARTS.items():
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            found.append(letter)
    return found


def _value_of_ordinal(ordinal: str) -> int:
    """The number that "fifth" or "5th" means."""
    plain = ordinal.lower()
    if plain in _ORDINALS:
        return _ORDINALS.index(plain) + 1
    return int(plain[:-2])  # without its "th"


def _are_vertebrae(match: re.Match[str], apart: int) -> bool:
    """Whether two levels are vertebrae for certain: on two parts of the spine, thoracic, or next to each other.

    Points of the stomach channel are written with an S, those of the triple energizer with a TH.
    """
    first = match["first"].upper()
    last = (match["second"] or match["first"]).upper()
    if first == "S" or "TH" in {first, last}:
        return False
    return first != last or first in {"T", "D"} or apart == 1


def _level_letter(written: str) -> str:
    """The letter of the part of the spine for which one or two are written."""
    letters = written.upper()
    return _ALSO.get(letters, letters)
