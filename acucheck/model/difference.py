"""What differs between two rule books, and for whom."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from acucheck.model.book import Rule
from acucheck.model.levels import Level, Outcome


class Direction(Enum):
    """What a difference does to the people whom a rule concerns."""

    MILDER = "milder"
    STRICTER = "stricter"
    REWORDED = "reworded"


MILDER, STRICTER, REWORDED = Direction


class Difference(Struct, frozen=True):
    """One difference between two rules, in an entry of theirs, of what in it, and what stood there and stands now."""

    direction: Direction
    entry: str
    subject: str = ""
    before: str = ""
    after: str = ""


class RuleChange(Struct, frozen=True):
    """A rule that both books have, otherwise."""

    rule: Rule  # as it is in the second book
    differences: tuple[Difference, ...]

    @property
    def direction(self) -> Direction:
        """Milder where anything in it is; else stricter where anything is; else only reworded."""
        found = {difference.direction for difference in self.differences}
        return next(each for each in Direction if each in found)


class EntryChange(Struct, frozen=True):
    """An entry of another section that differs, and which parts of it do; without parts it was added or is gone."""

    section: str
    entry: str
    how: str  # added, gone, or changed
    parts: tuple[str, ...] = ()


class BookDifference(Struct, frozen=True):
    """All that differs between two rule books, in the order of their rules."""

    added: tuple[Rule, ...]
    gone: tuple[Rule, ...]
    changed: tuple[RuleChange, ...]
    entries: tuple[EntryChange, ...]

    @property
    def is_milder(self) -> bool:
        """Whether a rule is gone or milder, or a class of medicine is over sooner after a stop."""
        if self.gone:
            return True
        if any(each.direction is MILDER for each in self.changed):
            return True
        return any("after-stop (sooner)" in each.parts for each in self.entries)


class CellMove(Struct, frozen=True):
    """A technique, or a technique at a place, whose level moved."""

    technique: str
    place: str
    before: Level
    after: Level
    rules: tuple[str, ...]  # those that ask for the stricter of the two


class PersonMove(Struct, frozen=True):
    """One person for whom anything moved; *gone* and *new* are rules that hold or act by one of the books alone."""

    id: str
    before: Outcome
    after: Outcome
    cells: tuple[CellMove, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    deciding: tuple[str, ...]  # the rules that ask for the stricter of the two outcomes

    @property
    def is_milder(self) -> bool:
        """Whether the outcome or any cell is milder."""
        if self.after < self.before:
            return True
        return any(cell.after < cell.before for cell in self.cells)


class People(Struct, frozen=True):
    """Those who were looked at: how many, how many of them could not be, and those for whom anything moved."""

    looked_at: int
    unread: int
    moved: tuple[PersonMove, ...]
    called: str  # what they are called together
