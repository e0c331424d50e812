"""Where text goes: standard output, or a file of the user's own choosing that nobody else can read."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from acucheck.errors import Misuse


def emit(text: str, output: str | None = None) -> None:
    """Prints *text*, or writes it whole to the file *output*; `-` is standard output. Raises Misuse when it cannot."""
    try:
        if output is None or output == "-":
            _print(text)
        else:
            _write(Path(output), text)
    except OSError as error:
        name = "standard output" if output in {None, "-"} else output
        raise Misuse(f"{name}: this cannot be written ({error.strerror}).") from None


def refuse_to_overwrite(outputs: Iterable[str]) -> None:
    """Raises Misuse when one of *outputs* is a file that is there already. A device or pipe is no such file."""
    for output in outputs:
        if output != "-" and Path(output).is_file():
            raise Misuse(f"{output}: there is such a file already; choose another name, or add --force.")


def _print(text: str) -> None:
    """Prints *text*. A reader that has gone away wants no more of it, which is no failure."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What could not be written must not be tried again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def _write(path: Path, text: str) -> None:
    with whole_file(path) as file:
        file.write(text)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """The whole file or none of it, readable by its owner only. A device or pipe is written to as it is."""
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    import tempfile

    path = Path(os.path.realpath(path))  # a link stays, and the file it leads to is replaced
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".acucheck-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
