"""Whether one condition is true wherever another one is.

Conditions have no "not", so each can be written as clauses, any of which is enough: the tests that hold together. A
condition follows from another one when it holds by each clause of that alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
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
    found = [*islice(_split_clauses(first, facts, told_apart), MOST + 1)]
    if len(found) > MOST:
        return False
    return all(_holds_by(clause, then, facts_then) for clause in found)


def _split_clauses(condition: Condition, facts: Facts, told_apart: Collection[frozenset[str]]) -> Iterator[Clause]:
    for clause in clauses(condition, facts):
        yield from _split(clause, told_apart)


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
    of_parts = []
    for part in parts:
        of_parts.append([*islice(clauses(part, facts), MOST + 1)])
    for chosen in product(*of_parts):
        yield tuple(chain.from_iterable(chosen))


def _split(clause: Clause, told_apart: Collection[frozenset[str]]) -> Iterator[Clause]:
    """*clause* for each kind of word that its tests may hold by, as far as *told_apart* makes a difference."""
    choices: list[list[Test]] = []
    for test in clause:
        if isinstance(test, Word):
            choices.append([*_kinds_of_words(test, told_apart)])
        else:
            choices.append([test])
    yield from product(*choices)


def _kinds_of_words(test: Word, told_apart: Collection[frozenset[str]]) -> Iterator[Word]:
    """The test once for each kind of its words; words are of a kind that stand in the same sets of *told_apart*."""
    kinds: dict[tuple[bool, ...], set[str]] = {}
    for word in test.words:
        kind = tuple(word in words for words in told_apart)
        kinds.setdefault(kind, set()).add(word)
    for alike in kinds.values():
        yield Word(test.question, frozenset(alike))


def _holds_by(clause: Clause, condition: Condition, facts: Facts) -> bool:
    """Whether *condition* holds by the tests of *clause* alone."""

    def holds_by_clause(wanted: Test) -> Standing:
        if any(_is_within(test, wanted) for test in clause):
            return HOLDS
        return FAILS

    return standing(condition, holds_by_clause, facts) is HOLDS


def _is_within(test: Test, wanted: Test) -> bool:
    """Whether *wanted* holds wherever *test* does."""
    match test, wanted:
        case Word(question, words), Word(asked, several):
            return question == asked and words <= several
        case Between(question, low, high), Between(asked, least, most):
            return question == asked and least <= low and high <= most
        case _:
            return False
