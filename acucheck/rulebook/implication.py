"""Whether one condition is true wherever another one is.

Conditions have no "not", so each can be written as clauses, any of which is enough: the tests that hold together. A
condition follows from another one when it holds by each clause of that alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, islice, product

from acucheck.logic import Test, standing, tests
from acucheck.model.book import AllOf, AnyOf, AtLeast, Between, Condition, FactHolds, Word
from acucheck.model.levels import FAILS, HOLDS, Standing

MOST = 20_000
"""Clauses that are looked at. A condition with more of them is not known to imply anything but itself."""

Facts = Mapping[str, Condition]
Clause = tuple[Test, ...]


def implies(first: Condition, then: Condition, facts: Facts, facts_then: Facts) -> bool:
    """Whether *then*, with its own facts, is known to hold wherever *first* does."""
    if first == then and facts == facts_then:
        return True
    told_apart = [test.words for test in tests(then, facts_then) if isinstance(test, Word)]
    found = chain.from_iterable(_split(clause, told_apart) for clause in clauses(first, facts))
    looked_at = [*islice(found, MOST + 1)]
    return len(looked_at) <= MOST and all(_holds_by(clause, then, facts_then) for clause in looked_at)


def clauses(condition: Condition, facts: Facts) -> Iterator[Clause]:
    """The clauses of *condition*, any of which is enough."""
    match condition:
        case Word() | Between():
            yield (condition,)
        case FactHolds(fact):
            yield from clauses(facts[fact], facts)
        case AnyOf(parts):
            for part in parts:
                yield from clauses(part, facts)
        case AllOf(parts):
            yield from _clauses_of_all(parts, facts)
        case AtLeast(count, parts):
            for several in combinations(parts, count):
                yield from _clauses_of_all(several, facts)


def _clauses_of_all(parts: Iterable[Condition], facts: Facts) -> Iterator[Clause]:
    """The clauses by which all *parts* hold."""
    several = [[*islice(clauses(part, facts), MOST + 1)] for part in parts]
    for chosen in product(*several):
        yield tuple(chain.from_iterable(chosen))


def _split(clause: Clause, told_apart: Iterable[frozenset[str]]) -> Iterator[Clause]:
    """*clause* for each kind of word that its tests may hold by, as far as *told_apart* makes a difference."""
    choices = [[*_kinds(test, told_apart)] if isinstance(test, Word) else [test] for test in clause]
    yield from product(*choices)


def _kinds(test: Word, told_apart: Iterable[frozenset[str]]) -> Iterator[Word]:
    kinds: dict[tuple[bool, ...], set[str]] = {}
    for word in test.words:
        kind = tuple(word in words for words in told_apart)
        kinds.setdefault(kind, set()).add(word)
    for alike in kinds.values():
        yield Word(test.question, frozenset(alike))


def _holds_by(clause: Clause, condition: Condition, facts: Facts) -> bool:
    """Whether *condition* holds by the tests of *clause* alone."""

    def answer(wanted: Test) -> Standing:
        return HOLDS if any(_is_within(test, wanted) for test in clause) else FAILS

    return standing(condition, answer, facts) is HOLDS


def _is_within(test: Test, wanted: Test) -> bool:
    """Whether *wanted* holds wherever *test* does."""
    match test, wanted:
        case Word(question, words), Word(asked, several):
            return question == asked and words <= several
        case Between(question, low, high), Between(asked, least, most):
            return question == asked and least <= low and high <= most
        case _:
            return False
