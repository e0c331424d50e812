"""Near misses: known names that differ from a typed one by a slip or two. What is found is only ever suggested.

The distance counts a letter missing, added, wrong, or two swapped as one (optimal string alignment). How much of it
is let pass by length, and that harmless names stand among the others, was measured on 1,674 misspellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from acucheck.model.answers import Candidate
from acucheck.names.entries import NameIndex
from acucheck.names.labelled import spellings
from acucheck.names.reading import MOST_SUGGESTED

_REMEMBERED = 10_000
"""The same slips come again and again in a list of many people."""

_ALIKE = 40
"""Spellings looked at for each length; many of them are of one name."""


SLIPS = ((4, 0), (6, 1), (11, 2))
"""Up to so many letters -> how many slips a typed name may have."""

_OF_LONGER = 3
"""How many slips a longer name may have."""


def allowed(letters: int) -> int:
    """How many slips a name of so many letters may have."""
    for longest, at_most in SLIPS:
        if letters <= longest:
            return at_most
    return _OF_LONGER


_ONE_SLIP = 7
"""Letters up to which a word beside others may have one slip: everyday words of that length are near to much. From as
many on one slip is plain there."""

_PLAIN_ALONE = 5
"""Letters from which on one slip is plain in what stands alone."""

_ALIKE_IN_SOUND = [frozenset(letters) for letters in ("ckqs", "fpv", "gj", "csxz", "eiy", "aeou")]
"""Letters that people take for one another where a word begins."""

_SILENT = frozenset("aeghkmpw")
"""Letters that people leave out where a word begins."""


def may_begin(typed: str, name: str) -> bool:
    """Whether *typed* begins as *name* does, or nearly: few slips are in a first letter."""
    first, of_name = typed[0], name[0]
    if first == of_name or any(first in letters and of_name in letters for letters in _ALIKE_IN_SOUND):
        return True
    return typed[1:2] == of_name or (of_name in _SILENT and name[1:2] == first)


def slips(typed: str, name: str) -> int:
    """How many slips there are in *typed* where *name* is meant, both as `key` gives them."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(typed, name))


def is_slip(typed: str, name: str) -> bool:
    """Whether *typed* may be a slip in *name*, both as `key` gives them."""
    at_most = min(allowed(len(typed)), allowed(len(name)))
    return slips(typed, name) <= at_most


class FuzzyIndex:
    """The spellings of some indexes, by length."""

    def __init__(self, indexes: Iterable[NameIndex]) -> None:
        self._index: dict[str, NameIndex] = {}
        self._by_length: dict[int, list[str]] = {}
        for index in indexes:
            for spelling in spellings(index):
                self._index[spelling] = index
                self._by_length.setdefault(len(spelling), []).append(spelling)
        self._search = lru_cache(_REMEMBERED)(self._searched)

    def candidates(self, spelling: str, *, beside_others: bool = False) -> tuple[Candidate, ...]:
        """What *spelling* may be meant for, nearest first; all that is at most one slip further away than the best.

        A word *beside others* that is short has one slip at most, and begins as what it is meant for.
        """
        found, _ = self._search(spelling, beside_others)
        return found

    def is_plain_slip(self, spelling: str, *, beside_others: bool) -> bool:
        """Whether *spelling* is one slip away from a known one, and long enough for that; longer *beside others*."""
        shortest = _ONE_SLIP if beside_others else _PLAIN_ALONE
        _, nearest = self._search(spelling, beside_others)
        return len(spelling) >= shortest and nearest <= 1

    def _searched(self, spelling: str, beside_others: bool) -> tuple[tuple[Candidate, ...], int]:
        """What *spelling* may be meant for, and how many slips the nearest spelling is away, however that begins."""
        at_most = allowed(len(spelling))
        if beside_others and len(spelling) <= _ONE_SLIP:
            at_most = min(at_most, 1)
        if not at_most:
            return (), len(spelling)
        distances = self._distances(spelling, at_most)
        nearest = min(distances.values(), default=len(spelling))
        if beside_others:
            distances = {word: distance for word, distance in distances.items() if may_begin(spelling, word)}
        if not distances:
            return (), nearest
        furthest = min(distances.values()) + 1
        found: dict[Candidate, None] = {}
        for distance, word in sorted((distance, word) for word, distance in distances.items()):
            if distance <= furthest:
                found |= dict.fromkeys(self._index[word][word].readings)
        return _few(found), nearest

    def _distances(self, spelling: str, at_most: int) -> Mapping[str, int]:
        from rapidfuzz import process  # only a name that is not known exactly pays for its import
        from rapidfuzz.distance import OSA

        found: dict[str, int] = {}
        for length in range(len(spelling) - at_most, len(spelling) + at_most + 1):
            known = self._by_length.get(length, [])
            alike = process.extract(spelling, known, scorer=OSA.distance, score_cutoff=at_most, limit=_ALIKE)
            for word, distance, _ in alike:
                if word in self._index[word]:
                    found[word] = int(distance)
        return found


def _few(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The suggestions, one for each set of concepts before a second of the same: what they mean is what matters."""
    first: dict[frozenset[str], Candidate] = {}
    rest = []
    for candidate in found:
        if candidate.concepts in first:
            rest.append(candidate)
        else:
            first[candidate.concepts] = candidate
    chosen = [*first.values(), *rest][:MOST_SUGGESTED]
    return tuple(candidate for candidate in found if candidate in chosen)
