"""What was suspected or feared, and then found not to be so: "clot suspected in 2019, ultrasound negative"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acucheck.model.answers import Agreement
from acucheck.names.found_name import FoundName
from acucheck.names.line import WordKind
from acucheck.names.phrases_in import length_of_phrase, phrase_positions
from acucheck.names.segments import Segment

if TYPE_CHECKING:
    from acucheck.names.beside import Beside

_OF_ALL = frozenset({"both", "all"})
"""Words by which one verdict is that of several names."""

_TURN = "but"
_THOUGHT = "thought"

_DOCTORS = frozenset({"dr", "doctor", "doc", "dra", "gp", "neurologist", "cardiologist", "surgeon", "oncologist"})
_SAYS = frozenset({"says", "said"})
_ONLY = frozenset({"only", "just", "it", "is", "its", "was"})

_WHEN = (WordKind.DATE, WordKind.NUMBER)


def is_suspicion_over(beside: Beside, name: FoundName) -> bool:
    """Whether words in front of a name or behind it say that it was suspected, and a test in the end found nothing."""
    first, suspected = _suspected(beside, name)
    if not suspected or _is_open(beside, suspected):
        return False
    if first == beside.part.last:
        return _is_verdict_behind(beside)
    is_thought = any(beside.words[at].bare == _THOUGHT for at in suspected)
    if beside.words[first].bare == _TURN:
        first += 1
    elif not is_thought:
        return False
    return _is_told_otherwise(beside, name, first, is_thought=is_thought)


def _suspected(beside: Beside, name: FoundName) -> tuple[int, set[int]]:
    """Where the words begin that follow a name, its suspicion and its time, and where the words of suspicion stand."""
    words, part, agreeing = beside.words, beside.part, beside.agreeing
    start = _first_of_list(beside, name)
    found = phrase_positions(words, range(start.first, start.names[-1].first), agreeing.suspected_in_front)
    in_front = start.names[-1].first - 1
    if in_front >= start.first and words[in_front].kind is WordKind.MARK:
        found.add(in_front)
    between = range(max(found, default=start.first) + 1, start.names[-1].first)
    if not all(words[position].bare in agreeing.filling for position in between):
        found = set()
    last = name.last
    length = length_of_phrase(words, last, part.last, agreeing.suspected_behind)
    found.update(range(last, last + length))
    last += length
    while last < part.last and (words[last].kind in _WHEN or words[last].bare in {"in", *agreeing.where}):
        last += 1
    return last, found


def _first_of_list(beside: Beside, name: FoundName) -> Segment:
    """The part with the first of several names that merely follow each other, up to that name."""
    parts = beside.line.parts
    number = beside.number
    while number and _is_name(parts[number]) and parts[number - 1].names:
        if parts[number - 1].names[-1].last != parts[number - 1].last:
            break
        number -= 1
    return parts[number] if number != beside.number else Segment(beside.part.first, name.last, [name])


def _is_name(part: Segment) -> bool:
    """Whether a part is one name and nothing else."""
    return len(part.names) == 1 and part.names[0].first == part.first and part.names[0].last == part.last


def _is_verdict_behind(beside: Beside) -> bool:
    """Whether the next part, but for names that merely follow, says that a test found nothing."""
    parts = beside.line.parts
    number = beside.number + 1
    while number < len(parts) and _is_name(parts[number]):
        number += 1
    if number == len(parts):
        return False
    first = parts[number].first
    is_of_several = number > beside.number + 1 or _is_name(beside.part)
    if is_of_several and beside.words[first].bare not in _OF_ALL:
        return False
    if number + 1 < len(parts) and _takes_back(beside, parts[number + 1]):
        return False
    return _is_verdict(beside, first + (beside.words[first].bare == _TURN), parts[number].last)


def _is_told_otherwise(beside: Beside, name: FoundName, first: int, *, is_thought: bool) -> bool:
    """Whether the words of a part from one on tell that a test found nothing, or a doctor what it is and only that."""
    last = beside.part.last
    return _is_verdict(beside, first, last) or _is_other_cause(beside, name, first, is_thought=is_thought)


def _is_other_cause(beside: Beside, name: FoundName, first: int, *, is_thought: bool) -> bool:
    """Whether a doctor, perhaps by name, told in the words from one on what it is, and that is something else known.

    What was thought and is no longer needs no word by which it is only the other.
    """
    last = beside.part.last
    words = [word.bare for word in beside.words[first:last]]
    if _DOCTORS.isdisjoint(words[:1]):
        return False
    told = next((at for at, word in enumerate(words[:3]) if word in _SAYS), None)
    if told is None:
        return False
    rest = range(first + told + 1, last)
    others = [other for other in beside.part.names if other.first in rest]
    if len(others) != 1 or not others[0].known.concepts.isdisjoint(name.known.concepts):
        return False
    cause = range(others[0].first, others[0].last)
    if any(beside.words[position].bare in beside.agreeing.tests for position in cause):
        return False
    beyond = [beside.words[position].bare for position in rest if position not in cause]
    return (is_thought or bool(beyond)) and _ONLY.issuperset(beyond)


def _takes_back(beside: Beside, part: Segment) -> bool:
    return beside.opens(part) or beside.words[part.first].bare in beside.agreeing.limits


def _is_verdict(beside: Beside, first: int, last: int) -> bool:
    """Whether some words say that a test found nothing, and no more than that."""
    words, agreeing = beside.words, beside.agreeing
    has_test = False
    for position in range(first, last):
        word = words[position]
        length = length_of_phrase(words, position, last, agreeing.after_first)
        told = " ".join(each.bare for each in words[position : position + length])
        if agreeing.after.get(told) is Agreement.RULED_OUT:
            return position + length == last
        if has_test and word.bare in agreeing.good:
            return position + 1 == last
        if word.bare not in agreeing.tests | agreeing.linking:
            return False
        has_test = has_test or word.bare in agreeing.tests
    return False


def _is_open(beside: Beside, suspected: set[int]) -> bool:
    """Whether words of doubt or of now stand beside, others than those of the suspicion itself."""
    around = (beside.before, beside.part, beside.behind)
    return any(beside.opens(part, suspected) for part in around if part is not None)
