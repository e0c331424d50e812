"""The plan as spots to grade: each technique by itself, and each technique at each of its places."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from acucheck.model.answers import Answers, BodyPlace, Places, Plan, Planned
from acucheck.model.book import PLAN, RuleBook
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Side

PlaceKey = tuple[str, str, Side | None]


def place_key(place: BodyPlace) -> PlaceKey:
    """What tells one planned place from another: two may be typed alike and stand for different things."""
    return place.typed, place.id, place.side


class Spot(Struct, frozen=True):
    """A technique, at a place or, with None, by itself. The same place twice is one."""

    technique: TechniqueId  # empty where it was not recognised
    typed: str
    place: BodyPlace | None
    placed: bool = False  # by itself, but with places named elsewhere in the plan
    assumed: bool = False
    unknown: bool = False  # the technique or the place was not recognised: it could be one to leave out
    likely: tuple[TechniqueId, ...] = ()  # what a technique that was not recognised is graded as until it is known
    ambiguous: bool = False  # the technique is one of these for certain
    where_not_sure: bool = False  # by itself, and nobody knows where: at worst it is where it is left out
    strange: bool = False  # a technique that nobody knows, nor one that is spelt nearly so


def spots(book: RuleBook, answers: Answers) -> tuple[Spot, ...]:
    """Every spot of the plan, each technique followed by its places. With none known, the book's first is assumed.

    One of several for certain is known as far as that: each is graded.
    """
    answer = answers.get(PLAN)
    planned: dict[tuple[TechniqueId, str], list[Planned]] = {}
    if isinstance(answer, Plan):
        for item in answer.items:
            unknown = "" if item.technique else item.typed
            planned.setdefault((item.technique, unknown), []).append(item)
    found: list[Spot] = []
    known = False
    assumed = next(iter(book.techniques))
    for (technique, _), items in planned.items():
        known = known or bool(technique) or items[0].ambiguous
        found += _technique_spots(technique, items, assumed, answers)
    if not known:
        found.insert(0, Spot(assumed, "", None, assumed=True))
    return tuple(found)


def unplanned(techniques: Collection[TechniqueId], planned: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """A spot with no place for each of *techniques* that is not planned."""
    known = {spot.technique for spot in planned}
    return tuple([Spot(technique, "", None) for technique in techniques if technique not in known])


def _one_side_matters(answers: Answers) -> bool:
    """Whether anything was said to be on one side only: then what is planned on both sides is two places."""
    for answer in answers.values():
        if isinstance(answer, Places) and any(entry.side is not None for entry in answer.entries):
            return True
    return False


def _each_side(place: BodyPlace, answers: Answers) -> tuple[BodyPlace, ...]:
    """The place on the left and on the right, where it was named for both and that matters."""
    if not place.both or place.has_no_side or not _one_side_matters(answers):
        return (place,)
    return tuple(replace(place, side=side, both=False) for side in Side)


def _technique_spots(
    technique: TechniqueId, items: list[Planned], assumed: TechniqueId, answers: Answers
) -> list[Spot]:
    """A technique by itself and at its places, those of both sides apart where by the *answers* that matters.

    An unrecognised technique may be what it reads as, else the *assumed* one.
    """
    placed = True
    places: dict[PlaceKey, BodyPlace] = {}
    for item in items:
        placed = placed and bool(item.places)
        for named in item.places:
            for place in _each_side(named, answers):
                places[place_key(place)] = place
    typed = items[0].typed
    ambiguous = items[0].ambiguous
    unknown = not technique and not ambiguous
    readings = () if technique else items[0].readings
    likely = () if technique else readings or (assumed,)
    not_sure = any(item.where_not_sure for item in items)
    strange = unknown and not readings
    by_itself = Spot(
        technique, typed, None, placed, unknown=unknown, likely=readings, ambiguous=ambiguous, strange=strange
    )
    found = [replace(by_itself, where_not_sure=True) if not_sure else by_itself]
    for place in places.values():
        nowhere = unknown or not place.id
        found.append(
            Spot(technique, typed, place, unknown=nowhere, likely=likely, ambiguous=ambiguous, strange=strange)
        )
    return found
