"""What the records of a list are called: each by an id of its own, and one without by where it stands."""

from __future__ import annotations

import re

from msgspec import Struct

from acucheck.cli.first_places import FirstPlaces
from acucheck.errors import InvalidAnswers

_LINE = "line"
_BY_NUMBER = re.compile(r"(.+ )?(line|row|record) \d+", re.DOTALL)
_NUMBERS = 1 << 40
"""More than any file has lines."""


class RecordPlace(Struct, frozen=True):
    """Where a record stands: its file, and the number of its line, of its row in a table or of its place in a list."""

    file: str
    number: int
    counted: str = _LINE  # "line", "row" or "record"

    def __str__(self) -> str:
        if self.counted == _LINE:
            return f"{self.file}:{self.number}"
        return f"{self.file}: {self.counted} {self.number}"

    @property
    def prefix(self) -> str:
        """The place as a message begins with it."""
        return f"{self}:1" if self.counted == _LINE else str(self)

    def name(self, *, several: bool) -> str:
        """What the record is called if it has no id; *several* is whether there are more files."""
        called = f"{self.counted} {self.number}"
        return f"{self.file} {called}" if several else called


class Ids:
    """Every id so far, with where it stands first. Those that say their number are not kept."""

    def __init__(self, *, several: bool) -> None:
        self._several = several
        self._files: list[RecordPlace] = []  # the first record of each
        self._first = FirstPlaces()

    def by_number(self, place: RecordPlace) -> str:
        """What the record at *place* is called if it has no id."""
        return place.name(several=self._several)

    def claim(self, id_: str, place: RecordPlace) -> None:
        """Takes an id for the record at *place*. Raises InvalidAnswers when another one has it or could have it."""
        if id_ == self.by_number(place):
            return
        if _BY_NUMBER.fullmatch(id_):
            raise InvalidAnswers(f"{place.prefix}: an id like this one is for records without any; give it another")
        if not self._files or self._files[-1].file != place.file:
            self._files.append(place)
        here = (len(self._files) - 1) * _NUMBERS + place.number
        first = self._first.first(id_, here)
        if first != here:
            file, number = divmod(first, _NUMBERS)
            before = RecordPlace(self._files[file].file, number, self._files[file].counted)
            raise InvalidAnswers(f"{place.prefix}: this id stands at {before} already; give each record its own")
