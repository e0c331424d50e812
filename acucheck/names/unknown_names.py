"""Words of a line that no dictionary knows: perhaps a name misspelt, perhaps what somebody is allergic to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from acucheck.model.answers import Candidate, MatchMethod, MatchStatus, Name, NameKind
from acucheck.names.entries import DictionaryEntry, Lexicon, NameIndex
from acucheck.names.fuzzy import FuzzyIndex
from acucheck.names.numbered_phrases import NumberedPhrases
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.pieces import DATED_OR_MEASURED, Piece
from acucheck.names.spelling import key

_LONGEST_SLIP = 4
"""Words in the longest stretch that may be one name misspelt."""

_SHORTEST_SLIP = 5
"""Letters in the shortest word that is searched for by itself beside others."""


class UnknownNames:
    """Tells what unknown words may be, by the *indexes* of the names of one *kind*."""

    def __init__(self, indexes: Sequence[NameIndex], lexicon: Lexicon, kind: NameKind) -> None:
        self._indexes = indexes
        self._lexicon = lexicon
        self._kind = kind

    def meant(self, line: ParsedLine, piece: Piece, *, search: bool) -> Name:
        """What the words of a piece are taken for; a near miss is looked for where a *search* is allowed."""
        typed = line.typed(piece)
        if line.allergy:
            for allergy in self._lexicon.allergy_to(typed, key(piece.core)):
                return allergy
        if _tells_nothing(line, piece, self._lexicon.calendar):
            return Name(typed, MatchStatus.RECOGNISED, typed, via=MatchMethod.EXACT, kind=self._kind)
        near = self._near_misses(piece.core) if search else ()
        if not near:
            return Name(typed, MatchStatus.UNRECOGNISED, kind=self._kind, cue=piece.cue)
        meant = DictionaryEntry(near, MatchMethod.FUZZY)
        if not meant.concepts and key(meant.only_name) == key(piece.core):
            return Name(typed, MatchStatus.RECOGNISED, meant.only_name, via=MatchMethod.EXACT, kind=self._kind)
        return Name(
            typed,
            MatchStatus.SUGGESTED,
            meant.only_name,
            meant.concepts,
            meant.via,
            meant.readings,
            kind=self._kind,
            cue=piece.cue,
        )

    def _near_misses(self, core: str) -> tuple[Candidate, ...]:
        """What some words may be meant for: all of them as one name, else the first of them that is near to one.

        Words that are spelt right, such as "never", are no slip in a name, and of several words few may be one.
        """
        words = core.split()
        spelt_right = self._lexicon.spelt_right
        doubtful = [word for word in words[:_LONGEST_SLIP] if key(word) not in spelt_right]
        if not doubtful:
            return ()
        if len(words) <= _LONGEST_SLIP:
            together = self._fuzzy.candidates(key(core))
            if together:
                return together
        if len(words) == 1:
            return ()
        for word in doubtful:
            if len(word) >= _SHORTEST_SLIP:
                near = self._fuzzy.candidates(key(word), beside_others=True)
                if near:
                    return near
        return ()

    @cached_property
    def _fuzzy(self) -> FuzzyIndex:
        return FuzzyIndex(self._indexes)


def _tells_nothing(line: ParsedLine, piece: Piece, calendar: NumberedPhrases) -> bool:
    """Whether words that are no name tell a date, a report, what was measured or what was, and tick no line."""
    if piece.only_past:
        return True
    positions = range(*piece.words)
    rest = [line.words[position] for position in positions if position not in line.reports]
    if len(rest) < len(positions) and all(word.kind in DATED_OR_MEASURED or word.plain in calendar for word in rest):
        return True
    if piece.core:
        return False
    return any(line.words[position].kind in DATED_OR_MEASURED for position in positions)
