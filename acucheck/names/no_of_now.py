"""A no that is bound to now."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from acucheck.model.answers import Agreement
from acucheck.names.found_name import FoundName
from acucheck.names.phrases_in import is_phrase, phrase_positions
from acucheck.names.segments import Segment

if TYPE_CHECKING:
    from acucheck.names.beside import Beside

_NONE = frozenset({"none", "no", "nil", "not"})
"""Words for a no that needs no name behind it."""

_TODAY = "today."
"""How the lines begin of what counts for the last days as well."""


def is_denied_now(beside: Beside, name: FoundName) -> bool:
    """Whether a no at the start of a part says of a name that it is not there now, and nothing may hold it off."""
    if not begins_with_no(beside, name):
        return False
    return is_phrase(beside.words, name.last, beside.part.last, beside.agreeing.of_now)


def ends_in_none_now(beside: Beside, name: FoundName) -> bool:
    """Whether a no and a word of now are all that stands behind a name and its part: "cold sores, none now"."""
    behind = beside.behind
    if behind is None or name.last != beside.part.last or beside.number + 2 < len(beside.line.parts):
        return False
    if any(line.startswith(_TODAY) for line in name.known.concepts):
        return False
    is_no = beside.words[behind.first].bare in _NONE
    return is_no and is_phrase(beside.words, behind.first + 1, behind.last, beside.agreeing.of_now)


def begins_with_no(beside: Beside, name: FoundName) -> bool:
    """Whether a part begins with the no to a name, and nothing in front of that part or behind it is open."""
    if beside.cue_in_front(name) != (Agreement.NOT_SO, beside.part.first):
        return False
    behind, agreeing = beside.behind, beside.agreeing
    if behind is not None and beside.words[behind.first].bare in agreeing.not_by_itself | agreeing.limits:
        return False
    parts = beside.line.parts
    around = [*parts[max(beside.number - 1, 0) : beside.number], *parts[beside.number + 1 :]]
    return not any(beside.opens(part, _looked_at(beside, part)) for part in around)


def _looked_at(beside: Beside, part: Segment) -> AbstractSet[int]:
    """Where the words of a part stand that say when a doctor looked."""
    return phrase_positions(beside.words, range(part.first, part.last), beside.agreeing.looked_at)
