"""Files on their way: each is written beside its place under a hidden name, and all take their places together.

A draft is known here before it exists and until it is in its place or gone, so that whoever has to stop at once can
take it away. What a killed run left is found by its name, which begins with that of the process.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from acucheck.cli.stopping import before_leaving

PREFIX = ".acucheck-"
"""What the name of a draft begins with; the number of its process follows."""

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL

_under_way: list[_Delivery] = []


@contextmanager
def whole_files(names: Sequence[str]) -> Iterator[list[IO[str]]]:
    """A stream for each name. When all is written every file is there, readable by its owner only; else none is.

    Raises OSError, with the name of the file that it is about.
    """
    delivery = _Delivery([_Draft(name) for name in names])
    _under_way.append(delivery)
    try:
        with ExitStack() as streams:
            files = [streams.enter_context(draft.stream()) for draft in delivery.drafts]
            yield files
            for draft, file in zip(delivery.drafts, files, strict=True):
                with _about_file(draft.name):
                    file.flush()
                    os.fsync(file.fileno())
        delivery.put_in_place()
    except KeyboardInterrupt:
        if delivery.is_in_place():
            raise KeyboardInterrupt("Interrupted, but what was asked for was written.") from None
        raise
    finally:
        delivery.tidy()
        _under_way.remove(delivery)


def take_away() -> None:
    """Takes away what is not whole yet, and puts back what it was to replace."""
    for delivery in _under_way:
        delivery.tidy()


before_leaving(take_away)


def under_way() -> set[Path]:
    """The drafts of this process, and the places they are for."""
    found: set[Path] = set()
    for delivery in _under_way:
        for draft in delivery.drafts:
            found.update((draft.written, draft.before, draft.target))
    return found


def left_behind(folder: Path) -> Iterator[Path]:
    """The drafts in *folder* of a process that is no more. Whether one still is can be told on some systems only."""
    with suppress(OSError):
        drafts = [Path(entry.path) for entry in os.scandir(folder) if entry.name.startswith(PREFIX)]
        yield from sorted(path for path in drafts if not _is_running(_process_of(path)))


def _process_of(draft: Path) -> str:
    """The number of the process that writes a draft, which stands in its name."""
    return draft.name.removeprefix(PREFIX).partition("-")[0]


def _is_running(process: str) -> bool:
    if sys.platform == "win32" or not process.isdecimal():
        return process == str(os.getpid())
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        return True
    return True


@contextmanager
def _about_file(name: str) -> Iterator[None]:
    """Says of what goes wrong inside which file it is about."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None
    except ValueError:
        raise OSError(None, "not a usable file name", name) from None


class _Draft:
    """One file: where it is written, where it belongs, and where what was there is kept until all are in place."""

    def __init__(self, name: str) -> None:
        self.name = name
        with _about_file(name):
            self.target = Path(os.path.realpath(name))  # a link stays, and the file it leads to is replaced
            with suppress(FileNotFoundError):
                self.target.lstat()  # a name that no file can have is found before anything is worked out
        token = f"{PREFIX}{os.getpid()}-{os.urandom(6).hex()}"
        self.written = self.target.parent / token
        self.before = self.target.parent / f"{token}-before"
        self.replaces = False

    def stream(self) -> IO[str]:
        with _about_file(self.name):
            if self.target.is_dir():
                raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
            handle = os.open(self.written, _NEW_FILE, 0o600)
        return os.fdopen(handle, "w", encoding="utf-8", newline="\n")

    def keep_what_is_there(self) -> None:
        with _about_file(self.name), suppress(FileNotFoundError):
            try:
                os.link(self.target, self.before)
            except FileNotFoundError:
                raise
            except OSError:  # a file system without links
                self._copy()
            self.replaces = True

    def _copy(self) -> None:
        old = self.target.read_bytes()
        handle = os.open(self.before, _NEW_FILE, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(old)

    def put_in_place(self) -> None:
        with _about_file(self.name):
            self.written.replace(self.target)

    def put_back(self) -> None:
        """Undoes `put_in_place`; a second time it does nothing."""
        if self.written.exists():
            return
        with suppress(OSError):
            if self.before.exists():
                self.before.replace(self.target)
            elif not self.replaces:
                self.target.unlink()


class _Delivery:
    """Several files, all of which take their places or none."""

    def __init__(self, drafts: list[_Draft]) -> None:
        self.drafts = drafts
        self.placing = False

    def put_in_place(self) -> None:
        if len(self.drafts) > 1:  # one alone is in its place or is not
            for draft in self.drafts:
                draft.keep_what_is_there()
        self.placing = True
        for draft in self.drafts:
            draft.put_in_place()

    def is_in_place(self) -> bool:
        return self.placing and not any(draft.written.exists() for draft in self.drafts)

    def tidy(self) -> None:
        """Takes away what is hidden. Unless all are in place, none is then. It can be begun again at any point."""
        waiting = [draft for draft in self.drafts if draft.written.exists()]
        if waiting and self.placing:
            for draft in self.drafts:
                draft.put_back()
        _remove(draft.before for draft in waiting or self.drafts)  # one that could not be put back is not lost
        _remove(draft.written for draft in waiting)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
