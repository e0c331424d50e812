"""A typed line, parsed: its words, the names among them, its segments, and what is said of each name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from acucheck.model.answers import Cue, NameKind
from acucheck.names.context import Context, context
from acucheck.names.entries import Known, Lexicon
from acucheck.names.line import Kind, Word, words_of
from acucheck.names.pieces import Piece, Pieces
from acucheck.names.scanner import Find, Found, is_cue, names_in
from acucheck.names.segments import Segment, segments
from acucheck.names.spelling import key

LONGEST_LOCAL = 3
"""Words in the longest phrase for a form that acts where it is put."""

_FOR = re.compile(
    r"(?:my\s+|some\s+|a\s+)?(?P<form>tablets?|pills?|medicines?|medication|injections?)"
    r"\s+for\s+(?:my\s+|the\s+)?(?P<what>.+)",
    re.IGNORECASE,
)


class Kinds(Struct, frozen=True):
    """How names of one kind are found, and those of another kind that may stand among them."""

    kind: NameKind
    find: Find
    other_kind: NameKind | None
    find_other: Find
    direct: frozenset[str] = frozenset()  # the lines that ask about classes of medicine


class ParsedLine(Struct, frozen=True):
    """A line's words, names and pieces in order. It is *bare* when nothing but doses stands around its names."""

    text: str
    words: tuple[Word, ...]
    names: tuple[Found, ...]
    pieces: tuple[Piece, ...]
    bare: bool
    allergy: bool = False  # whether something in it speaks of an allergy

    def typed(self, piece: Piece) -> str:
        """The text of a piece."""
        return self.text[piece.start : piece.end].strip(" \t\n\r,;") or self.text.strip()

    def understood(self) -> Iterator[Piece]:
        """The pieces with a name, each with what is understood behind it, when that is the whole line."""
        found: list[Piece] = []
        start = self.pieces[0].start
        for piece in self.pieces:
            if piece.name is not None:
                found.append(Piece(piece.start if found else start, piece.end, piece.name, piece.cue, "", piece.words))
            elif found:
                found[-1].end = piece.end
        return iter(found)

    def routes(self, piece: Piece, lexicon: Lexicon) -> set[str]:
        """By which routes a piece is used, going by the words in it for forms that act where they are put."""
        first, last = piece.words
        name = piece.name
        found = set()
        for position in range(first, last):
            if name is None or not name.first <= position < name.last:
                found |= {lexicon.local[phrase] for phrase in self._phrases(position) if phrase in lexicon.local}
        return found

    def _phrases(self, position: int) -> Iterator[str]:
        for length in range(1, LONGEST_LOCAL + 1):
            yield " ".join(word.plain for word in self.words[position : position + length])


def parsed(text: str, kinds: Kinds, lexicon: Lexicon) -> ParsedLine:
    """The line *text*, parsed, with at least one piece."""
    words = words_of(text)
    found = [_as_medicine(name, kinds) for name in names_in(words, kinds.find, kinds.kind, lexicon)]
    parts = segments(words, found)
    if not _are_bare(parts, words):
        for part in parts:
            _look_again(part, words, kinds, lexicon)
    names = [name for part in parts for name in part.names]
    with_context = kinds.kind is not NameKind.TECHNIQUE
    said = context(words, names, lexicon) if with_context else Context({}, {}, frozenset(), frozenset())
    pieces = Pieces(words, said, kinds.kind, lexicon).of(parts, text)
    allergy = any(Cue.ALLERGY in {mark.before, mark.after} for mark in said.marks.values())
    return ParsedLine(text, tuple(words), tuple(names), tuple(pieces), _are_bare(parts, words), allergy)


def whole_line(text: str, known: Known, kind: NameKind) -> ParsedLine:
    """A line that as a whole is one name."""
    words = tuple(words_of(text))
    name = Found(0, len(words), known, kind, key(text))
    piece = Piece(0, len(text), name, None, "", (0, len(words)))
    return ParsedLine(text, words, (name,), (piece,), bare=True)


def _as_medicine(name: Found, kinds: Kinds) -> Found:
    """A medicine that is also a name of a condition, as a medicine."""
    ticked = frozenset[str]().union(*[reading.concepts for reading in name.known.readings])
    known = kinds.find_other(name.spelling) if ticked and ticked <= kinds.direct else None
    if known is None or known.ask or not any(reading.concepts for reading in known.readings):
        return name
    return Found(name.first, name.last, known, NameKind.MEDICINE, name.spelling)


def _are_bare(parts: Sequence[Segment], words: Sequence[Word]) -> bool:
    """Whether nothing but doses stands around the names."""
    covered = sum(name.last - name.first - name.salts for part in parts for name in part.names)
    return covered + sum(word.kind is Kind.DOSE for word in words) == len(words)


def _look_again(part: Segment, words: Sequence[Word], kinds: Kinds, lexicon: Lexicon) -> None:
    """Looks for a name that fills a segment but for words around it, then for names of the other kind."""
    own = words[part.first : part.last]
    if not any(word.kind is Kind.WORD for word in own):
        return
    if not part.names and not context(own, (), lexicon).marks:
        whole = _whole(own, kinds.find, lexicon)
        if whole is not None:
            known, spelling = whole
            part.names = [Found(part.first, part.last, known, kinds.kind, spelling)]
            return
    if kinds.other_kind is not None:
        _add_others(part, words, kinds, lexicon)


def _whole(words: Sequence[Word], find: Find, lexicon: Lexicon) -> tuple[Known, str] | None:
    """What some words together are the name of, the fewest of those around it left out first."""
    kept = [word for word in words if word.kind is not Kind.DOSE]
    less = [word for word in kept if word.key not in lexicon.made and word.kind is not Kind.NUMBER]
    least = [word for word in less if word.plain not in lexicon.remark]
    for some in (kept, less, least):
        spelling = "".join(word.key for word in some)
        known = find(spelling) if spelling else None
        if known is not None:
            return known, spelling
    match = _FOR.fullmatch(" ".join(word.plain for word in words))
    turned = key(f"{match['what']} {match['form']}") if match else ""
    known = find(turned) if turned else None
    return (known, turned) if known is not None else None


def _add_others(part: Segment, words: Sequence[Word], kinds: Kinds, lexicon: Lexicon) -> None:
    """Adds names of the other kind. Beside one of the own kind, only those that are no everyday words."""
    inside = {position for name in part.names for position in range(name.first, name.last)}
    other = kinds.other_kind or kinds.kind
    found = []
    for first, last in _stretches(part, inside):
        for name in names_in(words[first:last], kinds.find_other, other, lexicon):
            name.first, name.last = name.first + first, name.last + first
            if not part.names or not _is_everyday(words[name.first : name.last], lexicon):
                found.append(name)
    if found:
        part.names = sorted([*part.names, *found], key=lambda name: name.first)


def _is_everyday(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether all of *words* say nothing about what is named where they stand beside a name."""
    for word in words:
        listed = word.plain in lexicon.remark or word.key in lexicon.made or word.plain in lexicon.salts
        if not listed and word.bare not in lexicon.ends and not is_cue(word.bare, lexicon):
            return False
    return True


def _stretches(part: Segment, inside: set[int]) -> Iterator[tuple[int, int]]:
    """The stretches of a segment outside of what is *inside* names."""
    first = part.first
    for position in range(part.first, part.last + 1):
        if position == part.last or position in inside:
            if position > first:
                yield first, position
            first = position + 1
