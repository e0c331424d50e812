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
        letters = _ORDER[_ORDER.index(self.first) : _ORDER.index(self.last) + 1]
        return [parts[letter] for letter in letters if letter in parts]


def levels(text: str) -> Levels | None:
    """The levels that are written in *text*; nothing without one, or with one that no spine has."""
    match = _LEVEL.search(text)
    if match is None:
        return None
    first, number = _level_letter(match["first"]), int(match["number"])
    last = _level_letter(match["second"] or match["first"])
    last_number = int(match["last"] or number)
    backwards = (_ORDER.index(last), last_number) < (_ORDER.index(first), number)
    if backwards or not (0 < number <= _COUNT[first] and 0 < last_number <= _COUNT[last]):
        return None
    name = f"{text[: match.start()]} {text[match.end() :]}".strip()
    return Levels(name, first, last, match["range"] is not None and _vertebrae(match, last_number - number))


def in_codes(line: str) -> str:
    """*line* with vertebrae that are said in words as they are written: C1-C2.

    Where neither they nor the line name a part of the spine, they are those of each part that has so many.
    """

    def written(match: re.Match[str]) -> str:
        return _codes(match, line)

    return _SPOKEN.sub(written, line)


def _codes(match: re.Match[str], line: str) -> str:
    first, last = sorted((_number(match["from"]), _number(match["to"] or match["from"])))
    letters = _spoken_parts(match[0]) or _spoken_parts(line) or [*"CTL"]
    fitting = [letter for letter in letters if first > 0 and last <= _COUNT[letter]]
    if not fitting:
        return match[0]
    return ", ".join(f"{letter}{first}-{letter}{last} vertebrae" for letter in fitting)


def _spoken_parts(text: str) -> list[str]:
    """The letters of the parts of the spine that are named in *text*."""
    return [letter for letter, words in _SPOKEN_PARTS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)]


def _number(ordinal: str) -> int:
    plain = ordinal.lower()
    return _ORDINALS.index(plain) + 1 if plain in _ORDINALS else int(plain[:-2])


def _vertebrae(match: re.Match[str], apart: int) -> bool:
    """Whether two levels are vertebrae for certain: on two parts of the spine, thoracic, or next to each other.

    Points of the stomach channel are written with an S, those of the triple energizer with a TH.
    """
    first, last = match["first"].upper(), (match["second"] or match["first"]).upper()
    if first == "S" or "TH" in {first, last}:
        return False
    return first != last or first in {"T", "D"} or apart == 1


def _level_letter(written: str) -> str:
    return _ALSO.get(written.upper(), written.upper())
