"""The entries of a list of places, and the plan: each technique with the places where it is planned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.answers.lists import lines_of, says
from acucheck.answers.plain_text import one_line
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.answers import BodyPlace, MatchStatus, Plan, Planned
from acucheck.model.ids import TechniqueId
from acucheck.names.place_details import EVERYWHERE, TOLD
from acucheck.names.vocabulary import Vocabulary

_SIDE_ALONE = r"(?:on )?(?:the )?(?:(?:left|right|l|r)(?: side)?|both(?: sides)?|bilateral(?:ly)?|bilat)\.?(?: only)?"
"""Compiled when it is needed: few techniques are done in one region alone."""

_EAR = "ear"
_OVER_AN_ORGAN = "over-the-"
"""The region of the ear, and how those begin that lie over an organ, which points of the ear are called after."""


class PlacesReading(Struct, frozen=True):
    """Reads the entries of a list of places, and a plan."""

    vocabulary: Vocabulary

    def places_told(self, node: Node) -> tuple[BodyPlace, ...]:
        """The places in one entry of an answer that says where something is; what lies between two points is asked.

        Where it says nothing of where, that is asked as well.
        """
        found = self.places_in(node, told=True, details=TOLD) or (BodyPlace(one_line(node)),)
        if _holds_word(node, fixed_words.TYPED) or not self.vocabulary.goes_between(one_line(node)):
            return found
        return (*found, BodyPlace(one_line(node)))

    def without_details(self, places: tuple[BodyPlace, ...]) -> tuple[BodyPlace, ...]:
        """The places of an answer without entries that only say what is at the others."""
        if not any(place.id for place in places):
            return places
        return tuple(place for place in places if place.id or not self.vocabulary.is_beside_a_place(place.typed))

    def places_in(
        self, node: Node, before: str = "", within: str = "", *, told: bool = False, details: str = ""
    ) -> tuple[BodyPlace, ...]:
        """The places in one entry; a number alone goes on along the channel of the one *before* it in the list.

        What the *details* of a technique are, or of an answer, is no place.
        """
        if not _holds_word(node, fixed_words.TYPED):
            line = one_line(node)
            if not line[:1].isdecimal():
                before = ""
            found = self._side_of(within, line) or self.vocabulary.places(
                line, before, within, told=told, details=details
            )
            return tuple(map(_tidy_place, found))
        fields = node.fields([fixed_words.NAME, fixed_words.TYPED])
        meant = one_line(fields[fixed_words.NAME])
        typed = one_line(fields[fixed_words.TYPED])
        if meant.lower() == fixed_words.NOT_LISTED:
            return (BodyPlace(typed, meant=meant),)
        found = self.vocabulary.places(meant)
        if len(found) != 1 or not found[0].id:
            fields[fixed_words.NAME].fail("this is not one point or region; write the one that is meant")
        return (replace(found[0], typed=typed, meant=meant),)

    def _side_of(self, region: str, line: str) -> tuple[BodyPlace, ...]:
        """A side of the region where all of a technique is done, such as "left side" of the scalp; else nothing."""
        if not region or not _is_side_alone(line):
            return ()
        return tuple(replace(place, typed=line) for place in self.vocabulary.places(f"{region} {line}"))

    def plan(self, node: Node) -> Plan:
        """Each technique that is planned, with its places. Raises InvalidFile."""
        planned: dict[str, Planned] = {}
        for key, places in self._entries_of_plan(node):
            typed = one_line(key)
            if typed in planned:
                key.fail("this technique stands here twice; put its places into one list")
            item = self._planned_technique(typed, self._planned_places(typed, places))
            not_sure = says(places, fixed_words.NOT_SURE) and not item.places
            planned[typed] = replace(item, where_not_sure=True) if not_sure else item
        return Plan(tuple(self._with_points_of_the_ear([*planned.values()])))

    def _entries_of_plan(self, node: Node) -> Entries:
        """The techniques and their places; as text they are written `cupping: BL23, lower back; gua sha`."""
        if node.is_mapping():
            return node.pairs()
        found: Entries = []
        for item in lines_of(node.items()):
            if says(item, fixed_words.NONE, fixed_words.YES, fixed_words.NO, fixed_words.TRUE, fixed_words.FALSE):
                item.fail("write the technique that is planned, or leave the plan out when it is not known")
            if item.is_mapping():
                found += item.pairs()
            else:
                found += self._entries_in_words(item)
        return found

    def _entries_in_words(self, item: Node) -> Entries:
        found: Entries = []
        for part in re.split("[;\uff1b]", item.text()):
            technique, colon, places = part.replace("\uff1a", ":").partition(":")
            if colon:
                named = [item.holding(place) for place in places.split(",")]
                self._refuse_techniques(named)
                only_one = len(named) == 1  # which may be a word for none
                found.append((item.holding(technique), named[0] if only_one else item.holding(named)))
            else:
                for typed in technique.split(","):
                    found.append((item.holding(typed), item.holding(fixed_words.NOT_NAMED)))
        return found

    def _refuse_techniques(self, places: list[Node]) -> None:
        """A technique among the places of another one would not be looked at."""
        for place in places:
            if ":" in place.text() or self.vocabulary.technique(place.text().strip()):
                place.fail("put ';' between two techniques, as in 'cupping: BL23, lower back; gua sha'")

    def _planned_technique(self, typed: str, places: tuple[BodyPlace, ...]) -> Planned:
        technique = self.vocabulary.technique(typed)
        if technique:
            return Planned(typed, technique, places)
        names = self.vocabulary.techniques(typed)
        perhaps = frozenset().union(*(name.concepts for name in names))
        readings = tuple(TechniqueId(each) for each in sorted(perhaps))
        ambiguous = [name.taken for name in names] == [MatchStatus.AMBIGUOUS]
        told = {self.vocabulary.technique(place.typed) for place in places}
        told_apart = told.intersection(readings)
        if ambiguous and len(told_apart) == 1:
            return Planned(typed, told_apart.pop(), places)  # such as the NADA protocol, which is done with needles
        return Planned(typed, technique, places, readings, ambiguous)

    def _planned_places(self, typed: str, node: Node) -> tuple[BodyPlace, ...]:
        """The places of a technique; the one that its name says as well, where none of them lies there."""
        said = self.vocabulary.technique_place(typed)
        if says(node, fixed_words.NOT_NAMED, fixed_words.NOT_SURE, fixed_words.YES, fixed_words.TRUE):
            return self._whole_place(said)
        if says(node, fixed_words.NO, fixed_words.FALSE):
            node.fail(
                f"leave out what is not planned, or write '{fixed_words.NOT_NAMED}' when its places are not known"
            )
        items = lines_of(node.items())
        for item in items:
            if says(item, fixed_words.NOT_NAMED, fixed_words.NOT_SURE, fixed_words.NONE):
                item.fail(f"write '{fixed_words.NOT_NAMED}' alone when the places are not known")
        found: list[BodyPlace] = []
        before, there = "", said or self._only_place_of(typed)
        details = self.vocabulary.technique(typed) or EVERYWHERE
        for item in items:
            found += self.places_in(item, before, there, told=True, details=details)
            before = found[-1].typed if found else ""
        found = _without_sides_alone(found)
        if said and not any(_is_in(place, said) for place in found):
            return (*found, *self._whole_place(said))
        return tuple(found)

    def _whole_place(self, region: str) -> tuple[BodyPlace, ...]:
        return self.vocabulary.places(region) if region else ()

    def _only_place_of(self, typed: str) -> str:
        """The region where alone a technique is done; nothing where it can be done elsewhere."""
        technique = self.vocabulary.book.techniques.get(self.vocabulary.technique(typed))
        if technique is None or not technique.only_at:
            return ""
        regions = self.vocabulary.book.concepts["region"].keys() & technique.only_at
        return next(iter(sorted(regions)), "")

    def _with_points_of_the_ear(self, items: list[Planned]) -> Iterator[Planned]:
        """The *items* of a plan, where what is called like an organ is a point of the ear, or may be one.

        It may be one in a technique that is often done there, and among points of the ear. What is called after an
        organ that nobody needles is one of them for certain there, as it is where the rest of the plan is for the ear.
        """
        at_ear = list(map(self._is_at_ear, items))
        for item, among in zip(items, at_ear, strict=True):
            if not (among or self._is_often_at_ear(item)):
                yield item
                continue
            places = [self._of_the_ear(place, certain=any(at_ear)) for place in item.places]
            yield replace(item, places=tuple(places))

    def _is_often_at_ear(self, item: Planned) -> bool:
        technique = self.vocabulary.book.techniques.get(item.technique)
        return technique is not None and _EAR in technique.often_at

    def _is_at_ear(self, item: Planned) -> bool:
        """Whether any place of a technique is in the ear, or is called as a point of the ear alone is."""
        if any(_is_in(place, _EAR) for place in item.places):
            return True
        unread = [place for place in item.places if not place.id]
        return self._is_often_at_ear(item) and any(map(self.vocabulary.may_be_of_the_ear, unread))

    def _of_the_ear(self, place: BodyPlace, *, certain: bool) -> BodyPlace:
        """The point of the ear that is called like an organ, where it is *certain*; else one of both.

        A name that is nothing else is the point of the ear.
        """
        if place.meant or _is_in(place, _EAR) or not self.vocabulary.may_be_of_the_ear(place):
            return place
        (in_ear,) = self.vocabulary.places(place.typed, within=_EAR)
        if not place.id:
            return in_ear
        if certain and place.id.startswith(_OVER_AN_ORGAN):
            return in_ear
        return BodyPlace(place.typed, side=place.side, via=place.via, readings=(place, in_ear), ambiguous=True)


def _without_sides_alone(places: list[BodyPlace]) -> list[BodyPlace]:
    """The *places* without a side that stands by itself among others that have none: they are meant on both."""
    known = [place for place in places if place.id]
    if not known or any(place.side for place in known):
        return places
    return [place for place in places if place.id or place.readings or not _is_side_alone(place.typed)]


def _is_in(place: BodyPlace, region: str) -> bool:
    """Whether a place lies in a region, or may."""
    if place.lies_in and region in place.lies_in:
        return True
    return any(_is_in(reading, region) for reading in place.readings)


def _tidy_place(place: BodyPlace) -> BodyPlace:
    if place.typed.lower() in fixed_words.RESERVED:
        return BodyPlace(place.typed, meant=fixed_words.NOT_LISTED)
    return place


def _holds_word(node: Node, word: str) -> bool:
    return node.is_mapping() and node.has_any([word])


def _is_side_alone(typed: str) -> bool:
    """Whether a text says which side, and nothing else."""
    return re.fullmatch(_SIDE_ALONE, typed, re.IGNORECASE) is not None
