"""A stream with many people in it: JSON lines, a JSON array or a table, told by how it begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import IO, NoReturn

from msgspec import Struct

from acucheck.answers import AsOf, PersonAnswers
from acucheck.answers.records import record, record_of_row
from acucheck.cli.record_ids import RecordPlace
from acucheck.errors import InvalidAnswers, InvalidFile
from acucheck.located import Origin
from acucheck.located.file_kinds import file_kind
from acucheck.located.json_array import array_parts
from acucheck.names.vocabulary import Vocabulary

LONGEST = 1_000_000
"""Bytes in one line. A person's answers take some hundreds."""

_LARGEST = 4_000_000
"""Bytes that are looked at to tell what a packed file is."""

_EMPTY_CELLS = b" \t\r\n;,"
_MARK = b"\xef\xbb\xbf"
_SEPARATOR = rb'(?i)"?sep=([;,\t])"?\s*'
"""A first line such as `sep=;` is for the spreadsheet alone, which does not show it as a row."""


class UnreadRecord(Struct, frozen=True):
    """One record that is still to be read."""

    place: RecordPlace
    size: int  # bytes of the input that it takes
    read: Callable[[Vocabulary, AsOf], PersonAnswers]  # raises InvalidAnswers or NothingAnswered


def unreadable_record(place: RecordPlace, why: str, size: int = 0, called: str = "") -> UnreadRecord:
    """An entry that cannot be read, and why. It is *called* so where that is known."""
    return UnreadRecord(place, size, partial(_refuse_list, f"{place.prefix}: {why}", called))


def records_in(
    stream: IO[bytes], name: str, vocabulary: Vocabulary, *, several: bool, is_table: bool
) -> Iterator[UnreadRecord]:
    """The records in *stream*. Without an id one is called by its number, and by *name* where there are *several*."""
    started = Started(stream)
    first = started.first
    if kind := file_kind(first):
        kind = file_kind(first + stream.read(_LARGEST)) or kind
        yield unreadable_record(RecordPlace(name, 1), f"this is {kind}")
    elif first.startswith(b"["):
        yield from _array(started, name, several=several)
    elif is_table or (not first.startswith(b"{") and _delimiter(first, vocabulary)):
        yield from _table_rows(started, name, vocabulary, several=several)
    else:
        yield from _list_lines(started, name, several=several)


class Started:
    """A stream of which the beginning is known: its *first* line with more than empty cells, without the mark."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._read: list[bytes] = []
        self.first = b""
        while not self.first and (data := stream.readline(LONGEST + 1)):
            self._read.append(data)
            self.first = data.removeprefix(_MARK).strip(_EMPTY_CELLS)

    def readline(self, size: int) -> bytes:
        """The next line, or the next *size* bytes of a longer one; nothing at the end."""
        if self._read:
            return self._read.pop(0)
        return self._stream.readline(size)

    def read(self, size: int) -> bytes:
        """The next bytes: what was looked at already first, then at most *size*; nothing at the end."""
        if self._read:
            return self._read.pop(0)
        return self._stream.read(size)

    def byte_lines(self) -> Iterator[bytes]:
        """All lines. One of more than a million bytes comes in parts, each of which will be refused."""
        return iter(partial(self.readline, LONGEST + 1), b"")


def _refuse_list(message: str, called: str, *_: object) -> NoReturn:
    raise InvalidAnswers(message, called)


def _list_lines(stream: Started, name: str, *, several: bool) -> Iterator[UnreadRecord]:
    """The lines of *stream* but the blank ones. Without an id a record is called by the number of its line."""
    number = 0
    while data := stream.readline(LONGEST + 1):
        number += 1
        place = RecordPlace(name, number)
        if len(data) > LONGEST and not data.endswith(b"\n"):
            rest = _skip_line(stream)
            why = f"this line has more than {LONGEST:,} bytes, the most that are read"
            yield unreadable_record(place, why, len(data) + rest)
        elif data.strip():
            origin = Origin(name, private=True, line=number)
            read = partial(record, data.rstrip(), origin, place.name(several=several))
            yield UnreadRecord(place, len(data), read)


def _skip_line(stream: Started) -> int:
    """Goes to the end of the line; says how far that was."""
    skipped = 0
    while data := stream.readline(LONGEST):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped


def _array(stream: Started, name: str, *, several: bool) -> Iterator[UnreadRecord]:
    """The parts of a JSON array. Without an id a record is called by its number."""
    for number, part in enumerate(array_parts(stream.read, LONGEST), start=1):
        place = RecordPlace(name, number, "record")
        if part.problem:
            message = f"{name}:{part.line}:{part.column}: {part.problem}"
            yield UnreadRecord(place, 0, partial(_refuse_list, message, ""))
        else:
            origin = Origin(name, private=True, line=part.line, column=part.column)
            read = partial(record, part.data, origin, place.name(several=several))
            yield UnreadRecord(place, len(part.data), read)


def _table_rows(stream: Started, name: str, vocabulary: Vocabulary, *, several: bool) -> Iterator[UnreadRecord]:
    """The rows of a table below the first, which holds the names of questions."""
    from acucheck.answers.tables import PeopleTable, people_table
    from acucheck.located.table import rows

    lines = stream.byte_lines()
    first = next(lines, b"").removeprefix(_MARK)
    separator = re.fullmatch(_SEPARATOR, first)
    if separator is None:
        lines = chain([first], lines)
        delimiter = _delimiter(stream.first, vocabulary) or ","
    else:
        delimiter = separator[1].decode()
    found: PeopleTable | None = None
    for row in rows(lines, delimiter):
        if row.is_blank():
            continue
        place = RecordPlace(name, row.number, "row")
        try:
            if found is None:
                found = people_table(row, name, delimiter, vocabulary)
            elif not found.is_explanation(row):
                read = partial(record_of_row, found, row, place.name(several=several))
                yield UnreadRecord(place, row.size, read)
        except InvalidFile as error:
            yield UnreadRecord(place, row.size, partial(_refuse_list, str(error), ""))
            if found is None:
                return


def _delimiter(first: bytes, vocabulary: Vocabulary) -> str | None:
    from acucheck.answers.tables import delimiter_of

    return delimiter_of(first.decode("utf-8", "replace"), vocabulary.book)
