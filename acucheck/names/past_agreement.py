"""What is left of a condition by a time beside it that is certainly long over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from acucheck.model.answers import Agreeing, Agreement
from acucheck.names.beside import FIGURES, Beside
from acucheck.names.found_name import FoundName
from acucheck.names.latest_days import STAGES
from acucheck.names.line import LineWord
from acucheck.names.phrases_in import phrase_positions
from acucheck.names.segments import Segment
from acucheck.names.setting import Setting
from acucheck.names.times import NamedTime, all_times

if TYPE_CHECKING:
    from acucheck.names.policy import Policy

_LONG_AGO = timedelta(days=2 * 366)
"""How long ago "years ago" is at least."""

_OF_LATE = timedelta(days=92)
"""Up to how long ago a time is one of now."""

_GROWN_UP = 25
"""The age in years from which a time at school or as a student is long ago."""


_STAYING = ("hemipar", "hemipleg", "aphasi", "dysphasi", "dysarthri")
"""How names of signs begin that are those of a finding, and not of what is seen to come on."""

_PASSING = ("tia", "transient", "mini", "warning")
"""How names of an attack begin of which nothing stays."""

_ARTICLES = frozenset({"a", "an"})

_OF_LIFE = frozenset({*STAGES, "student", "pupil", "apprentice"})
"""Words for what somebody was at the time."""


def what_time_leaves(beside: Beside, name: FoundName, setting: Setting, policy: Policy) -> Agreeing | None:
    """What of a name the time beside it does not end; None where it ends nothing, or there is no such time.

    Of a sign of danger something may be left; any other name that counts for the past as well counts in full.
    """
    if not policy.may_be_over(name.known.concepts, name.spelling):
        return None
    latest = _latest_day(beside, name, setting) or _day_of_what_left_it(beside, name, setting, policy)
    if latest is None:
        return None
    left = policy.readings_left(name.known.readings, name.spelling, latest, setting.day)
    if left == name.known.readings or (left and not policy.is_of_today(name.known.concepts)):
        return None
    return Agreeing(Agreement.PAST, left)


def _latest_day(beside: Beside, name: FoundName, setting: Setting) -> date | None:
    """The last day that a time in the part of a name, or in a next part without a name, can mean."""
    found: list[date] = []
    if _is_of_late(beside, setting):
        return None
    for time in _times(beside, setting):
        if _is_of_something_else(time, beside, name):
            continue
        if time.latest is None:
            return None
        found.append(time.latest)
    if not found and _is_long_ago(beside, setting):
        found.append(setting.day - _LONG_AGO)
    return max(found, default=None)


def _day_of_what_left_it(beside: Beside, name: FoundName, setting: Setting, policy: Policy) -> date | None:
    """The last day that an illness in front can mean, of which a sign is what stayed: "stroke in 2024, aphasia".

    Nothing stayed of it for certain where the sign has a time of its own, or the line a word of now or of doubt.
    """
    if not name.spelling.startswith(_STAYING) and not _is_weak_side(name):
        return None
    if any(not _is_of_something_else(time, beside, name) for time in _times(beside, setting)):
        return None
    if any(map(beside.opens, beside.line.parts)):
        return None
    for number in reversed(range(beside.number + 1)):
        for other in beside.line.parts[number].names:
            concepts = other.known.concepts
            is_of_both = not policy.is_of_today(concepts) and frozenset() < concepts < name.known.concepts
            if is_of_both and other.first < name.first and not other.spelling.startswith(_PASSING):
                return _latest_day(Beside(beside.line, number, beside.agreeing), other, setting)
    return None


def _is_weak_side(name: FoundName) -> bool:
    """Whether a name is that of a weak side or limb, which may be what a stroke left."""
    return "weak" in name.spelling and name.known.ask


def _is_of_late(beside: Beside, setting: Setting) -> bool:
    """Whether a time of the last months stands in the part of a name or next to it."""
    parts = [part for part in (beside.before, beside.part, beside.behind) if part is not None]
    start, end = beside.words[parts[0].first].start, beside.words[parts[-1].last - 1].end
    settled = beside.settled_starts
    times = [
        time for time in all_times(beside.line.text, setting) if start <= time.start < end and time.start not in settled
    ]
    return any(time.latest is not None and time.latest + _OF_LATE > setting.day for time in times)


def _times(beside: Beside, setting: Setting) -> Iterator[NamedTime]:
    """Every time that begins in the part or in a next one without a name."""
    for part in _parts(beside):
        start = beside.words[part.first].start
        end = beside.words[part.last - 1].end
        for time in all_times(beside.line.text, setting):
            if start <= time.start < end and time.start not in beside.settled_starts:
                yield time


def _parts(beside: Beside) -> Iterator[Segment]:
    """The part, and the next one where that names nothing, or says no more than that it is over."""
    yield beside.part
    behind = beside.behind
    if behind is None:
        return
    words = beside.words[behind.first : behind.last]
    over = beside.agreeing.well | beside.agreeing.linking
    if not behind.names or all(word.bare in over or word.kind in FIGURES for word in words):
        yield behind


def _is_of_something_else(time: NamedTime, beside: Beside, name: FoundName) -> bool:
    """Whether another name stands before a time, or a word such as "after" between a name and its time.

    In "sepsis in 2012 from a burst appendix" that word joins the second name to the time of the first.
    """
    words = beside.words
    others = [other for other in beside.part.names if other.spelling not in _OF_LIFE]
    before_time = [other for other in others if words[other.last - 1].end <= time.start]
    if words[name.first].start >= time.end:
        between = [word for word in words[: name.first] if time.end <= word.start]
        return bool(before_time) and not _has_cause(between, beside)
    if before_time and before_time[-1] is not name:
        return True
    between = [word for word in words[name.last :] if word.start < time.start]
    return _has_cause(between, beside)


def _has_cause(between: Sequence[LineWord], beside: Beside) -> bool:
    """Whether a word among some joins what stands behind it; "as" before a time of life does not."""
    bare = [word.bare for word in between if word.bare not in _ARTICLES]
    return any(
        word in beside.agreeing.by_cause and not (word == "as" and _OF_LIFE.issuperset(bare[at + 1 : at + 2]))
        for at, word in enumerate(bare)
    )


def _is_long_ago(beside: Beside, setting: Setting) -> bool:
    """Whether a time is told in no figure, and is long ago for somebody of that age."""
    if setting.age is None or setting.age < _GROWN_UP:
        return False
    agreeing = beside.agreeing
    for part in _parts(beside):
        positions = range(part.first, part.last)
        if phrase_positions(beside.words, positions, agreeing.long_ago):
            return True
        if phrase_positions(beside.words, positions, agreeing.long_ago_if_well):
            return _is_well(beside)
    return False


def _is_well(beside: Beside) -> bool:
    """Whether a word in the part or in the next says that it healed."""
    for part in _parts(beside):
        for position in range(part.first, part.last):
            if beside.begins_no(position):
                break  # such as "never healed"
            if beside.words[position].bare in beside.agreeing.well:
                return True
    return False
