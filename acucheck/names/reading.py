"""One place of a line, as it was read, and how much is suggested for what is not known."""

from __future__ import annotations

from msgspec import Struct

from acucheck.model.answers import MatchMethod
from acucheck.model.levels import Side

MOST_SUGGESTED = 3
"""What a name or place that is not known may be meant for, at the most."""


class Reading(Struct, frozen=True):
    """One place as it was typed, and what it may be: points, regions and muscles by id; none when not recognised."""

    typed: str
    text: str  # the part of the line that it stands in; a range is one part and several places
    ids: tuple[str, ...] = ()
    side: Side | None = None
    certain: bool = True  # it is one of *ids*; else they are suggestions
    via: MatchMethod = MatchMethod.EXACT
    beyond: str = ""  # the channel, where its points do not go so far
