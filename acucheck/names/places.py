"""Points, regions and muscles as people write them: any common notation to what it is, and the side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from acucheck.model.answers import MatchMethod
from acucheck.model.levels import Side
from acucheck.names import place_words
from acucheck.names.entries import Points
from acucheck.names.places_inside import PlacesInside
from acucheck.names.point_codes import PointCodes
from acucheck.names.reading import MOST_SUGGESTED, Reading
from acucheck.names.spelling import key, keys
from acucheck.names.vertebrae import levels

if TYPE_CHECKING:
    from acucheck.names.near_places import NearPlaces

_LONGEST_NAME = 120
"""Letters in the longest part of a line that is looked at as one name: no name is half as long."""

_EAR = "ear"
_JIAJI = "EX-B2"
_BESIDE_THE_SPINE = "beside-spine"
"""The region and the places that are written with a point of the ear or a level of the spine behind them."""

_SIDES = frozenset(
    ["left", "right", "both", "bilateral", "l", "r", "lt", "rt", "lt.", "rt.", "links", "rechts", "gauche"]
)
_BESIDE = _SIDES | {"left-sided", "right-sided", "droite", "droit", "the", "my", "his", "her", "of", "in", "on", "at"}
"""Words that may stand in front of a place."""

_NEAR_MISSES = 12
"""Unknown places of one line for which a near miss is looked for. Any further one is unrecognised."""


class Notation:
    """How places are written. *regions* gives the names of each region, without commas."""

    def __init__(self, points: Points, regions: Mapping[str, Iterable[str]]) -> None:
        self._points = points
        self._regions = {region: [*names] for region, names in regions.items()}
        self._names: dict[str, tuple[str, ...]] = {**points.names}
        self._called = {part.id: [part.name, *part.also] for part in points.parts.values()}
        for region, names in self._regions.items():
            self._add(region, names)
        known = points.points.keys() | points.parts.keys() | regions.keys()
        self._ask: dict[str, list[str]] = {}
        self._narrowed: set[str] = set()
        for name, ids in points.ask.items():
            there = self._ask[name] = [id_ for id_ in ids if id_ in known]
            if len(there) < len(ids):
                self._narrowed.add(name)
            together = dict.fromkeys([*self._names.get(name, ()), *there])
            self._names[name] = tuple(together)
        self._codes = PointCodes(points, self._names, self._ask)
        self._inside = PlacesInside(self._certain, points)

    def _add(self, id_: str, names: Iterable[str]) -> None:
        for spelling in keys(",".join(names)):
            ids = self._names.get(spelling, ())
            if id_ not in ids:
                self._names[spelling] = (*ids, id_)

    @cached_property
    def _near_places(self) -> NearPlaces:
        from acucheck.names.near_places import NearPlaces  # only a place that is not known pays for it

        return NearPlaces(self._names, {**self._regions, **self._called})

    def readings(self, typed: str, before: str = "", within: str = "", *, told: bool = False) -> list[Reading]:
        """Every place in *typed*, in order; at least one.

        A number alone goes on along the channel of what stands *before* it. Where all is *within* a region, a name
        that is not known by itself may be one of the region's own. Where it is *told* where something is, what is
        there may be named with it; in a plan such a place is a suggestion, as it may be more than a place.
        """
        found: list[Reading] = []
        misses = 0
        for text, written in self._parts_to_read(typed, before):
            known = self._certain(text, written, within)
            if told:
                known = [*known, *self._inside.vertebrae(known)]
            if not known:
                there = self._with_what_is_there(text, written)
                known = there if told else [replace(each, certain=False) for each in there]
            known = known or self._inside.ends(text, written)
            if not known:
                misses += 1
                known = self._unrecognised_part(text, written, near=misses <= _NEAR_MISSES, told=told)
            found += known
        return found

    def inside(self, typed: str) -> list[Reading]:
        """The regions and muscles that are named among other words, each with its side; no slip is looked for."""
        found: list[Reading] = []
        for text, written in self._parts_to_read(typed):
            for may_be, words in groupby(written.split(), self._is_of_a_place):
                found += self._inside.among(text, [*words]) if may_be else ()
        return found

    def _is_of_a_place(self, word: str) -> bool:
        """Whether a word stands in the name of a region or muscle, or in front of one."""
        return word.casefold() in self._words_of_places

    @cached_property
    def _words_of_places(self) -> frozenset[str]:
        names = chain.from_iterable((*self._regions.values(), *self._called.values()))
        return frozenset(word.casefold() for name in names for word in name.split()) | _BESIDE

    def goes_between(self, typed: str) -> bool:
        """Whether a line names points as the ends of something, and not all that lies between them."""
        missed = [written for text, written in self._parts_to_read(typed) if not self._certain(text, written)]
        return any(self._inside.are_points(self._inside.ends(text, text)) for text in missed)

    def all_known(self, typed: str) -> list[Reading]:
        """The places in a line when all are known; nothing when a near miss would have to be looked for."""
        return _all_of_them([self._certain(text, written) for text, written in self._parts_to_read(typed)])

    def _parts_to_read(self, typed: str, before: str = "") -> Iterator[tuple[str, str]]:
        """Each part of a line as it stands, and as it is to be read: with the channel where only a number stands."""
        parts = [typed] if self._is_one_name(typed) else place_words.parts(typed)
        for part in parts:
            letters = self._codes.letters(before[-_LONGEST_NAME:]) if part[:1].isdecimal() else ""
            written = f"{letters}{part}"
            if letters and not (part.isdecimal() or self._certain(part, written)):
                written = part
            yield part, written
            before = written

    def _is_one_name(self, typed: str) -> bool:
        """Whether an "and" in a line belongs to a name."""
        return " and " in typed and typed.replace(" ", "").isalpha() and key(typed) in self._names

    def _certain(self, text: str, written: str, within: str = "") -> list[Reading]:
        """What is known of a part; nothing unless all of it is known."""
        if len(written) <= _LONGEST_NAME:
            for name, side in place_words.sides(written):
                if found := self._known(text, written, name, side, within):
                    return found
        return _all_of_them([self._certain(code, code) for code in self._codes.in_a_row(written)])

    def _with_what_is_there(self, text: str, written: str) -> list[Reading]:
        """What is known of a part that also says what is there, such as a rash or a port."""
        bare = place_words.without_what_is_there(written[:_LONGEST_NAME])
        found = self._certain(text, bare) if bare and bare != written else []
        return [replace(found[0], typed=written)] if len(found) == 1 else found

    def _known(self, text: str, written: str, name: str, side: Side | None, within: str) -> list[Reading]:
        """What is known of a name with nothing about its side."""
        if several := self._points.together.get(key(name)):
            return _by_id(several, text, side)
        if ids := self._ids_of_name(name, within):
            certain = key(name) not in self._narrowed  # else it may be a region that the rule book does not have
            return [Reading(written, text, tuple(ids), side, certain)]
        ids = self._at_levels(name)
        if len(ids) == 1:
            return [Reading(written, text, (*ids,), side)]
        if ids:
            return _by_id(ids, text, side)
        return self._points_of_span(text, name, side)

    def _ids_of_name(self, name: str, within: str = "") -> Sequence[str]:
        """What a name may be, for certain one of these."""
        exact = self._names.get(key(name)) or self._codes.one(name)
        ear_point = within == _EAR and key(name) in self._points.in_ear
        if ear_point and (_EAR in exact or not self._is_point(exact)):
            return (_EAR,)
        if exact:
            return exact
        if self._at_levels(name):
            return ()
        if found := self._codes.with_name(name, self._without_remarks) or self._without_remarks(name):
            return found
        of_ear = name if within == _EAR else place_words.of_the_ear(name)
        return (_EAR,) if of_ear and self._in_the_ear(of_ear) else ()

    def _without_remarks(self, name: str) -> Sequence[str]:
        """What is known of a name with words around it that do not change where it is."""
        for bare in place_words.without_remarks(name):
            if found := self._names.get(key(bare)) or self._codes.one(bare):
                return found
        place, beside = place_words.place_and_neighbour(name)
        return self._without_remarks(place) if beside and self._without_remarks(beside) else ()

    def _is_point(self, ids: Iterable[str]) -> bool:
        return any(id_ in self._points.points for id_ in ids)

    def _in_the_ear(self, name: str) -> bool:
        """Whether a point of the ear is called so: many are named after another part of the body."""
        named = self._names.get(key(name), ())
        called = key(name) in self._points.in_ear or any(id_ in self._regions for id_ in named)
        return called and _EAR in self._regions

    def _at_levels(self, name: str) -> list[str]:
        """What lies at levels of the spine: beside it, with the muscle or region that is named, or the vertebrae."""
        found = levels(name)
        if found is None:
            return []
        beside = found.each(self._points.levels)
        if not found.name:
            return [self._points.parts[part].regions[0] for part in beside] if found.are_vertebrae else []
        ids = self._names.get(key(found.name)) or self._without_remarks(found.name)
        if len(ids) != 1 or (ids[0] in self._points.points and ids[0] != _JIAJI):
            return []
        along = ids[0] in {_JIAJI, _BESIDE_THE_SPINE, *self._points.levels.values()}
        return beside if along else [ids[0], *beside]

    def _points_of_span(self, text: str, name: str, side: Side | None) -> list[Reading]:
        """Every point from the first to the last on one channel; the numbers that it does not have are not known."""
        found: list[Reading] = []
        for code in self._codes.span(name):
            ids = self._names.get(key(code)) or self._codes.one(code)
            if not ids:
                beyond = self._codes.beyond(code)
                return [*found, Reading(_with_side(name, side), text, (), side, certain=False, beyond=beyond)]
            found.append(Reading(_with_side(code, side), text, tuple(ids), side))
        return found

    def _unrecognised_part(self, text: str, written: str, *, near: bool, told: bool) -> list[Reading]:
        """What a part may be that is not known as a whole, with the codes of points that are in it."""
        if codes := self._codes.in_a_row(written):
            return [reading for code in codes for reading in self._certain(code, code) or [self._near_to(code, code)]]
        inside = [Reading(code, text, (*self._codes.one(code),)) for code in self._codes.inside(written)]
        if inside or not near or len(written) > _LONGEST_NAME:
            return [*inside, Reading(written, text, certain=False, via=MatchMethod.FUZZY)]
        missed = self._near_to(text, written)
        if missed.ids:
            return [missed]
        return self._inside.words(missed, written, told=told)

    def _near_to(self, text: str, written: str) -> Reading:
        """A part that is not known, and what it may be meant for."""
        *_, (name, side) = place_words.sides(written)
        beyond = self._codes.beyond(name)
        near = [] if beyond else self._near_places.ids(name)
        ids = tuple(dict.fromkeys([*self._codes.slips(name), *near]))
        return Reading(written, text, ids[:MOST_SUGGESTED], side, certain=False, via=MatchMethod.FUZZY, beyond=beyond)


def _all_of_them(several: list[list[Reading]]) -> list[Reading]:
    """All of them together; nothing when one is empty."""
    return [reading for found in several for reading in found] if all(several) else []


def _by_id(ids: Iterable[str], text: str, side: Side | None) -> list[Reading]:
    """Several places that one name stands for, each written by its own."""
    return [Reading(_with_side(id_, side), text, (id_,), side) for id_ in ids]


def _with_side(name: str, side: Side | None) -> str:
    return name if side is None else f"{name} {side.value}"
