"""Times in a line of free words: how long ago something was at least.

An inexact time counts as its last possible day and an ambiguous one as its latest reading, because what is recent must
not pass for long over. Relative words count from the day on which the line was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from acucheck.names.setting import Setting
from acucheck.names.time_forms import FORMS, latest_day

_REMEMBERED = 4
"""Lines of which the times are remembered."""


class NamedTime(Struct, frozen=True):
    """A time named in a line. *latest* is the last day it can mean; None when that cannot be told."""

    start: int
    end: int
    latest: date | None
    is_age: bool = False  # told as an age
    has_year: bool = True  # a month alone may be that of another year


_OF_SOME_YEAR = frozenset({"month_of_no_year", "numbered_month_or_day"})
"""The forms whose year is not said."""

_COMPILED = 128
"""Patterns that are kept, one for each set of forms that may be in a line."""


@lru_cache(_COMPILED)
def _time_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Some forms of a time, each in a group of its name, the first that fits before those behind it."""
    groups = [f"(?P<{name}>{FORMS[name].pattern})" for name in names]
    any_form = "|".join(groups)
    return re.compile(rf"(?<!\w)(?:{any_form})(?!\w)", re.IGNORECASE | re.VERBOSE)


@lru_cache(_REMEMBERED)
def all_times(text: str, setting: Setting) -> tuple[NamedTime, ...]:
    """Every time in *text* in order, looked for once while its line is read."""
    return tuple(times(text, setting))


def times(text: str, setting: Setting) -> Iterator[NamedTime]:
    """Every time in *text* in order."""
    plain = text.casefold()
    forms = tuple(name for name, form in FORMS.items() if form.may_be_in(plain))
    if not forms:
        return
    for match in _time_pattern(forms).finditer(text):
        latest = latest_day(match, setting)
        if latest is not None and latest > setting.day:
            latest = None
        is_age = match.lastgroup == "at_age"
        has_year = match.lastgroup not in _OF_SOME_YEAR
        yield NamedTime(match.start(), match.end(), latest, is_age, has_year)
