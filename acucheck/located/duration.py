"""Lengths of time as a rule author writes them: `2 weeks`, `3 months`, `5 years`."""

from __future__ import annotations

import re

from acucheck.located.node import Node

_TIME = r"(\d{1,3}) (day|week|month|year)s?"
"""Compiled when it is needed: few of the files that people write have one."""

_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
"""At most: what is recent must not pass for over."""


def days(node: Node) -> int:
    """The days in a length of time, at most. Raises InvalidFile for anything but a number and a unit."""
    match = re.fullmatch(_TIME, node.text())
    if match is None:
        node.fail("write a length of time as '2 weeks', '3 months' or '5 years'")
    return int(match[1]) * _DAYS[match[2]]
