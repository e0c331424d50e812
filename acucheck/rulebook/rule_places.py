"""Places that a rule is about: points, regions and hazards."""

from __future__ import annotations

import re

from acucheck.located import Node
from acucheck.located.node import did_you_mean, unexpected
from acucheck.model.book import CHANNELS
from acucheck.rulebook.conditions import Scope

_POINT = re.compile(r"(EX-[A-Z]{1,2}|[A-Z]{2})([0-9]{1,3})")
_POINTS = {**CHANNELS, "EX-HN": 15, "EX-CA": 1, "EX-B": 9, "EX-UE": 11, "EX-LE": 12}


def place(node: Node, scope: Scope) -> str:
    """The point, region or hazard that is written here."""
    word = node.text()
    if match := _POINT.fullmatch(word):
        _check_point(node, match[1], match[2])
        return word
    words = [*scope.concepts["region"], *scope.concepts["hazard"]]
    if word not in words:
        node.fail(f"no point, region or hazard has that name: {unexpected(node, words)}")
    return word


def _check_point(node: Node, channel: str, number: str) -> None:
    if channel not in _POINTS:
        node.fail(f"{channel!r} is not a channel{did_you_mean(channel, list(_POINTS))}")
    if number.startswith("0") or int(number) > _POINTS[channel]:
        node.fail(f"{channel} has the points {channel}1 to {channel}{_POINTS[channel]}")
