"""A no of a time until today: "no clot since 2024", "no rash for 3 years", "no recent falls", "no current rash"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from acucheck.model.answers import Agreeing, Agreement
from acucheck.names.beside import Beside
from acucheck.names.found_name import FoundName
from acucheck.names.line import Gap, LineWord, WordKind
from acucheck.names.no_of_now import begins_with_no
from acucheck.names.number_words import numbers
from acucheck.names.segments import EITHER
from acucheck.names.setting import Setting
from acucheck.names.times import all_times

if TYPE_CHECKING:
    from acucheck.names.policy import Policy

_SINCE = frozenset({"since", "seit", "depuis", "desde"})
"""Words between what was not there and the time from which on."""

_TIMES = (WordKind.DATE, WordKind.NUMBER)
"""What a time is made of in figures."""

_FOR = frozenset({"for", "in", "over"})
"""Words between what was not there and how long."""

_LAST = frozenset({"the", "last", "past", "about", "nearly", "almost", "over", "a"})
"""Words beside a length of time that ends today."""

_UNITS: Mapping[str, int] = {
    **dict.fromkeys(("year", "years", "yr", "yrs", "y"), 365),
    **dict.fromkeys(("month", "months", "mth", "mths"), 30),
}
"""How many days a unit of time has."""

_SPANS: Mapping[str, int] = {
    **dict.fromkeys(("lately", "recently", "of late"), 28),
    **dict.fromkeys(("for months", "in months", "for ages", "in ages", "for a long time", "in a long time"), 60),
    **dict.fromkeys(("for years", "in years", "for many years", "in many years"), 2 * 365),
}
"""Words for a time until today, and how many days it has at least. A judgement."""


_IN_FRONT: Mapping[str, int] = {
    **dict.fromkeys(("current", "active", "acute", "ongoing", "present"), 1),
    **dict.fromkeys(("recent", "new"), 28),
}
"""Words between a no and a name by which it is a no of some days until today, and how many these are. A judgement."""

_NEW = "new"


def left_by_a_no(beside: Beside, name: FoundName, setting: Setting, policy: Policy) -> Agreeing | None:
    """How a no that ends in a time agrees with a no of the person, and what is left of a name by that time.

    None where there is no such time, or where it takes nothing from the name.
    """
    latest = _day_before(beside, name, setting)
    if latest is None:
        return None
    is_new = beside.words[name.first - 1].bare == _NEW
    left = policy.left_by_a_no(name.known.readings, name.spelling, latest, setting.day, of_states=not is_new)
    return None if left == name.known.readings else Agreeing(Agreement.NOT_SO, left)


def _day_before(beside: Beside, name: FoundName, setting: Setting) -> date | None:
    """The last day on which a condition may have been there."""
    behind = beside.words[name.last : beside.part.last]
    if not behind:
        return _day_before_one_of_now(beside, name, setting)
    if not begins_with_no(beside, name):
        return None
    if behind[0].bare in _SINCE:
        return _day_of(behind[1:], beside, setting)
    days = _SPANS.get(" ".join(word.bare for word in behind)) or _days_in(behind)
    return None if days is None else setting.day - timedelta(days=days)


def _day_before_one_of_now(beside: Beside, name: FoundName, setting: Setting) -> date | None:
    """The same where a word in front says that it is about now; "no new headaches" may have old ones."""
    if name.first == beside.part.first:
        other = _other_of_the_same_no(beside)
        return None if other is None else _day_before_one_of_now(*other, setting)
    word = beside.words[name.first - 1].bare
    days = _IN_FRONT.get(word)
    if days is None or not begins_with_no(beside, replace(name, first=name.first - 1)):
        return None
    return setting.day - timedelta(days=days)


def _other_of_the_same_no(beside: Beside) -> tuple[Beside, FoundName] | None:
    """The name that an "or" or a stroke joins to a part that is one name, and what stands beside it."""
    before = beside.before
    if before is None or not before.names or before.names[-1].last != before.last:
        return None
    between = [word.plain for word in beside.words[before.last : beside.part.first]]
    is_or = len(between) == 1 and between[0] in EITHER
    is_stroke = not between and beside.words[beside.part.first].gap is Gap.JOINT
    if not is_or and not is_stroke:
        return None
    return Beside(beside.line, beside.number - 1, beside.agreeing), before.names[-1]


def _day_of(behind: Sequence[LineWord], beside: Beside, setting: Setting) -> date | None:
    """The last day that some words can mean that are a time and nothing else."""
    if not behind or not all(word.kind in _TIMES for word in behind):
        return None
    times = all_times(beside.line.text, setting)
    found = [time.latest for time in times if behind[0].start <= time.start < behind[-1].end]
    return found[0] if len(found) == 1 else None


def _days_in(behind: Sequence[LineWord]) -> int | None:
    """How many days a number of months or years has, or the last one, with "for" or "in" before it."""
    first, *rest = [word.bare for word in behind]
    words = [word for word in rest if word not in _LAST]
    if first not in _FOR or not words or words[-1] not in _UNITS:
        return None
    if len(words) == 1 and len(rest) > 1:
        return _UNITS[words[0]]
    count = _count(" ".join(words[:-1]))
    return None if count is None else count * _UNITS[words[-1]]


def _count(words: str) -> int | None:
    return int(words) if words.isdecimal() else numbers().get(words)
