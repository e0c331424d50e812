"""What lies in a folder of answers: the files to read, and everything else, so that nobody is left out unseen."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from acucheck.cli.drafts import PREFIX, under_way
from acucheck.cli.output import left_sentence
from acucheck.cli.paths import is_same
from acucheck.render.formats import BY_ENDING

ANSWERS_FILES = frozenset({".yaml", ".yml", ".json"})
"""What the name of a file with the answers of one person ends in. Any other file is read as JSON lines."""

_OF_THE_SYSTEM = frozenset({".DS_Store", ".localized", ".directory", "Thumbs.db", "desktop.ini"})
"""What systems leave in a folder by themselves."""

_PAGES = tuple(ending for ending in BY_ENDING if ending not in ANSWERS_FILES)
"""What the name of a page ends in; one in JSON cannot be told from answers by its name."""


class Lying(Struct, frozen=True):
    """One thing in a folder. *why_not* says why it is not read; it is empty for an answers file."""

    path: Path
    why_not: str


def look_through(folder: Path, output: str = "") -> Iterator[Lying]:
    """What is in *folder*, in the order of the names, but for *output*.

    What systems leave there, what this run is writing and pages beside the answers that they are made of are not told.
    """
    entries = {entry.name: entry for entry in os.scandir(folder)}
    ours = under_way()
    passed_over = _OF_THE_SYSTEM | _pages_beside(entries)
    place = os.path.realpath(folder)
    for name in sorted(entries, key=_by_stem):
        entry = entries[name]
        of_another = name.startswith("._") and name[2:] in entries  # beside each file of a Mac on a foreign disk
        if output and is_same(entry.path, output):
            continue
        if name in passed_over or of_another or Path(place, name) in ours:
            continue
        yield Lying(Path(entry.path), _why_not(entry))


def _by_stem(name: str) -> tuple[str, str]:
    """What the names in a folder are sorted by."""
    return Path(name).stem, name


def _pages_beside(names: Iterable[str]) -> set[str]:
    """What pages are called that are made of the answers files among *names*."""
    found: set[str] = set()
    for name in names:
        if _holds_answers(name):
            found.update(Path(name).with_suffix(ending).name for ending in _PAGES)
    return found


def _why_not(entry: os.DirEntry[str]) -> str:
    path = Path(entry.path)
    if entry.name.startswith(PREFIX):
        return left_sentence(path).removeprefix(f"{path}: ")
    if entry.is_symlink():
        return "this is a link, and none is followed here; put the file itself in its place, or name the file"
    if entry.is_dir():
        return "this is a folder in a folder, and was not read; name it as well"
    if entry.name.startswith("."):
        return "this file is hidden, and was not read; if it holds answers, take away the dot in front of its name"
    if not _holds_answers(entry.name):
        return f"the name does not end in .yaml, .yml or .json, so it was not read{_one_ending_more(path)}"
    return "" if entry.is_file() else "this is no file"


def _holds_answers(name: str) -> bool:
    return Path(name).suffix.lower() in ANSWERS_FILES


def _one_ending_more(path: Path) -> str:
    """What to do about a name such as `anna.yaml.txt`, which is what some programs save."""
    if not _holds_answers(path.stem):
        return "; take it out of this folder, or name it as what it is"
    return f"; take away the last {path.suffix!r}"
