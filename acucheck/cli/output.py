"""Where text goes: standard output, or files of the user's own choosing that nobody else can read."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from acucheck.cli.boundary import say
from acucheck.cli.paths import is_device, is_file, is_same
from acucheck.errors import Misuse

STANDARD_OUTPUT = "-"

_SPENT = frozenset({errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF, errno.EIO})
"""What the system says of an output that is full or closed."""


def emit(text: str) -> None:
    """Prints *text*. Raises Misuse when it cannot be printed."""
    deliver({STANDARD_OUTPUT: text})


def deliver(texts: Mapping[str, str]) -> None:
    """Prints each text or writes it to the file it goes with: all of them or none. `-` is standard output.

    Raises Misuse when one cannot be written.
    """
    names = [name for name in texts if not is_stream(name)]
    try:
        if names:
            _write(names, texts)
        else:
            _send(texts)
    except OSError as error:
        raise Misuse(f"{error.filename or 'standard output'}: this cannot be written ({error.strerror}).") from None


def _write(names: list[str], texts: Mapping[str, str]) -> None:
    from acucheck.cli.drafts import whole_files

    with whole_files(names) as files:
        for name, file in zip(names, files, strict=True):
            file.write(texts[name])
            file.flush()
        _send({name: text for name, text in texts.items() if name not in names})


def is_stream(name: str) -> bool:
    """Whether *name* is standard output, a device or a pipe, which is written to as it is."""
    return name == STANDARD_OUTPUT or is_device(name)


def _send(texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        if name == STANDARD_OUTPUT:
            with suppress(BrokenPipeError):  # a reader that has gone away wants no more of it, which is no failure
                print_whole(text)
            continue
        try:
            with Path(name).open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise OSError(error.errno, error.strerror, name) from None


def refuse_to_overwrite(outputs: Iterable[str]) -> None:
    """Raises Misuse when one of *outputs* is a file that is there already. A device or pipe is no such file."""
    for output in outputs:
        if output != STANDARD_OUTPUT and is_file(output):
            raise Misuse(f"{output}: there is such a file already; choose another name, or add --force.")


def refuse_to_replace(inputs: Iterable[str], outputs: Iterable[str]) -> None:
    """Raises Misuse when one of *outputs* is a file that is to be read, which would be lost."""
    for output in outputs:
        for name in inputs:
            if is_same(name, output):
                raise Misuse(f"{output}: this is what is read; choose another name for what is written.")


def tell_what_was_left(folders: Iterable[Path]) -> None:
    """Says which half-written files a run that was killed has left in *folders*. None is taken away."""
    for folder in dict.fromkeys(folders):
        _tell_what_was_left_in(folder)


def _tell_what_was_left_in(folder: Path) -> None:
    from acucheck.cli.drafts import left_behind

    for path in left_behind(folder):
        say(left_sentence(path))


def left_sentence(path: Path) -> str:
    """What a file is that a killed run has left, and how to remove it."""
    from shlex import quote

    command = f"rm {quote(str(path))}"
    if sys.platform == "win32":
        command = f'del "{path}"'
    return f"{path}: half written by a run that was killed, and may hold somebody's answers; remove it with: {command}"


def folder_of(output: str) -> Path:
    """The folder that a file is written in."""
    return Path(os.path.realpath(output)).parent


def print_whole(text: str) -> None:
    """Prints *text*. Raises OSError; then what could not be written is not tried again when Python ends."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        silence(sys.stdout)
        raise


def silence(stream: TextIO) -> None:
    """What could not be written must not be tried again when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_spent(error: OSError) -> bool:
    """Whether this says that a standard stream is full or closed: an error with a file says its name."""
    return error.filename is None and error.errno in _SPENT
