"""The plan as spots to grade: each technique by itself, and each technique at each of its places."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from msgspec import Struct

from acucheck.model.answers import Answers, BodyPlace, Plan, Planned
from acucheck.model.book import PLAN, RuleBook
from acucheck.model.levels import Standing


class Spot(Struct, frozen=True):
    """A technique, at a place or, with None, by itself. Two that are typed alike are one."""

    technique: str
    typed: str
    place: BodyPlace | None
    placed: bool = False  # by itself, but with places named elsewhere in the plan
    assumed: bool = False

    @property
    def unknown(self) -> bool:
        """Whether the technique or the place was not recognised: it could be one to leave out."""
        return not self.technique or (self.place is not None and not self.place.id)

    def beside(self, other: Spot) -> bool:
        """Whether both are of the same technique."""
        return (self.technique, self.typed) == (other.technique, other.typed)


class Meeting(IntEnum):
    """How a planned place meets what a limit names."""

    NO = 0
    PART = 1  # it is a part of the place, or no place is named
    UNRECOGNISED = 2  # where the place is, is not known
    UNKNOWN = 3  # where it lies itself is not known
    YES = 4


Meetings = frozenset[tuple[Meeting, Standing]]


def spots(book: RuleBook, answers: Answers) -> tuple[Spot, ...]:
    """Every spot of the plan. When no technique is known, the first of the rule book is assumed."""
    answer = answers.get(PLAN)
    items = answer.items if isinstance(answer, Plan) else ()
    found: list[Spot] = []
    for technique, typed in dict.fromkeys((item.technique, item.typed if not item.technique else "") for item in items):
        same = [item for item in items if item.technique == technique and (technique or item.typed == typed)]
        found += _spots(technique, typed or same[0].typed, same)
    if not any(spot.technique for spot in found):
        found.insert(0, Spot(next(iter(book.techniques)), "", None, assumed=True))
    return tuple(found)


def unplanned(book: RuleBook, planned: tuple[Spot, ...], offered: Collection[str]) -> tuple[Spot, ...]:
    """The techniques not planned that a report speaks of, with no place named: all of them when one is assumed."""
    known = {spot.technique for spot in planned}
    others = book.techniques if any(spot.assumed for spot in planned) else offered
    return tuple(Spot(name, "", None) for name in book.techniques if name in others and name not in known)


def _spots(technique: str, typed: str, items: list[Planned]) -> list[Spot]:
    places = list({place.typed: place for item in items for place in item.places}.values())
    placed = all(item.places for item in items)
    return [Spot(technique, typed, None, placed), *(Spot(technique, typed, place) for place in places)]
