"""What one name of a place stands for: points, regions, muscles, levels of the spine, and from one point to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from acucheck.model.levels import Side
from acucheck.names import place_words
from acucheck.names.entries import Points
from acucheck.names.point_codes import PointCodes
from acucheck.names.reading import Reading
from acucheck.names.spelling import key, keys
from acucheck.names.vertebrae import levels

_EAR = "ear"
_JIAJI = "EX-B2"
_BESIDE_THE_SPINE = "beside-spine"
"""The region and the places that are written with a point of the ear or a level of the spine behind them."""


class PlaceNames:
    """All names of places. *regions* gives the names of each region, without commas."""

    def __init__(self, points: Points, regions: Mapping[str, Sequence[str]]) -> None:
        self._points = points
        self._regions = regions
        self.ids: dict[str, tuple[str, ...]] = {**points.names}  # name, as `key` gives it -> what it may be
        for region, names in regions.items():
            self._add_spellings(region, names)
        self._ask: dict[str, list[str]] = {}
        self._narrowed: set[str] = set()  # names of which the rule book does not have all that they may be
        self._add_names_to_ask()
        self.codes = PointCodes(points, self.ids, self._ask)

    def _add_spellings(self, id_: str, names: Iterable[str]) -> None:
        for spelling in keys(",".join(names)):
            ids = self.ids.get(spelling, ())
            if id_ not in ids:
                self.ids[spelling] = (*ids, id_)

    def _add_names_to_ask(self) -> None:
        """Adds the names of several places, of which one is meant."""
        known = self._points.points.keys() | self._points.parts.keys() | self._regions.keys()
        for name, ids in self._points.ask.items():
            there = [id_ for id_ in ids if id_ in known]
            if len(there) < len(ids):
                self._narrowed.add(name)
            self._ask[name] = there
            together = dict.fromkeys([*self.ids.get(name, ()), *there])
            self.ids[name] = tuple(together)

    def named(self, text: str, written: str, name: str, side: Side | None, within: str) -> list[Reading]:
        """What is known of a *name*, with nothing about its side, that was *written* in a *text*."""
        several = self._points.together.get(key(name))
        if several:
            return _by_id(several, text, side)
        ids = self._ids_of_name(name, within)
        if ids:
            certain = key(name) not in self._narrowed  # else it may be a region that the rule book does not have
            return [Reading(written, text, tuple(ids), side, certain)]
        at_levels = self._at_levels(name)
        if len(at_levels) == 1:
            return [Reading(written, text, tuple(at_levels), side)]
        if at_levels:
            return _by_id(at_levels, text, side)
        return self._points_of_span(text, name, side)

    def _ids_of_name(self, name: str, within: str) -> Sequence[str]:
        """What a name may be, for certain one of these."""
        exact = self.ids.get(key(name)) or self.codes.one(name)
        if within == _EAR and self._is_of_ear(name, exact):
            return (self._part_of_ear(name),)
        if exact:
            return exact
        if self._at_levels(name):
            return ()
        found = self.codes.with_name(name, self._without_remarks) or self._without_remarks(name)
        if found:
            return found
        of_ear = place_words.of_the_ear(name)
        if within == _EAR:
            of_ear = of_ear or name
        if of_ear and self._in_the_ear(of_ear):
            return (self._part_of_ear(of_ear),)
        return ()

    def _part_of_ear(self, name: str) -> str:
        """The region that a point of the ear is in: the ear, or what a rule tells apart in it."""
        for bare in (name, *place_words.without_remarks(name)):
            region = self._points.ear_regions.get(key(bare), "")
            if region in self._regions:
                return region
        return _EAR

    def _is_of_ear(self, name: str, exact: Sequence[str]) -> bool:
        """Whether a name, among points of the ear, is one of them as it stands, or without "both" and the like."""
        if exact or self._is_ear_first(name, exact):
            return self._is_ear_first(name, exact)
        return any(self._is_ear_first(bare, self.ids.get(key(bare), ())) for bare in place_words.without_remarks(name))

    def _is_ear_first(self, name: str, exact: Sequence[str]) -> bool:
        """Whether a name, among points of the ear, is one of them before it is anything else but a point elsewhere."""
        if not self._in_the_ear(name):
            return False
        return _EAR in exact or not any(id_ in self._points.points for id_ in exact)

    def _without_remarks(self, name: str) -> Sequence[str]:
        """What is known of a name with words around it that do not change where it is."""
        for bare in place_words.without_remarks(name):
            found = self.ids.get(key(bare)) or self.codes.one(bare)
            if found:
                return found
        place, beside = place_words.place_and_neighbour(name)
        if beside and self._without_remarks(beside):
            return self._without_remarks(place)
        return ()

    def _in_the_ear(self, name: str) -> bool:
        """Whether a point of the ear is called so: many are named after another part of the body."""
        if _EAR not in self._regions:
            return False
        if key(name) in self._points.in_ear:
            return True
        named = self.ids.get(key(name), ())
        return any(id_ in self._regions for id_ in named)

    def _at_levels(self, name: str) -> list[str]:
        """What lies at levels of the spine: beside it, with the muscle or region that is named, or the vertebrae."""
        found = levels(name)
        if found is None:
            return []
        beside = found.each(self._points.levels)
        if found.name:
            return self._named_at_levels(found.name, beside)
        if not found.are_vertebrae:
            return []
        return [self._points.parts[part].regions[0] for part in beside]

    def _named_at_levels(self, name: str, beside: list[str]) -> list[str]:
        """What lies *beside* the spine there, with what is named; nothing where that is a point or not known."""
        ids = self.ids.get(key(name)) or self._without_remarks(name)
        if len(ids) != 1:
            return []
        (id_,) = ids
        if id_ in {_JIAJI, _BESIDE_THE_SPINE, *self._points.levels.values()}:
            return beside
        return [] if id_ in self._points.points else [id_, *beside]

    def _points_of_span(self, text: str, name: str, side: Side | None) -> list[Reading]:
        """Every point from the first to the last on one channel; the numbers that it does not have are not known."""
        found: list[Reading] = []
        for code in self.codes.span(name):
            ids = self.ids.get(key(code)) or self.codes.one(code)
            if not ids:
                beyond = self.codes.beyond(code)
                found.append(Reading(_with_side(name, side), text, (), side, certain=False, beyond=beyond))
                break
            found.append(Reading(_with_side(code, side), text, tuple(ids), side))
        return found


def _by_id(ids: Iterable[str], text: str, side: Side | None) -> list[Reading]:
    """Several places that one name stands for, each written by its own."""
    return [Reading(_with_side(id_, side), text, (id_,), side) for id_ in ids]


def _with_side(name: str, side: Side | None) -> str:
    if side is None:
        return name
    return f"{name} {side.value}"
