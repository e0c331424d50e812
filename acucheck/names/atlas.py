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
from acucheck.names.place_words import says_both
from acucheck.names.places import Notation
from acucheck.names.reading import Reading
from acucheck.names.recogniser import loaded


def _without_commas(label: Wording) -> Iterator[str]:
    for words in (label.practitioner, label.patient):
        yield words.replace(",", " ")


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
        regions = self._book.concepts["region"]
        names = {each.id: [each.id, *_without_commas(each.label)] for each in regions.values()}
        for region, entry in self.regions.items():
            known = self._nearest_known(region)
            if known and known != region:
                names[known].append(region)
            if known:
                names[known] += entry.names
        return Notation(self.points, names)

    def _nearest_known(self, region: str) -> str:
        """The region, or the nearest one around it that the rule book knows; nothing where it knows none."""
        while region and region not in self._book.concepts["region"]:
            region = self.regions[region].within if region in self.regions else ""
        return region

    def region_of_technique(self, spelling: str) -> str:
        """The region where a technique is done by its name, such as ear acupuncture; nothing where that says none."""
        for region, entry in self.regions.items():
            if spelling in entry.techniques and self._nearest_known(region):
                return self._nearest_known(region)
        return ""

    def name(self, id_: str) -> str:
        """What a point or region is called."""
        point = self.points.points.get(id_)
        if point is not None:
            return f"{id_} {point.name}"
        part = self.points.parts.get(id_)
        return part.name if part is not None else self._book.concepts["region"][id_].label.practitioner

    def sources(self, code: str) -> tuple[Source, ...]:
        """Where what is known of a point or muscle comes from."""
        entry = self.points.points.get(code) or self.points.parts.get(code)
        if entry is None:
            return ()
        return tuple(self.points.sources[name] for name in entry.sources)

    def place(self, reading: Reading) -> BodyPlace:
        """A place as it was read, with all it lies in and holds; without an id where it could be none or several."""
        found = [self._place_at(id_, reading) for id_ in reading.ids]
        if len(found) == 1 and reading.certain:
            both = reading.side is None and says_both(reading.text)
            return replace(found[0], both=True) if both else found[0]
        if not found:
            return BodyPlace(reading.typed, side=reading.side, beyond=reading.beyond)
        return BodyPlace(
            reading.typed,
            side=reading.side,
            via=reading.via,
            readings=tuple(found),
            ambiguous=reading.certain,
            beyond=reading.beyond,
        )

    def _place_at(self, id_: str, reading: Reading) -> BodyPlace:
        point, part = self.points.points.get(id_), self.points.parts.get(id_)
        if point is not None:
            return self._at_point(point, reading)
        return self._at_part(part, reading) if part is not None else self._at_region(id_, reading)

    def _at_point(self, point: Point, reading: Reading) -> BodyPlace:
        around = self._widening(point.region, *point.through)
        lies_in = dict.fromkeys([point.code, *around]) | self._merged_hazards([point.hazards])
        name = self.name(point.code)
        return BodyPlace(reading.typed, point.code, name, reading.side, lies_in, {}, reading.via)

    def _at_part(self, part: BodyPart, reading: Reading) -> BodyPlace:
        around = self._widening(*part.regions)
        hazards = self._merged_hazards([part.hazards, *self._under(around)])
        lies_in = dict.fromkeys([part.id, *around]) | hazards
        regions = tuple(filter(None, map(self._nearest_known, part.regions)))
        return BodyPlace(reading.typed, part.id, part.name, reading.side, lies_in, {}, reading.via, stands_for=regions)

    def _widening(self, *regions: str) -> list[str]:
        """Each region and everything it lies within."""
        found: list[str] = []
        for region in regions:
            found += self._up("region", self._nearest_known(region))
        return found

    def _at_region(self, region: str, reading: Reading) -> BodyPlace:
        concept = self._book.concepts["region"][region]
        around = self._up("region", region)
        parts = sorted(concept.covers)  # the order of a set is another in every process
        points = [point for point in self.points.points.values() if self._nearest_known(point.region) in concept.covers]
        lies_in = dict.fromkeys(around) | self._merged_hazards(self._under(around))
        holds = dict.fromkeys([*parts, *(point.code for point in points)])
        holds |= self._merged_hazards([*self._under(parts), *(point.hazards for point in points)])
        holds = {name: where for name, where in holds.items() if name not in lies_in}
        return BodyPlace(reading.typed, region, self.name(region), reading.side, lies_in, holds, reading.via)

    def _under(self, regions: Iterable[str]) -> list[Mapping[str, Side | None]]:
        return [self.regions[name].hazards for name in regions if name in self.regions]

    def _merged_hazards(self, several: Iterable[Mapping[str, Side | None]]) -> dict[str, Side | None]:
        """Hazards and all they lie within, each with the one side it is on, or None when it is on more than one."""
        found: dict[str, Side | None] = {}
        for hazards in several:
            for hazard, where in hazards.items():
                for name in self._up("hazard", hazard):
                    found[name] = where if found.get(name, where) is where else None
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
