"""What a list is read from: files of JSON lines, folders of answers files, standard input; one record at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, NoReturn

from msgspec import Struct

from acucheck import answers as answers_files
from acucheck.answers import Record
from acucheck.answers.records import record
from acucheck.cli.folders import ANSWERS_FILES, look_through
from acucheck.cli.ids import by_line
from acucheck.cli.paths import is_file, is_folder
from acucheck.errors import InvalidAnswers
from acucheck.located import Origin
from acucheck.model.answers import Head
from acucheck.names.vocabulary import Vocabulary

LONGEST = 1_000_000
"""Bytes in one line. A person's answers take some hundreds."""


class Entry(Struct, frozen=True):
    """One record that is still to be read."""

    place: str  # the file and the line
    size: int  # bytes of the input that it takes
    read: Callable[[Vocabulary, date], Record]  # raises InvalidAnswers or NothingAnswered


def entries(inputs: list[str], output: str | None) -> Iterator[Entry]:
    """Every record of *inputs* in order. What lies in a folder and is no answers file is one that cannot be read.

    *output* may lie there too, and is left out.
    """
    for name in inputs:
        try:
            if name == "-":
                yield from _standard_input(several=len(inputs) > 1)
            elif is_folder(name):
                yield from _folder(Path(name), output or "")
            elif Path(name).suffix.lower() in ANSWERS_FILES:
                yield _answers_file(Path(name))
            else:
                with Path(name).open("rb") as stream:
                    yield from _lines(stream, name, several=len(inputs) > 1)
        except (OSError, ValueError) as error:
            yield _refusal(name, getattr(error, "strerror", None) or "not a usable file name")


def size(inputs: list[str]) -> int | None:
    """The bytes of all *inputs*, or None where that is not known beforehand."""
    paths = [path for name in inputs for path in _files(name)]
    return None if any(not is_file(str(path)) for path in paths) else sum(path.stat().st_size for path in paths)


def _files(name: str) -> list[Path]:
    """The files behind one input."""
    if not is_folder(name):
        return [Path(name)]
    return [lying.path for lying in look_through(Path(name)) if not lying.why_not]


def _refusal(name: str, reason: str) -> Entry:
    return Entry(f"{name}:1", 0, partial(_refuse, f"{name}:1:1: this cannot be read ({reason})", ""))


def _refuse(message: str, called: str, *_: object) -> NoReturn:
    raise InvalidAnswers(message, called)


def _standard_input(*, several: bool) -> Iterator[Entry]:
    if sys.stdin is None:
        yield _refusal("standard input", os.strerror(9))
    else:
        yield from _lines(sys.stdin.buffer, "standard input", several=several)


def _lines(stream: IO[bytes], name: str, *, several: bool) -> Iterator[Entry]:
    """The lines of *stream* but the blank ones. Without an id a record is called by its line."""
    number = 0
    while data := stream.readline(LONGEST + 1):
        number += 1
        place = f"{name}:{number}"
        if len(data) > LONGEST and not data.endswith(b"\n"):
            rest = _skip_line(stream)
            message = f"{place}:1: this line has more than {LONGEST:,} bytes, the most that are read"
            yield Entry(place, len(data) + rest, partial(_refuse, message, ""))
        elif data.strip():
            origin = Origin(name, private=True, line=number)
            yield Entry(place, len(data), partial(record, data.rstrip(), origin, by_line(place, several=several)))


def _skip_line(stream: IO[bytes]) -> int:
    """Goes to the end of the line; says how far that was."""
    skipped = 0
    while data := stream.readline(LONGEST):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped


def _folder(folder: Path, output: str) -> Iterator[Entry]:
    """Everything in *folder* in the order of the names. Each record is called as its file, unless that has an id."""
    for lying in look_through(folder, output):
        if lying.why_not:
            yield _not_read(lying.path, lying.why_not)
        else:
            yield _answers_file(lying.path)


def _not_read(path: Path, why: str) -> Entry:
    called = path.stem if path.suffix.lower() in ANSWERS_FILES else path.name
    return Entry(f"{path}:1", 0, partial(_refuse, f"{path}:1:1: {why}", called))


def _answers_file(path: Path) -> Entry:
    return Entry(f"{path}:1", path.stat().st_size, partial(_read_file, path))


def _read_file(path: Path, vocabulary: Vocabulary, as_of: date) -> Record:
    return answers_files.load(str(path), vocabulary, as_of, Head(path.stem))
