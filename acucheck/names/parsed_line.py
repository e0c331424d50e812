"""A typed line, parsed: its words, the names among them, its segments, and what is said of each name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from acucheck.model.answers import Cue, NameKind
from acucheck.names.context import NO_CONTEXT, Context, cues_of
from acucheck.names.denials_in_row import denials_apart
from acucheck.names.entries import DictionaryEntry, Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.line import Gap, LineWord, WordKind, words_of
from acucheck.names.measures import with_measures
from acucheck.names.names_in_line import NameFinders, Tokens, look_again, names_of_kind
from acucheck.names.pieces import Piece, Pieces
from acucheck.names.remarks import report_positions, without_reports
from acucheck.names.segments import Segment, segments
from acucheck.names.spelling import key

_ALLERGY = "allerg"
"""What the name of an allergy holds, as names are compared."""


class ParsedLine(Struct, frozen=True):
    """A line's words, names and pieces in order. It is *bare* when nothing but doses stands around its names."""

    text: str
    words: tuple[LineWord, ...]
    names: tuple[FoundName, ...]
    pieces: tuple[Piece, ...]
    bare: bool
    allergy: bool = False  # whether something in it speaks of an allergy
    reports: frozenset[int] = frozenset()  # the positions of words that report on a name
    parts: Sequence[Segment] = ()
    said: Context = NO_CONTEXT

    def typed(self, piece: Piece) -> str:
        """The text of a piece, a bracket that is cut in two closed again or left out."""
        text = self.text[piece.start : piece.end].strip(" \t\n\r,;")
        missing = text.count("(") - text.count(")")
        if missing == 1:
            before, _, behind = text.rpartition("(")
            text = f"{text})" if behind.strip() else before.strip()
        elif missing == -1:
            before, _, behind = text.partition(")")
            text = f"{before} {behind.lstrip()}".strip()
        return text or self.text.strip()

    def between_commas(self, name: FoundName) -> range:
        """The positions of the words around a name, as far as nothing keeps them apart from it."""
        first, end = name.first, name.last
        while first > 0 and self.words[first].gap is not Gap.APART:
            first -= 1
        while end < len(self.words) and self.words[end].gap is not Gap.APART:
            end += 1
        return range(first, end)

    def understood(self) -> list[tuple[Piece, FoundName]]:
        """The pieces with a name, each with what is understood behind it, when that is the whole line."""
        found: list[tuple[Piece, FoundName]] = []
        start = self.pieces[0].start
        for piece in self.pieces:
            if piece.name is not None:
                begins = piece.start if found else start
                whole = Piece(begins, piece.end, piece.name, piece.cue, "", piece.words)
                found.append((whole, piece.name))
            elif found:
                before, _ = found[-1]
                before.end = piece.end
        return found


def tokenised(text: str, lexicon: Lexicon) -> Tokens:
    """The words of the line *text*."""
    words = denials_apart(with_measures(words_of(text)))
    return Tokens(text, tuple(words), report_positions(words, lexicon))


def parsed(tokens: Tokens, finders: NameFinders, lexicon: Lexicon) -> ParsedLine:
    """A line, parsed, with at least one piece."""
    words, reports = tokens.words, tokens.reports
    named = names_of_kind(tokens, finders, lexicon)
    parts = segments(words, named)
    if not _are_bare(parts, words):
        for part in parts:
            is_report = reports.issuperset(range(part.first, part.last))
            if not named or not is_report:
                is_behind = any(name.first < part.last for name in named)
                look_again(part, tokens, finders, lexicon, behind_a_name=is_behind)
                part.names = [*without_reports(part.names, reports)]
    names = _names_of(parts)
    said = NO_CONTEXT
    if finders.kind is not NameKind.TECHNIQUE:
        said = cues_of(words, names, lexicon)
    pieces = Pieces(words, said, finders.kind, lexicon, reports).of(parts, tokens.text)
    return ParsedLine(
        text=tokens.text,
        words=words,
        names=tuple(names),
        pieces=tuple(pieces),
        bare=_are_bare(parts, words),
        allergy=_speaks_of_allergy(said) or any(_ALLERGY in name.spelling for name in names),
        reports=reports,
        parts=parts,
        said=said,
    )


def _names_of(parts: Sequence[Segment]) -> list[FoundName]:
    found: list[FoundName] = []
    for part in parts:
        found += part.names
    return found


def _speaks_of_allergy(said: Context) -> bool:
    marks = said.marks.values()
    return any(Cue.ALLERGY in (mark.before, mark.after) for mark in marks)


def whole_line(text: str, known: DictionaryEntry, kind: NameKind) -> ParsedLine:
    """A line that as a whole is one name."""
    words = tuple(words_of(text))
    length = len(words)
    name = FoundName(0, length, known, kind, key(text))
    piece = Piece(0, len(text), name, None, "", (0, length))
    return ParsedLine(text, words, (name,), (piece,), bare=True)


def _are_bare(parts: Sequence[Segment], words: Sequence[LineWord]) -> bool:
    """Whether nothing but doses stands around the names; a figure that was measured may tell more than its name."""
    if any(word.kind is WordKind.MEASURE for word in words):
        return False
    doses = [word for word in words if word.kind is WordKind.DOSE]
    covered = len(doses)
    for name in _names_of(parts):
        covered += name.last - name.first - name.salts
    return covered == len(words)
