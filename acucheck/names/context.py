"""What the words of a line say of the names in it: which cue governs a name, as NegEx and ConText find it.

A cue has a kind and a direction. It governs the names of its own segment on that side, up to a word that ends it.
(Chapman and others 2001, Harkema and others 2009.)
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from acucheck.model.answers import Cue
from acucheck.names.entries import Lexicon
from acucheck.names.line import Kind, Word
from acucheck.names.scanner import Found
from acucheck.names.segments import Segment

LONGEST_CUE = 5
"""Words in the longest phrase that is looked for."""

_POINTING = frozenset({"it", "them", "that", "those", "one"})
"""Words that stand for a name before them."""


class Mark(Struct, frozen=True):
    """A cue: its words from *first* up to *last*, and what it says of what stands before and behind it."""

    first: int
    last: int
    before: Cue | None  # of a name behind it
    after: Cue | None  # of a name in front of it
    points_back: bool = False  # with a word such as "it", which reaches over any end


class Context(Struct, frozen=True):
    """The cues of a line and the words that end them, outside of names."""

    marks: tuple[Mark, ...]
    ends: frozenset[int]

    def of(self, name: Found, segment: Segment) -> Cue | None:
        """The kind of the cue that governs *name*, the nearest first; None when nothing does."""
        for mark in sorted(self.marks, key=lambda mark: _distance(mark, name)):
            if segment.first <= mark.first and mark.last <= segment.last:
                cue = self._governing(mark, name, segment)
                if cue is not None:
                    return cue
        return None

    def _governing(self, mark: Mark, name: Found, segment: Segment) -> Cue | None:
        if mark.last <= name.first:
            return mark.before if not self._ended(mark.last, name.first) else None
        if mark.first < name.last or mark.after is None:
            return None
        if not mark.points_back and self._ended(name.last, mark.first):
            return None
        nearer = any(name.last <= other.first < mark.first for other in segment.names)
        return None if nearer or (mark.before is not None and self._points_onward(mark, segment)) else mark.after

    def _points_onward(self, mark: Mark, segment: Segment) -> bool:
        """Whether a cue of both directions has a name in front of it to govern."""
        return any(mark.last <= other.first and not self._ended(mark.last, other.first) for other in segment.names)

    def _ended(self, first: int, last: int) -> bool:
        return any(position in self.ends for position in range(first, last))


def _distance(mark: Mark, name: Found) -> int:
    return max(name.first - mark.last, mark.first - name.last, 0)


def context(words: Sequence[Word], names: Sequence[Found], lexicon: Lexicon) -> Context:
    """The cues in *words*, longest first from the left; a name may hold such words itself."""
    taken = {position for name in names for position in range(name.first, name.last)}
    marks: list[Mark] = []
    ends: set[int] = set()
    position = 0
    while position < len(words):
        mark = None if position in taken else _mark(words, position, taken, lexicon)
        if mark is not None:
            marks.append(mark)
            position = mark.last
            continue
        if position not in taken and words[position].bare in lexicon.ends:
            ends.add(position)
        position += 1
    return Context(tuple(marks), frozenset(ends))


def _mark(words: Sequence[Word], position: int, taken: set[int], lexicon: Lexicon) -> Mark | None:
    """The longest cue that begins at a position."""
    if words[position].kind is Kind.MARK:
        return Mark(position, position + 1, None, Cue.UNSURE)
    for length in range(LONGEST_CUE, 0, -1):
        last = position + length
        if last > len(words) or not taken.isdisjoint(range(position, last)):
            continue
        phrase = " ".join(word.bare for word in words[position:last])
        before, after = lexicon.before.get(phrase), lexicon.after.get(phrase)
        if before is not None or after is not None:
            return Mark(position, last, before, after, words[last - 1].bare in _POINTING)
    return _kin(words, position, lexicon)


def _kin(words: Sequence[Word], position: int, lexicon: Lexicon) -> Mark | None:
    length = kin_at(words, position, lexicon)
    return Mark(position, position + length, Cue.SOMEONE_ELSE, Cue.SOMEONE_ELSE) if length else None


def kin_at(words: Sequence[Word], position: int, lexicon: Lexicon) -> int:
    """How many words from a position name somebody else, with or without an apostrophe and s behind them."""
    for length in (3, 2, 1):
        phrase = " ".join(word.plain for word in words[position : position + length])
        if phrase in lexicon.kin or without_s(phrase) in lexicon.kin:
            return min(length, len(words) - position)
    return 0


def without_s(phrase: str) -> str:
    """A possessor without the ending that makes it one."""
    return phrase.removesuffix("'s").removesuffix("'")
