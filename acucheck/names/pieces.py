"""A line in pieces: each name with the words that go with it, and the words that are not understood.

Nothing is lost on the way: the pieces of a line are the line, without what merely separates them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from acucheck.model.answers import Cue, NameKind
from acucheck.names.context import Context, CueMark, Governed, governed
from acucheck.names.entries import Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.line import LineWord, WordKind, positions_in
from acucheck.names.remarks import made_at
from acucheck.names.scanner import VALUE
from acucheck.names.segments import AMOUNTS, JOINTS, Segment

_LEADING = LazyPattern(r"(?:[\s,;|\u2022\u00b7]|\(?\d{1,2}[.)](?=\s)|[-*\u2013](?=\s))*")
"""What stands in front of the first thing in a list."""

_ATTACHED = re.compile(r"[^\w\s,;+&/|]+")
"""Brackets, quotes and the like."""

_OF_CANCER = "remission"
"""A word that by itself tells of a cancer, or of another lasting illness, that is not named."""

_PRONOUNS = "i i'm i've it it's its me my we he she his her they them their this that these"
_AUXILIARIES = "have has had having been be being am is are was were do does did"
_LITTLE = "the a an any all at for of to just really completely totally altogether again yet there"
_ELSEWHERE = (
    "ich hab habe ihn sie es wurde war ist je j'ai ai l'ai été est eu lo la los las se fue ha sido he ho l'ho è"
)
_ELSEWHERE_TOO = "stato stata foi tomei ik heb ben er het jag har den det jeg selbst nun já już"
_GRAMMAR = frozenset(f"{_PRONOUNS} {_AUXILIARIES} {_LITTLE} {_ELSEWHERE} {_ELSEWHERE_TOO}".split())
"""Words that may stand beside a cue without saying anything of their own."""

_BEFORE_A_TIME = frozenset(
    {
        *("in", "on", "since", "from", "until", "till", "last", "this"),
        *("early", "mid", "late", "end", "beginning"),
        *("seit", "im", "am", "ab", "vor", "bis", "letzten", "letztes", "anfang", "mitte", "ende"),
        *("depuis", "en", "au", "début", "fin", "desde", "hace", "el", "dal", "dall", "dallo", "da", "a", "nel"),
        *("há", "faz", "sinds", "vanaf", "sedan", "i", "siden", "od", "w", "v"),
    }
)
"""Words that only lead to a time, in the languages of the cues."""

_OF_AN_AMOUNT = frozenset(
    {
        *("a", "an", "or", "to", "as", "per", "by", "according", "oder", "ou", "bis", "à", "nach"),
        *("según", "selon", "secondo", "conforme", "volgens"),
    }
)
"""Words beside an amount that say how much it is, and by what."""

_OVER = frozenset({Cue.STOPPED, Cue.PAUSED, Cue.PAST})
"""Cues that tell of what stood before them that it is over."""

_OF_FIGURES = (WordKind.DOSE, WordKind.NUMBER)
_DATED_OR_NUMBERED = (WordKind.DATE, WordKind.NUMBER)
DATED_OR_MEASURED = (WordKind.DATE, WordKind.MEASURE)
"""Kinds of words that name nothing by themselves."""


class Piece(Struct):
    """One name as it stands in a line, with the words that go with it; without one, words that are not understood."""

    start: int
    end: int
    name: FoundName | None
    cue: Cue | None
    core: str  # what may be a name misspelt, where none is known
    words: tuple[int, int]  # the positions of its first word and behind its last
    only_past: bool = False  # says only that something was, such as "cleared 2022"


class _Strange(Struct):
    """Words of a line that stand in no list, and where they end."""

    core: str
    end: int


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
                found.append(self._nameless_piece(part))
        if not found:
            found.append(Piece(0, len(text), None, None, "", (0, len(self.words))))
        return _stretched(found, text)

    def _piece(self, first: int, last: int, name: FoundName | None, cue: Cue | None, core: str) -> Piece:
        start = self.words[first].start
        end = self.words[last - 1].end
        return Piece(start, end, name, cue, core, (first, last))

    def _nameless_piece(self, part: Segment) -> Piece:
        piece = self._piece(part.first, part.last, None, self._first_cue(part), self._core(part))
        piece.only_past = self._is_only_past(part)
        return piece

    def _named_pieces(self, part: Segment) -> Iterator[Piece]:
        """The names of a segment, and the stretches in it that are not understood, each up to the next."""
        said = governed(part, self.said)
        names_own = any(name.kind is self.kind for name in part.names)
        strange = self._not_understood(part)
        names = _by_begin(part, said, strange, self.words, self.lexicon.links)
        starts = sorted([*names, *strange])
        first = part.first
        for start, end in pairwise([*starts, part.last]):
            name = names.get(start)
            if name is None:
                yield self._piece(first, end, None, self._first_cue(part), strange[start].core)
            else:
                cue = said[name.first].cue
                if cue is None and names_own and name.kind is not self.kind:
                    cue = Cue.REASON
                yield self._piece(first, end, name, cue, "")
            first = end

    def _segment_words(self, part: Segment) -> Sequence[LineWord]:
        return self.words[part.first : part.last]

    def _is_dose_in_front(self, part: Segment, found: Sequence[Piece], parts: Sequence[Segment]) -> bool:
        """Whether a segment is a dose in front of the first name, which it belongs to."""
        if found or part is parts[-1]:
            return False
        return self._is_dosing(part)

    def _tells_of_one_before(self, part: Segment, found: Sequence[Piece]) -> bool:
        """Whether a segment without a name only tells of the one before: a dose, or a cue and nothing beside it."""
        before = found[-1] if found else None
        if before is None or before.name is None or self.kind is NameKind.TECHNIQUE:
            return False
        is_place = not before.name.known.ask and self._is_places_only(part)
        if not is_place and not self._is_detail(part):
            marks = self._cue_marks(part)
            if not self._is_cue_only(part, marks):
                return False
            before.cue = before.cue or marks[0].after or marks[0].before
        before.end = self.words[part.last - 1].end
        before.words = before.words[0], part.last
        return True

    def _is_detail(self, part: Segment) -> bool:
        """Whether a segment only says how much, when or with what result of the name before it."""
        if self._is_dosing(part) or self._is_dates_only(part) or self._is_given_only(part):
            return True
        return self._is_measures_only(part) or self._is_report(part)

    def _is_report(self, part: Segment) -> bool:
        """Whether a segment only reports on the name before it, with the days this speaks of, and doses."""
        positions = range(part.first, part.last)
        rest = [self.words[position] for position in positions if position not in self.reports]
        if len(rest) == len(positions):
            return False
        return all(self._is_day_or_dose(word) for word in rest)

    def _is_day_or_dose(self, word: LineWord) -> bool:
        if word.kind in _OF_FIGURES:
            return self.kind is NameKind.MEDICINE
        return word.kind in DATED_OR_MEASURED or word.plain in self.lexicon.calendar

    def _is_measures_only(self, part: Segment) -> bool:
        """Whether a segment holds only what was measured, and words that say nothing."""
        has_measure = False
        for word in self._segment_words(part):
            if word.kind is WordKind.MEASURE or word.key == VALUE:
                has_measure = True
            elif not self._is_remark(word):
                return False
        return has_measure

    def _is_dates_only(self, part: Segment) -> bool:
        """Whether a segment says only when: one more date of the condition before it."""
        if self.kind is not NameKind.CONDITION:
            return False
        return all(word.kind is WordKind.DATE for word in self._segment_words(part))

    def _is_places_only(self, part: Segment) -> bool:
        """Whether a segment only names further places of the condition before it: "eczema elbows and neck"."""
        if self.kind is not NameKind.CONDITION:
            return False
        return all(word.plain in self.lexicon.surface for word in self._segment_words(part))

    def _is_given_only(self, part: Segment) -> bool:
        """Whether a segment says only where or when the medicine before it was given."""
        if self.kind is not NameKind.MEDICINE or self._cue_marks(part):
            return False
        return all(map(self._tells_when_or_where, self._segment_words(part)))

    def _tells_when_or_where(self, word: LineWord) -> bool:
        return word.kind in _DATED_OR_NUMBERED or word.plain in self.lexicon.given

    def _is_cue_only(self, part: Segment, marks: Sequence[CueMark]) -> bool:
        """Whether a segment holds a cue and nothing beside cues that says something of its own."""
        cued = positions_in(marks)
        positions = range(part.first, part.last)
        rest = [self.words[position] for position in positions if position not in cued]
        return bool(marks) and all(map(self._adds_nothing, rest))

    def _adds_nothing(self, word: LineWord) -> bool:
        """Whether a word beside a cue says nothing of its own: no name, but when, or a little word."""
        return word.plain in _GRAMMAR or self._tells_when(word)

    def _tells_when(self, word: LineWord) -> bool:
        return word.kind in _DATED_OR_NUMBERED or word.plain in self.lexicon.calendar or word.plain in _BEFORE_A_TIME

    def tells_of_one_before(self, part: Segment) -> bool:
        """Whether a segment says no more than that what stood before it is over, and perhaps when."""
        marks = self._cue_marks(part)
        return self._is_cue_only(part, marks) and all((mark.after or mark.before) in _OVER for mark in marks)

    def _is_only_past(self, part: Segment) -> bool:
        """Whether a segment without a name says only that a condition was, and not of which kind."""
        if self.kind is not NameKind.CONDITION or self._speaks_of_cancer(part):
            return False
        marks = self._cue_marks(part)
        only_past = all(mark.after is Cue.PAST for mark in marks)
        return only_past and self._is_cue_only(part, marks)

    def _speaks_of_cancer(self, part: Segment) -> bool:
        spoken = [word.plain for word in self._segment_words(part)]
        return _OF_CANCER in spoken

    def _cue_marks(self, part: Segment) -> list[CueMark]:
        """The cues of a segment in order."""
        found: list[CueMark] = []
        for position in range(part.first, part.last):
            mark = self.said.marks.get(position)
            if mark is not None:
                found.append(mark)
        return found

    def _first_cue(self, part: Segment) -> Cue | None:
        """The kind of the first cue in a segment."""
        marks = self._cue_marks(part)
        if not marks:
            return None
        return marks[0].before or marks[0].after

    def _is_dosing(self, part: Segment) -> bool:
        """Whether a segment only tells how a medicine is made up or taken."""
        if self.kind is not NameKind.MEDICINE:
            return False
        told = self._dosing_positions(part)
        rest = [self.words[position].plain for position in range(part.first, part.last) if position not in told]
        is_amount = bool(told) or not AMOUNTS.isdisjoint(rest)
        if not self._cue_marks(part) and not self._names_a_form(part):
            rest = [plain for plain in rest if plain not in self.lexicon.given]  # where and when as well
        return is_amount and (AMOUNTS | _OF_AN_AMOUNT).issuperset(rest)

    def _names_a_form(self, part: Segment) -> bool:
        """Whether a segment holds a word for a form, by which it may be another medicine: "and the tablets"."""
        words = [word.plain for word in self._segment_words(part)]
        return any(word in self.lexicon.forms or word in self.lexicon.local for word in words)

    def _dosing_positions(self, part: Segment) -> set[int]:
        """The positions of a segment that tell how a medicine is made up or taken: doses, forms, how often."""
        found: set[int] = set()
        position = part.first
        while position < part.last:
            length = made_at(self.words, position, part.last, self.lexicon)
            found.update(range(position, position + length))
            position += max(length, 1)
        return found

    def _not_understood(self, part: Segment) -> dict[int, _Strange]:
        """The stretches of words in a segment that stand in no list, by where they, or what leads to them, begin."""
        told = positions_in(part.names) | positions_in(self._cue_marks(part)) | self.reports
        known = told | self._dosing_positions(part)
        found: dict[int, _Strange] = {}
        stretch: _Strange | None = None
        for position in range(part.first, part.last):
            word = self.words[position]
            if position in known or position in self.said.ends or self._is_remark(word):
                stretch = None
            elif stretch is None:
                stretch = _Strange(word.plain, position + 1)
                found[self._leading_begin(position, part, told)] = stretch
            else:
                stretch.core += f" {word.plain}"
                stretch.end = position + 1
        return found

    def _leading_begin(self, position: int, part: Segment, told: set[int]) -> int:
        """Where the words begin that lead to what is not understood at a position, or part it from what was said."""
        begin = position
        for at in range(position - 1, part.first - 1, -1):
            word = self.words[at]
            if at not in told and word.plain in self.lexicon.parting:
                return at
            says_nothing = word.kind is WordKind.WORD and (self._is_remark(word) or word.plain in self.lexicon.links)
            if at in told or not says_nothing:
                break
            if begin == at + 1 and word.plain in self.lexicon.links:
                begin = at
        return begin

    def _is_remark(self, word: LineWord) -> bool:
        """Whether a word says nothing about what is named."""
        if word.kind is not WordKind.WORD:
            return True
        if word.plain in JOINTS or word.plain in self.lexicon.salts:
            return True
        remarks = self.lexicon.remark
        return word.plain in remarks or word.plain.removesuffix("'s") in remarks

    def _core(self, part: Segment) -> str:
        """What in a segment without a name may be one misspelt: its words but for those around."""
        kept: list[str] = []
        for position in range(part.first, part.last):
            word = self.words[position]
            is_aside = position in self.reports or word.key in self.lexicon.made
            if not is_aside and not self._is_remark(word):
                kept.append(word.plain)
        return " ".join(kept)


def _by_begin(
    part: Segment,
    said: Mapping[int, Governed],
    strange: dict[int, _Strange],
    words: Sequence[LineWord],
    links: Collection[str],
) -> dict[int, FoundName]:
    """The names of a segment by where the words about each begin.

    What nobody knows between a cue and its name begins with the cue, so that no name is shown as its cue alone.
    """
    found: dict[int, FoundName] = {}
    unknown_ends = {each.end for each in strange.values()}
    for name in part.names:
        begin = said[name.first].start
        between = [start for start in strange if begin < start < name.first]
        if between:
            behind = strange[between[-1]].end
            strange[begin] = strange.pop(between[0])
            begin = behind
        elif begin == name.first:
            while begin > part.first and begin not in unknown_ends and words[begin - 1].plain in links:
                begin -= 1
            begin = begin if begin in unknown_ends else name.first
        found[begin] = name
    return found


def _stretched(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces with brackets and the like that no word holds: what stands directly behind a piece belongs to it."""
    for piece, after in pairwise(pieces):
        match = _ATTACHED.match(text, piece.end, after.start)
        if match is not None:
            piece.end = match.end()
    pieces[0].start = _begin(text)
    pieces[-1].end = len(text)
    return pieces


def _begin(text: str) -> int:
    """Where the first thing of a list begins."""
    if text[:1].isalpha():
        return 0
    leading = _LEADING.match(text, 0)
    return leading.end() if leading else 0
