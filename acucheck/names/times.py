"""Times in a line of free words: how long ago something was at least.

An inexact time counts as its last possible day and an ambiguous one as its latest reading, because what is recent must
not pass for long over. Relative words count from the day on which the line was written.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from acucheck.names.setting import Setting

_UNITS = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days in a unit of time, at most."""

_STAGES = {
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

_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


_TO_COME = 10
"""Years: a date in two figures that is so near ahead is one to come."""

_THIS_CENTURY = 30
"""The twenties and those before them, without a century, are of this one."""


class Time(Struct, frozen=True):
    """A time named in a line. *latest* is the last day it can mean; None when that cannot be told."""

    start: int
    end: int
    latest: date | None
    is_age: bool = False  # it is told as an age


@cache
def numbers() -> Mapping[str, int]:
    """Number words up to ninety-nine, and their values."""
    found = {word: value for value, word in enumerate(_NUMBERS, start=1)}
    for tens, word in enumerate(_TENS, start=2):
        found[word] = tens * 10
        for value, unit in enumerate(_NUMBERS[:9], start=1):
            found[f"{word} {unit}"] = found[f"{word}-{unit}"] = tens * 10 + value
    return found


@cache
def _months() -> Mapping[str, int]:
    names = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
    short = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
    return {**names, **short, "sept": 9}


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"\d{{1,3}}|{'|'.join(sorted(numbers(), key=len, reverse=True))}|a|an"
    month = rf"(?:{'|'.join(sorted(_months(), key=len, reverse=True))})\.?"
    year = r"(?:19|20)\d\d"
    about = r"(?:about|around|approximately|approx\.?|circa|c\.|some|roughly|nearly|almost|just over|just under)"
    leads = r"(?:(?:back\s+in|back|in|on|during|round|sometime\s+in)\s+)"
    part = r"(?:early|mid|late|the\s+early|the\s+mid|the\s+late|the\s+end\s+of|the\s+beginning\s+of|the\s+summer\s+of|the\s+spring\s+of|the\s+autumn\s+of|the\s+winter\s+of|summer|spring|autumn|fall|winter)[\s-]+"
    return re.compile(
        rf"(?<!\w)(?:"
        rf"{leads}?(?P<iso>{year}-\d\d?-\d\d?)"
        rf"|{leads}?(?P<first>\d\d?)[./-](?P<second>\d\d?)[./-](?P<short>{year}|\d\d)"
        rf"|{leads}?(?:(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{month})\s*,?\s*(?:of\s+)?(?P<of>{year})"
        rf"|{leads}?(?P<before>{month})\s+\d\d?(?:st|nd|rd|th)?,?\s+(?P<behind>{year})"
        rf"|{leads}?(?P<numbered>\d\d?)/(?P<full>{year})"
        rf"|{leads}?(?:the\s+)?(?:{part})?(?:the\s+)?(?P<decade>(?:19|20)?\d0|{'|'.join(_decades())})'?s?(?<=s)"
        rf"|{leads}?(?:the\s+)?'(?P<decades>\d0)'?s"
        rf"|{leads}?(?P<about>{about}\s+)?(?:{part})?(?P<year>{year})(?:/(?P<next>\d\d))?"
        rf"|{leads}'(?P<tick>\d\d)"
        rf"|(?:(?P<over>over|more\s+than|at\s+least|>|well\s+over)\s*|{about}\s+)?(?P<number>{number})\+?\s*(?:or\s+(?:so|more)\s+)?"
        rf"(?P<unit>year|yr|month|mth|week|wk|day|y|m|w)s?\.?(?:\s+(?:and\s+a\s+half|or\s+so|or\s+more))?\s+(?:ago|back|previously|earlier|before\s+now)"
        rf"|(?P<last>last|this)\s+(?P<span>year|month|week|night|spring|summer|autumn|fall|winter|christmas|easter|monday|tuesday"
        rf"|wednesday|thursday|friday|saturday|sunday)"
        rf"|(?P<recent>today|yesterday|recently|lately|just\s+now|now)"
        rf"|(?:(?:at|at\s+the\s+age\s+of|at\s+age|aged|age|when\s+(?:i|he|she|we|they)\s+(?:was|were)(?:\s+(?:about|only|just|aged))?)\s+)"
        rf"(?P<age>\d{{1,2}}|{'|'.join(sorted(numbers(), key=len, reverse=True))})(?:\s*(?:years?(?:\s+old)?|yrs?(?:\s+old)?|y/?o|yo))?"
        rf"(?!\s*(?:[-\u2013/%]|weeks?|wks?|months?|days?|hours?|minutes?|mins?|o'?clock|am\b|pm\b|noon|midnight|mg|am))(?![\w/])"
        rf"|(?:as|when\s+(?:i|he|she|we|they)\s+(?:was|were))\s+(?:a\s+|an\s+|still\s+a\s+)?(?:small\s+|young\s+|little\s+)?"
        rf"(?P<stage>{'|'.join(_STAGES)})"
        rf"|in\s+(?:my|his|her|their|early\s+|late\s+)?\s*(?P<stretch>childhood|teens|twenties|thirties|forties|fifties|infancy)"
        rf")(?!\w)",
        re.IGNORECASE,
    )


def _decades() -> list[str]:
    return [f"{word[:-1]}ie" for word in _TENS]


def times(text: str, setting: Setting) -> Iterator[Time]:
    """Every time in *text* in order."""
    for match in _pattern().finditer(text):
        latest = _latest(match, setting)
        if latest is not None and latest > setting.day:
            latest = None
        yield Time(match.start(), match.end(), latest, is_age=bool(match["age"]))


def _latest(match: re.Match[str], setting: Setting) -> date | None:
    """The last day that a time can mean; None where that cannot be told."""
    found = match.groupdict()
    try:
        if found["iso"]:
            year, month, day = map(int, found["iso"].split("-"))
            return date(year, month, day)
        if found["short"]:
            return _figures(int(found["first"]), int(found["second"]), _full(found["short"], setting))
        if found["of"]:
            return _in_month(int(found["of"]), _month(found["month"]), found["day"])
        if found["behind"]:
            return _in_month(int(found["behind"]), _month(found["before"]), None)
        if found["full"]:
            return _in_month(int(found["full"]), int(found["numbered"]), None)
    except ValueError:
        return None
    if found["decade"] or found["decades"]:
        return _end_of_decade(found["decade"] or found["decades"])
    if found["year"]:
        return date(int(found["year"]) + bool(found["about"] or found["next"]), 12, 31)
    if found["tick"]:
        return date(_full(found["tick"], setting), 12, 31)
    if found["number"]:
        return _ago(found["number"], found["unit"], setting, at_least=bool(found["over"]))
    if found["age"]:
        return _at_age(_value(found["age"]) + 1, setting)
    if found["stage"]:
        return _at_age(_STAGES[found["stage"].lower()], setting)
    if found["stretch"]:
        return _at_age(_after_stretch(found["stretch"].lower()), setting)
    return setting.day if found["span"] != "year" else _last_year(found["last"], setting)


def _last_year(which: str, setting: Setting) -> date:
    return date(setting.day.year - 1, 12, 31) if which.lower() == "last" else setting.day


def _figures(first: int, second: int, year: int) -> date:
    """The latest of the readings day and month, month and day. Raises ValueError when it is neither."""
    readings = []
    for month, day in ((second, first), (first, second)):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:  # noqa: PLR2004 - months
            readings.append(date(year, month, day))
    return max(readings)


def _full(year: str, setting: Setting) -> int:
    """A year in two figures is the latest that is not to come."""
    if len(year) == 4:  # noqa: PLR2004 - figures
        return int(year)
    full = setting.day.year // 100 * 100 + int(year)
    return full - 100 if full > setting.day.year + _TO_COME else full


def _month(word: str) -> int:
    return _months()[word.lower().rstrip(".")]


def _in_month(year: int, month: int, day: str | None) -> date:
    """That day of a month, or its last. Raises ValueError for a month or day that does not exist."""
    return date(year, month, int(day) if day else calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0)  # noqa: PLR2004


def _end_of_decade(text: str) -> date | None:
    """The end of the 1980s, the 80s or the eighties."""
    words = {f"{word[:-1]}ie": tens * 10 for tens, word in enumerate(_TENS, start=2)}
    value = words.get(text.lower()) or int(text)
    if value < 100:  # noqa: PLR2004 - a decade without its century
        value += 2000 if value < _THIS_CENTURY else 1900
    return date(value + 9, 12, 31)


def _ago(number: str, unit: str, setting: Setting, *, at_least: bool) -> date:
    """So many units before the day of writing, less one where the number may be rounded."""
    count = _value(number) - (not at_least)
    days = next(days for name, days in _UNITS.items() if name.startswith(unit.lower()[0]))
    return setting.day - timedelta(days=count * days)


def _value(word: str) -> int:
    plain = " ".join(word.lower().split())
    if plain.isdecimal():
        return int(plain)
    return numbers().get(plain, 1)


def _after_stretch(word: str) -> int:
    tens = {f"{name[:-1]}ies": (value + 1) * 10 for value, name in enumerate(_TENS, start=2)}
    return {**tens, "teens": 20, "childhood": 18, "infancy": 3}[word]


def _at_age(age: int, setting: Setting) -> date | None:
    """The last day before the person was *age* years old, by the age that they have now."""
    if setting.age is None or setting.age < age:
        return None
    return setting.day - timedelta(days=int((setting.age - age) * 365))
