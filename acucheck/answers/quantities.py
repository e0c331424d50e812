"""Numbers as answers: in the unit of their question, or weeks of a pregnancy."""

from __future__ import annotations

import math
import re
from datetime import date

from acucheck.answers import fixed_words
from acucheck.answers.plain_text import one_line, plain
from acucheck.located import Node
from acucheck.model.answers import NoSuchWeek, Quantity
from acucheck.model.book import Question

_NUMBER = r"([+-]?\d+)(?:\.(\d+)|,(\d{1,2}))?"
YEARS = "years"
"""The unit of an age."""

_UNITS = {YEARS: r"(?: ?(?:years?|yrs?|y|yo|y\.o)(?:[ -]old)?)?"}
"""How the unit of a question is written behind its number, where it is written at all."""

_WEEKS = (
    r"(?P<whole>\d{1,2})(?:\.0+)?(?: ?(?:weeks?|wks?|w))?(?: ?\+ ?(?P<and>[0-6])(?: ?(?:weeks?|wks?|w|days?|d))?)?"
    r"|(?P<weeks>\d{1,2}) ?(?:weeks?|wks?|w),?(?: and)? ?(?P<days>[0-6]) ?(?:days?|d)"
)
_FULL_TERM = 280
"""Days of gestation at the due date: 40 weeks."""
_FIRST_DAY = 7
_LAST_DAY = 42 * 7 + 6
"""Days of gestation that can be right: from 1 week to the end of week 42."""


def read_quantity(question: Question, node: Node) -> Quantity:
    """A number in the unit of *question*, which may stand behind it. Raises InvalidFile."""
    typed = one_line(node)
    number = _number_with_unit(typed, question.unit)
    if not math.isfinite(number):
        example = (question.low + question.high) // 2
        node.fail(f"expected a number, not this; write {question.unit} as in '{question.id}: {example:g}'")
    if not question.low <= number <= question.high:
        node.fail(f"expected {question.unit} from {question.low:g} to {question.high:g}")
    return Quantity(typed, number)


def _number_with_unit(typed: str, unit: str) -> float:
    """The number that *typed* is, with its unit or without; infinite when it is none."""
    if typed.isdecimal():
        return float(typed)
    match = re.fullmatch(_NUMBER + _UNITS.get(unit, ""), plain(typed))
    if match is None:
        return math.inf
    return float(f"{match[1]}.{match[2] or match[3] or 0}")


def read_gestation(node: Node, day: date) -> Quantity | NoSuchWeek:
    """The days of a pregnancy on the *day* on which this was answered. Raises InvalidFile."""
    typed = one_line(node)
    written = plain(typed)
    if written.startswith(fixed_words.DUE):
        days = _FULL_TERM - (_due(node, written) - day).days
    elif match := re.fullmatch(_WEEKS, written):
        weeks = int(match["whole"] or match["weeks"])
        days = 7 * weeks + int(match["and"] or match["days"] or 0)
    else:
        node.fail("write weeks as 24 or 24+3, or the due date as 'due 2027-05-01'")
    return days_of_gestation(typed, days)


def days_of_gestation(typed: str, days: int) -> Quantity | NoSuchWeek:
    """So many days of gestation, written as *typed*."""
    if _FIRST_DAY <= days <= _LAST_DAY:
        return Quantity(typed, days)
    return NoSuchWeek(typed, days > _LAST_DAY)


def _due(node: Node, written: str) -> date:
    from acucheck.answers.days import written_day  # most files have no due date

    day = written_day(written[len(fixed_words.DUE) :])
    if day is None:
        node.fail("write the due date as 'due 2027-05-01': year, month, day")
    return day
