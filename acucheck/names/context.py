"""What the words of a line say of the names in it: which cue governs a name, as NegEx and ConText find it.

A cue has a kind and a direction. It governs the names of its own segment on that side, up to a word that ends it.
(Chapman and others 2001, Harkema and others 2009.)
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from acucheck.model.answers import Cue
from acucheck.names.entries import Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.kin import kin_at
from acucheck.names.line import LineWord, WordKind, positions_in
from acucheck.names.remarks import phrase_at
from acucheck.names.segments import Segment

_LONGEST_CUE = 5
"""Words in the longest phrase that is looked for."""

_ON = "on"

_POINTING = frozenset({"it", "them", "that", "those", "one"})
"""Words that stand for a name before them."""


class CueMark(Struct, frozen=True):
    """A cue: its words from *first* up to *last*, and what it says of what stands before and behind it."""

    first: int
    last: int
    before: Cue | None  # of a name behind it
    after: Cue | None  # of a name in front of it
    points_back: bool = False  # with a word such as "it", which reaches over any end


class Context(Struct, frozen=True):
    """The cues of a line by the position of their first word, and the words that end them, outside of names."""

    marks: dict[int, CueMark]
    by_end: dict[int, CueMark]  # by the position of their last word
    ends: frozenset[int]
    on: frozenset[int]  # those of the ends that say "on": somebody else may be on a medicine


NO_CONTEXT = Context({}, {}, frozenset(), frozenset())
"""What is said in a line of which nothing governs a name."""


class Governed(Struct):
    """What is said of one name: by the nearest cue on either side, and where the words about it begin."""

    cue: Cue | None
    start: int
    distance: int


def cues_of(words: Sequence[LineWord], names: Sequence[FoundName], lexicon: Lexicon) -> Context:
    """The cues in *words*, longest first from the left; a name may hold such words itself."""
    taken = positions_in(names)
    marks: dict[int, CueMark] = {}
    ends: set[int] = set()
    position = 0
    while position < len(words):
        if position in taken:
            position += 1
            continue
        remark = phrase_at(words, position, len(words), lexicon)
        if remark and taken.isdisjoint(range(position, position + remark)):
            position += remark  # such as "if needed", of which no word is a cue
            continue
        mark = _mark(words, position, taken, lexicon)
        if mark is not None:
            if not _is_when_measured(mark, words):
                marks[position] = mark
            position = mark.last
            continue
        if words[position].bare in lexicon.ends:
            ends.add(position)
        position += 1
    by_end = {mark.last - 1: mark for mark in marks.values()}
    on = frozenset(position for position in ends if words[position].bare == _ON)
    return Context(marks, by_end, frozenset(ends), on)


def _is_when_measured(mark: CueMark, words: Sequence[LineWord]) -> bool:
    """Whether a word for what was says when something was measured, and not when its name was: "INR 2.1 last week"."""
    return mark.after is Cue.PAST and mark.first > 0 and words[mark.first - 1].kind is WordKind.MEASURE


def governed(part: Segment, said: Context) -> dict[int, Governed]:
    """What is said of each name of a segment, by the position of its first word."""
    found = _from_before(part, said)
    for first, (cue, distance) in _from_behind(part, said).items():
        if found[first].cue is None or distance < found[first].distance:
            found[first].cue = cue
    return found


def _from_before(part: Segment, said: Context) -> dict[int, Governed]:
    """For each name the nearest cue in front of it that no word ends."""
    names = {name.first: name for name in part.names}
    found: dict[int, Governed] = {}
    active: CueMark | None = None
    start: int | None = None  # where the words about the next name begin
    position = part.first
    while position < part.last:
        if position in names:
            found[position] = _governed_by(active, position, start)
            start = None
            position = names[position].last
            continue
        mark = said.marks.get(position)
        if position in said.ends and not _is_on_it(active, position, said):
            active, start = None, None
        elif mark is not None and mark.before is not None:
            if start is None:
                start = position
            if not _is_what_somebody_had(active, mark):
                active = mark
        if mark is not None:
            position = mark.last
        else:
            position += 1
    return found


def _governed_by(active: CueMark | None, position: int, start: int | None) -> Governed:
    """What the cue in front says of the name at a position; the words about it begin at *start*, else with itself."""
    begins = position
    if start is not None:
        begins = start
    if active is None:
        return Governed(None, begins, 0)
    return Governed(active.before, begins, position - active.last)


def _is_what_somebody_had(active: CueMark | None, mark: CueMark) -> bool:
    """Whether a "had" tells what somebody else had."""
    return mark.before is Cue.PAST and _is_of_somebody_else(active)


def _is_on_it(active: CueMark | None, position: int, said: Context) -> bool:
    """Whether an "on" tells what somebody else is on."""
    return position in said.on and _is_of_somebody_else(active)


def _is_of_somebody_else(active: CueMark | None) -> bool:
    return active is not None and active.before is Cue.SOMEONE_ELSE


def _from_behind(part: Segment, said: Context) -> dict[int, tuple[Cue, int]]:
    """For each name the nearest cue behind it that speaks of what stands before it."""
    last_of = {name.last - 1: name for name in part.names}
    found: dict[int, tuple[Cue, int]] = {}
    active: CueMark | None = None
    name_ahead = False  # whether a name follows that no word keeps apart
    position = part.last - 1
    while position >= part.first:
        if position in last_of:
            name = last_of[position]
            if active is not None and active.after is not None:
                found[name.first] = active.after, active.first - name.last
            active, name_ahead = None, True
            position = name.first - 1
            continue
        mark = said.by_end.get(position)
        if position in said.ends:
            name_ahead = False
            if active is not None and not active.points_back:
                active = None
        elif mark is not None and _speaks_back(mark, name_ahead=name_ahead):
            active = mark
        if mark is not None:
            position = mark.first - 1
        else:
            position -= 1
    return found


def _speaks_back(mark: CueMark, *, name_ahead: bool) -> bool:
    """Whether a cue speaks of what stands before it; one that may speak both ways speaks of a name ahead of it."""
    if mark.before is not None and name_ahead:
        return False
    return mark.after is not None


def _mark(words: Sequence[LineWord], position: int, taken: set[int], lexicon: Lexicon) -> CueMark | None:
    """The longest cue that begins at a position, outside of what is *taken* by names."""
    if words[position].kind is WordKind.MARK:
        return CueMark(position, position + 1, before=None, after=Cue.UNSURE)
    return _cue_mark(words, position, taken, lexicon) or _kin_mark(words, position, taken, lexicon)


def _cue_mark(words: Sequence[LineWord], position: int, taken: set[int], lexicon: Lexicon) -> CueMark | None:
    longest: CueMark | None = None
    spoken: list[str] = []
    for at in range(position, min(position + _LONGEST_CUE, len(words))):
        if at in taken:
            break
        word = words[at]
        spoken.append(word.bare)
        phrase = " ".join(spoken)
        before = lexicon.before.get(phrase)
        after = lexicon.after.get(phrase)
        if before is not None or after is not None:
            longest = CueMark(position, at + 1, before, after, word.bare in _POINTING)
    return longest


def _kin_mark(words: Sequence[LineWord], position: int, taken: set[int], lexicon: Lexicon) -> CueMark | None:
    kin = kin_at(words, position, lexicon)
    if kin is None or not taken.isdisjoint(range(position, position + kin.length)):
        return None
    return CueMark(position, position + kin.length, Cue.SOMEONE_ELSE, Cue.SOMEONE_ELSE)
