"""A line in pieces: each name with the words that go with it, and the words that are not understood.

Nothing is lost on the way: the pieces of a line are the line, without what merely separates them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from acucheck.model.answers import Cue, NameKind
from acucheck.names.context import Context, CueMark, governed
from acucheck.names.entries import Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.line import LineWord, WordKind
from acucheck.names.remarks import made_at
from acucheck.names.segments import JOINTS, Segment

_LEADING = LazyPattern(r"(?:[\s,;|\u2022\u00b7]|\(?\d{1,2}[.)](?=\s)|[-*\u2013](?=\s))*")
"""What stands in front of the first thing in a list."""

_ATTACHED = re.compile(r"[^\w\s,;+&/|]+")
"""Brackets, quotes and the like."""

_OF_THE_MEDICINE = "inr"
"""A value that is no name where the medicine before it is what it is measured for."""

_OF_CANCER = "remission"
"""A word that by itself tells of a cancer, or of another lasting illness, that is not named."""

_PRONOUNS = "i i'm i've it it's its me my we he she his her they them their this that these"
_AUXILIARIES = "have has had having been be being am is are was were do does did"
_LITTLE = "the a an any all at for of to just really completely totally altogether again yet there"
_GRAMMAR = frozenset(f"{_PRONOUNS} {_AUXILIARIES} {_LITTLE}".split())
"""Words that may stand beside a cue without saying anything of their own."""


class Piece(Struct):
    """One name as it stands in a line, with the words that go with it; without one, words that are not understood."""

    start: int
    end: int
    name: FoundName | None
    cue: Cue | None
    core: str  # what may be a name misspelt, where none is known
    words: tuple[int, int]  # the positions of its first word and behind its last
    only_past: bool = False  # says only that something was, such as "cleared 2022"


class Pieces(Struct, frozen=True):
    """Makes the pieces of one line out of its words and of what is *said* of the names in it."""

    words: Sequence[LineWord]
    said: Context
    kind: NameKind
    lexicon: Lexicon
    reports: frozenset[int]  # the positions of words that report on a name

    def of(self, parts: Sequence[Segment], text: str) -> list[Piece]:
        """The pieces of *text*, which is in *parts*; at least one."""
        found: list[Piece] = []
        for part in parts:
            if part.names:
                found += self._named_pieces(part)
            elif self._is_dose_in_front(part, found, parts):
                continue
            elif not self._tells_of_one_before(part, found):
                found.append(self._piece(part.first, part.last, None, self._first_cue(part), self._core(part)))
                found[-1].only_past = self._is_only_past(part)
        if not found:
            found.append(Piece(0, len(text), None, None, "", (0, len(self.words))))
        return _stretched(found, text)

    def _piece(self, first: int, last: int, name: FoundName | None, cue: Cue | None, core: str) -> Piece:
        return Piece(self.words[first].start, self.words[last - 1].end, name, cue, core, (first, last))

    def _named_pieces(self, part: Segment) -> Iterator[Piece]:
        """The names of a segment, and the stretches in it that are not understood, each up to the next."""
        said = governed(part, self.said)
        own = any(name.kind is self.kind for name in part.names)
        names = {said[name.first].start: name for name in part.names}
        strange = self._not_understood(part)
        starts = sorted([*names, *strange])
        for number, (start, end) in enumerate(pairwise([*starts, part.last])):
            first = start if number else part.first
            name = names.get(start)
            if name is None:
                yield self._piece(first, end, None, self._first_cue(part), strange[start])
                continue
            reason = Cue.REASON if own and name.kind is not self.kind else None
            yield self._piece(first, end, name, said[name.first].cue or reason, "")

    def _is_dose_in_front(self, part: Segment, found: Sequence[Piece], parts: Sequence[Segment]) -> bool:
        """Whether a segment is a dose in front of the first name, which it belongs to."""
        first = not found and part is not parts[-1]
        return first and self.kind is NameKind.MEDICINE and self._is_made(part)

    def _tells_of_one_before(self, part: Segment, found: Sequence[Piece]) -> bool:
        """Whether a segment without a name only tells of the one before: a dose, or a cue and nothing beside it."""
        before = found[-1] if found else None
        if before is None or before.name is None or self.kind is NameKind.TECHNIQUE:
            return False
        marks = self._cue_marks(part)
        dose = self.kind is NameKind.MEDICINE and self._is_made(part)
        dates = self._is_dates_only(part) or self._is_measures_only(part) or self._is_report(part)
        if not dose and not dates and not self._is_cue_only(part, marks):
            return False
        before.end = self.words[part.last - 1].end
        before.words = before.words[0], part.last
        if not dose and not dates:
            before.cue = before.cue or marks[0].after or marks[0].before
        return True

    def _is_report(self, part: Segment) -> bool:
        """Whether a segment only reports on the name before it, with the days this speaks of, and doses."""
        rest = [self.words[position] for position in range(part.first, part.last) if position not in self.reports]
        told = len(rest) < part.last - part.first
        return told and all(self._is_day_or_dose(word) for word in rest)

    def _is_day_or_dose(self, word: LineWord) -> bool:
        if word.kind in {WordKind.DOSE, WordKind.NUMBER}:
            return self.kind is NameKind.MEDICINE
        return word.kind in {WordKind.DATE, WordKind.MEASURE} or word.plain in self.lexicon.calendar

    def _is_measures_only(self, part: Segment) -> bool:
        """Whether a segment holds only what was measured, and words that say nothing."""
        words = self.words[part.first : part.last]
        measured = any(word.kind is WordKind.MEASURE or word.key == _OF_THE_MEDICINE for word in words)
        return measured and all(word.key == _OF_THE_MEDICINE or self._is_remark(word) for word in words)

    def _is_dates_only(self, part: Segment) -> bool:
        """Whether a segment says only when: one more date of the condition before it."""
        words = self.words[part.first : part.last]
        return self.kind is NameKind.CONDITION and all(word.kind is WordKind.DATE for word in words)

    def _is_cue_only(self, part: Segment, marks: Sequence[CueMark]) -> bool:
        cued = {position for mark in marks for position in range(mark.first, mark.last)}
        rest = [self.words[position] for position in range(part.first, part.last) if position not in cued]
        plain = all(word.kind in {WordKind.DATE, WordKind.NUMBER} or word.plain in _GRAMMAR for word in rest)
        return bool(marks) and plain

    def _is_only_past(self, part: Segment) -> bool:
        """Whether a segment without a name says only that a condition was, and not of which kind."""
        if self.kind is not NameKind.CONDITION or self._speaks_of_cancer(part):
            return False
        marks = self._cue_marks(part)
        return all(mark.after is Cue.PAST for mark in marks) and self._is_cue_only(part, marks)

    def _speaks_of_cancer(self, part: Segment) -> bool:
        return any(word.plain == _OF_CANCER for word in self.words[part.first : part.last])

    def _cue_marks(self, part: Segment) -> list[CueMark]:
        found = (self.said.marks.get(position) for position in range(part.first, part.last))
        return [mark for mark in found if mark is not None]

    def _first_cue(self, part: Segment) -> Cue | None:
        """The kind of the first cue in a segment."""
        marks = self._cue_marks(part)
        return marks[0].before or marks[0].after if marks else None

    def _is_made(self, part: Segment) -> bool:
        """Whether a segment only tells how a medicine is made up or taken."""
        return len(self._dosing_positions(part)) == part.last - part.first

    def _dosing_positions(self, part: Segment) -> set[int]:
        """The positions of a segment that tell how a medicine is made up or taken: doses, forms, how often."""
        found: set[int] = set()
        position = part.first
        while position < part.last:
            length = made_at(self.words, position, part.last, self.lexicon)
            found.update(range(position, position + length))
            position += max(length, 1)
        return found

    def _not_understood(self, part: Segment) -> dict[int, str]:
        """The stretches of words in a segment that stand in no list, by where they begin."""
        known = {position for name in part.names for position in range(name.first, name.last)}
        known |= {position for mark in self._cue_marks(part) for position in range(mark.first, mark.last)}
        known |= self._dosing_positions(part) | self.reports
        found: dict[int, str] = {}
        begun = -1
        for position in range(part.first, part.last):
            word = self.words[position]
            if position in known or position in self.said.ends or self._is_remark(word):
                begun = -1
            elif begun >= 0:
                found[begun] += f" {word.plain}"
            else:
                begun = position
                found[begun] = word.plain
        return found

    def _is_remark(self, word: LineWord) -> bool:
        """Whether a word says nothing about what is named."""
        if word.kind is not WordKind.WORD or word.plain in JOINTS or word.plain in self.lexicon.salts:
            return True
        return word.plain in self.lexicon.remark or word.plain.removesuffix("'s") in self.lexicon.remark

    def _core(self, part: Segment) -> str:
        """What in a segment without a name may be one misspelt: its words but for those around."""
        own = self.words[part.first : part.last]
        kept = [word.plain for word in own if word.key not in self.lexicon.made and not self._is_remark(word)]
        return " ".join(kept)


def _stretched(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces with brackets and the like that no word holds: what stands directly behind a piece belongs to it."""
    for piece, after in pairwise(pieces):
        match = _ATTACHED.match(text, piece.end, after.start)
        piece.end = match.end() if match else piece.end
    pieces[0].start = _begin(text)
    pieces[-1].end = len(text)
    return pieces


def _begin(text: str) -> int:
    """Where the first thing of a list begins."""
    if text[:1].isalpha():
        return 0
    leading = _LEADING.match(text, 0)
    return leading.end() if leading else 0
