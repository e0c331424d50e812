"""Which names stand in a line: those of the kind that is looked for, and those of another kind among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from acucheck.model.answers import Candidate, NameKind
from acucheck.names.context import cues_of
from acucheck.names.entries import DictionaryEntry, Lexicon
from acucheck.names.found_name import Find, FoundName
from acucheck.names.homonyms import is_of_a_language
from acucheck.names.lazy_pattern import LazyPattern
from acucheck.names.line import Gap, LineWord, WordKind, plain_text, positions_in
from acucheck.names.pressure import PRESSURE
from acucheck.names.remarks import made_at, phrase_at, without_reports
from acucheck.names.scanner import VALUE, VALUES, is_cue, names_in
from acucheck.names.segments import Segment
from acucheck.names.spelling import key

_FOR = LazyPattern(
    r"(?:(?:my|some|a)\s+)?(?P<form>tablets?|pills?|medicines?|medication|injections?)"
    r"\s+for\s+(?:(?:my|the)\s+)?(?P<what>.+)",
    one_of=["for"],
)
"""A medicine by what it is for; "tablets for blood pressure" are "blood pressure tablets"."""

_TELLING = (WordKind.WORD, WordKind.MEASURE)
"""Kinds of words of which something may be known."""

_HOW = frozenset({"jab", "jabs"})
"""Words that beside a medicine tell how that is given, and are no vaccine."""

_LATEST = ("last ", "latest ", "target ")


class NameFinders(Struct, frozen=True):
    """How names of one kind are found, and those of another kind that may stand among them."""

    kind: NameKind
    find: Find
    other_kind: NameKind | None
    find_other: Find
    direct: frozenset[str] = frozenset()  # the lines that ask about classes of medicine


class Tokens(Struct, frozen=True):
    """A line as words. *reports* are the positions of those that report on a name."""

    text: str
    words: tuple[LineWord, ...]
    reports: frozenset[int]


def names_of_kind(tokens: Tokens, finders: NameFinders, lexicon: Lexicon) -> Sequence[FoundName]:
    """The names of the kind that is looked for, without those that only tell of another."""
    found = names_in(tokens.words, finders.find, finders.kind, lexicon)
    named = [_as_medicine(name, finders) for name in found]
    named = [*_without_measures(named, tokens.words, finders)]
    named = [*_without_forms(named, tokens.words, lexicon)]
    named = [*_as_in_brackets(named, tokens)]
    return without_reports(named, tokens.reports)


def _as_in_brackets(found: Sequence[FoundName], tokens: Tokens) -> Iterator[FoundName]:
    """The names, one of several meanings as the one that a name in brackets says: "Cartia (aspirin)"."""
    for number, name in enumerate(found):
        others = found[max(number - 1, 0) : number + 2]
        meant = [reading for other in others for reading in _meanings_in_brackets(name, other, tokens)]
        if len(meant) == 1:
            yield replace(name, known=DictionaryEntry((meant[0],), name.known.via))
        else:
            yield name


def _meanings_in_brackets(name: FoundName, other: FoundName, tokens: Tokens) -> Iterator[Candidate]:
    """Which meanings of a medicine that has several are those of another, when one of the two stands in brackets."""
    if not name.known.ask or name.kind is not NameKind.MEDICINE or other.known.ask or other.kind is not name.kind:
        return
    first, second = sorted((name, other), key=lambda each: each.first)
    between = tokens.text[tokens.words[first.last - 1].end : tokens.words[second.first].start]
    if between.strip() == "(" and other.known.concepts:
        yield from (reading for reading in name.known.readings if reading.concepts == other.known.concepts)


def _without_forms(found: Sequence[FoundName], words: Sequence[LineWord], lexicon: Lexicon) -> Iterator[FoundName]:
    """The names without harmless ones, such as ear drops, that only tell the form of the medicine before them."""
    last = -1
    for name in found:
        stands_alone = name.first != last or words[name.first].gap is not Gap.NONE
        if stands_alone or not _is_harmless_form(name, words, lexicon):
            yield name
            last = name.last


def _is_harmless_form(name: FoundName, words: Sequence[LineWord], lexicon: Lexicon) -> bool:
    """Whether a name says nothing but in which form a medicine acts where it is put."""
    if name.known.ask or name.known.concepts:
        return False
    return plain_text(words[name.first : name.last]) in lexicon.local


def _without_measures(
    found: Sequence[FoundName], words: Sequence[LineWord], finders: NameFinders
) -> Iterator[FoundName]:
    """The names without a blood value that belongs to the medicine before it, such as the INR of warfarin."""
    before: set[str] = set()
    for name in found:
        concepts = name.known.concepts
        is_value = _is_value(words[name.first : name.last])
        if is_value and name.kind is NameKind.CONDITION:
            measured = finders.find_other(VALUE)
            concepts = concepts if measured is None else measured.concepts
        if not is_value or not concepts or not concepts <= before:
            yield name
        before |= concepts


def _is_value(words: Sequence[LineWord]) -> bool:
    """Whether a name is a value that is measured because of a medicine, with its figure or without."""
    plain = plain_text(words)
    for word in _LATEST:
        plain = plain.removeprefix(word)
    return plain.partition(" ")[0] in VALUES


def _as_medicine(name: FoundName, finders: NameFinders) -> FoundName:
    """A medicine that is also a name of a condition, as a medicine."""
    ticked = name.known.concepts
    if not ticked or not ticked <= finders.direct:
        return name
    known = finders.find_other(name.spelling)
    if known is None or known.ask or not known.concepts:
        return name
    return FoundName(name.first, name.last, known, NameKind.MEDICINE, name.spelling)


def look_again(part: Segment, tokens: Tokens, finders: NameFinders, lexicon: Lexicon, *, behind_a_name: bool) -> None:
    """Looks for a name that fills a segment but for words around it, then for names of the other kind.

    *behind_a_name* of the own kind, in the segment or before it, phrases tell how that is taken, or report on it.
    """
    words = tokens.words
    aside = tokens.reports if behind_a_name else frozenset[int]()
    own = [words[at] for at in range(part.first, part.last) if at not in aside]
    if not any(word.kind in _TELLING for word in own):
        return
    if not part.names and not cues_of(own, (), lexicon).marks:
        name = _whole(part, own, finders, lexicon)
        if name is not None:
            part.names = [name]
            return
    if finders.other_kind is not None:
        taken = positions_in(part.names)
        if behind_a_name:
            taken |= _in_phrases(part, words, lexicon)
        _add_others(part, words, finders, lexicon, taken)


def _whole(part: Segment, words: Sequence[LineWord], finders: NameFinders, lexicon: Lexicon) -> FoundName | None:
    """The name that the words of a segment are together, the fewest of those around it left out first."""
    if is_of_a_language(words, 0, lexicon):
        return None
    for spelling in filter(None, _spellings_of_whole(words, lexicon)):
        known = finders.find(spelling)
        if known is not None:
            return FoundName(part.first, part.last, known, finders.kind, spelling)
    return None


def _spellings_of_whole(words: Sequence[LineWord], lexicon: Lexicon) -> Iterator[str]:
    """How a name that some words are together may be spelt, the fewest of the words left out first."""
    kept = [word for word in words if word.kind is not WordKind.DOSE]
    less = [word for word in kept if word.key not in lexicon.made and word.kind is not WordKind.NUMBER]
    least = [word for word in less if word.plain not in lexicon.remark]
    for some in (kept, less, least):
        if plain_text(some) not in lexicon.apart:
            yield "".join(word.key for word in some)
    match = _FOR.fullmatch(plain_text(words))
    if match is not None:
        yield key(f"{match['what']} {match['form']}")


def _add_others(
    part: Segment, words: Sequence[LineWord], finders: NameFinders, lexicon: Lexicon, taken: set[int]
) -> None:
    """Adds names of the other kind outside of what is *taken*. Beside one of the own, none that is an everyday word."""
    found: list[FoundName] = []
    other = NameKind(finders.other_kind)
    for first, last in _stretches(part, taken):
        for name in names_in(words[first:last], finders.find_other, other, lexicon):
            name.first += first
            name.last += first
            own = words[name.first : name.last]
            is_said = not part.names or not _is_everyday(own, lexicon)
            if is_said and not _is_value(own) and not _is_strength(name, part, words, lexicon):
                found.append(name)
    if found:
        part.names = sorted([*part.names, *found], key=lambda name: name.first)


def _is_strength(name: FoundName, part: Segment, words: Sequence[LineWord], lexicon: Lexicon) -> bool:
    """Whether what may be a blood pressure is the strength of the medicine before it: Madopar 200/50 5x a day."""
    is_behind = any(other.last == name.first for other in part.names)
    if not is_behind or not name.spelling.startswith(PRESSURE) or name.last == part.last:
        return False
    return made_at(words, name.last, part.last, lexicon) > 0


def _in_phrases(part: Segment, words: Sequence[LineWord], lexicon: Lexicon) -> set[int]:
    """The positions of phrases that tell how something is taken, behind a name of the own kind."""
    found: set[int] = set()
    for position in range(part.first, part.last):
        if position not in found:
            length = phrase_at(words, position, part.last, lexicon)
            found.update(range(position, position + length))
    return found


def _is_everyday(words: Sequence[LineWord], lexicon: Lexicon) -> bool:
    """Whether all of *words* say nothing about what is named where they stand beside a name."""
    return all(_is_everyday_word(word, lexicon) for word in words)


def _is_everyday_word(word: LineWord, lexicon: Lexicon) -> bool:
    """Whether one word says nothing about what is named beside it."""
    if len(word.plain) == 1 or word.plain in lexicon.remark or word.plain in _HOW:
        return True
    if word.key in lexicon.made or word.plain in lexicon.salts:
        return True
    return word.bare in lexicon.ends or is_cue(word.bare, lexicon)


def _stretches(part: Segment, inside: set[int]) -> Iterator[tuple[int, int]]:
    """The stretches of a segment outside of what is *inside* names."""
    first = part.first
    for position in range(part.first, part.last + 1):
        if position == part.last or position in inside:
            if position > first:
                yield first, position
            first = position + 1
