"""Where the results of a list go: one line each, or one report each in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from acucheck.cli.drafts import PREFIX, whole_files
from acucheck.cli.file_names import LONGEST_NAME, comparable_name, file_name
from acucheck.cli.output import (
    STANDARD_OUTPUT,
    folder_of,
    is_stream,
    print_whole,
    refuse_to_overwrite,
    tell_what_was_left,
)
from acucheck.errors import AcucheckError, Misuse
from acucheck.model.answers import Head
from acucheck.model.levels import Audience
from acucheck.model.report import Report
from acucheck.render.as_record import problem_line, record_line
from acucheck.render.formats import LINES, Format


class UnusableId(AcucheckError):
    """No file can have the id of a record for its name."""


class Target(Struct, frozen=True):
    """What to write for each record, for whom and where; without an output lines are printed, unless *silent*."""

    format: Format
    output: str | None
    audience: Audience
    force: bool = False
    missing: bool = False
    silent: bool = False


class Sink(Protocol):
    """Takes the results of a list one by one. Raises OSError."""

    def report(self, head: Head, report: Report) -> None:
        """Takes the report on one record. Raises UnusableId."""

    def problem(self, id_: str, problem: str) -> None:
        """Takes the reason for which a record cannot be read."""


@contextmanager
def sink(target: Target) -> Iterator[Sink]:
    """Where results go. Raises Misuse when that cannot be."""
    output = None if target.output == STANDARD_OUTPUT else target.output
    if target.force and target.missing:
        raise Misuse("--force writes every report anew and --missing only those that are not there; choose one.")
    if target.format is not LINES and not (target.silent and output is None):
        yield _Folder(_report_folder(output, target), target)
        return
    if target.missing:
        raise Misuse("--missing is for a folder of reports; add --format html, and the folder with --output.")
    if output is None:
        printed: Sink = _Nowhere() if target.silent else _LineSink(print_whole)
        yield printed
    elif is_stream(output):
        with Path(output).open("w", encoding="utf-8", newline="\n") as file:
            yield _LineSink(file.write)
    else:
        _check_file_of_lines(output, target)
        with whole_files([output]) as (file,):
            yield _LineSink(file.write)


def _check_file_of_lines(output: str, target: Target) -> None:
    """Raises Misuse where lines should not go; says what an earlier run has left there."""
    ending = Path(output).suffix.lower()
    if ending and ending not in LINES.endings:
        raise Misuse(
            f"{output}: lines of JSON go into a file that ends in {', '.join(LINES.endings)}; "
            "for a report of each add --format html, and name a folder."
        )
    if not target.force:
        refuse_to_overwrite([output])
    tell_what_was_left([folder_of(output)])


def _report_folder(output: str | None, target: Target) -> Path:
    """The folder for reports. One that is not empty is refused: an old report could be taken for one of this run."""
    if output is None:
        raise Misuse(f"--format {target.format.name} writes a file for each record; name a folder with --output.")
    folder = Path(output)
    folder.mkdir(mode=0o700, exist_ok=True)
    tell_what_was_left([folder])
    there = any(not path.name.startswith(PREFIX) for path in folder.iterdir())
    if there and not (target.force or target.missing):
        raise Misuse(
            f"{output}: there is something in this folder; name a new or an empty one, or add --missing to write the "
            "reports that are not there yet, or --force to write all of them anew."
        )
    return folder


class _Nowhere:
    """For a summary alone."""

    def report(self, head: Head, report: Report) -> None:
        pass

    def problem(self, id_: str, problem: str) -> None:
        pass


class _LineSink:
    """One line of JSON for each record, also for one that cannot be read."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    def report(self, head: Head, report: Report) -> None:
        self._write(record_line(head, report))

    def problem(self, id_: str, problem: str) -> None:
        self._write(problem_line(id_, problem))


class _Folder:
    """One report for each record in a file of its own, called by the id."""

    def __init__(self, folder: Path, target: Target) -> None:
        self._report_folder = folder
        self._target = target
        self._names: set[str] = set()

    def report(self, head: Head, report: Report) -> None:
        path = self._path(head.id)
        if self._target.missing and os.path.lexists(path):
            return
        page = self._target.format.written(report, self._target.audience, head)
        with whole_files([str(path)]) as (file,):
            file.write(page)

    def problem(self, id_: str, problem: str) -> None:
        """There is no page of what cannot be read; standard error has the reason."""

    def _path(self, id_: str) -> Path:
        name = file_name(id_)
        if len(name.encode()) > LONGEST_NAME:
            raise UnusableId("this id is too long for the name of a file")
        if comparable_name(name) in self._names:
            raise UnusableId(
                "an earlier record has this id but for capitals or accents, which some systems take for one file"
            )
        self._names.add(comparable_name(name))
        return self._report_folder / f"{name}{self._target.format.endings[0]}"
