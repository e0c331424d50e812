"""A line in segments: what a comma, "and", a plus or a stroke splits off is never a remark of its neighbour."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from msgspec import Struct

from acucheck.names.found_name import FoundName
from acucheck.names.line import Gap, LineWord, WordKind, plain_text, positions_in, windows

JOINTS = frozenset(["and", "und", "et", "y", "plus", "or", "nor", "oder", "ou", "then", "also"])
"""Words between two things."""

AMOUNTS = frozenset(
    {
        *("half", "quarter", "third", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("halb", "halbe", "eine", "zwei", "drei", "vier", "un", "une", "demi", "deux", "trois", "quatre"),
        *("una", "media", "medio", "dos", "tres", "cuatro", "uno", "mezza", "mezzo", "due", "tre", "quattro"),
        *("um", "uma", "meia", "meio", "dois", "duas", "três", "quatro", "een", "twee", "drie", "halve", "en", "två"),
    }
)
"""Words that say how many."""

EITHER = frozenset({"or", "oder", "ou"})
"""Words between two amounts of one thing, or between two things."""

_MORE = frozenset({"as well as", "together with", "along with"})
"""Phrases between two things."""

_OF_AMOUNTS = (WordKind.NUMBER, WordKind.DOSE)

_LONGEST = 3
"""Words in the longest of those."""

_FIRST_OF_MORE = frozenset(phrase.partition(" ")[0] for phrase in _MORE)


class Segment(Struct):
    """The words from *first* up to *last*, and the names among them."""

    first: int
    last: int
    names: list[FoundName]


def segments(words: Sequence[LineWord], names: Sequence[FoundName]) -> list[Segment]:
    """The segments of a line in order, the words that merely join left out. A name is never split."""
    of_names = positions_in(names)
    inside = of_names - {name.first for name in names}
    found: list[Segment] = []
    first = position = 0
    while position < len(words):
        length = _joint(words, position)
        if not of_names.isdisjoint(range(position, position + length)):
            length = 0
        if length or (position not in inside and words[position].gap is not Gap.NONE):
            _add_segment(found, first, position)
            first = position + length
        position += max(length, 1)
    _add_segment(found, first, len(words))
    _give_names(found, names)
    return found


def _add_segment(found: list[Segment], first: int, last: int) -> None:
    if last > first:
        found.append(Segment(first, last, []))


def _give_names(parts: Sequence[Segment], names: Sequence[FoundName]) -> None:
    """Gives each segment the names that begin in it; both are in order."""
    waiting = deque(names)
    for part in parts:
        while waiting and waiting[0].first < part.last:
            part.names.append(waiting.popleft())


def _joint(words: Sequence[LineWord], position: int) -> int:
    """How many words from a position merely join two things."""
    word = words[position]
    if word.plain in _FIRST_OF_MORE:
        for window in windows(words, position, _LONGEST):
            if plain_text(window) in _MORE:
                return len(window)
    if word.plain not in JOINTS or word.hyphen or _is_between_amounts(words, position):
        return 0
    at_an_end = position == 0 or position + 1 == len(words)
    if len(word.plain) == 1 and at_an_end:
        return 0  # a letter, such as that of an abbreviation
    return 1


def _is_between_amounts(words: Sequence[LineWord], position: int) -> bool:
    """Whether a word stands between two amounts of one thing: two or three, half or 3/4."""
    if words[position].plain not in EITHER or not 0 < position < len(words) - 1:
        return False
    around = words[position - 1], words[position + 1]
    return all(word.kind in _OF_AMOUNTS or word.plain in AMOUNTS for word in around)
