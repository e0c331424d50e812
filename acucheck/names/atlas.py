"""The points, muscles and regions of a body: what each is called, what it lies in and what lies in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from acucheck.model.answers import BodyPlace
from acucheck.model.book import Concept, RuleBook, Source, Wording
from acucheck.model.levels import Side
from acucheck.names import dictionary_index
from acucheck.names.entries import BodyPart, Point, Points, Region
from acucheck.names.place_words import says_both, sides
from acucheck.names.places import Notation
from acucheck.names.reading import Reading
from acucheck.names.spelling import key
from acucheck.names.words_around import loaded

_EAR = "ear"

_UNKNOWN = Region(names=(), hazards={})
"""A region that no dictionary has: none stands in for it."""


class Atlas:
    """The places of one rule book, each dictionary loaded when a place first needs it.

    Its methods raise InvalidRules when a dictionary is broken.
    """

    def __init__(self, book: RuleBook) -> None:
        self._book = book

    @cached_property
    def points(self) -> Points:
        return loaded(dictionary_index.points)

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        return loaded(dictionary_index.regions)

    @cached_property
    def notation(self) -> Notation:
        """What reads places out of a line."""
        names: dict[str, list[str]] = {}
        for region in self._book.concepts["region"].values():
            names[region.id] = [region.id, *_without_commas(region.label)]
        for region_id, entry in self.regions.items():
            known = self._nearest_known(region_id)
            if not known:
                continue
            if known != region_id:
                names[known].append(region_id)
            names[known] += entry.names
        return Notation(self.points, names, self._around)

    def _nearest_known(self, region: str) -> str:
        """The region, or the nearest one around it that the rule book knows; nothing where it knows none."""
        known = self._book.concepts["region"]
        while region and region not in known:
            region = self.regions.get(region, _UNKNOWN).stands_in
        return region

    def region_of_technique(self, spelling: str) -> str:
        """The region where a technique is done by its name, such as ear acupuncture; nothing where that says none."""
        regions = [region for region, entry in self.regions.items() if spelling in entry.techniques]
        known = filter(None, map(self._nearest_known, regions))
        return next(known, "")

    def region_named(self, place: str) -> str:
        """The one region that a place without a side is; nothing where it is none, or more than that."""
        match self.notation.all_known(place) if place else []:
            case [Reading(ids=(region,), side=None)] if region in self._book.concepts["region"]:
                return region
            case _:
                return ""

    def may_be_of_the_ear(self, place: BodyPlace) -> bool:
        """Whether a place that is no point, or not known, is called as a point of the ear, and not by its own name."""
        if place.readings or place.id in self.points.points:
            return False
        names = {key(name) for name, _ in sides(place.typed)}
        return key(place.id) not in names and not names.isdisjoint(self.points.in_ear)

    def name(self, id_: str) -> str:
        """What a point or region is called."""
        point = self.points.points.get(id_)
        if point is not None:
            return f"{id_} {point.name}"
        part = self.points.parts.get(id_)
        if part is not None:
            return part.name
        return self._book.concepts["region"][id_].label.practitioner

    def sources(self, code: str) -> tuple[Source, ...]:
        """Where what is known of a point or muscle comes from."""
        entry = self.points.points.get(code) or self.points.parts.get(code)
        if entry is None:
            return ()
        return tuple(self.points.sources[name] for name in entry.sources)

    def place(self, reading: Reading) -> BodyPlace:
        """A place as it was read, with all it lies in and holds; without an id where it could be none or several."""
        found = [self._place_at(id_, reading) for id_ in reading.ids]
        if not found:
            return BodyPlace(reading.typed, side=reading.side, beyond=reading.beyond)
        if len(found) == 1 and reading.certain:
            place = found[0]
            if reading.side is None and says_both(reading.text):
                return replace(place, both=True)
            return place
        return BodyPlace(
            reading.typed,
            side=reading.side,
            via=reading.via,
            readings=tuple(found),
            ambiguous=reading.certain,
            beyond=reading.beyond,
        )

    def _place_at(self, id_: str, reading: Reading) -> BodyPlace:
        point = self.points.points.get(id_)
        if point is not None:
            return self._at_point(point, reading)
        part = self.points.parts.get(id_)
        if part is not None:
            return self._at_part(part, reading)
        return self._at_region(id_, reading)

    def _at_point(self, point: Point, reading: Reading) -> BodyPlace:
        around = self._widening([point.region, *point.through])
        hazards = self._merged_hazards([point.hazards])
        return BodyPlace(
            typed=reading.typed,
            id=point.code,
            name=self.name(point.code),
            side=reading.side,
            lies_in=dict.fromkeys([point.code, *around]) | hazards,
            holds={},
            via=reading.via,
        )

    def _at_part(self, part: BodyPart, reading: Reading) -> BodyPlace:
        around = self._widening(part.regions)
        hazards = self._merged_hazards([part.hazards, *self._under(around)])
        regions = map(self._nearest_known, part.regions)
        return BodyPlace(
            typed=reading.typed,
            id=part.id,
            name=part.name,
            side=reading.side,
            lies_in=dict.fromkeys([part.id, *around]) | hazards,
            holds=self._held_by_part(part),
            via=reading.via,
            stands_for=tuple(filter(None, regions)),
        )

    def _held_by_part(self, part: BodyPart) -> dict[str, Side | None]:
        """The points and hazards that only some of a part has."""
        points = [code for code in part.holds if code in self.points.points]
        others = [name for name in part.holds if name not in self.points.points]
        hazards = [self.points.points[code].hazards for code in points]
        return dict.fromkeys(points) | self._merged_hazards([*hazards, dict.fromkeys(others)])

    def _around(self, id_: str) -> frozenset[str]:
        """The regions that a region or part lies in, itself among them; nothing for a point."""
        if id_ in self.points.points:
            return frozenset()
        part = self.points.parts.get(id_)
        return frozenset(self._widening([id_] if part is None else part.regions))

    def _widening(self, regions: Iterable[str]) -> list[str]:
        """Each region and everything it lies within."""
        found: list[str] = []
        for region in regions:
            found += self._up("region", self._nearest_known(region))
        return found

    def _at_region(self, region: str, reading: Reading) -> BodyPlace:
        around = self._up("region", region)
        lies_in = dict.fromkeys(around) | self._merged_hazards(self._under(around))
        holds: dict[str, Side | None] = {}
        elsewhere = self._regions_beside(region, reading)
        for name, where in self._held_by(region).items():
            if name not in lies_in and name not in elsewhere:
                holds[name] = where
        return BodyPlace(
            typed=reading.typed,
            id=region,
            name=self.name(region),
            side=reading.side,
            lies_in=lies_in,
            holds=holds,
            via=reading.via,
        )

    def _regions_beside(self, region: str, reading: Reading) -> frozenset[str]:
        """The regions of single points of the ear, where another point of it is named and not the ear."""
        whole = {key(name) for name in self.regions.get(region, _UNKNOWN).names} | {key(region)}
        named = {key(name) for name, _ in sides(reading.typed)}
        if region != _EAR or not named.isdisjoint(whole - self.points.in_ear):
            return frozenset()
        return frozenset(self.points.ear_regions.values())

    def _held_by(self, region: str) -> dict[str, Side | None]:
        """The parts of a region, the points in it, and the hazards there."""
        covers = self._book.concepts["region"][region].covers
        parts = sorted(covers)  # the order of a set is another in every process
        hazards = self._under(parts)
        held: dict[str, Side | None] = dict.fromkeys(parts)
        for point, around in self._points_in_regions:
            if around in covers:
                held[point.code] = None
                hazards.append(point.hazards)
        return held | self._merged_hazards(hazards)

    @cached_property
    def _points_in_regions(self) -> list[tuple[Point, str]]:
        """Every point with the nearest region around it that the rule book knows."""
        return [(point, self._nearest_known(point.region)) for point in self.points.points.values()]

    def _under(self, regions: Iterable[str]) -> list[Mapping[str, Side | None]]:
        """The hazards that lie under all of each of some regions."""
        found: list[Mapping[str, Side | None]] = []
        for region in regions:
            if region in self.regions:
                found.append(self.regions[region].hazards)
        return found

    def _merged_hazards(self, several: Iterable[Mapping[str, Side | None]]) -> dict[str, Side | None]:
        """Hazards and all they lie within, each with the one side it is on, or None when it is on more than one."""
        found: dict[str, Side | None] = {}
        for hazards in several:
            for hazard, where in hazards.items():
                for name in self._up("hazard", hazard):
                    on_another_side = found.get(name, where) is not where
                    found[name] = None if on_another_side else where
        return found

    def _up(self, kind: str, name: str) -> list[str]:
        """A concept and everything it lies within, as far as the rule book knows them."""
        concepts = self._book.concepts[kind]
        found: list[str] = []
        entry: Concept | None = concepts.get(name)
        while entry is not None and entry.id not in found:
            found.append(entry.id)
            entry = concepts.get(entry.within)
        return found


def _without_commas(label: Wording) -> Iterator[str]:
    for words in (label.practitioner, label.patient):
        yield words.replace(",", " ")
