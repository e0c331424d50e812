"""A typed line, parsed: its words, the names among them, its segments, and what is said of each name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from acucheck.model.answers import Cue, NameKind
from acucheck.names.context import Context, cues_of
from acucheck.names.entries import DictionaryEntry, Lexicon
from acucheck.names.found_name import Find, FoundName
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.line import Gap, LineWord, WordKind, plain_text, words_of
from acucheck.names.measures import with_measures
from acucheck.names.pieces import Piece, Pieces
from acucheck.names.remarks import phrase_at, report_positions, without_reports
from acucheck.names.scanner import is_cue, names_in
from acucheck.names.segments import Segment, segments
from acucheck.names.spelling import key

_FOR = LazyPattern(
    r"(?:(?:my|some|a)\s+)?(?P<form>tablets?|pills?|medicines?|medication|injections?)"
    r"\s+for\s+(?:(?:my|the)\s+)?(?P<what>.+)",
    one_of=["for"],
)
"""A medicine by what it is for; "tablets for blood pressure" are "blood pressure tablets"."""


_VALUES = frozenset({"inr", "last inr", "latest inr", "target inr"})
"""Values that are measured because of a medicine."""


class NameFinders(Struct, frozen=True):
    """How names of one kind are found, and those of another kind that may stand among them."""

    kind: NameKind
    find: Find
    other_kind: NameKind | None
    find_other: Find
    direct: frozenset[str] = frozenset()  # the lines that ask about classes of medicine


class ParsedLine(Struct, frozen=True):
    """A line's words, names and pieces in order. It is *bare* when nothing but doses stands around its names."""

    text: str
    words: tuple[LineWord, ...]
    names: tuple[FoundName, ...]
    pieces: tuple[Piece, ...]
    bare: bool
    allergy: bool = False  # whether something in it speaks of an allergy
    reports: frozenset[int] = frozenset()  # the positions of words that report on a name

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

    def understood(self) -> list[Piece]:
        """The pieces with a name, each with what is understood behind it, when that is the whole line."""
        found: list[Piece] = []
        start = self.pieces[0].start
        for piece in self.pieces:
            if piece.name is not None:
                begins = piece.start if found else start
                found.append(Piece(begins, piece.end, piece.name, piece.cue, "", piece.words))
            elif found:
                found[-1].end = piece.end
        return found


def parsed(text: str, finders: NameFinders, lexicon: Lexicon) -> ParsedLine:
    """The line *text*, parsed, with at least one piece."""
    words = with_measures(words_of(text))
    reports = report_positions(words, lexicon)
    found = [_as_medicine(name, finders) for name in names_in(words, finders.find, finders.kind, lexicon)]
    named = without_reports([*_without_forms([*_without_measures(found, words)], words, lexicon)], reports)
    parts = segments(words, named)
    if not _are_bare(parts, words):
        for part in parts:
            if not named or not reports.issuperset(range(part.first, part.last)):
                _look_again(part, words, finders, lexicon)
                part.names = [*without_reports(part.names, reports)]
    names = [name for part in parts for name in part.names]
    with_context = finders.kind is not NameKind.TECHNIQUE
    said = cues_of(words, names, lexicon) if with_context else Context({}, {}, frozenset(), frozenset())
    pieces = Pieces(words, said, finders.kind, lexicon, reports).of(parts, text)
    allergy = any(Cue.ALLERGY in {mark.before, mark.after} for mark in said.marks.values())
    return ParsedLine(text, tuple(words), tuple(names), tuple(pieces), _are_bare(parts, words), allergy, reports)


def whole_line(text: str, known: DictionaryEntry, kind: NameKind) -> ParsedLine:
    """A line that as a whole is one name."""
    words = tuple(words_of(text))
    name = FoundName(0, len(words), known, kind, key(text))
    piece = Piece(0, len(text), name, None, "", (0, len(words)))
    return ParsedLine(text, words, (name,), (piece,), bare=True)


def _without_forms(found: Sequence[FoundName], words: Sequence[LineWord], lexicon: Lexicon) -> Iterator[FoundName]:
    """The names without harmless ones, such as ear drops, that only tell the form of the medicine before them."""
    last = -1
    for name in found:
        stands_alone = name.first != last or words[name.first].gap is not Gap.NONE
        harmless = not name.known.ask and not any(reading.concepts for reading in name.known.readings)
        form = plain_text(words[name.first : name.last])
        if stands_alone or not harmless or form not in lexicon.local:
            yield name
            last = name.last


def _without_measures(found: Sequence[FoundName], words: Sequence[LineWord]) -> Iterator[FoundName]:
    """The names without a blood value that belongs to the medicine before it, such as the INR of warfarin."""
    concepts = frozenset[str]()
    for name in found:
        own = frozenset[str]().union(*[reading.concepts for reading in name.known.readings])
        is_value = plain_text(words[name.first : name.last]) in _VALUES
        if not is_value or not own or not own <= concepts:
            yield name
        concepts |= own


def _as_medicine(name: FoundName, finders: NameFinders) -> FoundName:
    """A medicine that is also a name of a condition, as a medicine."""
    ticked = frozenset[str]().union(*[reading.concepts for reading in name.known.readings])
    known = finders.find_other(name.spelling) if ticked and ticked <= finders.direct else None
    if known is None or known.ask or not any(reading.concepts for reading in known.readings):
        return name
    return FoundName(name.first, name.last, known, NameKind.MEDICINE, name.spelling)


def _are_bare(parts: Sequence[Segment], words: Sequence[LineWord]) -> bool:
    """Whether nothing but doses stands around the names."""
    names = [name for part in parts for name in part.names]
    in_names = sum(name.last - name.first - name.salts for name in names)
    doses = sum(word.kind is WordKind.DOSE for word in words)
    return in_names + doses == len(words)


def _look_again(part: Segment, words: Sequence[LineWord], finders: NameFinders, lexicon: Lexicon) -> None:
    """Looks for a name that fills a segment but for words around it, then for names of the other kind."""
    own = words[part.first : part.last]
    if not any(word.kind is WordKind.WORD for word in own):
        return
    if not part.names and not cues_of(own, (), lexicon).marks:
        whole = _whole(own, finders.find, lexicon)
        if whole is not None:
            known, spelling = whole
            part.names = [FoundName(part.first, part.last, known, finders.kind, spelling)]
            return
    if finders.other_kind is not None:
        _add_others(part, words, finders, lexicon)


def _whole(words: Sequence[LineWord], find: Find, lexicon: Lexicon) -> tuple[DictionaryEntry, str] | None:
    """What some words together are the name of, the fewest of those around it left out first."""
    kept = [word for word in words if word.kind is not WordKind.DOSE]
    less = [word for word in kept if word.key not in lexicon.made and word.kind is not WordKind.NUMBER]
    least = [word for word in less if word.plain not in lexicon.remark]
    for some in (kept, less, least):
        spelling = "".join(word.key for word in some)
        known = find(spelling) if spelling else None
        if known is not None:
            return known, spelling
    match = _FOR.fullmatch(plain_text(words))
    turned = key(f"{match['what']} {match['form']}") if match else ""
    known = find(turned) if turned else None
    return (known, turned) if known is not None else None


def _add_others(part: Segment, words: Sequence[LineWord], finders: NameFinders, lexicon: Lexicon) -> None:
    """Adds names of the other kind. Beside one of the own kind, only those that are no everyday words."""
    inside = {position for name in part.names for position in range(name.first, name.last)}
    inside |= _in_phrases(part, words, lexicon)
    other = finders.other_kind or finders.kind
    found = []
    for first, last in _stretches(part, inside):
        for name in names_in(words[first:last], finders.find_other, other, lexicon):
            name.first, name.last = name.first + first, name.last + first
            if not part.names or not _is_everyday(words[name.first : name.last], lexicon):
                found.append(name)
    if found:
        part.names = sorted([*part.names, *found], key=lambda name: name.first)


def _in_phrases(part: Segment, words: Sequence[LineWord], lexicon: Lexicon) -> set[int]:
    """The positions of phrases that tell how something is taken, behind a name of the own kind."""
    found: set[int] = set()
    if not part.names:
        return found
    for position in range(part.first, part.last):
        if position not in found:
            found.update(range(position, position + phrase_at(words, position, part.last, lexicon)))
    return found


def _is_everyday(words: Sequence[LineWord], lexicon: Lexicon) -> bool:
    """Whether all of *words* say nothing about what is named where they stand beside a name."""
    for word in words:
        letter = len(word.plain) == 1
        listed = letter or word.plain in lexicon.remark or word.key in lexicon.made or word.plain in lexicon.salts
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
