"""Text that is safe to print and fits its columns, whatever stands in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate, takewhile

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def escape_controls(text: str) -> str:
    """*text* with every character that could steer a terminal or hide something written as its code."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_letter_or_code, text))


def _letter_or_code(letter: str) -> str:
    """A letter, or its code where it is unsafe."""
    if unicodedata.category(letter) not in _UNSAFE:
        return letter
    if letter <= "\uffff":
        return f"\\u{ord(letter):04x}"
    return f"\\U{ord(letter):08x}"


def width(text: str) -> int:
    """The columns *text* takes: two for wide characters, none for marks put on another one."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    marks = sum(unicodedata.category(letter) in {"Mn", "Me"} for letter in text)
    return len(text) + wide - marks


def pad(text: str, columns: int) -> str:
    """*text* with spaces behind it, up to that many columns."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int, first: str = "", rest: str = "") -> Iterator[str]:
    """*text* in lines of at most *columns*, beginning with *first* and then *rest*. Nothing is cut off."""
    line, empty = first, True
    for word in escape_controls(text).split(" "):
        if not empty and width(line) + 1 + width(word) > columns:
            yield line
            line, empty = rest, True
        if not empty:
            line += " "
        line += word
        empty = False
        while width(line) > columns:
            fitting = _fitting(line, columns)
            between = line.rfind("][", len(rest), fitting) + 1  # a run of sources breaks between two of them
            fitting = between or fitting
            yield line[:fitting]
            line = rest + line[fitting:]
    yield line


def _fitting(line: str, columns: int) -> int:
    """How many characters of a line without a place to break fit the columns."""
    used = accumulate(width(letter) for letter in line)
    return sum(1 for _ in takewhile(lambda total: total <= columns, used))
