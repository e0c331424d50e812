"""What is there under a name. A name that no file can have is not there, which is no error yet."""

from __future__ import annotations

import stat
from pathlib import Path


def is_file(name: str) -> bool:
    """Whether there is an ordinary file under *name*, or a link to one."""
    return stat.S_ISREG(_mode(name))


def is_folder(name: str) -> bool:
    """Whether there is a folder under *name*, or a link to one."""
    return stat.S_ISDIR(_mode(name))


def is_device(name: str) -> bool:
    """Whether *name* is a device or a pipe, which is written to as it is."""
    mode = _mode(name)
    return bool(mode) and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def is_same(one: str, other: str) -> bool:
    """Whether two names are of one file or folder."""
    return bool(_mode(one) and _mode(other)) and Path(one).samefile(other)


def _mode(name: str) -> int:
    """Of what kind it is, or 0."""
    try:
        return Path(name).stat().st_mode
    except (OSError, ValueError):
        return 0
