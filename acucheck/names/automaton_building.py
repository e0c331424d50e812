"""Expressions over words, and the smallest automaton that accepts the lines of one.

An expression becomes a graph of states with free moves (Thompson 1968), sets of its states become the states of an
automaton (Rabin and Scott 1959), and those that no line tells apart become one (Moore 1956).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from acucheck.names.automaton import Automaton


class Word(Struct, frozen=True):
    """One of some words."""

    any_of: tuple[str, ...]

    def add_to(self, graph: _Graph, start: int) -> int:
        """Adds its way to a graph, from a state on, and tells the state where it ends; so do the others."""
        end = graph.new_state()
        for word in self.any_of:
            graph.steps[start].append((word, end))
        return end


class InOrder(Struct, frozen=True):
    """Some expressions one behind the other."""

    parts: tuple[Expression, ...]

    def add_to(self, graph: _Graph, start: int) -> int:
        for part in self.parts:
            start = part.add_to(graph, start)
        return start


class OneOf(Struct, frozen=True):
    """One of some expressions."""

    choices: tuple[Expression, ...]

    def add_to(self, graph: _Graph, start: int) -> int:
        end = graph.new_state()
        for choice in self.choices:
            first = graph.new_state()
            graph.free[start].append(first)
            graph.free[choice.add_to(graph, first)].append(end)
        return end


class AnyNumber(Struct, frozen=True):
    """An expression as often as one likes, or not at all."""

    part: Expression

    def add_to(self, graph: _Graph, start: int) -> int:
        around = graph.new_state()
        graph.free[start].append(around)
        graph.free[self.part.add_to(graph, around)].append(around)
        end = graph.new_state()
        graph.free[around].append(end)
        return end


Expression: TypeAlias = Word | InOrder | OneOf | AnyNumber


def word(*any_of: str) -> Expression:
    return Word(any_of)


def in_order(*parts: Expression) -> Expression:
    return parts[0] if len(parts) == 1 else InOrder(parts)


def one_of(*choices: Expression) -> Expression:
    """One of some expressions; those of them that are words are one, so that the graph stays small."""
    words = [each for choice in choices if isinstance(choice, Word) for each in choice.any_of]
    others = [choice for choice in choices if not isinstance(choice, Word)]
    together = [*others, Word(tuple(words))] if words else others
    return together[0] if len(together) == 1 else OneOf(tuple(together))


def optional(part: Expression) -> Expression:
    """An expression that may be left out."""
    return one_of(part, in_order())


class _Graph:
    """States with moves that take a word, and with free ones."""

    def __init__(self) -> None:
        self.steps: list[list[tuple[str, int]]] = []  # of each state
        self.free: list[list[int]] = []
        self._reached: dict[int, frozenset[int]] = {}

    def new_state(self) -> int:
        self.steps.append([])
        self.free.append([])
        return len(self.steps) - 1

    def reached(self, state: int) -> frozenset[int]:
        """All that free moves lead to from a state on, itself too, without what does nothing but lead on."""
        if state not in self._reached:
            found: set[int] = set()
            waiting = [state]
            while waiting:
                each = waiting.pop()
                if each not in found:
                    found.add(each)
                    waiting += self.free[each]
            self._reached[state] = frozenset(each for each in found if self.steps[each] or not self.free[each])
        return self._reached[state]


def automaton(expression: Expression) -> Automaton:
    """The smallest automaton that accepts what *expression* describes; of equal expressions always the same."""
    graph = _Graph()
    start = graph.new_state()
    end = expression.add_to(graph, start)
    steps, ends = _of_sets(graph, start, end)
    steps, ends = _smallest(steps, ends)
    return Automaton(tuple(steps), frozenset(state for state, is_end in enumerate(ends) if is_end))


def _of_sets(graph: _Graph, start: int, end: int) -> tuple[list[dict[str, int]], list[bool]]:
    """Sets of states of a graph as states of their own: the steps of each, and whether it is an end."""
    first = graph.reached(start)
    numbers = {first: 0}
    sets = [first]
    steps: list[dict[str, int]] = []
    for states in sets:  # grows while it is gone through
        led: defaultdict[str, set[int]] = defaultdict(set)
        for state in states:
            for said, following in graph.steps[state]:
                led[said] |= graph.reached(following)
        step = {}
        for said in sorted(led):
            together = frozenset(led[said])
            if together not in numbers:
                numbers[together] = len(sets)
                sets.append(together)
            step[said] = numbers[together]
        steps.append(step)
    return steps, [end in states for states in sets]


def _smallest(steps: Sequence[dict[str, int]], ends: Sequence[bool]) -> tuple[list[dict[str, int]], list[bool]]:
    """The same with one state for all that no line tells apart; the first stays the first."""
    groups = _numbered(ends)
    while True:
        finer = _numbered(
            (group, *((said, groups[following]) for said, following in step.items()))
            for group, step in zip(groups, steps, strict=True)
        )
        if len({*finer}) == len({*groups}):
            break
        groups = finer
    kept: dict[int, int] = {}  # group -> the first of its states, in the order of the groups
    for state, group in enumerate(groups):
        kept.setdefault(group, state)
    merged = [{said: groups[following] for said, following in steps[state].items()} for state in kept.values()]
    return merged, [ends[state] for state in kept.values()]


def _numbered(values: Iterable[object]) -> list[int]:
    """Each value as a number, equal ones as the same, in the order in which they come."""
    numbers: dict[object, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values]
