"""Sections of a file decoded one after the other, keeping the problems of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node, decode_each
from acucheck.located.node import Entries
from acucheck.rulebook.small_parts import identifier

K = TypeVar("K", bound=str)
T = TypeVar("T")


class SectionReading:
    """The sections of one file, as *fields*, and what is wrong with those that were read."""

    def __init__(self, fields: Mapping[str, Node]) -> None:
        self.fields = fields
        self.problems: list[Problem] = []

    def entries(self, name: str) -> Entries:
        """The entries of a section. Raises InvalidFile when they cannot be told apart: too much refers to them."""
        if name not in self.fields:
            return []
        try:
            return self.fields[name].pairs()
        except InvalidFile as error:
            raise InvalidFile([*self.problems, *error.problems]) from None

    def section(
        self,
        name: str,
        as_id: Callable[[str], K],
        decode: Callable[[Node, Node], T],
        into: dict[K, T | None] | None = None,
    ) -> dict[K, T | None]:
        """The entries of a section by their ids; None for a broken one, so that later mentions of it are not faulted.

        With *into*, each entry is there for the next one to refer to.
        """
        found: dict[K, T | None] = {} if into is None else into

        def decode_entry(key: Node, node: Node) -> None:
            try:
                entry = decode(key, node)
                found[as_id(identifier(key, of_source=name == "sources"))] = entry
            except InvalidFile:
                found[as_id(str(key.content))] = None
                raise

        entries = self.entries(name)
        self.note(lambda: decode_each(entries, decode_entry))
        return found

    def note(self, decode: Callable[[], T]) -> T | None:
        """What *decode* returns; None when it finds something wrong, which is kept."""
        try:
            return decode()
        except InvalidFile as error:
            self.problems += error.problems
            return None

    def stop(self) -> NoReturn:
        """Raises InvalidFile with all that was found to be wrong."""
        raise InvalidFile(self.problems)


def unbroken(entries: Mapping[K, T | None]) -> dict[K, T]:
    """The entries that are not broken."""
    return {entry_id: entry for entry_id, entry in entries.items() if entry is not None}
