"""A day as people and spreadsheets write it."""

from __future__ import annotations

import re
from datetime import date

from acucheck.answers.plain_text import plain
from acucheck.names.latest_days import MONTHS

_YEAR_FIRST = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAY_FIRST = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_EITHER_FIRST = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_NAMED_MONTH = r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,? (\d{4})"
_MONTH_FIRST = r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
_LAST_MONTH = 12


def written_day(text: str) -> date | None:
    """The day that *text* is; None when it is none, or can be two: 3/4/2026 is one in March and one in April."""
    text = plain(text)
    try:
        if match := re.fullmatch(_YEAR_FIRST, text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(_DAY_FIRST, text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := re.fullmatch(_EITHER_FIRST, text):
            return _either_first(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(_NAMED_MONTH, text):
            return date(int(match[3]), _month(match[2]), int(match[1]))
        if match := re.fullmatch(_MONTH_FIRST, text):
            return date(int(match[3]), _month(match[1]), int(match[2]))
    except ValueError:
        return None
    return None


def _month(name: str) -> int:
    """The number of a month; 0, which no date has, for any other word."""
    return MONTHS.get(name, 0)


def _either_first(first: int, second: int, year: int) -> date | None:
    if first == second or second > _LAST_MONTH:
        return date(year, first, second)
    if first > _LAST_MONTH:
        return date(year, second, first)
    return None
