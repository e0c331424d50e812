"""A typed line, parsed: its words, the names among them, its segments, and what is said of each name.

Nothing is lost on the way: the pieces of a line are the line, without what merely separates them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from acucheck.model.answers import Cue, NameKind
from acucheck.names.context import Context, context
from acucheck.names.entries import Known, Lexicon
from acucheck.names.line import Kind, Word, words_of
from acucheck.names.scanner import Find, Found, is_cue, names_in
from acucheck.names.segments import JOINTS, Segment, segments
from acucheck.names.spelling import key

_FOR = re.compile(
    r"(?:my\s+|some\s+|a\s+)?(?P<form>tablets?|pills?|medicines?|medication|injections?)\s+for\s+(?:my\s+|the\s+)?(?P<what>.+)",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"[^\w\s,;+&/|]+")
"""Brackets, quotes and the like."""

_LEADING = re.compile(r"(?:[\s,;|\u2022\u00b7]|\(?\d{1,2}[.)](?=\s)|[-*\u2013](?=\s))*")
"""What stands in front of the first thing in a list."""

_LONGEST_MADE = 4
"""Words in the longest phrase that tells how a medicine is taken."""

LONGEST_LOCAL = 3
"""Words in the longest phrase for a form that acts where it is put."""

_GRAMMAR = frozenset(
    [
        "i",
        "i'm",
        "i've",
        "it",
        "it's",
        "its",
        "have",
        "has",
        "had",
        "having",
        "been",
        "be",
        "being",
        "am",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "the",
        "my",
        "me",
        "all",
        "at",
        "for",
        "of",
        "to",
        "this",
        "that",
        "these",
        "them",
        "they",
        "he",
        "she",
        "we",
        "his",
        "her",
        "their",
        "a",
        "an",
        "any",
        "just",
        "really",
        "completely",
        "totally",
        "altogether",
        "again",
        "yet",
        "there",
    ]
)
"""Words that may stand beside a cue without saying anything of their own."""


class Piece(Struct):
    """One name as it stands in a line, with the words that go with it; without a name, words that are not understood."""

    start: int
    end: int
    name: Found | None
    cue: Cue | None
    core: str  # what may be a name misspelt, where none is known


class ParsedLine(Struct, frozen=True):
    """A line's words, its names and its pieces in order. It is *bare* when nothing but doses stands around its names."""

    text: str
    words: tuple[Word, ...]
    names: tuple[Found, ...]
    segments: tuple[Segment, ...]
    context: Context
    pieces: tuple[Piece, ...]
    bare: bool

    def typed(self, piece: Piece) -> str:
        """The text of a piece."""
        return self.text[piece.start : piece.end].strip(" \t\n\r,;") or self.text.strip()

    def understood(self) -> Iterator[Piece]:
        """The pieces with a name, each with what is understood behind it, when that is the whole line."""
        found: list[Piece] = []
        start = self.pieces[0].start
        for piece in self.pieces:
            if piece.name is not None:
                found.append(Piece(piece.start if found else start, piece.end, piece.name, piece.cue, ""))
            elif found:
                found[-1].end = piece.end
        return iter(found)

    def routes(self, piece: Piece, lexicon: Lexicon) -> set[str]:
        """By which routes a piece is used, going by the words in it for forms that act where they are put."""
        found = set()
        name = piece.name
        for position, word in enumerate(self.words):
            beside = name is None or not name.first <= position < name.last
            if beside and piece.start <= word.start < piece.end:
                found |= {lexicon.local[phrase] for phrase in self._phrases(position) if phrase in lexicon.local}
        return found

    def _phrases(self, position: int) -> Iterator[str]:
        for length in range(1, LONGEST_LOCAL + 1):
            yield " ".join(word.plain for word in self.words[position : position + length])


class Kinds(Struct, frozen=True):
    """How names of one kind are found, and those of another kind that may stand among them."""

    kind: NameKind
    find: Find
    other_kind: NameKind | None
    find_other: Find


def parsed(text: str, kinds: Kinds, lexicon: Lexicon) -> ParsedLine:
    """The line *text*, parsed, with at least one piece."""
    words = words_of(text)
    names = names_in(words, kinds.find, kinds.kind, lexicon)
    parts = segments(words, names)
    for part in parts:
        _look_again(part, words, kinds, lexicon)
    every = [name for part in parts for name in part.names]
    said = context(words, every, lexicon) if kinds.kind is not NameKind.TECHNIQUE else Context((), frozenset())
    pieces = _pieces(text, words, parts, said, kinds, lexicon)
    covered = sum(name.last - name.first - name.salts for name in every)
    bare = covered + sum(word.kind is Kind.DOSE for word in words) == len(words)
    return ParsedLine(text, tuple(words), tuple(every), tuple(parts), said, tuple(pieces), bare)


def whole_line(text: str, known: Known, kind: NameKind) -> ParsedLine:
    """A line that as a whole is one name."""
    words = tuple(words_of(text))
    name = Found(0, len(words), known, kind, key(text))
    piece = Piece(0, len(text), name, None, "")
    return ParsedLine(
        text, words, (name,), (Segment(0, len(words), [name]),), Context((), frozenset()), (piece,), bare=True
    )


def _look_again(part: Segment, words: Sequence[Word], kinds: Kinds, lexicon: Lexicon) -> None:
    """Looks for a name that fills the segment but for words around it, then for names of the other kind."""
    own = words[part.first : part.last]
    covered = sum(name.last - name.first for name in part.names)
    filled = len(part.names) == 1 and covered + sum(word.kind is Kind.DOSE for word in own) == len(own)
    if filled or not any(word.kind is Kind.WORD for word in own):
        return
    if not context(own, (), lexicon).marks:
        whole = _whole(own, kinds.find, lexicon)
        if whole is not None and len(part.names) != 1:
            known, spelling = whole
            part.names = [Found(part.first, part.last, known, kinds.kind, spelling)]
            return
    if kinds.other_kind is not None and any(_could_name(word, lexicon) for word in _outside(part, words)):
        _add_others(part, words, kinds, lexicon)


def _could_name(word: Word, lexicon: Lexicon) -> bool:
    return word.kind is Kind.WORD and word.key not in lexicon.made


def _outside(part: Segment, words: Sequence[Word]) -> Iterator[Word]:
    """The words of a segment that belong to no name."""
    inside = {position for name in part.names for position in range(name.first, name.last)}
    for position in range(part.first, part.last):
        if position not in inside:
            yield words[position]


def _whole(words: Sequence[Word], find: Find, lexicon: Lexicon) -> tuple[Known, str] | None:
    """What some words together are the name of, the fewest of those around it left out first."""
    kept = [word for word in words if word.kind is not Kind.DOSE]
    less = [word for word in kept if word.key not in lexicon.made and word.kind is not Kind.NUMBER]
    least = [word for word in less if word.plain not in lexicon.remark]
    for some in (kept, less, least):
        spelling = "".join(word.key for word in some)
        if spelling and (known := find(spelling)) is not None:
            return known, spelling
    match = _FOR.fullmatch(" ".join(word.plain for word in words))
    turned = key(f"{match['what']} {match['form']}") if match else ""
    known = find(turned) if turned else None
    return (known, turned) if known is not None else None


def _add_others(part: Segment, words: Sequence[Word], kinds: Kinds, lexicon: Lexicon) -> None:
    """Adds names of the other kind. Beside one of the own kind, only those that are no everyday words."""
    inside = {position for name in part.names for position in range(name.first, name.last)}
    beside = bool(part.names)
    found = []
    for first, last in _stretches(part, inside):
        for name in names_in(words[first:last], kinds.find_other, _kind(kinds), lexicon):
            name.first, name.last = name.first + first, name.last + first
            everyday = all(_is_everyday(word, lexicon) for word in words[name.first : name.last])
            if not beside or not everyday:
                found.append(name)
    part.names = sorted([*part.names, *found], key=lambda name: name.first)


def _is_everyday(word: Word, lexicon: Lexicon) -> bool:
    plain = word.plain
    listed = plain in lexicon.remark or word.key in lexicon.made or word.bare in lexicon.ends or plain in lexicon.salts
    return listed or is_cue(word.bare, lexicon)


def _kind(kinds: Kinds) -> NameKind:
    return kinds.other_kind or kinds.kind


def _stretches(part: Segment, inside: set[int]) -> Iterator[tuple[int, int]]:
    """The stretches of a segment outside of what is *inside* names."""
    first = part.first
    for position in range(part.first, part.last + 1):
        if position == part.last or position in inside:
            if position > first:
                yield first, position
            first = position + 1


def _pieces(
    text: str, words: Sequence[Word], parts: Sequence[Segment], said: Context, kinds: Kinds, lexicon: Lexicon
) -> list[Piece]:
    found: list[Piece] = []
    for part in parts:
        if part.names:
            found += _named(part, words, said, kinds, lexicon)
        elif not found and part is not parts[-1] and kinds.kind is NameKind.MEDICINE and _is_made(part, words, lexicon):
            continue
        elif not _joins_before(found, part, words, said, kinds, lexicon):
            core = _core(words[part.first : part.last], kinds, lexicon)
            found.append(Piece(words[part.first].start, words[part.last - 1].end, None, _cue_in(part, said), core))
    if not found:
        found.append(Piece(0, len(text), None, None, ""))
    return _stretched(found, text)


def _stretched(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces with brackets and the like that no word holds: what stands directly behind a piece belongs to it."""
    for piece, after in zip(pieces, pieces[1:], strict=False):
        match = _ATTACHED.match(text, piece.end, after.start)
        piece.end = match.end() if match else piece.end
    leading = _LEADING.match(text)
    pieces[0].start = leading.end() if leading else 0
    pieces[-1].end = len(text)
    return pieces


def _is_made(part: Segment, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a segment only tells how a medicine is made up or taken."""
    return len(_made(words, part, lexicon)) == part.last - part.first


def _joins_before(
    found: list[Piece], part: Segment, words: Sequence[Word], said: Context, kinds: Kinds, lexicon: Lexicon
) -> bool:
    """Whether a segment without a name only tells of the one before: a dose, or a cue and nothing beside it."""
    own = words[part.first : part.last]
    before = found[-1] if found else None
    if before is None or before.name is None or kinds.kind is NameKind.TECHNIQUE:
        return False
    if kinds.kind is NameKind.MEDICINE and _is_made(part, words, lexicon):
        before.end = own[-1].end
        return True
    marks = [mark for mark in said.marks if part.first <= mark.first < part.last]
    cued = {position for mark in marks for position in range(mark.first, mark.last)}
    rest = [words[position] for position in range(part.first, part.last) if position not in cued]
    plain = all(word.kind in {Kind.DATE, Kind.NUMBER} or word.plain in _GRAMMAR for word in rest)
    if not marks or not plain:
        return False
    before.end = own[-1].end
    before.cue = before.cue or marks[0].after or marks[0].before
    return True


def _made(words: Sequence[Word], part: Segment, lexicon: Lexicon) -> set[int]:
    """The positions of a segment that tell how a medicine is made up or taken: doses, numbers, forms, how often."""
    found: set[int] = set()
    position = part.first
    while position < part.last:
        length = _made_at(words, position, part.last, lexicon)
        found.update(range(position, position + length))
        position += max(length, 1)
    return found


def _made_at(words: Sequence[Word], position: int, end: int, lexicon: Lexicon) -> int:
    """How many words from a position tell how a medicine is made up or taken."""
    if words[position].kind in {Kind.DOSE, Kind.NUMBER}:
        return 1
    spelling, longest = "", 0
    for last in range(position, min(position + _LONGEST_MADE, end)):
        spelling += words[last].key
        if spelling in lexicon.made:
            longest = last + 1 - position
    return longest


def _named(part: Segment, words: Sequence[Word], said: Context, kinds: Kinds, lexicon: Lexicon) -> Iterator[Piece]:
    """The names of a segment, each with the words up to the next, and further words that are not understood."""
    own = any(name.kind is kinds.kind for name in part.names)
    strange = _not_understood(part, words, said, lexicon)
    starts = {_start(name, part, said): name for name in part.names}
    found = sorted([*starts, *(first for first, _ in strange)])
    ends = dict(zip(found, [*found[1:], part.last], strict=True))
    cores = {first: " ".join(word.plain for word in words[first:last]) for first, last in strange}
    for number, first in enumerate(found):
        start, end = words[first if number else part.first].start, words[ends[first] - 1].end
        name = starts.get(first)
        if name is None:
            yield Piece(start, end, None, _cue_in(part, said), cores[first])
            continue
        reason = own and name.kind is not kinds.kind
        yield Piece(start, end, name, said.of(name, part) or (Cue.REASON if reason else None), "")


def _cue_in(part: Segment, said: Context) -> Cue | None:
    """The kind of the first cue in a segment."""
    marks = [mark for mark in said.marks if part.first <= mark.first < part.last]
    return (marks[0].before or marks[0].after) if marks else None


def _start(name: Found, part: Segment, said: Context) -> int:
    """Where the words of a name begin: with the cue in front of it that governs it."""
    before = [other.last for other in part.names if other.last <= name.first]
    marks = [
        mark.first
        for mark in said.marks
        if max(before, default=part.first) <= mark.first and mark.last <= name.first and mark.before is not None
    ]
    ended = [position + 1 for position in said.ends if max(marks, default=-1) < position < name.first]
    return name.first if ended or not marks else min(marks)


def _not_understood(part: Segment, words: Sequence[Word], said: Context, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The stretches of words in a segment that stand in no list."""
    known = {position for name in part.names for position in range(name.first, name.last)}
    known |= {position for mark in said.marks for position in range(mark.first, mark.last)} | said.ends
    known |= _made(words, part, lexicon)
    strange = [
        position
        for position in range(part.first, part.last)
        if position not in known and not _is_remark(words[position], lexicon)
    ]
    found: list[tuple[int, int]] = []
    for position in strange:
        if found and found[-1][1] == position:
            found[-1] = found[-1][0], position + 1
        else:
            found.append((position, position + 1))
    return found


def _is_remark(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word says nothing about what is named."""
    if word.kind is not Kind.WORD:
        return True
    plain = word.plain
    return (
        plain in lexicon.remark
        or plain.removesuffix("'s") in lexicon.remark
        or plain in lexicon.salts
        or plain in JOINTS
    )


def _core(words: Sequence[Word], kinds: Kinds, lexicon: Lexicon) -> str:
    """What in a segment without a name may be one misspelt: its words but for those around."""
    kept = [
        word
        for word in words
        if word.kind is Kind.WORD and word.key not in lexicon.made and not _is_remark(word, lexicon)
    ]
    return " ".join(word.plain for word in kept)
