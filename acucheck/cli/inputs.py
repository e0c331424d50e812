"""What a list is read from: files with many people, folders of answers files, standard input; one record at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from acucheck import answers as answers_files
from acucheck.answers import AsOf, PersonAnswers
from acucheck.cli.folders import ANSWERS_FILES, look_through
from acucheck.cli.list_streams import Started, UnreadRecord, records_in, unreadable_record
from acucheck.cli.paths import is_file, is_folder
from acucheck.cli.record_ids import RecordPlace
from acucheck.model.answers import Head
from acucheck.names.vocabulary import Vocabulary

_TABLES = frozenset({".csv", ".tsv"})


def all_records(inputs: list[str], vocabulary: Vocabulary, output: str | None) -> Iterator[UnreadRecord]:
    """Every record of *inputs* in order. What lies in a folder and is no answers file is one that cannot be read.

    *output* may lie there too, and is left out.
    """
    several = len(inputs) > 1
    for name in inputs:
        try:
            if name == "-":
                yield from _standard_input(vocabulary, several=several)
            elif is_folder(name):
                yield from _folder(Path(name), output or "")
            elif Path(name).suffix.lower() in ANSWERS_FILES and not _holds_array(Path(name)):
                yield _answers_file(Path(name))
            else:
                is_table = Path(name).suffix.lower() in _TABLES
                with Path(name).open("rb") as stream:
                    yield from records_in(stream, name, vocabulary, several=several, is_table=is_table)
        except (OSError, ValueError) as error:
            yield _refusal(name, getattr(error, "strerror", None) or "not a usable file name")


def size(inputs: list[str]) -> int | None:
    """The bytes of all *inputs*, or None where that is not known beforehand."""
    paths = [path for name in inputs for path in _files(name)]
    if not all(is_file(str(path)) for path in paths):
        return None
    return sum(path.stat().st_size for path in paths)


def _files(name: str) -> list[Path]:
    """The files behind one input."""
    if not is_folder(name):
        return [Path(name)]
    return [lying.path for lying in look_through(Path(name)) if not lying.why_not]


def _refusal(name: str, reason: str) -> UnreadRecord:
    return unreadable_record(RecordPlace(name, 1), f"this cannot be read ({reason})")


def _standard_input(vocabulary: Vocabulary, *, several: bool) -> Iterator[UnreadRecord]:
    if sys.stdin is None:
        yield _refusal("standard input", os.strerror(9))
    else:
        yield from records_in(sys.stdin.buffer, "standard input", vocabulary, several=several, is_table=False)


def _holds_array(path: Path) -> bool:
    """Whether a file that is named like the answers of one person holds a JSON array of people."""
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as stream:
        return Started(stream).first.startswith(b"[")


def _folder(folder: Path, output: str) -> Iterator[UnreadRecord]:
    """Everything in *folder* in the order of the names. Each record is called as its file, unless that has an id."""
    for lying in look_through(folder, output):
        if lying.why_not:
            yield _not_read(lying.path, lying.why_not)
        else:
            yield _answers_file(lying.path)


def _not_read(path: Path, why: str) -> UnreadRecord:
    called = path.stem if path.suffix.lower() in ANSWERS_FILES else path.name
    return unreadable_record(RecordPlace(str(path), 1), why, called=called)


def _answers_file(path: Path) -> UnreadRecord:
    place = RecordPlace(str(path), 1)
    return UnreadRecord(place, path.stat().st_size, partial(_read_file, path))


def _read_file(path: Path, vocabulary: Vocabulary, as_of: AsOf) -> PersonAnswers:
    return answers_files.load(str(path), vocabulary, as_of, Head(path.stem))
