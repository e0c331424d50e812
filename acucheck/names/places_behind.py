"""Places behind the name of a condition, which say where it is, in words that are not known by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from acucheck.model.answers import MatchStatus, Name, NameKind

_WORD = re.compile(r"\w+")
_WHERE = frozenset({"on", "at", "in", "over", "behind", "under", "below", "above", "around", "near"})
"""Words that lead from a condition to where it is."""


def with_places_behind(
    typed: str, names: Sequence[Name], somewhere: frozenset[str], is_a_place: Callable[[str], bool]
) -> tuple[Name, ...]:
    """The names of the line *typed*, each condition of a line that is *somewhere* with the places behind it."""
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if before is None or not _leads_on(before, name, somewhere) or not is_a_place(_without_where(name.typed)):
            found.append(name)
        else:
            found[-1] = replace(before, typed=_together(typed, before.typed, name.typed))
    return tuple(found)


def _leads_on(before: Name, name: Name, somewhere: frozenset[str]) -> bool:
    """Whether words that are not known may say where the condition *before* them is."""
    if before.kind is not NameKind.CONDITION or before.concepts.isdisjoint(somewhere):
        return False
    if name.taken is not MatchStatus.UNRECOGNISED:
        return False
    return not _WHERE.isdisjoint(_WORD.findall(before.typed.casefold())) or name.typed.casefold().split()[0] in _WHERE


def _without_where(typed: str) -> str:
    """Words without one that leads to a place, as far as it is no part of the name of the place itself."""
    first, _, rest = typed.partition(" ")
    return rest if first.casefold() in _WHERE - {"behind"} else typed


def _together(line: str, first: str, second: str) -> str:
    """Two pieces of a line that follow one another, as they stand in it."""
    start = line.find(first)
    end = line.find(second, start + len(first))
    if start < 0 or end < 0:
        return f"{first}, {second}"
    return line[start : end + len(second)]
