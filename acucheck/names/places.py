"""Points, regions and muscles as people write them in a line: any common notation to what it is, and the side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from acucheck.model.answers import MatchMethod
from acucheck.names import place_words
from acucheck.names.entries import Points
from acucheck.names.place_details import TOLD, PlaceDetails
from acucheck.names.place_names import PlaceNames
from acucheck.names.places_inside import Around, PlacesInside, each_by_name
from acucheck.names.reading import MOST_SUGGESTED, Reading
from acucheck.names.spelling import key

if TYPE_CHECKING:
    from acucheck.names.near_places import NearPlaces

_LONGEST_NAME = 120
"""Letters in the longest part of a line that is looked at as one name: no name is half as long."""

_SIDES = frozenset(
    ["left", "right", "both", "bilateral", "l", "r", "lt", "rt", "lt.", "rt.", "links", "rechts", "gauche"]
)
_BESIDE = _SIDES | {"left-sided", "right-sided", "droite", "droit", "the", "my", "his", "her", "of", "in", "on", "at"}
"""Words that may stand in front of a place."""

_HEAD = "head"
_FOREHEAD = "forehead"
"""The regions where what is done at the scalp is."""

_LIMBS = frozenset({"arm", "leg"})
"""What a word for half the body may mean: whether it does, or is of the ribs, is asked about."""

_NEAR_MISSES = 12
"""Unknown places of one line for which a near miss is looked for. Any further one is unrecognised."""


class Notation:
    """How places are written. *regions* gives the names of each region, without commas.

    *around* gives the regions that a region or part lies in.
    """

    def __init__(self, points: Points, regions: Mapping[str, Iterable[str]], around: Around) -> None:
        self._in_words = {region: [*names] for region, names in regions.items()}
        self._names = PlaceNames(points, {**self._in_words})
        for part in points.parts.values():
            self._in_words[part.id] = [part.name, *part.also]
        self._codes = self._names.codes
        self._inside = PlacesInside(self._certain, points, around)
        self._details = PlaceDetails(points.details)

    @cached_property
    def _near_places(self) -> NearPlaces:
        from acucheck.names.near_places import NearPlaces  # only a place that is not known pays for it

        return NearPlaces(self._names.ids, self._in_words)

    def readings(
        self, typed: str, before: str = "", within: str = "", *, told: bool = False, details: str = ""
    ) -> list[Reading]:
        """Every place in *typed*, in order; at least one, where there is more than *details*.

        A number alone goes on along the channel of what stands *before* it. Where all is *within* a region, a name
        that is not known by itself may be one of the region's own. Where it is *told* where something is, what is
        there may be named with it; in a plan such a place is a suggestion, as it may be more than a place.
        """
        if within == _HEAD and len(typed) <= _LONGEST_NAME and place_words.is_line_of_scalp(typed):
            return self._lines_of_scalp(typed)
        found: list[Reading] = []
        misses = 0
        for text, written in self._parts_to_read(typed, before):
            known = self._known_part(text, written, within, told=told)
            if not known and details:
                bare = self._details.without(written, details)
                if not bare:
                    continue
                known = self._known_without(text, written, self._with_channel(bare, before), within)
            if known and details == TOLD:
                known = self._widest(known)
            if not known:
                misses += 1
                known = self._unrecognised_part(text, written, near=misses <= _NEAR_MISSES, told=told)
            found += known
            before = written
        return found

    def _known_without(self, text: str, written: str, bare: str, within: str) -> list[Reading]:
        """What is known of a part that is *bare* of its details; nothing where a word in it names no place."""
        known = self._known_part(text, bare, within, told=True) if bare != written else []
        if len(known) == 1:
            return [replace(known[0], typed=written)]
        return known or self._inside.nothing_else(text, bare)

    def _widest(self, known: Iterable[Reading]) -> list[Reading]:
        """The places that are *known*: where one word may be several regions, all of them."""
        found: list[Reading] = []
        for reading in known:
            one_of_several = reading.certain and len(reading.ids) > 1 and self._inside.are_regions(reading)
            if one_of_several and _LIMBS.isdisjoint(reading.ids):
                found += each_by_name(reading, {id_: self._own_name(id_) for id_ in reading.ids})
            else:
                found.append(reading)
        return found

    def _own_name(self, id_: str) -> str:
        """The first name of a region or part that is none of another place."""
        return next((name for name in self._in_words[id_] if self._names.ids[key(name)] == (id_,)), id_)

    def _lines_of_scalp(self, typed: str) -> list[Reading]:
        """The head, with the forehead where lines of the scalp are said to begin there."""
        side = place_words.side_among(typed)
        words = typed.lower().split()
        regions = [_HEAD, *(part for part in (_FOREHEAD,) if part in words and part in self._in_words)]
        return [Reading(typed, typed, (region,), side) for region in regions]

    def _known_part(self, text: str, written: str, within: str, *, told: bool) -> list[Reading]:
        """What is known of a part; nothing unless all of it is known, or all that something goes between."""
        known = self._certain(text, written, within)
        if told:
            known = [*known, *self._inside.vertebrae(known)]
        if known:
            return known
        there = self._with_what_is_there(text, written)
        if not there:
            return self._inside.ends(text, written)
        if told:
            return there
        return [replace(each, certain=False) for each in there]

    def inside(self, typed: str) -> list[Reading]:
        """The regions and muscles that are named among other words, each with its side; no slip is looked for."""
        found: list[Reading] = []
        for text, written in self._parts_to_read(typed):
            for may_be, words in groupby(written.split(), self._is_of_a_place):
                if may_be:
                    found += self._inside.among(text, [*words])
        return found

    def _is_of_a_place(self, word: str) -> bool:
        """Whether a word stands in the name of a region or muscle, or in front of one."""
        return word.casefold() in self._words_of_places

    @cached_property
    def _words_of_places(self) -> frozenset[str]:
        words: set[str] = set()
        for names in self._in_words.values():
            for name in names:
                words.update(name.casefold().split())
        return _BESIDE.union(words)

    def goes_between(self, typed: str) -> bool:
        """Whether a line names points as the ends of something, and not all that lies between them."""
        for text, written in self._parts_to_read(typed):
            if self._certain(text, written):
                continue
            if self._inside.are_points(self._inside.ends(text, text)):
                return True
        return False

    def is_detail(self, text: str, techniques: Iterable[str]) -> bool:
        """Whether all of a *text* only says how one of some *techniques* is done, whichever it is."""
        return not any(self._details.without(text, technique) for technique in techniques)

    def all_known(self, typed: str) -> list[Reading]:
        """The places in a line when all are known; nothing when a near miss would have to be looked for."""
        return _all_of_them([self._certain(text, written) for text, written in self._parts_to_read(typed)])

    def _parts_to_read(self, typed: str, before: str = "") -> Iterator[tuple[str, str]]:
        """Each part of a line as it stands, and as it is to be read: with the channel where only a number stands."""
        parts = [typed] if self._is_one_name(typed) else place_words.parts(typed)
        for part in parts:
            written = self._with_channel(part, before)
            yield part, written
            before = written

    def _with_channel(self, part: str, before: str) -> str:
        """A part that begins with a number, with the channel of what stands before it; any other as it is."""
        if not part[:1].isdecimal():
            return part
        letters = self._codes.letters(before[-_LONGEST_NAME:])
        if not letters:
            return part
        written = f"{letters}{part}"
        if part.isdecimal() or self._certain(part, written):
            return written
        return part

    def _is_one_name(self, typed: str) -> bool:
        """Whether an "and" in a line belongs to a name."""
        if " and " not in typed or not typed.replace(" ", "").isalpha():
            return False
        return key(typed) in self._names.ids

    def _certain(self, text: str, written: str, within: str = "") -> list[Reading]:
        """What is known of a part; nothing unless all of it is known."""
        if len(written) <= _LONGEST_NAME:
            for name, side in place_words.sides(written):
                found = self._names.named(text, written, name, side, within)
                if found:
                    return found
        return _all_of_them([self._certain(code, code) for code in self._codes.in_a_row(written)])

    def _with_what_is_there(self, text: str, written: str) -> list[Reading]:
        """What is known of a part that also says what is there, such as a rash or a port."""
        bare = place_words.without_what_is_there(written[:_LONGEST_NAME])
        if not bare or bare == written:
            return []
        found = self._certain(text, bare)
        if len(found) != 1:
            return found
        return [replace(found[0], typed=written)]

    def _unrecognised_part(self, text: str, written: str, *, near: bool, told: bool) -> list[Reading]:
        """What a part may be that is not known as a whole, with the codes of points that are in it."""
        codes = self._codes.in_a_row(written)
        if codes:
            return self._codes_in_a_row(codes)
        inside = [Reading(code, text, tuple(self._codes.one(code))) for code in self._codes.inside(written)]
        if inside or not near or len(written) > _LONGEST_NAME:
            return [*inside, Reading(written, text, certain=False, via=MatchMethod.FUZZY)]
        missed = self._near_to(text, written)
        if missed.ids:
            return [missed]
        return self._inside.words(missed, written, told=told)

    def _codes_in_a_row(self, codes: Iterable[str]) -> list[Reading]:
        """What each of several codes is, or may be meant for."""
        found: list[Reading] = []
        for code in codes:
            found += self._certain(code, code) or [self._near_to(code, code)]
        return found

    def _near_to(self, text: str, written: str) -> Reading:
        """A part that is not known, and what it may be meant for."""
        *_, (name, side) = place_words.sides(written)
        may_be = [*self._codes.slips(name)]
        beyond = self._codes.beyond(name)
        if not beyond:
            may_be += self._near_places.ids(name)
        ids = [*dict.fromkeys(may_be)][:MOST_SUGGESTED]
        return Reading(written, text, tuple(ids), side, certain=False, via=MatchMethod.FUZZY, beyond=beyond)


def _all_of_them(several: list[list[Reading]]) -> list[Reading]:
    """All of them together; nothing when one is empty."""
    together: list[Reading] = []
    for found in several:
        if not found:
            return []
        together += found
    return together
