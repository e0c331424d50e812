"""The known names among the words of a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from acucheck.model.answers import NameKind
from acucheck.names.entries import DictionaryEntry, Lexicon
from acucheck.names.found_name import Find, FoundName
from acucheck.names.line import Gap, LineWord, WordKind, plain_text
from acucheck.names.measures import entry
from acucheck.names.pressure import pressure_at
from acucheck.names.run_together import apart

LONGEST_NAME = 8
"""Words in the longest name that is looked for inside a line."""

_LEADING = frozenset(
    ["a", "an", "the", "my", "is", "am", "i", "i'm", "has", "have", "had", "got", "with", "on", "takes", "take"]
)
"""Words in front of a name that change nothing about what it stands for."""

_NEGATIVE = frozenset({"neg", "negative"})
"""What the name of a test ends with that found nothing."""

_SIDES = frozenset({"left", "right"})
"""Words that may stand inside the name of a condition and change nothing about it: broken left ankle."""

SHORT = 3
"""Letters in a word that could be any word."""


def names_in(words: Sequence[LineWord], find: Find, kind: NameKind, lexicon: Lexicon) -> list[FoundName]:
    """The known names in *words*, longest first from the left. A salt behind a medicine belongs to it."""
    found: list[FoundName] = []
    position = 0
    while position < len(words):
        name = _longest_at(words, position, find, kind, lexicon)
        if name is None and kind is NameKind.CONDITION:
            before = found[-1] if found else None
            name = pressure_at(words, position, find, before)
        if name is not None:
            _add_name(found, name, words)
            position = found[-1].last
            continue
        if kind is NameKind.MEDICINE and found and _is_salt_of(found[-1], words, position, lexicon):
            found[-1].salts += position + 1 - found[-1].last
            found[-1].last = position + 1
        position += 1
    return found


def _longest_at(
    words: Sequence[LineWord], position: int, find: Find, kind: NameKind, lexicon: Lexicon
) -> FoundName | None:
    """The longest name that begins at a position; it may hold a joint, and nothing that keeps things apart."""
    if words[position].kind is WordKind.MEASURE:
        return _measure_at(words[position], position, kind)
    best: FoundName | None = None
    spelling = ""
    for last in range(position, min(position + LONGEST_NAME, len(words))):
        word = words[last]
        if word.kind in {WordKind.DOSE, WordKind.MARK, WordKind.MEASURE} or (last > position and word.gap is Gap.APART):
            break
        spelling += word.key
        known = find(spelling)
        if known is not None and _may_be_one(words[position : last + 1], lexicon):
            name = FoundName(position, last + 1, known, kind, spelling)
            if not _is_a_cue(name, words, lexicon):
                best = _shortened(name, words, find)
        elif kind is NameKind.CONDITION:
            best = _with_a_side(words, position, last + 1, find) or best
    if best is None and words[position].kind is WordKind.WORD:
        return _run_together(words[position], position, find, kind, lexicon)
    return best


def _with_a_side(words: Sequence[LineWord], first: int, end: int, find: Find) -> FoundName | None:
    """The condition that some words name when the side inside is left out; never one that is harmless."""
    inner = words[first + 1 : end - 1]
    kept = [words[first], *[word for word in inner if word.plain not in _SIDES], words[end - 1]]
    if len(kept) > len(inner) + 1:
        return None
    spelling = "".join(word.key for word in kept)
    known = find(spelling)
    if known is None or not all(reading.concepts for reading in known.readings):
        return None
    return FoundName(first, end, known, NameKind.CONDITION, spelling)


def _measure_at(word: LineWord, position: int, kind: NameKind) -> FoundName | None:
    """The condition that a measure is by its figure."""
    known = entry(word.plain) if kind is NameKind.CONDITION else None
    return FoundName(position, position + 1, known, kind, word.key) if known is not None else None


def _is_a_cue(name: FoundName, words: Sequence[LineWord], lexicon: Lexicon) -> bool:
    """Whether a name that is harmless by itself, such as "none" or "not pregnant", holds a cue in a longer line."""
    if name.last - name.first == len(words):
        return False
    own = words[name.first : name.last]
    if " ".join(word.bare for word in own) in lexicon.before:
        return True  # such as "allergic to"
    harmless = not any(reading.concepts for reading in name.known.readings)
    if own[-1].plain in _NEGATIVE and len(own) > 1:
        return False  # a test of its own, such as "hep C negative"
    return harmless and any(is_cue(word.bare, lexicon) for word in own)


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
    known = find(shorter) if shorter else None
    if known is None or (len(shorter) <= SHORT and shorter in lexicon.remark):
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
    everyday = word.plain in lexicon.remark or word.key in lexicon.made or word.bare in lexicon.ends
    if word.capitals:
        return len(word.key) > 1 or not everyday
    return not everyday and not is_cue(word.bare, lexicon)


def is_cue(plain: str, lexicon: Lexicon) -> bool:
    """Whether a word alone is a cue."""
    return plain in lexicon.before or plain in lexicon.after


def _is_salt_of(name: FoundName, words: Sequence[LineWord], position: int, lexicon: Lexicon) -> bool:
    """Whether a word is a salt of the name before it; a dose may stand between them."""
    between = words[name.last : position]
    together = all(word.gap is Gap.NONE for word in words[name.last : position + 1])
    only_doses = all(word.kind is WordKind.DOSE for word in between)
    return together and only_doses and words[position].plain in lexicon.salts


def _add_name(found: list[FoundName], name: FoundName, words: Sequence[LineWord]) -> None:
    """Two names of one thing side by side, such as a brand and what is in it, are one.

    Conditions are not: two of them may tick the same line.
    """
    last = found[-1] if found else None
    if last is not None and name.first <= last.first:
        found[-1] = name  # a name with figures holds the one before
    elif (
        last is not None
        and name.kind is not NameKind.CONDITION
        and _same(last.known, name.known)
        and _side_by_side(words[last.last : name.first + 1])
    ):
        last.last = name.last
    else:
        found.append(name)


def _same(one: DictionaryEntry, other: DictionaryEntry) -> bool:
    """Whether two names stand for one thing, and for which is plain, even where it is in doubt whether it counts."""
    plain = not one.ask or len(one.readings) == 1
    return plain and one.ask is other.ask and one.readings == other.readings


def _side_by_side(between: Collection[LineWord]) -> bool:
    """Whether nothing but doses stands between two names; the last of *between* is the first word of the second."""
    *others, _ = between
    only_doses = all(word.kind is WordKind.DOSE for word in others)
    return only_doses and all(word.gap is Gap.NONE for word in between)
