"""The closed forms: a line understood whole, from the first word to the last, that says why its names do not count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from acucheck.model.answers import CUES, Cue, Use
from acucheck.names.entries import ClosedForm, Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.local_forms import is_local_medicine
from acucheck.names.marked_line import MarkedPart, marked_parts
from acucheck.names.marks import COLON
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.setting import Setting
from acucheck.names.times import NamedTime

MOST_WORDS = 60
"""Words in the longest line that may be a closed form. In a longer one nothing is set aside."""

_DENIES = "denies"
"""The word that a list of what is denied begins with."""


class Closing(Struct, frozen=True):
    """Why a name of a closed form does not count, the time that stands there, and whether it is of blood relatives."""

    use: Use
    time: NamedTime | None = None
    blood: bool = False

    @property
    def cue(self) -> Cue:
        """What the form says of a name that does count."""
        return CUES[self.use]


def closings(line: ParsedLine, lexicon: Lexicon, setting: Setting) -> dict[int, Closing]:
    """Why each name of *line* does not count, by the position of its first word; nothing unless all of it is closed."""
    if len(line.words) > MOST_WORDS or line.text.rstrip().endswith(COLON):
        return {}  # too long, or a heading of a form with nothing behind it
    if is_local_medicine(line, lexicon):
        return {line.names[0].first: Closing(Use.LOCAL)}
    parts = marked_parts(line, lexicon, setting)
    found: dict[int, Closing] = {}
    first = 0
    while first < len(parts):
        last, closed = _longest_closed(parts, first, lexicon)
        if not closed:
            return {}
        found |= closed
        first = last
    return found


def _longest_closed(parts: Sequence[MarkedPart], first: int, lexicon: Lexicon) -> tuple[int, dict[int, Closing]]:
    """The most parts from *first* on that together are one closed form, and what it makes of their names."""
    for last in range(_last_that_may_join(parts, first), first, -1):
        closed = _closed_together(parts[first:last], lexicon)
        if closed:
            return last, closed
    return first, {}


def _closed_together(parts: Sequence[MarkedPart], lexicon: Lexicon) -> dict[int, Closing]:
    """What some parts make of their names when together they are one closed form; nothing when they are none."""
    names: list[FoundName] = []
    times: list[NamedTime] = []
    for part in parts:
        names += part.names
        times += part.times
    if not names:
        return {}
    form = _form(_joined_parts(parts), names, lexicon)
    if form is None:
        return {}
    closing = Closing(form.use, _latest(times), blood=any(part.blood for part in parts))
    return {name.first: closing for name in names}


def _joined_parts(parts: Sequence[MarkedPart]) -> list[str]:
    """Some parts as one marked line, each but the last with the mark of what keeps it apart from the next."""
    *first, last = parts
    joined: list[str] = []
    for part in first:
        joined += [*part.marks, part.behind]
    return joined + last.marks


def _last_that_may_join(parts: Sequence[MarkedPart], first: int) -> int:
    """Up to which part what *first* says may hold; where `denies` is said anew for each, it holds for its own part."""
    denying = [part for part in parts if _DENIES in part.marks]
    if len(denying) > 1:
        return first + 1
    return len(parts)


def _latest(found: Sequence[NamedTime]) -> NamedTime | None:
    """The latest of some times; one of which that cannot be told is later than any."""
    return max(found, key=_last_day, default=None)


def _last_day(time: NamedTime) -> date:
    """The last day that a time can mean, as far as it can be told."""
    return time.latest or date.max


def _form(marks: Sequence[str], names: Sequence[FoundName], lexicon: Lexicon) -> ClosedForm | None:
    """The closed form that marked words are, with their colons or without, about names of one kind."""
    kinds = {name.kind for name in names}
    without_colons = [mark for mark in marks if mark != COLON]
    for form in lexicon.closed:
        if kinds == {form.kind} and (form.lines.accepts(marks) or form.lines.accepts(without_colons)):
            return form
    return None
