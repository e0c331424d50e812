"""Where each id of a long list stands first, in little memory: twenty to forty bytes an id, however long it is."""

from __future__ import annotations

from array import array

_AT_FIRST = 1 << 10
_FULLEST = 0.8
"""How much of the room is taken at the most: beyond that looking for a free place takes long."""


class FirstPlaces:
    """The first place of each text, by its hash alone.

    Two texts with one hash are taken for the same, which refuses a record and never drops it. The hash has 64 bits and
    a key of its own in every process: among a million texts the chance is less than one in ten million.
    """

    def __init__(self) -> None:
        self._taken = 0
        self._make_room(_AT_FIRST)

    def first(self, text: str, place: int) -> int:
        """Where *text* stands first: at *place*, a positive number, if it has not been asked for before."""
        hashed = hash(text)
        slot = self._slot_of(hashed)
        if not self._places[slot]:
            if self._taken >= _FULLEST * len(self._places):
                self._grow()
                slot = self._slot_of(hashed)
            self._taken += 1
            self._hashes[slot], self._places[slot] = hashed, place
        return self._places[slot]

    def _slot_of(self, hashed: int) -> int:
        """Where a hash is, or where there is room for it: the first from its own place on."""
        hashes, places, last = self._hashes, self._places, len(self._places) - 1
        slot = hashed & last
        while places[slot] and hashes[slot] != hashed:
            slot = (slot + 1) & last
        return slot

    def _make_room(self, size: int) -> None:
        """Room for *size* hashes, a power of two. A place of zero is a free one."""
        self._hashes = array("q", bytes(8 * size))
        self._places = array("Q", bytes(8 * size))

    def _grow(self) -> None:
        before = zip(self._hashes, self._places, strict=True)
        self._make_room(2 * len(self._places))
        for hashed, place in before:
            if place:
                slot = self._slot_of(hashed)
                self._hashes[slot], self._places[slot] = hashed, place
