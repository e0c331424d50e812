"""Places that a rule is about: points, regions and hazards."""

from __future__ import annotations

import re

from acucheck.located import Node
from acucheck.located.node import unexpected
from acucheck.model.book import CHANNELS
from acucheck.rulebook.conditions import Scope

_POINT = re.compile(r"(EX-[A-Z]{1,2}|[A-Z]{2})([0-9]{1,3})")
_RANGE = re.compile(rf"{_POINT.pattern} ?(?:to|-) ?{_POINT.pattern}")
_POINTS = {**CHANNELS, "EX-HN": 15, "EX-CA": 1, "EX-B": 9, "EX-UE": 11, "EX-LE": 12}


def decode_places(node: Node, scope: Scope) -> tuple[str, ...]:
    """The points, regions and hazards of a list; `BL11 to BL25` is each point from the first to the last."""
    found: list[str] = []
    for item in node.items():
        found += _points_of_range(item, scope)
    return tuple(found)


def _points_of_range(node: Node, scope: Scope) -> tuple[str, ...]:
    """The points of a range, or the one place that is written here."""
    span = _RANGE.fullmatch(node.text())
    if span is None:
        return (decode_place(node, scope),)
    channel, first, channel_of_last, last = span.groups()
    if channel != channel_of_last:
        node.fail("a range of points lies on one channel, as in 'BL11 to BL25'")
    for number in (first, last):
        _check_point(node, channel, number)
    if int(first) >= int(last):
        node.fail("the first point of a range comes before the last, as in 'BL11 to BL25'")
    numbers = range(int(first), int(last) + 1)
    return tuple(f"{channel}{number}" for number in numbers)


def decode_place(node: Node, scope: Scope) -> str:
    """The point, region or hazard that is written here. Raises InvalidFile for anything else."""
    word = node.text()
    point = _POINT.fullmatch(word)
    if point is not None:
        _check_point(node, *point.groups())
        return word
    upper = word.upper().replace(" ", "")
    point = _POINT.fullmatch(upper)
    if point is not None and point[1] in _POINTS:
        node.fail(f"a point is written in capitals and without a space; did you mean {upper!r}?")
    words = [*scope.concepts["region"], *scope.concepts["hazard"]]
    if word not in words:
        node.fail(f"no point, region or hazard has that name: {unexpected(node, words)}")
    return word


def _check_point(node: Node, channel: str, number: str) -> None:
    if channel not in _POINTS:
        node.fail(f"{channel!r} is not the WHO code of a channel; those are {', '.join(_POINTS)}")
    if number.startswith("0") or int(number) > _POINTS[channel]:
        node.fail(f"{channel} has the points {channel}1 to {channel}{_POINTS[channel]}")
