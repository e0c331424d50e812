"""Three-valued conditions: how one stands, and what an undecided one still waits for.

A test is answered by its caller. Conditions have no "not", so a condition can only rise as its tests rise; that is
why one chain of four standings gives the same verdicts as three separate Kleene readings (see `Standing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from acucheck.model.book import AllOf, AnyOf, AtLeast, Between, Condition, FactHolds, Word
from acucheck.model.levels import Standing

Test = Word | Between
AnswerTest = Callable[[Test], Standing]


def standing(condition: Condition, answer: AnswerTest, facts: Mapping[str, Condition]) -> Standing:
    """How *condition* stands when each of its tests stands as *answer* says."""
    match condition:
        case Word() | Between():
            return answer(condition)
        case FactHolds(fact):
            return standing(facts[fact], answer, facts)
        case AllOf(parts):
            return min(standing(part, answer, facts) for part in parts)
        case AnyOf(parts):
            return max(standing(part, answer, facts) for part in parts)
        case AtLeast(count, parts):
            return sorted((standing(part, answer, facts) for part in parts), reverse=True)[count - 1]


def deciding(
    condition: Condition, answer: AnswerTest, facts: Mapping[str, Condition], wanted: frozenset[Standing]
) -> Iterator[Test]:
    """The tests with one of the *wanted* standings that *condition* owes its own such standing to.

    Wanting HOLDS and ACTS gives the answers a finding is because of; wanting OPEN and ACTS gives what is missing.
    Parts that no longer matter, such as the rest of an "any" that already holds, are left out.
    """
    stands = standing(condition, answer, facts)
    if stands not in wanted:
        return
    if stands is Standing.HOLDS:
        wanted = frozenset({Standing.HOLDS})
    match condition:
        case Word() | Between():
            yield condition
        case FactHolds(fact):
            yield from deciding(facts[fact], answer, facts, wanted)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from deciding(part, answer, facts, wanted)


def tests(condition: Condition, facts: Mapping[str, Condition]) -> Iterator[Test]:
    """Every test in *condition*, in order."""
    match condition:
        case Word() | Between():
            yield condition
        case FactHolds(fact):
            yield from tests(facts[fact], facts)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from tests(part, facts)
