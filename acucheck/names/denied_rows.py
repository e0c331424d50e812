"""Rows that one no begins, such as "no diabetes, epilepsy or heart disease": it is a no to each name of the row.

"No asthma, diabetes" may be a no and then an illness, and "no appetite, weight loss" is two complaints. A row is of
three names at least, or joined by a stroke or "or", and goes on to the end of the line or sentence; nothing but names
stands in it, each of an illness and none of what somebody may come with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acucheck.model.answers import Agreement
from acucheck.names.beside import Beside
from acucheck.names.found_name import FoundName
from acucheck.names.line import Gap
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.phrases_in import is_phrase
from acucheck.names.segments import EITHER

if TYPE_CHECKING:
    from acucheck.names.policy import Policy

_FEWEST = 3
"""Names of a row that commas alone join."""

_WHO = frozenset({"i", "he", "she", "they", "we", "pt", "patient", "client", "also", "have", "has"})
"""Words in front of a no that say who has none of a row."""


def is_in_denied_row(beside: Beside, name: FoundName, policy: Policy) -> bool:
    """Whether a name is all of its part, and stands in a row behind a no to the first."""
    line = beside.line
    if not _is_only(name, line, beside.number):
        return False
    first = beside.number
    while first > 0 and _goes_on(line, first):
        first -= 1
        if not _is_one_name(line, first):
            break
    last = beside.number
    while last + 1 < len(line.parts) and _goes_on(line, last + 1):
        if _is_and_so_on(beside, last + 1):
            break
        last += 1
        if not _is_one_name(line, last):
            return False
    joined = any(_is_joined(line, number) for number in range(first + 1, min(last + 2, len(line.parts))))
    if first == beside.number or not (joined or last - first + 1 >= _FEWEST):
        return False
    if not _begins_with_no(Beside(line, first, beside.agreeing)) or _is_open(beside, first, last):
        return False
    members = [part.names[0].known.concepts for part in line.parts[first : last + 1]]
    return all(concepts and not policy.may_be_a_sign(concepts) for concepts in members)


def _begins_with_no(beside: Beside) -> bool:
    """Whether a part is a no and one name, and nothing else."""
    if len(beside.part.names) != 1:
        return False
    [name] = beside.part.names
    how, begins = beside.cue_in_front(name) or (None, 0)
    before = {word.bare for word in beside.words[beside.part.first : begins]}
    return how is Agreement.NOT_SO and before <= _WHO and name.last == beside.part.last


def _is_open(beside: Beside, first: int, last: int) -> bool:
    """Whether words of doubt stand in a row, or in what follows it."""
    parts = beside.line.parts
    return any(map(beside.opens, parts[first : last + 2]))


def _is_one_name(line: ParsedLine, number: int) -> bool:
    names = line.parts[number].names
    return len(names) == 1 and _is_only(names[0], line, number)


def _is_and_so_on(beside: Beside, number: int) -> bool:
    """Whether a part says no more than "or anything like that"."""
    part = beside.line.parts[number]
    return is_phrase(beside.words, part.first, part.last, beside.agreeing.ending)


def _is_only(name: FoundName, line: ParsedLine, number: int) -> bool:
    part = line.parts[number]
    return (name.first, name.last) == (part.first, part.last)


def _goes_on(line: ParsedLine, number: int) -> bool:
    """Whether a part stands in one row with that before it: behind a comma, a stroke or "or"."""
    before, part = line.parts[number - 1], line.parts[number]
    between = {word.plain for word in line.words[before.last : part.first]}
    text = line.text[line.words[before.last - 1].end : line.words[before.last].start]
    return between <= EITHER and text.strip(" ") in {"", ",", "/", "&", "+"}


def _is_joined(line: ParsedLine, number: int) -> bool:
    """Whether more than a comma joins a part with that before it."""
    before, part = line.parts[number - 1], line.parts[number]
    gap = line.words[before.last].gap
    return gap is Gap.JOINT or (gap is Gap.NONE and part.first > before.last)
