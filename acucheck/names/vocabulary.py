"""One rule book's words together with the dictionaries, each loaded only when a name first needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from acucheck.model.answers import BodyPlace, Candidate, Name, NameKind, Taken, Use, Via
from acucheck.model.book import AnswerKind, Concept, Question, RuleBook, Source
from acucheck.model.levels import Side
from acucheck.names import dictionary_index
from acucheck.names.entries import BodyPart, Index, Known, Point, Points, Region
from acucheck.names.places import Notation, Reading
from acucheck.names.recogniser import Beside, Recogniser, loaded, medicine_naming
from acucheck.names.setting import Setting
from acucheck.names.spelling import key

if TYPE_CHECKING:
    from acucheck.names.policy import Policy, Verdict

_ANY_DAY = Setting(date.min)
"""Techniques are the same whoever writes of them, and when."""


class Vocabulary:
    """What names are taken for under one rule book. Its methods raise InvalidRules when a dictionary is broken."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book

    def technique(self, typed: str) -> str:
        """The id of the one technique that *typed* is, or nothing."""
        found = self.techniques(typed)
        known = len(found) == 1 and found[0].taken is Taken.RECOGNISED and len(found[0].concepts) == 1
        return min(found[0].concepts) if known else ""

    def technique_place(self, typed: str) -> str:
        """The region where a technique is done by its name, such as ear acupuncture; nothing where that says none."""
        named = (region for region, entry in self._regions.items() if key(typed) in entry.techniques)
        return next((region for region in named if region in self.book.concepts["region"]), "")

    def techniques(self, typed: str) -> tuple[Name, ...]:
        """The techniques in a line; their concepts are technique ids."""
        return self.technique_naming.names(typed, _ANY_DAY)

    def medicines(self, typed: str, setting: Setting) -> tuple[Name, ...]:
        """The medicines in a line, and conditions among them. Classes that the rule book does not have are left out."""
        return tuple(self._known_here(name) for name in self.medicine_naming.names(typed, setting))

    def conditions(self, typed: str, setting: Setting) -> tuple[Name, ...]:
        """The conditions in a line, and medicines among them. A condition's concepts are lines, as `question.line`."""
        return tuple(self._known_here(name) for name in self.condition_naming.names(typed, setting))

    def is_not_named(self, typed: str) -> bool:
        """Whether words say only that there is something, such as "see list"."""
        return key(typed) in loaded(dictionary_index.lexicon).not_named

    def used(self, name: Name, typed: str, use: Use, when: str, setting: Setting) -> Verdict:
        """What an entry makes of a name that gives *use* as why it does not count, since *when*."""
        return self.policy.used(name, key(typed), use, when, setting)

    def allergy(self, name: Name, typed: str) -> tuple[Name, ...]:
        """The condition that an allergy to what was typed is, where a line of the rule book is about it."""
        allergens = loaded(dictionary_index.lexicon).allergens
        lines = allergens.get(key(typed)) or allergens.get(key(name.name))
        if not lines or not lines & self._lines:
            return ()
        return (Name(typed, Taken.RECOGNISED, "", lines & self._lines, Via.EXACT, kind=NameKind.CONDITION),)

    def _known_here(self, name: Name) -> Name:
        known = self._lines if name.kind is NameKind.CONDITION else self._classes
        return _within(name, known)

    @cached_property
    def _classes(self) -> frozenset[str]:
        return frozenset(self.book.concepts["medicine"])

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(
            f"{question.id}.{option}" for question in self.book.questions.values() for option in question.options
        )

    def places(self, typed: str, before: str = "", within: str = "") -> tuple[BodyPlace, ...]:
        """The points, regions and muscles in a line, each with its side, and all it lies in and holds.

        One that nobody knows has an empty id, and so has one that could be several. A number alone goes on along the
        channel of the line *before*. Where all is *within* a region, a name may be one of the region's own.
        """
        return tuple(map(self._place, self._notation.readings(typed, before, within)))

    def readings(self, typed: str) -> list[Reading]:
        """The same as ids alone, as far as they are known."""
        return self._notation.readings(typed)

    def known_readings(self, typed: str) -> list[Reading]:
        """The same when every place is known; nothing when a near miss would have to be looked for."""
        return self._notation.all_known(typed)

    def place_name(self, id_: str) -> str:
        """What a point or region is called."""
        point = self._points.points.get(id_)
        if point is not None:
            return f"{id_} {point.name}"
        part = self._points.parts.get(id_)
        return part.name if part is not None else self.book.concepts["region"][id_].label.practitioner

    def point_sources(self, code: str) -> tuple[Source, ...]:
        """Where what is known of a point or muscle comes from."""
        entry = self._points.points.get(code) or self._points.parts.get(code)
        return tuple(self._points.sources[name] for name in entry.sources) if entry is not None else ()

    def _place(self, reading: Reading) -> BodyPlace:
        found = [self._at(id_, reading) for id_ in reading.ids]
        if len(found) == 1 and reading.certain:
            return found[0]
        return BodyPlace(
            reading.typed,
            side=reading.side,
            via=reading.via if found else None,
            readings=tuple(found),
            ambiguous=reading.certain and bool(found),
            beyond=reading.beyond,
        )

    def _at(self, id_: str, reading: Reading) -> BodyPlace:
        point, part = self._points.points.get(id_), self._points.parts.get(id_)
        if point is not None:
            return self._at_point(point, reading)
        return self._at_part(part, reading) if part is not None else self._at_region(id_, reading)

    def _at_point(self, point: Point, reading: Reading) -> BodyPlace:
        around = [name for region in (point.region, *point.through) for name in self._up("region", region)]
        lies_in = dict.fromkeys([point.code, *around]) | self._hazards([point.hazards])
        name = self.place_name(point.code)
        return BodyPlace(reading.typed, point.code, name, reading.side, lies_in, {}, reading.via)

    def _at_part(self, part: BodyPart, reading: Reading) -> BodyPlace:
        around = [name for region in part.regions for name in self._up("region", region)]
        lies_in = dict.fromkeys([part.id, *around]) | self._hazards([part.hazards, *self._under(around)])
        return BodyPlace(
            reading.typed, part.id, part.name, reading.side, lies_in, {}, reading.via, stands_for=part.regions
        )

    def _at_region(self, region: str, reading: Reading) -> BodyPlace:
        concept = self.book.concepts["region"][region]
        around = self._up("region", region)
        points = [point for point in self._points.points.values() if point.region in concept.covers]
        lies_in = dict.fromkeys(around) | self._hazards(self._under(around))
        holds = dict.fromkeys([*concept.covers, *(point.code for point in points)])
        holds |= self._hazards([*self._under(concept.covers), *(point.hazards for point in points)])
        holds = {name: where for name, where in holds.items() if name not in lies_in}
        return BodyPlace(reading.typed, region, self.place_name(region), reading.side, lies_in, holds, reading.via)

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
    def medicine_naming(self) -> Recogniser:
        """The recogniser of medicines."""
        return medicine_naming(Beside(lambda: self.policy, lambda: self.condition_naming))

    @cached_property
    def condition_naming(self) -> Recogniser:
        """The recogniser of conditions."""
        first = self._condition_index
        asked = [question.settled_by.values() for question in self.book.questions.values()]
        direct = frozenset(f"{word.question}.{line}" for words in asked for word in words for line in word.words)
        beside = Beside(lambda: self.policy, lambda: self.medicine_naming, direct)
        return Recogniser(NameKind.CONDITION, first, beside=beside)

    @cached_property
    def policy(self) -> Policy:
        """What decides on closed forms and on names that a cue governs."""
        from acucheck.names.policy import Policy

        return Policy(self.book, loaded(dictionary_index.lexicon))

    def _condition_index(self) -> Index:
        lines: dict[str, tuple[str, ...]] = {}
        for question in filter(is_nameable, self.book.questions.values()):
            for option, label in question.options.items():
                line = f"{question.id}.{option}"
                in_words = question.kind is AnswerKind.MANY  # the choices of one are too short to name anything
                lines[line] = (line, option, label.practitioner, label.patient) if in_words else (line,)
        return Labelled(dictionary_index.conditions(), lines)

    @cached_property
    def technique_naming(self) -> Recogniser:
        return Recogniser(NameKind.TECHNIQUE, self._technique_index)

    def _technique_index(self) -> Index:
        labels = {
            technique.id: (technique.id, technique.label.practitioner, technique.label.patient)
            for technique in self.book.techniques.values()
        }
        return Labelled(dictionary_index.techniques(), labels)

    @cached_property
    def _points(self) -> Points:
        return loaded(dictionary_index.points)

    @cached_property
    def _regions(self) -> Mapping[str, Region]:
        return loaded(dictionary_index.regions)

    @cached_property
    def _notation(self) -> Notation:
        names = {}
        for concept in self.book.concepts["region"].values():
            also = self._regions[concept.id].names if concept.id in self._regions else ()
            names[concept.id] = (concept.id, concept.label.practitioner, concept.label.patient, *also)
        return Notation(self._points, names)


def _within(name: Name, known: frozenset[str]) -> Name:
    """*name* without the concepts that are not *known*."""
    if name.concepts <= known:
        return name
    kept = tuple(replace(candidate, concepts=candidate.concepts & known) for candidate in name.candidates)
    told = tuple(candidate for candidate in kept if candidate.name or candidate.concepts)
    return replace(name, concepts=name.concepts & known, candidates=told)


_YES_NO = {"yes", "no"}


def is_nameable(question: Question) -> bool:
    """Whether a condition can tick an option of *question*: the line of a list, or a choice beyond yes and no."""
    choice = question.kind is AnswerKind.ONE and question.options.keys() != _YES_NO
    return choice or question.kind is AnswerKind.MANY


class Labelled(Mapping[str, Known]):
    """An index as far as it is about what has *labels*, and with those, which hold its id, for names."""

    def __init__(self, index: Index, labels: Mapping[str, tuple[str, ...]]) -> None:
        self._index = index
        self._concepts = labels.keys()
        self._added: dict[str, Known] = {}
        for concept, names in labels.items():
            for name in set(map(key, names)):
                earlier = self[name].readings if name in self else ()
                if not any(concept in reading.concepts for reading in earlier):
                    readings = (*earlier, Candidate("", frozenset({concept})))
                    self._added[name] = Known(readings, Via.EXACT, ask=len(readings) > 1)

    def __getitem__(self, spelling: str) -> Known:
        known = self._added.get(spelling) or self._index[spelling]
        if not all(reading.concepts <= self._concepts for reading in known.readings):
            raise KeyError(spelling)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(spelling for spelling in (*self._index, *self._added) if spelling in self))

    def __len__(self) -> int:
        return sum(1 for _ in self)
