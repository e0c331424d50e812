"""Something of now alone that the end of its line says is over: "flu last week, back at work"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acucheck.model.answers import NameKind
from acucheck.names.found_name import FoundName
from acucheck.names.phrases_in import length_of_phrase, phrase_positions

if TYPE_CHECKING:
    from acucheck.names.beside import Beside
    from acucheck.names.policy import Policy

_BEHIND = frozenset({"now", "already", "thanks", "thankfully", "luckily", "liao", "lah"})
"""Words behind what says that it is over, which change nothing."""


def is_gone_by_now(beside: Beside, name: FoundName, policy: Policy) -> bool:
    """Whether a line is about what is of now alone, ends in words by which that is over, and nothing holds it open."""
    line, agreeing, words = beside.line, beside.agreeing, beside.words
    if any(_is_of_more(other, policy) for other in line.names if other is not name):
        return False
    end = len(words)
    first = max(line.parts[-1].first, name.last)
    length = length_of_phrase(words, first, end, agreeing.gone)
    if not length or any(word.bare not in _BEHIND for word in words[first + length :]):
        return False
    if any(word.bare in agreeing.not_by_itself | agreeing.limits for word in words[:first]):
        return False
    if any(beside.may_turn(at) for at in range(first)):
        return False
    known = phrase_positions(words, range(end), agreeing.gone_lately)
    return not any(beside.opens(part, known) for part in line.parts)


def _is_of_more(name: FoundName, policy: Policy) -> bool:
    """Whether a name is of more than now, and may be what is not over."""
    if name.kind is NameKind.MEDICINE:
        return True
    return bool(name.known.concepts) and not policy.is_of_now_alone(name.known.concepts)
