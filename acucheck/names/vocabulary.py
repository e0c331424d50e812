"""One rule book's words together with the dictionaries, each loaded only when a name first needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from acucheck.model.answers import BodyPlace, Candidate, MatchStatus, Name, NameKind, Use
from acucheck.model.book import RuleBook, Source, lines_somewhere
from acucheck.model.ids import TechniqueId
from acucheck.names import dictionary_index
from acucheck.names.atlas import Atlas
from acucheck.names.entries import NameIndex
from acucheck.names.labelled import Labelled, condition_labels, opened_lines, technique_labels
from acucheck.names.place_details import TOLD
from acucheck.names.reading import Reading
from acucheck.names.recogniser import Beside, Recogniser, is_known, medicine_recogniser
from acucheck.names.setting import Setting
from acucheck.names.spelling import key
from acucheck.names.technique_words import in_two
from acucheck.names.words_around import WordsAround

if TYPE_CHECKING:
    from acucheck.names.own_names import OwnNames
    from acucheck.names.parted_signs import PartedSign, SignsTold
    from acucheck.names.policy import Policy, Verdict

_ANY_DAY = Setting(date.min)
"""Techniques are the same whoever writes of them, and when."""


class Vocabulary:
    """What names are taken for under one rule book. Its methods raise InvalidRules when a dictionary is broken."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book

    def technique(self, typed: str) -> TechniqueId:
        """The id of the one technique that *typed* is, or nothing."""
        match self.techniques(typed):
            case [Name(taken=MatchStatus.RECOGNISED, concepts=concepts)] if len(concepts) == 1:
                return TechniqueId(min(concepts))
            case _:
                return TechniqueId("")

    def technique_place(self, typed: str) -> str:
        """The region where a technique is done by its name, such as ear acupuncture; nothing where that says none."""
        _, region = self.technique_at(typed)
        return region

    def technique_at(self, typed: str) -> tuple[str, str]:
        """The technique among some words, and the region that they say as well; the words, and nothing, else.

        Words that say how it is done, as in "gentle massage", say nothing of where.
        """
        spelling = key(typed)
        if self.technique_recogniser.find(spelling) is not None:
            return typed, self._atlas.region_of_technique(spelling)
        for technique, beside in in_two(typed):
            found = self.technique_recogniser.find(key(technique))
            if found is None:
                continue
            region = self._atlas.region_named(beside)
            if region:
                return technique, region
            if self._atlas.notation.is_detail(beside, found.concepts):
                return technique, self._atlas.region_of_technique(key(technique))
        return typed, ""

    def techniques(self, typed: str) -> tuple[Name, ...]:
        """The techniques in a line; their concepts are technique ids."""
        technique, _ = self.technique_at(typed)
        found = self.technique_recogniser.names(technique, _ANY_DAY)
        if technique == typed:
            return found
        return tuple(replace(name, typed=typed) for name in found)

    def medicines(self, typed: str, setting: Setting) -> tuple[Name, ...]:
        """The medicines in a line, and conditions among them. Classes that the rule book does not have are left out."""
        return self._named(typed, setting, NameKind.MEDICINE)

    def conditions(self, typed: str, setting: Setting) -> tuple[Name, ...]:
        """The conditions in a line, and medicines among them. A condition's concepts are lines, as `question.line`."""
        return self._named(typed, setting, NameKind.CONDITION)

    def _named(self, typed: str, setting: Setting, kind: NameKind) -> tuple[Name, ...]:
        return self.whole_line(typed, kind) or self.names_in_line(typed, setting, kind)

    def whole_line(self, typed: str, kind: NameKind) -> tuple[Name, ...]:
        """The one name that is all of a line, in whatever setting; nothing where more stands there."""
        known_here = map(self._known_here, self.recogniser_of(kind).whole_line(typed))
        return tuple(map(self._with_places, known_here))

    def names_in_line(self, typed: str, setting: Setting, kind: NameKind) -> tuple[Name, ...]:
        """The names in any other line; with those of the practice where the core does not know all of it."""
        found = self.recogniser_of(kind).names_in_line(typed, setting)
        if self.book.own is not None and not all(map(is_known, found)):
            found = self._own_names.names(typed, setting, kind, found)
        known_here = tuple(map(self._known_here, found))
        if len(known_here) > 1:
            known_here = self._with_places_behind(typed, known_here)
        return tuple(map(self._with_places, known_here))

    def _with_places_behind(self, typed: str, names: Sequence[Name]) -> tuple[Name, ...]:
        """The names of a line, where places behind a condition that is somewhere belong to it: keloid on chest."""
        from acucheck.names.places_behind import with_places_behind

        return with_places_behind(typed, names, self._lines_somewhere, self._is_a_place)

    def _is_a_place(self, typed: str) -> bool:
        """Whether some words are places and nothing else."""
        return bool(self._atlas.notation.all_known(typed))

    def _with_places(self, name: Name) -> Name:
        """A condition with the places among its words where a question asks where it is; those of a side, if any is."""
        if name.kind is not NameKind.CONDITION or name.concepts.isdisjoint(self._lines_somewhere):
            return name
        found = [self._atlas.place(reading) for reading in self._atlas.notation.inside(name.typed)]
        if not found:
            return name
        sided = [place for place in found if place.side is not None]
        return replace(name, places=tuple(sided or found))

    def is_held_open(self, name: Name, setting: Setting) -> bool:
        """Whether what was typed of a condition agrees with a no by itself, and did not among the words of its line."""
        if name.kind is not NameKind.CONDITION or name.agreeing is not None or not name.concepts:
            return False
        alone = self.conditions(name.typed, setting)
        return any(each.agreeing is not None for each in alone)

    def parted_signs(self, told: Iterable[str], places: Iterable[str], said: frozenset[str]) -> list[PartedSign]:
        """The lines that entries and *places* may tick together, with the classes and lines *said* besides."""
        from acucheck.names.parted_signs import parted_signs

        known = self.words_around.new_signs
        implied = frozenset(number for number, ids in known.implied.items() if not ids.isdisjoint(said))
        told_signs, told_places = (list(map(self.signs_told, typed)) for typed in (told, places))
        return list(parted_signs(told_signs, told_places, implied, known))

    def signs_told(self, typed: str) -> SignsTold:
        """What an entry tells of dangers that may be told in several."""
        from acucheck.names.parted_signs import signs_told

        return signs_told(typed, self.words_around.new_signs)

    def sounds_new(self, typed: str) -> bool:
        """Whether words say that something has just begun, or is there now, and not that it is old or was checked."""
        told = self.signs_told(typed)
        languages = self.words_around.new_signs.languages
        return not told.old and any(language.onset in told.lists for language in languages)

    def tells_of_one_before(self, typed: str, kind: NameKind) -> bool:
        """Whether words of their own only tell that what was typed before them is over, such as "stopped in May"."""
        return self.recogniser_of(kind).tells_of_one_before(typed)

    def is_not_named(self, typed: str) -> bool:
        """Whether words say only that there is something, such as "see list"."""
        return key(typed) in self.words_around.lexicon.not_named

    def used(self, name: Name, typed: str, use: Use, when: str, setting: Setting) -> Verdict:
        """What an entry makes of a name that gives *use* as why it does not count, since *when*."""
        return self.policy.used(name, key(typed), use, when, setting)

    def allergy(self, name: Name, typed: str) -> tuple[Name, ...]:
        """The condition that an allergy to what was typed is, where a line of the rule book is about it."""
        lexicon = self.words_around.lexicon
        found = lexicon.allergy_to(typed, key(typed)) or lexicon.allergy_to(typed, key(name.name))
        known_here = map(self._known_here, found)
        return tuple(allergy for allergy in known_here if allergy.concepts)

    def places(
        self, typed: str, before: str = "", within: str = "", *, told: bool = False, details: str = ""
    ) -> tuple[BodyPlace, ...]:
        """The points, regions and muscles in a line, each with its side, and all it lies in and holds.

        An unrecognised one has an empty id, and so has one that could be several. A number alone goes on along the
        channel of the line *before*. Where all is *within* a region, a name may be one of the region's own. Where it
        is *told* where something is, what is there may be named with it. What the *details* of a technique are, or of
        an answer, is no place; of a line with nothing else nothing comes back.
        """
        readings = self._atlas.notation.readings(typed, before, within, told=told, details=details)
        return tuple(map(self._atlas.place, readings))

    def is_beside_a_place(self, typed: str) -> bool:
        """Whether all of some words only says what is at a place, or how it came there."""
        return self._atlas.notation.is_detail(typed, [TOLD])

    def may_be_of_the_ear(self, place: BodyPlace) -> bool:
        """Whether a place that is no point, or not known, is called as a point of the ear, and not by its own name."""
        return self._atlas.may_be_of_the_ear(place)

    def goes_between(self, typed: str) -> bool:
        """Whether a line names points as the ends of something, and not all that lies between them."""
        return self._atlas.notation.goes_between(typed)

    def readings(self, typed: str) -> list[Reading]:
        """The places in a line as ids, as far as they are known."""
        return self._atlas.notation.readings(typed)

    def known_readings(self, typed: str) -> list[Reading]:
        """The places in a line as ids when all are known; nothing when a near miss would have to be looked for."""
        return self._atlas.notation.all_known(typed)

    def place_name(self, id_: str) -> str:
        """What a point, muscle or region is called."""
        return self._atlas.name(id_)

    def point_sources(self, code: str) -> tuple[Source, ...]:
        """Where what is known of a point or muscle comes from."""
        return self._atlas.sources(code)

    @cached_property
    def _lines_somewhere(self) -> frozenset[str]:
        """The lines of which a question asks where it is."""
        return frozenset().union(*lines_somewhere(self.book).values())

    @cached_property
    def _atlas(self) -> Atlas:
        return Atlas(self.book)

    def _known_here(self, name: Name) -> Name:
        if name.kind is NameKind.CONDITION:
            return _limited_to(name, self._line_ids)
        return _limited_to(name, self._class_ids)

    @cached_property
    def words_around(self) -> WordsAround:
        """The words around names."""
        return WordsAround()

    @cached_property
    def _class_ids(self) -> frozenset[str]:
        return frozenset(self.book.concepts["medicine"])

    @cached_property
    def _line_ids(self) -> frozenset[str]:
        found: set[str] = set()
        for question in self.book.questions.values():
            found.update(f"{question.id}.{option}" for option in question.options)
        return frozenset(found)

    def recogniser_of(self, kind: NameKind) -> Recogniser:
        """The recogniser of medicines, else that of conditions."""
        if kind is NameKind.MEDICINE:
            return self.medicine_recogniser
        return self.condition_recogniser

    @cached_property
    def medicine_recogniser(self) -> Recogniser:
        """The recogniser of medicines."""
        return medicine_recogniser(
            Beside(lambda: self.policy, lambda: self.words_around, lambda: self.condition_recogniser)
        )

    @cached_property
    def condition_recogniser(self) -> Recogniser:
        """The recogniser of conditions."""
        beside = Beside(
            policy=lambda: self.policy,
            words=lambda: self.words_around,
            other=lambda: self.medicine_recogniser,
            direct=self.direct_lines,
        )
        return Recogniser(NameKind.CONDITION, self.condition_index, dict, beside)

    @cached_property
    def direct_lines(self) -> frozenset[str]:
        """The lines that ask about classes of medicine, as `question.line`."""
        found: set[str] = set()
        for question in self.book.questions.values():
            for word in question.settled_by.values():
                found.update(f"{word.question}.{line}" for line in word.words)
        return frozenset(found)

    @cached_property
    def _own_names(self) -> OwnNames:
        from acucheck.names.own_names import OwnNames

        return OwnNames(self)

    @cached_property
    def policy(self) -> Policy:
        """What decides on closed forms and on names that a cue governs."""
        from acucheck.names.policy import Policy

        return Policy(self.book, self.words_around.lexicon)

    def condition_index(self) -> NameIndex:
        """Every condition by spelling, and the lines of the core's questions by their own words."""
        own_questions = () if self.book.own is None else self.book.own.questions
        labels: dict[str, tuple[str, ...]] = {}
        for line, names in condition_labels(self.book).items():
            question, _, _ = line.partition(".")
            if question not in own_questions:
                labels[line] = names
        return Labelled(dictionary_index.conditions(), labels, opened_lines(self.book))

    @cached_property
    def technique_recogniser(self) -> Recogniser:
        """The recogniser of techniques."""
        return Recogniser(
            NameKind.TECHNIQUE, self._technique_index, dict, Beside(lambda: self.policy, lambda: self.words_around)
        )

    def _technique_index(self) -> NameIndex:
        return Labelled(dictionary_index.techniques(), technique_labels(self.book))


def _limited_to(name: Name, known: frozenset[str]) -> Name:
    """*name* without the concepts that are not *known*."""
    if name.concepts <= known:
        return name
    agreeing = name.agreeing and replace(name.agreeing, left=_limited_candidates(name.agreeing.left, known))
    candidates = _limited_candidates(name.candidates, known)
    return replace(name, concepts=name.concepts & known, candidates=candidates, agreeing=agreeing)


def _limited_candidates(candidates: Sequence[Candidate], known: frozenset[str]) -> tuple[Candidate, ...]:
    """Those of *candidates* that have a name or a concept that is *known*, with no other concepts."""
    limited = [replace(candidate, concepts=candidate.concepts & known) for candidate in candidates]
    return tuple(candidate for candidate in limited if candidate.name or candidate.concepts)
