"""Known places in words that are not known as a whole: they count at least, and the rest is asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from msgspec.structs import replace

from acucheck.model.answers import MatchMethod
from acucheck.model.levels import Side
from acucheck.names import place_words
from acucheck.names.entries import Points
from acucheck.names.reading import Reading
from acucheck.names.vertebrae import levels

_MOST_WORDS = 8
"""Words in the longest name, with its side, that is looked for among others."""

_NO_BRACKETS = str.maketrans("()[]:", "     ")
_LEFT_BETWEEN = frozenset({"-", "\u2013", "&", "+", "/", "and"})
"""What stands between two places that are named one behind the other."""

_SAYS_NOTHING = "whole-body"
"""The part whose names, such as "general", say nothing of where when they stand among other words."""

_Limb = tuple[tuple[str, ...], ...]
_LIMBS: tuple[_Limb, ...] = (
    (("fingers",), ("hand",), ("wrist",), ("forearm",), ("elbow",), ("upper-arm",), ("shoulder",)),
    (
        *(("toes",), ("foot",), ("ankle",), ("lower-leg", "calf"), ("knee", "knee-back"), ("thigh", "thigh-back")),
        ("buttock", "groin"),
    ),
)
"""The regions of each limb from its end up; those at one height stand together."""

Around = Callable[[str], frozenset[str]]
"""The regions that a region or part lies in, itself among them; nothing for a point."""

Certain = Callable[[str, str], list[Reading]]
"""What is known of a part and of how it is to be read; nothing unless all of it is known."""


class PlacesInside:
    """Finds the places by what is *certain* of some of the words. *around* gives the regions that a place lies in."""

    def __init__(self, certain: Certain, points: Points, around: Around) -> None:
        self._certain = certain
        self._points = points
        self._around = around

    def ends(self, text: str, written: str) -> list[Reading]:
        """The places that something goes between; nothing unless each has a name of its own.

        Current goes from one point to another. Between two regions there is more than the ends, and this is
        left to be asked about.
        """
        top = place_words.from_there_down(written)
        if top:
            return self._from_there_down(self._certain(text, top))
        found: list[Reading] = []
        for end in place_words.ends(written):
            known = self._certain(text, end)
            if not known:
                return []
            found += known
        if not found or self.are_points(found) or self._are_one_in_another(written, found):
            return found
        return self._along_a_limb(found) or [*found, _unread(text, written)]

    def _are_one_in_another(self, written: str, found: Sequence[Reading]) -> bool:
        """Whether a stroke stands between a region and what lies in it: "quads - VMO"."""
        if place_words.says_from_to(written) or not all(len(reading.ids) == 1 for reading in found):
            return False
        several = [self._around(reading.ids[0]) for reading in found]
        return all(first <= second or second <= first for first, second in pairwise(several))

    def _along_a_limb(self, found: Sequence[Reading]) -> list[Reading]:
        """All regions of a limb from one of its places to another; nothing where they are not of one limb and side."""
        first, *others = found
        if not others or any(reading.side is not first.side for reading in others):
            return []
        limb, heights = self._heights(found)
        return self._regions_at(limb[heights.start : heights.stop], first)

    def _from_there_down(self, top: Sequence[Reading]) -> list[Reading]:
        """All regions of a limb from its end to the place at the *top*; nothing where that is not within a limb."""
        limb, heights = self._heights(top)
        if heights.stop == len(limb):
            return []  # from the shoulders or the hips down there is more than a limb
        return self._regions_at(limb[: heights.stop], top[0])

    def _heights(self, found: Iterable[Reading]) -> tuple[_Limb, range]:
        """The limb that places are of, and how far up from its end they reach; nothing where they are not of one."""
        regions = frozenset(chain.from_iterable(map(self._regions_of, found)))
        for limb in _LIMBS:
            if regions <= {*chain.from_iterable(limb)}:
                heights = [height for height, at in enumerate(limb) if not regions.isdisjoint(at)]
                return limb, range(heights[0], heights[-1] + 1)
        return (), range(0)

    def _regions_at(self, heights: _Limb, like: Reading) -> list[Reading]:
        """The regions at some heights of a limb that the rule book knows, each read as another place was."""
        regions = chain.from_iterable(heights)
        return each_by_name(like, {region: region for region in regions if region in self._around(region)})

    def _regions_of(self, reading: Reading) -> Iterable[str]:
        """The regions that a place is, or lies in."""
        for id_ in reading.ids:
            part = self._points.parts.get(id_)
            yield from [id_] if part is None else part.regions

    def nothing_else(self, text: str, written: str) -> list[Reading]:
        """The places in words that name nothing but places; nothing where a word is left, or one is of another."""
        words = [word for word in written.translate(_NO_BRACKETS).split() if word not in _LEFT_BETWEEN]
        if "of" in words:
            return []  # the neck of the femur is no neck
        found: list[Reading] = []
        at = 0
        while at < len(words):
            length, known = self._first_known(text, words[at : at + _MOST_WORDS])
            if not known:
                return []
            found += known
            at += length
        return found

    def _first_known(self, text: str, words: Sequence[str]) -> tuple[int, list[Reading]]:
        """What the first words name, points among it, and how many these are."""
        for length in range(len(words), 0, -1):
            found = self._certain(text, " ".join(words[:length]))
            is_one = len(found) == 1 and self._says_where(found[0])
            if is_one or self.are_points(found):
                return length, found
        return 1, []

    def are_regions(self, reading: Reading) -> bool:
        """Whether all that a reading may be are regions or parts."""
        return self._points.points.keys().isdisjoint(reading.ids)

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


def each_by_name(like: Reading, names: Mapping[str, str]) -> list[Reading]:
    """Several places that were read together, each written by its own name. *names* gives it by id."""
    side = f" {like.side.value}" if like.side else ""
    return [replace(like, typed=f"{name}{side}", ids=(id_,)) for id_, name in names.items()]


def _unread(text: str, written: str) -> Reading:
    return Reading(written, text, certain=False, via=MatchMethod.FUZZY)


def _one_side(found: Sequence[Reading]) -> Side | None:
    """The side of all of them; None where they are on several."""
    sides = {reading.side for reading in found}
    if len(sides) > 1:
        return None
    return sides.pop()
