"""Known places in words that are not known as a whole: they count at least, and the rest is asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from acucheck.model.answers import MatchMethod
from acucheck.model.levels import Side
from acucheck.names import place_words
from acucheck.names.entries import Points
from acucheck.names.reading import Reading
from acucheck.names.vertebrae import levels

_MOST_WORDS = 8
"""Words in the longest name, with its side, that is looked for among others."""

_SAYS_NOTHING = "whole-body"
"""The part whose names, such as "general", say nothing of where when they stand among other words."""

Certain = Callable[[str, str], list[Reading]]
"""What is known of a part and of how it is to be read; nothing unless all of it is known."""


class PlacesInside:
    """Finds the places by what is *certain* of some of the words."""

    def __init__(self, certain: Certain, points: Points) -> None:
        self._certain = certain
        self._points = points

    def ends(self, text: str, written: str) -> list[Reading]:
        """The places that something goes between; nothing unless each has a name of its own.

        Current goes from one point to another. Between two regions there is more than the ends, and this is
        left to be asked about.
        """
        found: list[Reading] = []
        for end in place_words.ends(written):
            known = self._certain(text, end)
            if not known:
                return []
            found += known
        if not found or self.are_points(found):
            return found
        return [*found, _unread(text, written)]

    def words(self, missed: Reading, written: str, *, told: bool) -> list[Reading]:
        """What is not known, with the places among its words; on their side, where they have one.

        Where it is *told* where something is, these count; in a plan they are suggestions.
        """
        found = [*self.among(missed.text, written.split())]
        if not found:
            return [missed]
        missed = replace(missed, side=_one_side(found))
        if told:
            return [missed, *found]
        ids: dict[str, None] = {}
        for reading in found:
            ids |= dict.fromkeys(reading.ids)
        return [replace(missed, ids=tuple(ids))]

    def vertebrae(self, known: Sequence[Reading]) -> list[Reading]:
        """The part of the spine of each code that may be a vertebra or a point."""
        found: list[Reading] = []
        for reading in known:
            regions = [id_ for id_ in reading.ids if id_ not in self._points.points]
            if len(regions) == 1 and len(reading.ids) > 1 and levels(reading.typed):
                found.append(replace(reading, ids=tuple(regions)))
        return found

    def among(self, text: str, words: Sequence[str]) -> Iterator[Reading]:
        """The regions and muscles among words, the longest name first."""
        at = 0
        while at < len(words):
            length, reading = self._first(text, words[at : at + _MOST_WORDS])
            if reading is not None:
                yield reading
            at += length

    def _first(self, text: str, words: Sequence[str]) -> tuple[int, Reading | None]:
        """The place that the first words name, and how many these are."""
        for length in range(len(words), 0, -1):
            found = self._certain(text, " ".join(words[:length]))
            if len(found) == 1 and self._says_where(found[0]):
                return length, found[0]
        return 1, None

    def _says_where(self, reading: Reading) -> bool:
        """Whether a reading is one region or muscle, and one that says where."""
        if len(reading.ids) != 1 or self.are_points([reading]):
            return False
        return reading.ids[0] != _SAYS_NOTHING

    def are_points(self, found: Sequence[Reading]) -> bool:
        """Whether nothing but points was found, and any at all."""
        for reading in found:
            if not self._points.points.keys() >= set(reading.ids):
                return False
        return bool(found)


def _unread(text: str, written: str) -> Reading:
    return Reading(written, text, certain=False, via=MatchMethod.FUZZY)


def _one_side(found: Sequence[Reading]) -> Side | None:
    """The side of all of them; None where they are on several."""
    sides = {reading.side for reading in found}
    if len(sides) > 1:
        return None
    return sides.pop()
