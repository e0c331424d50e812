"""The last day that a time can mean, for each of the forms in which one is written.

Each function reads the groups of a match of its form. It gives None for a day that cannot be told, and raises
ValueError for one that does not exist.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from acucheck.names.number_words import decades, numbers
from acucheck.names.setting import Setting

_UNITS = {"d": 1, "w": 7, "m": 31, "y": 366}
"""The first letter of a unit of time -> its days, at most."""

STAGES = {
    "baby": 3,
    "infant": 3,
    "toddler": 4,
    "child": 18,
    "kid": 18,
    "boy": 18,
    "girl": 18,
    "youngster": 18,
    "teenager": 20,
}
"""Words for a stage of life -> the age in years by which it is certainly over."""

SPANS = {
    **dict.fromkeys(["años", "anos", "ans", "anni", "jahren", "jaar", "år", "lat"], _UNITS["y"]),
    **dict.fromkeys(["meses", "mois", "mesi", "monaten", "maanden", "månader", "miesięcy"], _UNITS["m"]),
    **dict.fromkeys(["semanas", "semaines", "settimane", "wochen", "weken", "veckor", "tygodni"], _UNITS["w"]),
}
"""Units of time in other languages, by which something was so long ago -> their days, at most."""

_STRETCHES = {"infancy": 3, "childhood": 18, "teens": 20}
"""Words for a stretch of life -> the age in years by which it is certainly over; decades come beside them."""

_THIS_CENTURY = 30
"""The twenties and those before them, without a century, are of this one."""

MONTHS = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
"""Names of months in small letters, and their numbers."""

_CHRISTMAS = ("christmas", "xmas", "chrissie")

_LAST_MONTH = 12

_TO_COME = 10
"""Years: a date in two figures that is so near ahead is one to come."""


# A day or a month of a year


def iso_day(match: re.Match[str], _: Setting) -> date:
    year = int(match["iso_year"])
    month = int(match["iso_month"])
    return date(year, month, int(match["iso_date"]))


def day_in_figures(match: re.Match[str], setting: Setting) -> date:
    """The latest of the readings day and month, month and day. Raises ValueError when it is neither."""
    first, second = int(match["first"]), int(match["second"])
    year = _full_year(match["figures_year"], setting)
    readings: list[date] = []
    for month, day in ((second, first), (first, second)):
        if _is_day(year, month, day):
            readings.append(date(year, month, day))
    return max(readings)


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= _LAST_MONTH and 1 <= day <= _days_of(year, month)


def day_of_month(match: re.Match[str], _: Setting) -> date:
    year = int(match["day_year"])
    month = _month_number(match["day_month"])
    if match["day"]:
        return date(year, month, int(match["day"]))
    return _end_of_month(year, month)


def month_and_day(match: re.Match[str], _: Setting) -> date:
    """The end of the month, whatever day of it stands there."""
    return _end_of_month(int(match["month_year"]), _month_number(match["month"]))


def month_of_no_year(match: re.Match[str], setting: Setting) -> date:
    """The last day of a month, or a day of it, in the year of writing; one to come where it has not begun."""
    year = setting.day.year
    month = _month_number(match["lone_month"])
    day = match["lone_day"] or match["lone_day_behind"]
    if day:
        return date(year, month, int(day))
    end = _end_of_month(year, month)
    has_begun = date(year, month, 1) <= setting.day
    if has_begun:
        return min(end, setting.day)
    return end


def numbered_month(match: re.Match[str], _: Setting) -> date:
    year = int(match["number_year"])
    month = int(match["number_month"])
    return _end_of_month(year, month)


def numbered_month_or_day(match: re.Match[str], setting: Setting) -> date | None:
    """The later of the two days that 3/25 can mean before the day of writing: March of 2025, or 25 March."""
    month, figure = int(match["month_in_figures"]), int(match["year_or_day"])
    of_year = _end_of_month(_full_year(match["year_or_day"], setting), month)
    of_day = date(setting.day.year, month, figure)
    if of_day > setting.day:
        of_day = date(setting.day.year - 1, month, figure)
    if of_year > setting.day:
        return None
    return max(of_year, of_day)


def _full_year(year: str, setting: Setting) -> int:
    """A year in two figures: the latest that is not to come, unless it is so near ahead that it may be one to come."""
    if len(year) > len("98"):
        return int(year)
    this_century = setting.day.year // 100 * 100
    full_year = this_century + int(year)
    if full_year > setting.day.year + _TO_COME:
        return full_year - 100
    return full_year


def _month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _end_of_month(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError when there is no such month."""
    return date(year, month, _days_of(year, month))


def _days_of(year: int, month: int) -> int:
    """The days of a month. Raises ValueError when there is no such month."""
    return calendar.monthrange(year, month)[1]


# A year or a decade


def end_of_decade(match: re.Match[str], _: Setting) -> date:
    """The end of the 1980s, the 80s, the '80s or the eighties."""
    text = (match["decade"] or match["short_decade"]).lower()
    begins = _first_of_decade(text)
    if begins < _THIS_CENTURY:  # a decade without its century
        begins += 2000
    elif begins < 100:  # noqa: PLR2004 - likewise
        begins += 1900
    return date(begins + 9, 12, 31)


def _first_of_decade(text: str) -> int:
    """The number that a decade in figures or in words begins with."""
    if text.isalpha():
        return decades()[f"{text}s"]
    return int(text)


def end_of_year(match: re.Match[str], _: Setting) -> date:
    """The end of a year, and of the next where the year is about that or runs into the next."""
    year = int(match["year"])
    if match["about"] or match["next"]:
        year += 1
    return date(year, 12, 31)


def end_of_short_year(match: re.Match[str], setting: Setting) -> date:
    year = _full_year(match["short_year"], setting)
    return date(year, 12, 31)


# Counted from the day of writing


def ago(match: re.Match[str], setting: Setting) -> date:
    """So many units before the day of writing, less one where the number may be rounded."""
    count = _number_value(match["number"])
    if not match["at_least"]:
        count -= 1
    first_letter = match["unit"][0].lower()
    return setting.day - timedelta(days=count * _UNITS[first_letter])


def last_or_this(match: re.Match[str], setting: Setting) -> date:
    """The end of last year, or of that of a Christmas which is past; of anything else the day of writing."""
    if match["which"].lower() == "this":
        return setting.day
    span = match["span"].lower()
    is_past = span in _CHRISTMAS and setting.day < date(setting.day.year, 12, 24)
    if is_past or span in {"year", "yr"}:
        return date(setting.day.year - 1, 12, 31)
    return setting.day


def ago_abroad(match: re.Match[str], setting: Setting) -> date:
    """The same in another language, in years, months or weeks.

    Spanish tells so as well how long something has lasted: there only years count, and not with "que".
    """
    count = match["count_behind"] or match["count_before"]
    span = match["span_behind"] or match["span_before"]
    return setting.day - timedelta(days=(int(count) - 1) * SPANS[span.lower()])


def day_of_writing(_: re.Match[str], setting: Setting) -> date:
    return setting.day


def _number_value(word: str) -> int:
    """The value of a number in figures or words; `a` and `an` are one."""
    plain = " ".join(word.lower().split())
    if plain.isdecimal():
        return int(plain)
    return numbers().get(plain, 1)


# Counted from the age of the person


def at_age(match: re.Match[str], setting: Setting) -> date | None:
    age = _number_value(match["age"])
    return _before_age(age + 1, setting)


def as_child(match: re.Match[str], setting: Setting) -> date | None:
    stage = match["stage"].lower()
    return _before_age(STAGES[stage], setting)


def as_child_abroad(_: re.Match[str], setting: Setting) -> date | None:
    return _before_age(STAGES["child"], setting)


def in_own_decade(match: re.Match[str], setting: Setting) -> date | None:
    return _before_age(int(match["own_decade"]) + 10, setting)


def in_stretch(match: re.Match[str], setting: Setting) -> date | None:
    stretch = match["stretch"].lower()
    if stretch in _STRETCHES:
        return _before_age(_STRETCHES[stretch], setting)
    return _before_age(decades()[stretch] + 10, setting)


def _before_age(age: int, setting: Setting) -> date | None:
    """The last day before the person was *age* years old, by the age that they have now."""
    if setting.age is None or setting.age < age:
        return None
    days = int((setting.age - age) * 365)
    return setting.day - timedelta(days=days)
