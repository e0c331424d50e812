"""Where the results of a list go: one line each, or one report each in a folder."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from acucheck.cli.output import whole_file
from acucheck.document import NOBODY
from acucheck.errors import AcucheckError, Misuse
from acucheck.model.levels import Reader
from acucheck.model.report import Report
from acucheck.render.as_record import as_record
from acucheck.render.formats import RENDERERS

LONGEST_NAME = 200
"""Bytes of a file name, without its ending; file systems take 255 in all."""

LINES = "lines"
SUFFIXES = {"text": "txt", "markdown": "md"}


class UnusableId(AcucheckError):
    """No file can have the id of a record for its name."""


Sink: TypeAlias = Callable[[str, Report], None]
"""Takes the id and the report of one record. Raises OSError, or UnusableId."""


@contextmanager
def sink(output: str | None, format_: str, reader: Reader, *, silent: bool) -> Iterator[Sink]:
    """Where reports go; nowhere when *silent*. Raises Misuse when that cannot be."""
    if format_ != LINES:
        yield _into_folder(_new_folder(output, format_), format_, reader)
    elif output is not None and output != "-":
        with whole_file(Path(output)) as file:
            yield lambda id_, report: _drop(file.write(as_record(id_, report)))
    elif silent:
        yield lambda _id, _report: None
    else:
        yield _print


def _drop(_: object) -> None:
    """For a function that says what nobody asks."""


def _print(id_: str, report: Report) -> None:
    """Prints one whole line. What could not be written must not be tried again when Python ends."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        sys.stdout.write(as_record(id_, report))
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _new_folder(output: str | None, format_: str) -> Path:
    """A folder with nothing in it: a report of an earlier run could be taken for one of this."""
    if output is None or output == "-":
        raise Misuse(f"--format {format_} writes a file for each record; name a folder with --output.")
    folder = Path(output)
    folder.mkdir(mode=0o700, exist_ok=True)
    if any(folder.iterdir()):
        raise Misuse(f"{output}: there is something in this folder; name a new or an empty one.")
    return folder


def _into_folder(folder: Path, format_: str, reader: Reader) -> Sink:
    def write(id_: str, report: Report) -> None:
        name = _file_name(id_)
        path = folder / f"{name}.{SUFFIXES.get(format_, format_)}"
        if len(name.encode()) > LONGEST_NAME:
            raise UnusableId("this id is too long for the name of a file")
        if path.exists():
            raise UnusableId("an earlier record has the same id, and its report is not written over")
        with whole_file(path) as file:
            file.write(RENDERERS[format_](report, reader, NOBODY))

    return write


def _file_name(id_: str) -> str:
    """*id_* with what may not stand in a file name written as its code, so that no two ids share one."""
    name = "".join(letter if letter.isalnum() or letter in "-_." else quote(letter, safe="") for letter in id_)
    return name if not name.startswith(".") else "%2E" + name[1:]
