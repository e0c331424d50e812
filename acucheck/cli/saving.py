"""A file that is saved after an interview: it is named by whoever asks for it, and nothing is written over."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path, PurePath

from acucheck.cli.file_names import file_name
from acucheck.cli.output import deliver, folder_of, tell_what_was_left
from acucheck.errors import Misuse

Ask = Callable[[str], str]
"""Gives the line that is typed behind a hint."""

Say = Callable[[str], None]

_BACK, _PROPOSED = "b", "y"


def save(ask: Ask, say: Say, endings: tuple[str, ...], proposed: str, text: Callable[[str], str]) -> bool:
    """Writes to a file that does not exist yet, or says why not; whether it was written at last.

    *text* is what goes into a file with that ending.
    """
    ends = ", ".join(endings)
    say(f"y saves as {proposed}. Or write a name that ends in {ends}.")
    while (name := ask("File name, or y, b goes back: ").strip()) != _BACK:
        if name.lower() == _PROPOSED:
            name = proposed
        ending = PurePath(name).suffix.lower()
        if not name:
            say("Write a file name, y or b.")
        elif ending not in endings:
            say(f"Write a name that ends in {' or '.join(endings)}.")
        elif _saved(say, name, text(ending)):
            return True
    return False


def proposed_name(day: date, person: str, ending: str) -> str:
    """A name for a file of that day that no file has here yet."""
    stem = file_name("-".join(["acucheck", day.isoformat(), *person.split()]))
    name = stem + ending
    numbers = count(2)
    while os.path.lexists(name):
        name = f"{stem}-{next(numbers)}{ending}"
    return name


def _saved(say: Say, name: str, text: str) -> bool:
    """Whether *text* is in a new file of that name now; says why not, and nothing is lost."""
    try:
        path = Path(name).expanduser()
        if os.path.lexists(path):
            say("There is a file of that name already; choose another.")
            return False
        tell_what_was_left([folder_of(str(path))])
        deliver({str(path): text})
    except Misuse as error:
        say(str(error))
        return False
    except (OSError, RuntimeError, ValueError):  # a name no file can have, or an unknown home
        say(f"{name}: no file can have this name.")
        return False
    say(f"Saved to {path}; {who_reads(os.name)}.")
    return True


def who_reads(system: str) -> str:
    """Who can read a file that was saved under *system*, as `os.name` has it: on Windows its folder decides."""
    if system == "nt":
        return "whoever may look into that folder can read it"
    return "only you can read it"
