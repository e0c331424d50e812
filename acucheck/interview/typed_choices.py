"""What a typed line chooses from a printed list: by numbers, ranges of numbers, and the names of its lines.

Nothing is chosen unless the whole line is understood, and in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from acucheck.answers import fixed_words
from acucheck.document.wording import phrases
from acucheck.interview.typed_words import without_maybe

Readings = Sequence[frozenset[str]]
"""The lines that a name can stand for: one set for each thing that it can mean."""

Named = Callable[[str], Readings]
"""What a name can stand for in a list; nothing where it is not known there."""


class Again(Exception):
    """The line is no answer. Its text says what would be."""


_NUMBERS = re.compile(r"#?\d{1,3}\??\.?(?:\s+#?\d{1,3}\??\.?)*(?:\s+\?)?")
_RANGE = re.compile(r"#?(\d{1,3})\s*(?:-|\u2013|to)\s*#?(\d{1,3})", re.IGNORECASE)
_COMMAS = re.compile(r"[,;]")
_ANDS = re.compile(r"\s+and\s+(?:also\s+)?|\s*[&+]\s*", re.IGNORECASE)


def chosen(labels: Mapping[str, str], line: str, named: Named, taken: str) -> list[str]:
    """The options that *line* chooses, those not sure after `maybe `. Raises Again, which says what is *taken*.

    *labels* has what each option is called, in the order of the list.
    """
    reader = _Reader(labels, named, taken)
    parts = [part.strip() for part in _COMMAS.split(line) if part.strip()]
    for number, part in enumerate(parts, start=1):
        reader.part(part, more=number < len(parts))
    if not reader.found:
        raise Again(taken)
    found: list[str] = []
    for option, maybe in reader.found.items():
        found.append(fixed_words.MAYBE + option if maybe else option)
    return found


class _Reader:
    """What was found so far: option -> whether it is not sure."""

    def __init__(self, labels: Mapping[str, str], named: Named, taken: str) -> None:
        self.labels = labels
        self.options = [*labels]
        self.named = named
        self.taken = taken
        self.found: dict[str, bool] = {}

    def part(self, part: str, *, more: bool) -> None:
        """Takes what stands between two commas. *more* says whether another part follows."""
        text, maybe = without_maybe(part)
        whole = self._is_name(text)
        if maybe and (more or (not whole and _ANDS.search(text))):
            raise _two_ways(part)
        pieces = [text]
        if not whole:
            pieces = [piece for piece in _ANDS.split(text) if piece]
        for number, piece in enumerate(pieces, start=1):
            bare, doubtful = without_maybe(piece)
            if doubtful and number < len(pieces):
                raise _two_ways(part)
            self._one(bare, maybe=maybe or doubtful)

    def _is_name(self, text: str) -> bool:
        """Whether a text is a name of the list with all its words."""
        has_letters = any(map(str.isalpha, text))
        return has_letters and bool(self.named(text.rstrip("? ")))

    def _one(self, text: str, *, maybe: bool) -> None:
        if match := _RANGE.fullmatch(text):
            self._range(int(match[1]), int(match[2]), maybe=maybe, text=text)
        elif _NUMBERS.fullmatch(text):
            self._numbers(text, maybe=maybe)
        else:
            self._name(text, maybe=maybe)

    def _numbers(self, text: str, *, maybe: bool) -> None:
        tokens = text.split()
        if tokens[-1] == "?":
            tokens.pop()
            tokens[-1] += "?"
            if len(tokens) > 1:
                raise _two_ways(text)
        if maybe and len(tokens) > 1:
            raise _two_ways(text)
        for token in tokens:
            number = token.strip("#?.")
            self._add(self._option(int(number)), maybe=maybe or "?" in token)

    def _range(self, first: int, last: int, *, maybe: bool, text: str) -> None:
        if maybe:
            raise _two_ways(text)
        if first >= last:
            raise Again(f"'{text}' is no range. {self.taken}")
        for number in range(first, last + 1):
            self._add(self._option(number), maybe=False)

    def _option(self, number: int) -> str:
        if not 1 <= number <= len(self.options):
            raise Again(f"There is no {number} in this list. {self.taken}")
        return self.options[number - 1]

    def _name(self, text: str, *, maybe: bool) -> None:
        name = text.rstrip("? ")
        readings = self.named(name)
        if not readings:
            raise Again(f"'{text}' is not understood here. {self.taken}")
        if len(readings) > 1:
            lines = phrases.joined(map(self._told, readings), "or")
            raise Again(f"'{name}' can mean {lines}. Write the number.")
        for option in sorted(readings[0], key=self.options.index):
            self._add(option, maybe=maybe or name != text)

    def _told(self, lines: Iterable[str]) -> str:
        """Lines by their numbers and words: the list itself may have run off the screen."""
        in_order = sorted(lines, key=self.options.index)
        return phrases.joined(f"{self._number(option)} ({self.labels[option]})" for option in in_order)

    def _number(self, option: str) -> int:
        return self.options.index(option) + 1

    def _add(self, option: str, *, maybe: bool) -> None:
        before = self.found.setdefault(option, maybe)
        if before is not maybe:
            number = self._number(option)
            asked = f"Is {number} ({self.labels[option]}) sure or not?"
            raise Again(f"{asked} Nothing is recorded yet. Write {number} or {number}?, not both.")


def _two_ways(text: str) -> Again:
    return Again(f"'{text}' can be read in two ways. Put a ? right behind each one that is not sure, as in '2 5?'.")
