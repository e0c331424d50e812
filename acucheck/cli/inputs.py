"""What a list is read from: files with many people, folders of answers files, standard input; one record at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from acucheck import answers as answers_files
from acucheck.answers.records import Record
from acucheck.cli.lists import Entry, Started, listed, refusal
from acucheck.names.vocabulary import Vocabulary

ANSWERS_FILES = frozenset({".yaml", ".yml", ".json"})
"""What the name of a file with the answers of one person ends in. Any other file holds many people."""

_TABLES = frozenset({".csv", ".tsv"})


def entries(inputs: list[str], vocabulary: Vocabulary, note: Callable[[str], None]) -> Iterator[Entry]:
    """Every record of *inputs* in order. *note* is told of what lies in a folder and is no answers file."""
    several = len(inputs) > 1
    for name in inputs:
        try:
            if name == "-":
                yield from _standard_input(vocabulary, several=several)
            elif Path(name).is_dir():
                yield from _folder(Path(name), note)
            elif Path(name).suffix.lower() in ANSWERS_FILES and not _holds_array(Path(name)):
                yield _answers_file(Path(name))
            else:
                is_table = Path(name).suffix.lower() in _TABLES
                with Path(name).open("rb") as stream:
                    yield from listed(stream, name, vocabulary, several=several, is_table=is_table)
        except (OSError, ValueError) as error:
            yield _refusal(name, getattr(error, "strerror", None) or "not a usable file name")


def size(inputs: list[str]) -> int | None:
    """The bytes of all *inputs*, or None where that is not known beforehand."""
    paths = [path for name in inputs for path in (_answers_files(Path(name)) if Path(name).is_dir() else [Path(name)])]
    return None if any(not path.is_file() for path in paths) else sum(path.stat().st_size for path in paths)


def _refusal(name: str, reason: str) -> Entry:
    return refusal(f"{name}:1", f"{name}:1:1: this cannot be read ({reason})")


def _standard_input(vocabulary: Vocabulary, *, several: bool) -> Iterator[Entry]:
    if sys.stdin is None:
        yield _refusal("standard input", os.strerror(9))
    else:
        yield from listed(sys.stdin.buffer, "standard input", vocabulary, several=several, is_table=False)


def _holds_array(path: Path) -> bool:
    """Whether a file that is named like the answers of one person holds a JSON array of people."""
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as stream:
        return Started(stream).first.startswith(b"[")


def _folder(folder: Path, note: Callable[[str], None]) -> Iterator[Entry]:
    """The answers files in *folder* in the order of their names. Each record is called as its file."""
    paths = _answers_files(folder)
    others = sum(1 for path in folder.iterdir() if not path.name.startswith(".")) - len(paths)
    if others:
        note(f"{folder}: left out, because the name does not end in .yaml, .yml or .json: {others}.")
    before = ""
    for path in paths:
        if path.stem == before:
            yield refusal(f"{path}:1", f"{path}:1:1: another file has this name but for the ending")
        else:
            yield _answers_file(path)
        before = path.stem


def _answers_files(folder: Path) -> list[Path]:
    found = (Path(entry.path) for entry in os.scandir(folder) if not entry.name.startswith(".") and entry.is_file())
    return sorted((path for path in found if path.suffix.lower() in ANSWERS_FILES), key=lambda path: (path.stem, path))


def _answers_file(path: Path) -> Entry:
    return Entry(f"{path}:1", path.stat().st_size, partial(_read_file, path))


def _read_file(path: Path, vocabulary: Vocabulary, as_of: date) -> Record:
    return Record(path.stem, answers_files.load(str(path), vocabulary, as_of))
