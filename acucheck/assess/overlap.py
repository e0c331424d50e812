"""How a place of the body meets what a limit names, by what is known of either."""

from __future__ import annotations

from enum import IntEnum

from acucheck.assess.named_places import SaidPlaces
from acucheck.model.answers import BodyPlace
from acucheck.model.levels import ACTS, HOLDS, Side, Standing, on_other_side


class Overlap(IntEnum):
    """How a planned place meets what a limit names."""

    NO = 0
    PART = 1  # it is a part of the place, or no place is named
    UNRECOGNISED = 2  # where the place is, is not known
    UNKNOWN = 3  # where it lies itself is not known
    YES = 4


KnownOverlap = tuple[Overlap, Standing]
"""A meeting, and how far it is known."""

_SURELY: list[KnownOverlap] = [(meeting, HOLDS) for meeting in Overlap]
NOWHERE = _SURELY[Overlap.NO]
IN_PART = _SURELY[Overlap.PART]
_ANYWHERE = _SURELY[Overlap.UNKNOWN]


def meets_word(item: str, place: BodyPlace) -> KnownOverlap:
    """How *place* meets a point, region or hazard that a limit names."""
    return _overlap_as_read(item, None, place)


def meets_answer(said: SaidPlaces | None, place: BodyPlace | None) -> KnownOverlap:
    """How *place* meets wherever an answer says: nowhere after "none", somewhere when not known."""
    if said is None:
        return _ANYWHERE
    found = NOWHERE if said.settled else _ANYWHERE
    if place is None and said.some:
        return max(found, IN_PART)
    if place is None:
        return found
    for item, side in said.named:
        found = max(found, _overlap_as_read(item, side, place))
    return found


def _overlap_as_read(item: str, side: Side | None, place: BodyPlace) -> KnownOverlap:
    """How *place*, which may be one of several or only suggested, meets an item: the worst of them acts."""
    if place.id:
        return _SURELY[_lies(item, side, place)]
    met = [_lies(item, side, each) for each in place.readings]
    worst = max(met, default=Overlap.NO)
    if worst is Overlap.NO:
        nowhere = Overlap.NO if place.ambiguous else Overlap.UNRECOGNISED
        return nowhere, HOLDS
    if place.ambiguous and min(met) is worst:
        return worst, HOLDS
    return worst, ACTS


def _lies(item: str, side: Side | None, place: BodyPlace) -> Overlap:
    """Whether *place* lies in *item*, or holds it as a part."""
    if place.lies_in is not None and item in place.lies_in:
        meeting, there = Overlap.YES, place.lies_in[item]
    elif place.holds is not None and item in place.holds:
        meeting, there = Overlap.PART, place.holds[item]
    else:
        return Overlap.NO
    if on_other_side(side, there, place.side):
        return Overlap.NO
    return meeting
