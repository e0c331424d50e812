"""Places whose name differs from a typed one by a slip: what is found is only ever suggested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from acucheck.model.answers import Candidate, MatchMethod
from acucheck.names.entries import DictionaryEntry
from acucheck.names.fuzzy import FuzzyIndex, is_slip, slips
from acucheck.names.reading import MOST_SUGGESTED
from acucheck.names.spelling import key

_LONGEST = 40
"""Letters in the longest name that a near miss is looked for."""

_SHORTEST = 3
"""Letters in the shortest word that is taken for a slip; the word that is meant has one more at the least."""

_ORDINARY = frozenset({"the", "of", "in", "on", "at", "and", "between", "under", "over", "below", "above", "behind"})
"""Words that stand in no name of a point."""

Names = Mapping[str, Sequence[str]]
"""What is written, as `key` gives it -> points, regions and muscles."""


class NearPlaces:
    """The names of places. *in_words* gives each name of what is called by ordinary words, as it is written."""

    def __init__(self, names: Names, in_words: Mapping[str, Iterable[str]]) -> None:
        self._index = FuzzyIndex([_index_of(names)])
        self._in_words: dict[str, list[list[str]]] = {}
        for id_, written in in_words.items():
            self._in_words[id_] = [name.split() for name in written]

    def ids(self, text: str) -> list[str]:
        """What *text* may be meant for, nearest first."""
        plain = key(text)
        if not 0 < len(plain) <= _LONGEST:
            return []
        typed = text.split()
        near = [found.name for found in self._index.candidates(plain)]
        return [id_ for id_ in near if self._could_be(typed, id_)] or self._by_short_word(typed)

    def _by_short_word(self, typed: list[str]) -> list[str]:
        """The regions and muscles of one word from which the one word that was *typed* is a letter away."""
        if len(typed) != 1:
            return []
        near: list[str] = []
        for id_, names in self._in_words.items():
            if any(len(name) == 1 and _one_letter_away(typed[0], name[0]) for name in names):
                near.append(id_)
        return near[:MOST_SUGGESTED]

    def _could_be(self, typed: list[str], id_: str) -> bool:
        """Whether each word could be a slip in the same word of one of the names.

        A name of ordinary words, as most regions have, is not meant by other ordinary words that look alike.
        """
        if id_ not in self._in_words:
            return len(typed) == 1 or _ORDINARY.isdisjoint(map(key, typed))
        return any(_are_slips(typed, name) for name in self._in_words[id_])


def _one_letter_away(typed: str, name: str) -> bool:
    """Whether a short word may be a slip in a name: words so short are let pass only where few names are there."""
    written, known = key(typed), key(name)
    are_words = written.isalpha() and known.isalpha()
    can_be_told = are_words and len(written) >= _SHORTEST and len(known) > _SHORTEST
    return can_be_told and slips(written, known) == 1


def _index_of(names: Names) -> dict[str, DictionaryEntry]:
    """What is written -> an entry that stands for the places by their ids."""
    index: dict[str, DictionaryEntry] = {}
    for name, ids in names.items():
        readings = [Candidate(id_, frozenset({id_})) for id_ in ids]
        index[name] = DictionaryEntry(tuple(readings), MatchMethod.EXACT)
    return index


def _are_slips(typed: list[str], name: list[str]) -> bool:
    """Whether words may be slips in those of a name, each in its own; one word may be all of them run together."""
    if len(typed) == len(name):
        return all(map(is_slip, map(key, typed), map(key, name)))
    if len(typed) != 1:
        return False
    return is_slip(key(typed[0]), key("".join(name)))
