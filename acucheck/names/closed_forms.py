"""The closed forms: a line understood whole, from the first word to the last, that says why its names do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from acucheck.model.answers import Cue, NameKind, Use
from acucheck.names.context import kin_at, without_s
from acucheck.names.entries import ClosedForm, Lexicon
from acucheck.names.line import Gap, Kind
from acucheck.names.parsed_line import LONGEST_LOCAL, ParsedLine
from acucheck.names.scanner import Found
from acucheck.names.setting import Setting
from acucheck.names.spelling import key
from acucheck.names.templates import APART, COLON, DOSE, JOINT, KIN, KINS, NAME, TIME
from acucheck.names.times import NamedTime, times

MOST_WORDS = 60
"""Words in the longest line that may be a closed form. In a longer one nothing is set aside."""

_COLON = re.compile(r":|\(|\s[-\u2013\u2014](?=\s)|-$")
"""What sets a word apart from the one before it, as in 'warfarin: no'."""

_UNKNOWN_TIME = "<some time>"


_CUES = {
    Use.PAST: Cue.PAST,
    Use.STOPPED: Cue.STOPPED,
    Use.SOMEONE_ELSE: Cue.SOMEONE_ELSE,
    Use.NOT_TAKEN: Cue.NEGATED,
    Use.ALLERGY: Cue.ALLERGY,
    Use.LOCAL: Cue.LOCAL,
}


class Closing(Struct, frozen=True):
    """Why a name of a closed form does not count, the time that stands there, and whether it is about blood relatives."""

    use: Use
    time: NamedTime | None = None
    blood: bool = False

    @property
    def cue(self) -> Cue:
        """What the form says of a name that does count."""
        return _CUES[self.use]


class _Part(Struct):
    """Marked words between two things that keep apart, with the names and times among them."""

    marked: str
    names: list[Found]
    times: list[NamedTime]
    blood: bool


def closings(line: ParsedLine, lexicon: Lexicon, setting: Setting) -> dict[int, Closing]:
    """Why each name of *line* does not count, by the position of its first word; nothing unless all of it is closed."""
    if len(line.words) > MOST_WORDS:
        return {}
    local = _local_form(line, lexicon)
    if local:
        return local
    parts = list(_parts(line, lexicon, list(times(line.text, setting))))
    found: dict[int, Closing] = {}
    first = 0
    while first < len(parts):
        last, closed = _longest_closed(parts, first, lexicon)
        if not closed:
            return {}
        found |= closed
        first = last
    return found


def _local_form(line: ParsedLine, lexicon: Lexicon) -> dict[int, Closing]:
    """The closing of a medicine alone with words for a form that acts only where it is put, a dose and how often."""
    if len(line.names) != 1 or line.names[0].kind is not NameKind.MEDICINE:
        return {}
    name = line.names[0]
    if any(word.plain in lexicon.forms for word in line.words[name.first : name.last]):
        return {}  # such as capsules, which are for the whole body
    local = set[int]()
    routes = set[str]()
    for position in range(len(line.words)):
        for length in range(LONGEST_LOCAL, 0, -1):
            words = range(position, min(position + length, len(line.words)))
            phrase = " ".join(line.words[each].plain for each in words)
            if phrase in lexicon.local and not set(words) & set(range(name.first, name.last)):
                local |= set(words)
                routes.add(lexicon.local[phrase])
    spellings = {name.spelling, *(key(reading.name) for reading in name.known.readings)}
    known = any(not spellings.isdisjoint(lexicon.local_medicines.get(route, ())) for route in routes)
    rest = [
        word
        for position, word in enumerate(line.words)
        if position not in local and not name.first <= position < name.last
    ]
    plain = all(
        word.kind in {Kind.DOSE, Kind.NUMBER} or (word.plain in lexicon.often and word.plain not in lexicon.forms)
        for word in rest
    )
    return {name.first: Closing(Use.LOCAL)} if known and plain else {}


def _longest_closed(parts: Sequence[_Part], first: int, lexicon: Lexicon) -> tuple[int, dict[int, Closing]]:
    """The most parts from *first* on that together are one closed form, and what it makes of their names."""
    for last in range(len(parts), first, -1):
        some = parts[first:last]
        names = [name for part in some for name in part.names]
        form = _form(f"{APART} ".join(part.marked for part in some), names, lexicon) if names else None
        if form is not None:
            when = [time for part in some for time in part.times]
            blood = form.family or any(part.blood for part in some)
            closing = Closing(form.use, _last(when), blood)
            return last, {name.first: closing for name in names}
    return first, {}


def _last(found: Sequence[NamedTime]) -> NamedTime | None:
    """The latest of some times; one of which that cannot be told is later than any."""
    return max(found, key=lambda time: (time.latest is None, time.latest or date.min), default=None)


def _form(marked: str, names: Sequence[Found], lexicon: Lexicon) -> ClosedForm | None:
    """The closed form that marked words are, about names of one kind."""
    kinds = {name.kind for name in names}
    plain = marked.replace(f"{COLON} ", "")
    for form in lexicon.closed:
        pattern = _compiled(form.pattern) if form.kind is None or kinds == {form.kind} else None
        if pattern is not None and (pattern.fullmatch(marked) or pattern.fullmatch(plain)):
            return form
    return None


@lru_cache(64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _parts(line: ParsedLine, lexicon: Lexicon, found: list[NamedTime]) -> Iterator[_Part]:
    """The line in parts, its names, times, doses and kin marked."""
    names = {name.first: name for name in line.names}
    part = _Part("", [], [], blood=False)
    position = 0
    while position < len(line.words):
        word = line.words[position]
        if word.gap is Gap.APART and part.marked:
            yield part
            part = _Part("", [], [], blood=False)
        elif word.gap is Gap.JOINT and part.marked:
            part.marked += f"{JOINT} "
        position += _mark(part, position, line, names, found, lexicon)
    yield part


def _mark(
    part: _Part, position: int, line: ParsedLine, names: dict[int, Found], found: list[NamedTime], lexicon: Lexicon
) -> int:
    """Adds the marked word or words at a position, and tells how many those are."""
    word = line.words[position]
    before = line.text[line.words[position - 1].end : word.start] if position else ""
    if part.marked and _COLON.search(before):
        part.marked += f"{COLON} "
    if position in names:
        name = names[position]
        part.marked += f"{NAME} "
        part.names.append(name)
        return name.last - name.first
    time = next((time for time in found if time.start <= word.start < time.end), None)
    if time is not None:
        found.remove(time)
        part.times.append(time)
        part.marked += f"{TIME} " if time.latest is not None else f"{_UNKNOWN_TIME} "
        return sum(time.start <= each.start < time.end for each in line.words[position:])
    length = kin_at(line.words, position, lexicon)
    if length:
        phrase = " ".join(each.plain for each in line.words[position : position + length])
        part.blood = part.blood or lexicon.kin[phrase if phrase in lexicon.kin else without_s(phrase)]
        part.marked += f"{KIN} " if phrase in lexicon.kin else f"{KINS} "
        return length
    part.marked += f"{DOSE} " if word.kind is Kind.DOSE else f"{word.bare} "
    return 1
