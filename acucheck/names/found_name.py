"""A known name among the words of a line."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from acucheck.model.answers import NameKind
from acucheck.names.entries import DictionaryEntry

Find = Callable[[str], DictionaryEntry | None]
"""What a spelling, as `key` gives it, stands for."""


class FoundName(Struct):
    """A known name: the words from *first* up to *last*, and what they stand for."""

    first: int
    last: int
    known: DictionaryEntry
    kind: NameKind
    spelling: str
    salts: int = 0  # words at its end that are salts
