"""The entries of a list of places, and the plan: each technique with the places where it is planned."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import words
from acucheck.answers.lists import lines_of, says
from acucheck.answers.one_line import one_line
from acucheck.located import Node
from acucheck.model.answers import BodyPlace, Plan, Planned, Taken
from acucheck.names.vocabulary import Vocabulary


class PlacesReading(Struct, frozen=True):
    """Reads the entries of a list of places, and a plan."""

    vocabulary: Vocabulary

    def entries(self, node: Node, before: str = "", within: str = "") -> tuple[BodyPlace, ...]:
        """The places in one entry; a number alone goes on along the channel of the one *before* it in the list."""
        if not _has(node, words.TYPED):
            line = one_line(node)
            goes_on = before if line[:1].isdecimal() else ""
            return tuple(map(_tidy, self.vocabulary.places(line, goes_on, within)))
        fields = node.fields([words.NAME, words.TYPED])
        meant, typed = one_line(fields[words.NAME]), one_line(fields[words.TYPED])
        if meant.lower() == words.NOT_LISTED:
            return (BodyPlace(typed, meant=meant),)
        found = self.vocabulary.places(meant)
        if len(found) != 1 or not found[0].id:
            fields[words.NAME].fail("this is not one point or region; write the one that is meant")
        return (replace(found[0], typed=typed, meant=meant),)

    def plan(self, node: Node) -> Plan:
        """Each technique that is planned, with its places. Raises InvalidFile."""
        if says(node, words.NONE):
            node.fail("write the technique that is planned, or leave the plan out when it is not known")
        planned: dict[str, Planned] = {}
        for key, places in node.pairs():
            typed = one_line(key)
            if typed in planned:
                key.fail("this technique stands here twice; put its places into one list")
            planned[typed] = self._planned(typed, self._planned_places(typed, places))
        return Plan(tuple(planned.values()))

    def _planned(self, typed: str, places: tuple[BodyPlace, ...]) -> Planned:
        technique = self.vocabulary.technique(typed)
        if technique:
            return Planned(typed, technique, places)
        names = self.vocabulary.techniques(typed)
        perhaps = frozenset().union(*(name.concepts for name in names))
        ambiguous = [name.taken for name in names] == [Taken.AMBIGUOUS]
        return Planned(typed, technique, places, tuple(sorted(perhaps)), ambiguous)

    def _planned_places(self, typed: str, node: Node) -> tuple[BodyPlace, ...]:
        """The places of a technique; where none is named, the one that its name says."""
        there = self.vocabulary.technique_place(typed)
        if says(node, words.NOT_NAMED) or says(node, words.NOT_SURE):
            return self.vocabulary.places(there) if there else ()
        items = lines_of(node.items())
        for item in items:
            if any(says(item, word) for word in (words.NOT_NAMED, words.NOT_SURE, words.NONE)):
                item.fail(f"write '{words.NOT_NAMED}' alone when the places are not known")
        found: list[BodyPlace] = []
        before = ""
        for item in items:
            found += self.entries(item, before, there)
            before = found[-1].typed
        return tuple(found)


def _tidy(place: BodyPlace) -> BodyPlace:
    return BodyPlace(place.typed, meant=words.NOT_LISTED) if place.typed.lower() in words.RESERVED else place


def _has(node: Node, word: str) -> bool:
    return node.is_mapping() and word in {str(key.content) for key, _ in node.pairs()}
