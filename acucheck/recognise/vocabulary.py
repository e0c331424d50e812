"""One rule book's words together with the dictionaries, each loaded only when a name first needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from acucheck.model.answers import BodyPlace, Name, Taken
from acucheck.model.book import AnswerKind, Concept, RuleBook
from acucheck.model.levels import Side
from acucheck.recognise import dictionary
from acucheck.recognise.spelling import bare, key, split_side


class Vocabulary:
    """Names taken exactly: case, accents, spacing and a strength at the end aside. All else is left unrecognised."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book

    def technique(self, typed: str) -> str:
        """The technique's id, or nothing."""
        return self._techniques.get(key(typed), "")

    def medicine(self, typed: str) -> Name:
        """What a medicine is taken for; an unrecognised Name when it is not known."""
        entry = self._medicines.get(key(typed)) or self._medicines.get(key(bare(typed)))
        if entry is None:
            return Name(typed, Taken.UNRECOGNISED)
        taken = Taken.AMBIGUOUS if entry.ask else Taken.RECOGNISED
        return Name(typed, taken, entry.name, entry.classes)

    def condition(self, typed: str) -> Name:
        """The line of a question that a condition ticks; an unrecognised Name when it is not known."""
        lines = self._conditions.get(key(typed), frozenset())
        if not lines:
            return Name(typed, Taken.UNRECOGNISED)
        return Name(typed, Taken.RECOGNISED if len(lines) == 1 else Taken.AMBIGUOUS, "", lines)

    def place(self, typed: str) -> BodyPlace:
        """A point or region with its side, and all it lies in and holds; an empty id when it is not known."""
        words, side = split_side(typed)
        codes = self._point_names.get(key(words), [])
        if len(codes) == 1:
            return self._at_point(typed, self._points[codes[0]], side)
        region = self._region_names.get(key(words), "")
        return self._at_region(typed, region, side) if region and not codes else BodyPlace(typed, side=side)

    def _at_point(self, typed: str, point: dictionary.Point, side: Side | None) -> BodyPlace:
        lies_in = dict.fromkeys([point.code, *self._up("region", point.region)]) | self._hazards([point.hazards])
        return BodyPlace(typed, point.code, f"{point.code} {point.name}", side, lies_in, {})

    def _at_region(self, typed: str, region: str, side: Side | None) -> BodyPlace:
        concept = self.book.concepts["region"][region]
        around = self._up("region", region)
        points = [point for point in self._points.values() if point.region in concept.covers]
        lies_in = dict.fromkeys(around) | self._hazards(self._under(around))
        holds = dict.fromkeys([*concept.covers, *(point.code for point in points)])
        holds |= self._hazards([*self._under(concept.covers), *(point.hazards for point in points)])
        holds = {name: where for name, where in holds.items() if name not in lies_in}
        return BodyPlace(typed, region, concept.label.practitioner, side, lies_in, holds)

    def _under(self, regions: Iterable[str]) -> list[Mapping[str, Side | None]]:
        return [self._regions[name].hazards for name in regions if name in self._regions]

    def _hazards(self, several: Iterable[Mapping[str, Side | None]]) -> dict[str, Side | None]:
        """Hazards and all they lie within, each with the one side it is on, or None when it is on more than one."""
        found: dict[str, Side | None] = {}
        for hazards in several:
            for hazard, where in hazards.items():
                for name in self._up("hazard", hazard):
                    found[name] = where if found.get(name, where) is where else None
        return found

    def _up(self, kind: str, name: str) -> list[str]:
        """A concept and everything it lies within, as far as the rule book knows them."""
        concepts = self.book.concepts[kind]
        found: list[str] = []
        entry: Concept | None = concepts.get(name)
        while entry is not None and entry.id not in found:
            found.append(entry.id)
            entry = concepts.get(entry.within)
        return found

    @cached_property
    def _techniques(self) -> dict[str, str]:
        found = {}
        for technique in self.book.techniques.values():
            for name in (technique.id, technique.label.practitioner, technique.label.patient, *technique.names):
                found[key(name)] = technique.id
        return found

    @cached_property
    def _medicines(self) -> dict[str, dictionary.Medicine]:
        return dictionary.medicines(self.book.concepts["medicine"])

    @cached_property
    def _conditions(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for question in self.book.questions.values():
            gate = question.kind is AnswerKind.MANY and question.gate is None  # behind a closed gate a name is lost
            for option, label in question.options.items() if gate else ():
                for name in {key(option), key(label.practitioner), key(label.patient)}:
                    found[name] = found.get(name, frozenset()) | {f"{question.id}.{option}"}
        return found

    @cached_property
    def _points(self) -> dict[str, dictionary.Point]:
        return dictionary.points()

    @cached_property
    def _point_names(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for point in self._points.values():
            found[key(point.code)] = [point.code]
        for point in self._points.values():
            found.setdefault(key(point.name), []).append(point.code)
        return found

    @cached_property
    def _regions(self) -> dict[str, dictionary.Region]:
        return dictionary.regions()

    @cached_property
    def _region_names(self) -> dict[str, str]:
        found = {}
        for concept in self.book.concepts["region"].values():
            extra = self._regions[concept.id].names if concept.id in self._regions else ()
            for name in (concept.id, concept.label.practitioner, concept.label.patient, *extra):
                found[key(name)] = concept.id
        return found
