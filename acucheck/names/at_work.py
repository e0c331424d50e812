"""Words of work with the ill: "nurse on a cancer ward" names no illness of the nurse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acucheck.names.found_name import FoundName
from acucheck.names.phrases_in import length_of_phrase, phrase_positions

if TYPE_CHECKING:
    from acucheck.names.beside import Beside

_WHO = frozenset({"i", "im", "am", "a", "an"})
"""Words in front of a trade."""

_BETWEEN = frozenset({"a", "an", "the", "our", "local", "with", "people", "patients", "children", "adults"})
"""Words between a trade and an illness."""

_OTHERS = frozenset({"people", "patients", "children", "adults"})

_FOR_A_LIVING = ["for", "a", "living"]

_TAUGHT = frozenset({"aid", "money", "sell", "marathon"})
"""Words of what is taught, raised or sold, and not of whom somebody works with."""

_ALSO = frozenset({"it", "i", "im", "ive", "me", "my", "myself", "too", "one", "same", "had", "have", "has", "got"})
"""Words by which a nurse may tell of an illness of their own."""


def is_at_work(beside: Beside, name: FoundName) -> bool:
    """Whether a part says that the person works with those who have what is named, and the line nothing more of it."""
    words, part, agreeing = beside.words, beside.part, beside.agreeing
    first = part.first
    while first < name.first and words[first].bare in _WHO:
        first += 1
    length = length_of_phrase(words, first, name.first, agreeing.at_work)
    between = [word.bare for word in words[first + length : name.first]]
    if not length or not _BETWEEN.issuperset(between):
        return False
    behind = [word.bare for word in words[name.last : part.last]]
    if behind[-len(_FOR_A_LIVING) :] == _FOR_A_LIVING:
        behind = behind[: -len(_FOR_A_LIVING)]
    if not agreeing.workplace.issuperset(behind):
        return False
    phrase = [word.bare for word in words[first : first + length]]
    is_of_others = bool(behind) or not _OTHERS.isdisjoint(between) or not _TAUGHT.isdisjoint(phrase)
    return is_of_others and _tells_no_more(beside)


def _tells_no_more(beside: Beside) -> bool:
    """Whether what stands behind the part tells nothing that may be of the same illness."""
    more = range(beside.part.last, len(beside.words))
    others = phrase_positions(beside.words, more, beside.agreeing.only_theirs)
    return _ALSO.isdisjoint(beside.words[at].bare for at in more if at not in others)
