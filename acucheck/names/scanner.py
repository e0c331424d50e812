"""The known names among the words of a line."""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.model.answers import NameKind
from acucheck.names.entries import DictionaryEntry, Lexicon
from acucheck.names.found_name import Find, FoundName
from acucheck.names.homonyms import (
    HEARING_AIDS,
    growth_of_a_child,
    helps_to_hear,
    homeopathic,
    is_at_rest,
    is_of_a_language,
    of_another_germ,
)
from acucheck.names.line import Gap, LineWord, WordKind, bare_text, plain_text
from acucheck.names.measures import entry
from acucheck.names.pressure import pressure_at
from acucheck.names.run_together import apart
from acucheck.names.temperature import temperature_at

LONGEST_NAME = 8
"""Words in the longest name that is looked for inside a line."""

_LEADING = frozenset(
    ["a", "an", "the", "my", "is", "am", "i", "i'm", "has", "have", "had", "got", "with", "on", "takes", "take"]
)
"""Words in front of a name that change nothing about what it stands for."""

_NEGATIVE = frozenset({"neg", "negative"})
"""What the name of a test ends with that found nothing."""

_ALLERGY = frozenset({"allergy", "allergies"})
"""What the name of an allergy ends with that no rule is about."""

VALUE = "inr"
VALUES = (VALUE, "rin")
"""Values that are measured because of a medicine, as they are compared."""

_SIDES = frozenset({"left", "right", "l", "r", "lt", "rt"})
"""Words that may stand inside the name of a condition and change nothing about it: broken left ankle."""

_IN_NO_NAME = (WordKind.DOSE, WordKind.MARK, WordKind.MEASURE)
"""Kinds of words that no name of several words holds."""

SHORT = 3
"""Letters in a word that could be any word."""


def names_in(words: Sequence[LineWord], find: Find, kind: NameKind, lexicon: Lexicon) -> list[FoundName]:
    """The known names in *words*, longest first from the left. A salt behind a medicine belongs to it."""
    found: list[FoundName] = []
    position = 0
    while position < len(words):
        before = found[-1] if found else None
        name = _longest_at(words, position, find, kind, lexicon)
        if name is None and kind is NameKind.CONDITION:
            name = pressure_at(words, position, find, before) or temperature_at(words, position, find)
        if name is not None and name.first > position:
            name = _longer_at(name, words, find, lexicon)
        if name is not None:
            name = of_another_germ(found, name, find)
        if name is not None and is_at_rest(found, name, lexicon):
            position = name.last
            continue
        if name is not None:
            _add_name(found, name, words)
            position = found[-1].last
            continue
        position += 1
        if kind is NameKind.MEDICINE and before is not None and _is_salt_of(before, words, position - 1, lexicon):
            before.salts += position - before.last
            before.last = position
    return found


def _longest_at(
    words: Sequence[LineWord], position: int, find: Find, kind: NameKind, lexicon: Lexicon
) -> FoundName | None:
    """The longest name that begins at a position; it may hold a joint, and nothing that keeps things apart."""
    begins_with = words[position]
    if begins_with.kind is WordKind.MEASURE:
        return _measure_at(begins_with, position, kind, find)
    if is_of_a_language(words, position, lexicon):
        return None
    best = growth_of_a_child(words, position, find, kind) or homeopathic(words, position, find, kind, lexicon)
    spelling = ""
    stretch_end = _stretch_end(words, position)
    sided = kind is NameKind.CONDITION and _names_a_side(words[position:stretch_end])
    for last in range(position, stretch_end):
        spelling += words[last].key
        known = find(HEARING_AIDS if helps_to_hear(spelling, begins_with, words, lexicon) else spelling)
        if known is not None and best is not None and best.last > last + 1:
            continue
        if known is not None and _may_be_one(words[position : last + 1], lexicon):
            name = FoundName(position, last + 1, known, kind, spelling)
            if not _is_a_cue(name, words, lexicon):
                best = _shortened(name, words, find)
        elif sided:
            best = _with_a_side(words, position, last + 1, find) or best
    if best is None and begins_with.kind is WordKind.WORD:
        return _run_together(begins_with, position, find, kind, lexicon)
    return best


def _longer_at(name: FoundName, words: Sequence[LineWord], find: Find, lexicon: Lexicon) -> FoundName:
    """A name without words in front of it, or a longer one that begins where it does: "stroke of luck" in "had a"."""
    longest = _longest_at(words, name.first, find, name.kind, lexicon)
    return longest if longest is not None and longest.last > name.last else name


def _stretch_end(words: Sequence[LineWord], position: int) -> int:
    """Behind the last word that may belong to a name which begins at a position."""
    longest_end = min(position + LONGEST_NAME, len(words))
    for end in range(position, longest_end):
        word = words[end]
        if word.kind in _IN_NO_NAME:
            return end
        if word.gap is Gap.APART and end > position:
            return end
    return longest_end


def _names_a_side(words: Sequence[LineWord]) -> bool:
    return any(word.plain in _SIDES for word in words)


def _with_a_side(words: Sequence[LineWord], first: int, end: int, find: Find) -> FoundName | None:
    """The condition that some words name when the side inside is left out; never one that is harmless."""
    inner = words[first + 1 : end - 1]
    without_side = [word for word in inner if word.plain not in _SIDES]
    if len(without_side) == len(inner):
        return None
    kept = [words[first], *without_side, words[end - 1]]
    spelling = "".join(word.key for word in kept)
    known = find(spelling)
    if known is None or not all(reading.concepts for reading in known.readings):
        return None
    return FoundName(first, end, known, NameKind.CONDITION, spelling)


def _measure_at(word: LineWord, position: int, kind: NameKind, find: Find) -> FoundName | None:
    """The condition that a measure is by its figure."""
    if kind is not NameKind.CONDITION:
        return _value_at(word, position, kind, find)
    known = entry(word.plain)
    if known is None:
        return None
    return FoundName(position, position + 1, known, kind, word.key)


def _value_at(word: LineWord, position: int, kind: NameKind, find: Find) -> FoundName | None:
    """The medicine that a value is measured because of, such as an INR."""
    known = find(VALUE) if word.key.startswith(VALUES) else None
    return None if known is None else FoundName(position, position + 1, known, kind, VALUE)


def _is_a_cue(name: FoundName, words: Sequence[LineWord], lexicon: Lexicon) -> bool:
    """Whether a name that is harmless by itself, such as "none" or "not pregnant", holds a cue in a longer line."""
    if name.last - name.first == len(words):
        return False
    own = words[name.first : name.last]
    if bare_text(own) in lexicon.before:
        return True  # such as "allergic to"
    if own[-1].plain in _NEGATIVE and len(own) > 1:
        return False  # a test of its own, such as "hep C negative"
    if name.known.concepts or (own[-1].plain in _ALLERGY and len(own) > 1):
        return False
    return any(is_cue(word.bare, lexicon) for word in own)


def _shortened(name: FoundName, words: Sequence[LineWord], find: Find) -> FoundName:
    """The name without words such as "is" or "had a" in front, where it stands for the same without them."""
    first = name.first
    while first < name.last - 1 and words[first].plain in _LEADING:
        first += 1
        spelling = "".join(word.key for word in words[first : name.last])
        known = find(spelling)
        if known is not None and known.readings == name.known.readings:
            name = FoundName(first, name.last, known, name.kind, spelling)
    return name


def _run_together(word: LineWord, position: int, find: Find, kind: NameKind, lexicon: Lexicon) -> FoundName | None:
    """A name that a form or an article runs into, as scripts without spaces write it, and French."""
    shorter = apart(word.key, word.plain)
    if not shorter:
        return None
    is_everyday = len(shorter) <= SHORT and shorter in lexicon.remark
    known = find(shorter)
    if known is None or is_everyday:
        return None
    return FoundName(position, position + 1, known, kind, shorter)


def _may_be_one(words: Sequence[LineWord], lexicon: Lexicon) -> bool:
    """Whether words that together are spelt like a name may be that name."""
    if len(words) == 1:
        return _tells(words[0], lexicon)
    return plain_text(words) not in lexicon.apart


def _tells(word: LineWord, lexicon: Lexicon) -> bool:
    """Whether one word inside a line is enough for a name: a short one only where it is no everyday word."""
    if len(word.key) > SHORT or not word.plain.isascii():
        return True
    is_everyday = word.plain in lexicon.remark or word.key in lexicon.made or word.bare in lexicon.ends
    if word.capitals:
        return len(word.key) > 1 or not is_everyday
    return not is_everyday and not is_cue(word.bare, lexicon)


def is_cue(plain: str, lexicon: Lexicon) -> bool:
    """Whether a word alone is a cue."""
    return plain in lexicon.before or plain in lexicon.after


def _is_salt_of(name: FoundName, words: Sequence[LineWord], position: int, lexicon: Lexicon) -> bool:
    """Whether a word is a salt of the name before it; a dose may stand between them."""
    if words[position].plain not in lexicon.salts:
        return False
    return _side_by_side(words[name.last : position + 1])


def _add_name(found: list[FoundName], name: FoundName, words: Sequence[LineWord]) -> None:
    """Two names of one thing side by side, such as a brand and what is in it, are one.

    Conditions are not: two of them may tick the same line.
    """
    before = found[-1] if found else None
    if before is None:
        found.append(name)
    elif name.first <= before.first:
        found[-1] = name  # a name with figures holds the one before
    elif _names_the_same(before, name, words):
        before.last = name.last
    else:
        found.append(name)


def _names_the_same(before: FoundName, name: FoundName, words: Sequence[LineWord]) -> bool:
    """Whether a medicine or technique is named once more directly behind a name of it."""
    if name.kind is NameKind.CONDITION or not _is_one_thing(before.known, name.known):
        return False
    return _side_by_side(words[before.last : name.first + 1])


def _is_one_thing(one: DictionaryEntry, other: DictionaryEntry) -> bool:
    """Whether two names stand for one thing, and for which is plain, even where it is in doubt whether it counts."""
    if one.ask and len(one.readings) > 1:
        return False
    return one.ask is other.ask and one.readings == other.readings


def _side_by_side(words: Sequence[LineWord]) -> bool:
    """Whether the last of some words stands behind a name with nothing but doses between."""
    *between, _ = words
    only_doses = all(word.kind is WordKind.DOSE for word in between)
    return only_doses and all(word.gap is Gap.NONE for word in words)
