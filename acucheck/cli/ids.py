"""What the records of a list are called: each by an id of its own, and one without by its line."""

from __future__ import annotations

import re

from acucheck.errors import InvalidAnswers

_BY_LINE = re.compile(r"(.+ )?line \d+", re.DOTALL)
_LINES = 1 << 40
"""More than any file has."""


def by_line(place: str, *, several: bool) -> str:
    """What a record without an id is called; *place* is its file and line, *several* whether there are more files."""
    file, _, line = place.rpartition(":")
    return f"{file} line {line}" if several else f"line {line}"


class Ids:
    """Every id so far, with where it stands: some hundred bytes for each. Those that say their line are not kept."""

    def __init__(self, *, several: bool) -> None:
        self._several = several
        self._files: list[str] = []
        self._first: dict[str, int] = {}

    def by_line(self, place: str) -> str:
        """What the record at *place* is called if it has no id."""
        return by_line(place, several=self._several)

    def claim(self, id_: str, place: str) -> None:
        """Takes an id for the record at *place*. Raises InvalidAnswers when another one has it or could have it."""
        if id_ == self.by_line(place):
            return
        if _BY_LINE.fullmatch(id_):
            raise InvalidAnswers(f"{place}:1: an id like this one is for records without any; give it another")
        file, _, line = place.rpartition(":")
        if not self._files or self._files[-1] != file:
            self._files.append(file)
        here = (len(self._files) - 1) * _LINES + int(line)
        first = self._first.setdefault(id_, here)
        if first != here:
            number, line_before = divmod(first, _LINES)
            before = f"{self._files[number]}:{line_before}"
            raise InvalidAnswers(f"{place}:1: this id stands at {before} already; give each record its own")
