"""Points and regions as people write them: any common notation to the WHO code, and the side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product

from msgspec import Struct

from acucheck.model.answers import Candidate, Via
from acucheck.model.levels import Side
from acucheck.names.entries import Known, Points
from acucheck.names.fuzzy import MOST, FuzzyIndex
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.spelling import key

_LONGEST_PREFIX = 8
"""Letters in the longest that is written for a channel: sanjiao."""

_BETWEEN = re.compile(
    r"[\n;,\u3001\uff0c\uff1b|]+|\s*(?<![lLrR])[+&/](?![lLrR]\b)\s*|\s+(?:and|und|et|y|plus|with|then)\s+",
    re.IGNORECASE,
)
_SIDE = (
    r"(?P<left>left(?:[\s-]sided?)?|lt\.?|links|gauche|l)|(?P<right>right(?:[\s-]sided?)?|rt\.?|rechts|droite?|r)"
    r"|(?P<both>both(?:\s+sides)?|bilateral(?:ly)?|bilat\.?|bil\.?|beidseits|either\s+side|l\s*[&+/]\s*r|r\s*[&+/]\s*l|b/l)"
)
_SIDE_FIRST = LazyPattern(rf"[\[(]?(?:the\s+|my\s+)?(?:{_SIDE})[)\]]?[\s:\-]+(?P<rest>.+)")
_SIDE_LAST = LazyPattern(rf"(?P<rest>.+?)(?:[\s,\-]+[\[(]?|[\[(])(?:on\s+(?:the\s+)?)?(?:{_SIDE})[)\]]?")
_BEHIND_THE_LAST = re.compile(r"(\D24)\+(?!\d)")
"""How some write the point behind the last of its channel."""

_SIDE_INSIDE = LazyPattern(r"\s(left|right)\s")
_STRAY = LazyPattern(
    r"\b(?:the|my|his|her|their|a|on|at|in|around|near|over|area|region|zone|side|of|points?|acupoints?|joints?|pain)\b"
)

_CODE = r"(?P<letters>3\s*e|[^\W\d_]+(?:[ .\-]+[^\W\d_]+)?)[\s.\-_:]*(?P<number>\d{1,2})"
_ONE = LazyPattern(_CODE)
_RANGE = LazyPattern(rf"{_CODE}\s*(?:-|\u2013|~|to|bis|through)\s*(?:(?P<again>[^\W\d_]+)[\s.\-]*)?(?P<last>\d{{1,2}})")
_CODE_AND_NAME = LazyPattern(rf"{_CODE}[\s,:(\[\-]+(?P<name>\D+?)[)\]]?")
_NAME_AND_CODE = LazyPattern(rf"(?P<name>\D+?)[\s,:(\[\-]+{_CODE}[)\]]?")
_CODES = LazyPattern(r"(?:3e|[^\W\d_]+)[ .\-]?\d{1,2}(?!\d)")

_AS_FIGURES = str.maketrans("oli", "011")
_AS_LETTERS = {"1": "il", "0": "o", "5": "s", "l": "li", "i": "il"}


class Reading(Struct, frozen=True):
    """One place as it was typed, and what it may be: points and regions by id. None when nobody knows."""

    typed: str
    text: str  # the part of the line that it stands in; a range is one part and several places
    ids: tuple[str, ...] = ()
    side: Side | None = None
    certain: bool = True  # it is one of *ids*; else they are suggestions
    via: Via = Via.EXACT
    beyond: str = ""  # the channel, where its points do not go so far


class Notation:
    """How points and regions are written. *regions* gives the names of each."""

    def __init__(self, points: Points, regions: Mapping[str, Iterable[str]]) -> None:
        self._points = points
        self._names = {name: list(codes) for name, codes in points.names.items()}
        for region, names in regions.items():
            self._add(region, names)
        known = points.points.keys() | regions.keys()
        self._ask = {name: [id_ for id_ in ids if id_ in known] for name, ids in points.ask.items()}
        self._narrowed = {name for name, ids in points.ask.items() if len(self._ask[name]) < len(ids)}
        for name, ids in self._ask.items():
            self._names[name] = list(dict.fromkeys([*self._names.get(name, []), *ids]))

    def _add(self, id_: str, names: Iterable[str]) -> None:
        for name in names:
            ids = self._names.setdefault(key(name), [])
            if id_ not in ids:
                ids.append(id_)

    @cached_property
    def _near(self) -> FuzzyIndex:
        readings = {name: tuple(Candidate(id_, frozenset({id_})) for id_ in ids) for name, ids in self._names.items()}
        return FuzzyIndex([{name: Known(found, Via.EXACT) for name, found in readings.items()}])

    def readings(self, typed: str) -> list[Reading]:
        """Every place in *typed*, in order; at least one."""
        return [reading for part in _parts(typed) for reading in self._part(part)]

    def all_known(self, typed: str) -> list[Reading]:
        """The same when every place is known; nothing when a near miss would have to be looked for."""
        return _all([self._certain(part) for part in _parts(typed)])

    def _part(self, part: str) -> list[Reading]:
        if found := self._certain(part):
            return found
        if codes := _codes(part):
            return [reading for code in codes for reading in self._part(code)]
        return [self._near_to(part)]

    def _certain(self, part: str) -> list[Reading]:
        """What is known of a part; nothing unless all of it is known."""
        for rest, side in _sides(part):
            if found := self._range(part, rest, side) or self._known(part, rest, side):
                return found
        return _all([self._certain(code) for code in _codes(part)])

    def _near_to(self, part: str) -> Reading:
        *_, (rest, side) = _sides(part)
        beyond = self._beyond(rest)
        near = () if beyond else self._near.candidates(key(rest))
        ids = tuple(dict.fromkeys([*self._slips(rest), *(each.name for each in near)]))
        return Reading(part, part, ids[:MOST], side, certain=False, via=Via.FUZZY, beyond=beyond)

    def _known(self, part: str, rest: str, side: Side | None) -> list[Reading]:
        ids = self._names.get(key(rest)) or self._coded(rest) or self._both(rest)
        ids = ids or self._names.get(key(_STRAY.sub(" ", rest)), [])
        certain = key(rest) not in self._narrowed  # else it may be a region that the rule book does not have
        return [Reading(part, part, tuple(ids), side, certain)] if ids else []

    def _range(self, part: str, rest: str, side: Side | None) -> list[Reading]:
        """Every point from the first to the last, when both are on the one channel."""
        match = _RANGE.fullmatch(rest)
        if not match or (match["again"] and key(match["again"]) != key(match["letters"])):
            return []
        numbers = range(int(match["number"]), int(match["last"]) + 1)
        found = [self._coded(f"{match['letters']}{number}") for number in numbers]
        if len(found) < 2 or not all(len(ids) == 1 for ids in found):  # noqa: PLR2004 - a range has two ends
            return []
        where = f" {side.value}" if side is not None else ""
        return [Reading(ids[0] + where, part, tuple(ids), side) for ids in found]

    def _coded(self, text: str) -> list[str]:
        """The points that a code may be. One letter and a figure 1 may be a slip for a channel that ends in I."""
        match = _ONE.fullmatch(text)
        if not match:
            return []
        if key(text) in self._ask:
            return self._ask[key(text)]
        ids = self._at(match["letters"], int(match["number"]))
        doubtful = len(match["letters"]) == 1 and match["number"][0] == "1" and len(match["number"]) > 1
        slip = self._at(match["letters"] + "i", int(match["number"][1])) if doubtful else []
        return list(dict.fromkeys([*ids, *slip])) if ids else []

    def _at(self, letters: str, number: int) -> list[str]:
        codes = [f"{channel}{number}" for channel in self._channels(letters)]
        return [code for code in codes if code in self._points.points] or self._names.get(key(f"{letters}{number}"), [])

    def _channels(self, letters: str) -> tuple[str, ...]:
        """The channels that *letters* stand for. In German an umlaut tells one from another."""
        return self._points.prefixes.get(key(letters.lower().replace("\u00fc", "ue")), ())

    def _both(self, text: str) -> list[str]:
        """A code and a name together: one point when they agree, else both."""
        for pattern in (_CODE_AND_NAME, _NAME_AND_CODE):
            if (match := pattern.fullmatch(text)) is None:
                continue
            coded = self._at(match["letters"], int(match["number"]))
            named = self._names.get(key(_STRAY.sub(" ", match["name"])), [])
            if coded and named:
                return [id_ for id_ in coded if id_ in named] or [*coded, *named]
        return []

    def _slips(self, text: str) -> Iterator[str]:
        """Codes with a letter for a figure or a figure for a letter: ST4O, Ll-4, 1I4."""
        plain = key(text)
        for figures in (1, 2):
            letters, number = plain[:-figures], plain[-figures:].translate(_AS_FIGURES)
            if letters and number.isdecimal() and number.isascii() and len(letters) <= _LONGEST_PREFIX:
                for each in product(*(_AS_LETTERS.get(letter, letter) for letter in letters)):
                    yield from self._at("".join(each), int(number))

    def _beyond(self, text: str) -> str:
        match = _ONE.fullmatch(text)
        channels = self._channels(match["letters"]) if match else ()
        return channels[0] if len(channels) == 1 else ""


def _parts(typed: str) -> list[str]:
    """The parts of a line; at least one."""
    plain = _BEHIND_THE_LAST.sub(r"\1.5", typed)
    return [part.strip() for part in _BETWEEN.split(plain) if part and part.strip()] or [typed]


def _codes(part: str) -> list[str]:
    """The codes in a part that is nothing but several of them."""
    codes = _CODES.findall(part)
    return codes if len(codes) > 1 and "".join(codes) == part.replace(" ", "") else []


def _all(several: list[list[Reading]]) -> list[Reading]:
    """All of them together; nothing when one is empty."""
    return [reading for found in several for reading in found] if all(several) else []


def _sides(part: str) -> Iterator[tuple[str, Side | None]]:
    """The part as it stands, then without a side said before or behind it."""
    yield part, None
    for pattern in (_SIDE_FIRST, _SIDE_LAST):
        if match := pattern.fullmatch(part):
            yield match["rest"].strip(), Side.LEFT if match["left"] else Side.RIGHT if match["right"] else None
    if match := _SIDE_INSIDE.search(part):
        yield part.replace(match[0], " ", 1), Side(match[1].lower())
