"""A table of separated values to rows of cells, each with the row and column that a spreadsheet shows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from msgspec import Struct

from acucheck.located.characters import not_text
from acucheck.located.node import Node, Origin

DELIMITERS = (",", ";", "\t")

LARGEST = 1_000_000
"""Characters in one cell. A person's answers take some hundreds in all."""

_LETTERS = 26
_NOT_UTF_8 = ("\udc80", "\udcff")
_UNREADABLE = (
    "a quote in this row is not closed or stands inside a text, or a cell has more than a million characters; rows "
    "below it may have been taken for a part of it, so mend it first"
)
_RUN_TOGETHER = "a quote is not closed here, so that rows below are a part of this cell; close it, or take it out"
_FEWEST = 3
"""Columns: in a table of fewer, what stands in a cell on several lines can look like a row."""


class Row(Struct, frozen=True):
    """One row of a table: the texts of its cells, or what is wrong with all of it."""

    number: int
    texts: tuple[str, ...]
    size: int  # bytes of the input that it takes
    problem: str = ""

    def is_blank(self) -> bool:
        """Whether it can be read and nothing stands in it."""
        return not self.problem and not "".join(self.texts).strip()


def rows(lines: Iterable[bytes], delimiter: str) -> Iterator[Row]:
    """The rows of a table, blank ones included. One that cannot be read has a problem, and the next ones go on."""
    source = _CountedLines(lines)
    csv.field_size_limit(LARGEST)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            texts = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(number, (), source.bytes_taken(), _UNREADABLE)
        else:
            yield Row(number, tuple(texts), source.bytes_taken())


def column_letters(number: int) -> str:
    """What a spreadsheet calls the column with that *number*, counted from 1."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def cell(text: str, name: str, row: int, column: int, title: str = "") -> Node:
    """A cell of the table called *name* as a node. Its column is known by the letter, and by its *title*."""
    called = column_letters(column)
    if title:
        called = f'"{title}" ({called})'
    origin = Origin(name, private=True, line=row, column=column, cell=f"row {row}, column {called}")
    return Node(text, origin, row, column)


def check_cell(node: Node, delimiter: str, columns: int) -> None:
    """Raises InvalidFile for a cell that is not text, or that other rows have run into."""
    text = str(node.content)
    if wrong := not_text(text):
        index, sentence = wrong
        if _NOT_UTF_8[0] <= text[index] <= _NOT_UTF_8[1]:
            sentence = "this is not UTF-8 text; save the list as CSV with UTF-8"
        node.fail(sentence)
    if columns >= _FEWEST and "\n" in text:
        for line in text.split("\n"):
            if line.count(delimiter) >= columns - 1:
                node.fail(_RUN_TOGETHER)


class _CountedLines:
    """The lines as text; counts their bytes. A byte that is not UTF-8 is kept as one, to be refused in its cell."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._bytes = 0

    def __iter__(self) -> _CountedLines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._bytes += len(line)
        return line.decode("utf-8", "surrogateescape")

    def bytes_taken(self) -> int:
        """The bytes since this was last asked."""
        taken = self._bytes
        self._bytes = 0
        return taken
