"""Where each id of a long list stands first, in little memory: twenty to forty bytes an id, however long it is."""

from __future__ import annotations

from array import array

_AT_FIRST = 1 << 10
"""Places in the first part. A power of two, as with every further one."""

_FULLEST = 0.8
"""How much of the room is taken at the most: beyond that looking for a free place takes long."""


class FirstPlaces:
    """The first place of each text, by its hash alone.

    Two texts with one hash are taken for the same, which refuses a record and never drops it. The hash has 64 bits and
    a key of its own in every process: among a million texts the chance is less than one in ten million.
    """

    def __init__(self) -> None:
        self._parts = [_Part(_AT_FIRST)]

    def first(self, text: str, place: int) -> int:
        """Where *text* stands first: at *place*, a positive number, if it has not been asked for before."""
        hashed = hash(text)
        for part in self._parts:
            slot = part.slot_of(hashed)
            if part.places[slot]:
                return part.places[slot]
        if part.is_full():
            part = self._part_as_large_as_all()
        part.put(part.slot_of(hashed), hashed, place)
        return place

    def _part_as_large_as_all(self) -> _Part:
        """A further part. Nothing is moved to it: beside a larger copy of all there would be half as much again."""
        self._parts.append(_Part(sum(len(part.places) for part in self._parts)))
        return self._parts[-1]


class _Part:
    """Room for some hashes, each with its place; a place of zero is a free one."""

    def __init__(self, size: int) -> None:
        self._taken = 0
        self.hashes = array("q", [0]) * size
        self.places = array("Q", [0]) * size

    def slot_of(self, hashed: int) -> int:
        """Where a hash is, or where there is room for it: the first from its own place on."""
        hashes, places, last = self.hashes, self.places, len(self.places) - 1
        slot = hashed & last
        while places[slot] and hashes[slot] != hashed:
            slot = (slot + 1) & last
        return slot

    def is_full(self) -> bool:
        return self._taken >= _FULLEST * len(self.places)

    def put(self, slot: int, hashed: int, place: int) -> None:
        self._taken += 1
        self.hashes[slot], self.places[slot] = hashed, place
